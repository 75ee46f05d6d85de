"""What must always hold of attempts and their results."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.db.models import F

from quizzes.grading import grade
from quizzes.models import Attempt, Response, Result
from quizzes.questions.registry import Mark


def problems() -> Iterator[str]:
    """Attempts closed without a result or open with one; answers taken too late; results that their marks deny."""
    for attempt in Attempt.objects.filter(state=Attempt.State.SUBMITTED, results=None):
        yield f"{attempt}: submitted, but there is no result"
    for attempt in Attempt.objects.filter(state=Attempt.State.OPEN, results__isnull=False).distinct():
        yield f"{attempt}: open, but there is a result"
    for attempt in Attempt.objects.filter(questions=None):
        yield f"{attempt}: it asks no question"
    late = Response.objects.filter(received_at__gt=F("question__attempt__submitted_at"))
    for response in late.select_related("question__attempt"):
        yield f"{response.question.attempt}: response {response.pk} came after the submission"
    for result in Result.objects.select_related("attempt").iterator(chunk_size=500):
        marks = [Mark(Fraction(mark["fraction"]), mark["answered"]) for mark in result.marks]
        due = grade(marks, pass_mark=result.attempt.rules["pass_mark"])
        stands = (result.score, result.max_score, result.percent, result.passed)
        if stands != (due.score, due.max_score, due.percent, due.passed):
            yield f"{result.attempt}: result {result.pk} is not what its marks say"
