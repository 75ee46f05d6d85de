"""What others may know of attempts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet, Subquery

from quizzes.models import Attempt, AttemptQuestion, Response, Result


def attempts_of(learner: Any, context_key: str) -> list[Attempt]:
    """The learner's attempts there, the first one first, each with its gradings in `results.all()`; 2 queries."""
    found = Attempt.objects.filter(learner=learner, context_key=context_key).order_by("number")
    return list(found.prefetch_related(Prefetch("results", Result.objects.order_by("revision"))))


def latest_result(attempt: Attempt) -> Result | None:
    """The grading that counts; None while the attempt is open; 1 query, none after `attempts_of`."""
    results = sorted(attempt.results.all(), key=lambda result: result.revision)
    return results[-1] if results else None


def best_percent(learner: Any, context_key: str) -> Decimal | None:
    """The highest percent of the gradings that count; None without one; 1 query."""
    later = Result.objects.filter(attempt=OuterRef("attempt"), revision__gt=OuterRef("revision"))
    counting = Result.objects.filter(~Exists(later), attempt__learner=learner, attempt__context_key=context_key)
    best: Decimal | None = counting.aggregate(best=Max("percent"))["best"]
    return best


def with_answers(questions: QuerySet[AttemptQuestion]) -> QuerySet[AttemptQuestion]:
    """Each question with `latest_answer` and `latest_sequence`, None where there is no response yet."""
    newest = Response.objects.filter(question=OuterRef("pk")).order_by("-sequence")
    return questions.annotate(
        latest_answer=Subquery(newest.values("answer")[:1]), latest_sequence=Subquery(newest.values("sequence")[:1])
    )


def questions_of(attempt: Attempt) -> list[Any]:
    """The questions of an attempt in order, with their answers (`with_answers`) and versions; 1 query."""
    found = with_answers(AttemptQuestion.objects.filter(attempt=attempt)).select_related("question_version")
    return list(found.order_by("position"))


def question_map(attempt: Attempt) -> list[Any]:
    """As `questions_of`, but without the texts; 1 query."""
    return list(with_answers(AttemptQuestion.objects.filter(attempt=attempt)).order_by("position"))
