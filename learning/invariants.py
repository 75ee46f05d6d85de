"""What must always hold of enrolments and completions."""

from collections.abc import Iterator

from django.db.models import F

from learning.models import Completion, Enrolment, Run
from learning.services.quiz_results import unrecorded


def problems() -> Iterator[str]:
    """Runs, enrolments and completions whose edition is of another course; results that the progress lacks."""
    for run in Run.objects.exclude(edition__course_key=F("adoption__course_key")):
        yield f"run {run}: its edition is of another course than its adoption"
    for enrolment in Enrolment.objects.exclude(edition__course_key=F("run__edition__course_key")):
        yield f"enrolment {enrolment.pk}: pinned to an edition of another course"
    for completion in Completion.objects.exclude(edition__course_key=F("enrolment__edition__course_key")):
        yield f"completion {completion.pk}: of another course than its enrolment"
    for attempt in unrecorded():
        yield f"{attempt}: its result is not in the learner's progress; run record_results"
