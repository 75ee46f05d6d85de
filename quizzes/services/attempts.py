"""Attempts: begin, answer, submit. Each act is one transaction and safe to repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from core.models import Version
from quizzes import selectors
from quizzes.asked import asked
from quizzes.deadlines import accepts_answers, seconds_left
from quizzes.grading import grade
from quizzes.models import Attempt, AttemptQuestion, Response, Result
from quizzes.questions.registry import Answer, Mark, Posted, question_types
from quizzes.selection import choose
from quizzes.signals import attempt_submitted


class AttemptsUsedUp(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You have used all your attempts at this quiz. "
                "If your best result is not enough, ask the person who helps you."
            )
        )


class AttemptClosed(Refusal):
    """No answer is taken any more: the attempt is submitted, or its time is over."""

    def __init__(self, *, time_is_over: bool) -> None:
        if time_is_over:
            message = _("The time was over, so this last answer was not saved. The answers saved before it count.")
        else:
            message = _("This attempt is submitted, so the answer was not saved. Open its result.")
        super().__init__(message)


class ChangedElsewhere(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This question was changed in another window. Reload the page to see the newest answer."))


@dataclass(frozen=True)
class SavedAnswer:
    """What the learner is told of a saved answer. A repeated request gets the same."""

    sequence: int
    received_at: datetime
    seconds_left: int | None


def start(
    *,
    learner: Any,
    quiz_version: Version,
    language: str,
    context_key: str,
    owner_key: str,
    now: datetime,
    random: Random,
) -> Attempt:
    """The learner's open attempt in this context, begun now if there is none. Raises AttemptsUsedUp.

    Rules, questions and the order of the choices are copied into the attempt. An open one whose time is over is
    submitted first. However often this is called at the same time, there is one attempt.
    """
    mine = Attempt.objects.filter(learner=learner, context_key=context_key)
    earlier = list(mine.order_by("number"))
    for attempt in earlier:
        if attempt.is_open and close_if_overdue(attempt=attempt, now=now) is None:
            return attempt
    allowed = quiz_version.content["quiz"]["rules"]["attempts_allowed"]
    if allowed and len(earlier) >= allowed:
        raise AttemptsUsedUp
    attempt = Attempt(
        learner=learner,
        quiz_version=quiz_version,
        context_key=context_key,
        owner_key=owner_key,
        number=len(earlier) + 1,
        language=language,
        started_at=now,
    )
    try:
        return _begin(attempt, random)
    except IntegrityError:
        # A second click came first: one open attempt is all that the database allows.
        twin = mine.filter(state=Attempt.State.OPEN).first()
        if twin is None:
            raise
        return twin


@transaction.atomic
def _begin(attempt: Attempt, random: Random) -> Attempt:
    quiz = attempt.quiz_version.content["quiz"]
    rules = quiz["rules"]
    attempt.rules = rules
    if "time_limit" in rules:
        attempt.deadline = attempt.started_at + timedelta(minutes=rules["time_limit"])
    attempt.save(force_insert=True)
    chosen = choose(quiz["slots"], random, shuffle=rules["shuffle_questions"])
    hashes = [one.content_hash for one in chosen]
    found = Version.objects.filter(kind="question", language=attempt.language, content_hash__in=hashes)
    versions = {(str(version.key), version.content_hash): version for version in found}
    questions = []
    for position, one in enumerate(chosen, start=1):
        version = versions[one.key, one.content_hash]
        block = version.content["block"]
        layout = question_types[block["type"]].layout(block["value"], random, shuffle=rules["shuffle_choices"])
        questions.append(
            AttemptQuestion(
                attempt=attempt, position=position, slot_id=one.slot_id, question_version=version, layout=layout
            )
        )
    AttemptQuestion.objects.bulk_create(questions)
    return attempt


def save_answer(*, attempt: Attempt, position: int, sequence: int, posted: Posted, now: datetime) -> SavedAnswer:
    """Keep an answer as it was posted; 2 queries.

    The client counts `sequence` up with every change of an answer. A repeated sequence with the same answer gets the
    stored reply; with another one, or below the newest, it is refused with ChangedElsewhere. Raises AttemptClosed,
    BadAnswer, and AttemptQuestion.DoesNotExist for a position that is not there.
    """
    question = AttemptQuestion.objects.filter(attempt=attempt, position=position)
    return _store(question, sequence, lambda found: asked(found, found.attempt.uuid).parse(posted), now)


def record_answer(*, question: AttemptQuestion, sequence: int, answer: Answer, now: datetime) -> SavedAnswer:
    """`save_answer` for an answer in ids, as a question type gives it."""
    return _store(AttemptQuestion.objects.filter(pk=question.pk), sequence, lambda _found: answer, now)


def _store(
    question: QuerySet[AttemptQuestion], sequence: int, answer_to: Callable[[AttemptQuestion], Answer], now: datetime
) -> SavedAnswer:
    try:
        return _store_once(question, sequence, answer_to, now)
    except IntegrityError:
        # A twin of this request was stored between our reading and our writing: now it can be read.
        return _store_once(question, sequence, answer_to, now)


@transaction.atomic
def _store_once(
    question: QuerySet[AttemptQuestion], sequence: int, answer_to: Callable[[AttemptQuestion], Answer], now: datetime
) -> SavedAnswer:
    found = _with_newer(question, sequence).select_related("attempt", "question_version")
    # The lock on the attempt makes a submission wait for this answer, or this answer see the submission.
    locked: Any = found.select_for_update(of=("attempt",)).get()
    attempt = locked.attempt
    if not attempt.is_open:
        raise AttemptClosed(time_is_over=attempt.deadline is not None and now > attempt.deadline)
    if not accepts_answers(attempt.deadline, now):
        raise AttemptClosed(time_is_over=True)
    answer = answer_to(locked)
    if locked.next_sequence is None:
        Response.objects.create(question=locked, sequence=sequence, answer=answer, received_at=now)
        received_at = now
    elif locked.next_sequence == sequence and locked.next_answer == answer:
        received_at = locked.next_received_at
    else:
        raise ChangedElsewhere
    return SavedAnswer(sequence, received_at, seconds_left(attempt.deadline, now))


def _with_newer(question: QuerySet[AttemptQuestion], sequence: int) -> QuerySet[AttemptQuestion]:
    """With the first response of this or a higher sequence, if there is one."""
    newer = Response.objects.filter(question=OuterRef("pk"), sequence__gte=sequence).order_by("sequence")
    return question.annotate(
        next_sequence=Subquery(newer.values("sequence")[:1]),
        next_answer=Subquery(newer.values("answer")[:1]),
        next_received_at=Subquery(newer.values("received_at")[:1]),
    )


@transaction.atomic
def submit(*, attempt: Attempt, now: datetime) -> Result:
    """Close the attempt and grade what was saved. Repeated, or overtaken by a twin, it gives the stored result."""
    # Of several submissions at once the database lets one change the row; the others wait here and change none.
    still_open = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN)
    is_first = still_open.update(state=Attempt.State.SUBMITTED, submitted_at=now)
    if not is_first:
        attempt.refresh_from_db(fields=["state", "submitted_at"])
        return Result.objects.filter(attempt=attempt).order_by("-revision")[0]
    attempt.state, attempt.submitted_at = Attempt.State.SUBMITTED, now
    result = _graded(attempt, now)
    # The result stands whatever the receivers do with the news; what they miss can be caught up.
    transaction.on_commit(lambda: attempt_submitted.send_robust(sender=Attempt, attempt_id=attempt.pk))
    return result


def close_if_overdue(*, attempt: Attempt, now: datetime) -> Result | None:
    """Submit an open attempt whose time is over, with the answers saved so far; None for any other."""
    return submit(attempt=attempt, now=now) if attempt.is_overdue(now) else None


def _graded(attempt: Attempt, now: datetime) -> Result:
    questions = selectors.questions_of(attempt)
    marks = [asked(question, attempt.uuid).grade(question.latest_answer) for question in questions]
    given = grade(marks, pass_mark=attempt.rules["pass_mark"])
    return Result.objects.create(
        attempt=attempt,
        score=given.score,
        max_score=given.max_score,
        percent=given.percent,
        passed=given.passed,
        marks=[_kept(question, mark) for question, mark in zip(questions, marks, strict=True)],
        graded_at=now,
    )


def _kept(question: AttemptQuestion, mark: Mark) -> dict[str, Any]:
    """A mark as it is kept in a result; the fraction exact, such as "2/3"."""
    return {
        "position": question.position,
        "question": str(question.question_version.key),
        "fraction": str(mark.fraction),
        "answered": mark.answered,
        "right_parts": list(mark.right_parts),
    }
