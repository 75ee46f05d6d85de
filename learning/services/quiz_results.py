"""From a submitted attempt to the learner's progress."""

from __future__ import annotations

from datetime import datetime

from learning.contexts import read_context_key
from learning.models import Enrolment, ItemProgress
from learning.services import progress
from quizzes.models import Attempt
from quizzes.selectors import latest_result


def record(*, attempt_id: int, now: datetime) -> None:
    """Bring the progress up to the latest result of an attempt. Attempts of other contexts are none of our business."""
    attempt = Attempt.objects.get(pk=attempt_id)
    context, result = read_context_key(attempt.context_key), latest_result(attempt)
    if context is None or result is None:
        return
    enrolment_id, item_key = context
    enrolment = Enrolment.objects.get(pk=enrolment_id)
    progress.quiz_graded(enrolment=enrolment, item_key=item_key, percent=result.percent, passed=result.passed, now=now)


def record_missing(*, now: datetime) -> int:
    """Record every result that a crash kept from the progress; how many. Safe to repeat and to interrupt."""
    missing = [attempt.pk for attempt in unrecorded()]
    for attempt_id in missing:
        record(attempt_id=attempt_id, now=now)
    return len(missing)


def unrecorded() -> list[Attempt]:
    """Submitted attempts whose result the learner's progress does not show yet."""
    best = {
        (row.enrolment_id, str(row.item_key)): row.best_percent
        for row in ItemProgress.objects.filter(best_percent__isnull=False).iterator()
    }
    submitted = Attempt.objects.filter(state=Attempt.State.SUBMITTED).prefetch_related("results")
    found = []
    for attempt in submitted.iterator(chunk_size=500):
        context = read_context_key(attempt.context_key)
        results = list(attempt.results.all())
        known = best.get(context) if context else None
        if context and results and (known is None or known < results[-1].percent):
            found.append(attempt)
    return found
