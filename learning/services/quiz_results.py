"""From a submitted attempt to the learner's progress."""

from __future__ import annotations

from datetime import datetime

from learning.contexts import read_context_key
from learning.models import Enrolment
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
