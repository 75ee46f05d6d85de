"""Two requests at the same moment. Each guard has a twin test without it, which shows that the race is real."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core.errors import Refusal
from quizzes.asked import asked
from quizzes.invariants import problems
from quizzes.models import Attempt, Response, Result
from quizzes.services import attempts
from tests.factories.quizzes import CONTEXT, NOW, attempt, question_version, quiz_version, right_answers

ROUNDS = 8
PATIENCE = 30

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What the acts return, or with which refusal they end; all begin at once, each in a thread of its own."""
    barrier = Barrier(len(acts), timeout=PATIENCE)

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def posted(begun: Attempt, answer: str) -> dict[str, list[str]]:
    question = begun.questions.select_related("question_version").get(position=1)
    return asked(question, begun.uuid).filled(answer)


def save(begun: Attempt, answer: str, sequence: int = 1) -> Callable[[], Any]:
    form = posted(begun, answer)
    return lambda: attempts.save_answer(attempt=begun, position=1, sequence=sequence, posted=form, now=NOW)


def submit(begun: Attempt) -> Callable[[], Any]:
    own = Attempt.objects.get(pk=begun.pk)
    return lambda: attempts.submit(attempt=own, now=NOW)


@pytest.fixture
def version():
    return quiz_version([question_version()])


def test_two_submissions_make_one_result_and_both_get_it(alice, version):
    for _round in range(ROUNDS):
        begun = attempt(alice, version)
        right_answers(begun)

        first, second = together(submit(begun), submit(begun))

        assert first == second == Result.objects.get(attempt=begun)
        assert first.passed


def test_without_the_guards_two_submissions_make_two_results(alice, version):
    begun = attempt(alice, version)
    constraint = next(one for one in Result._meta.constraints if one.name == "one_result_per_revision")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Result, constraint)
    both_have_looked = Barrier(2, timeout=PATIENCE)

    def submit_trusting_the_moment() -> Any:
        own = Attempt.objects.get(pk=begun.pk)
        is_open = own.is_open
        both_have_looked.wait()
        if is_open:
            own.state, own.submitted_at = Attempt.State.SUBMITTED, NOW
            own.save()
        return attempts._graded(own, NOW)

    first, second = together(submit_trusting_the_moment, submit_trusting_the_moment)

    assert first != second
    assert Result.objects.count() == 2


def test_two_starts_land_in_one_attempt(alice, version):
    for place in range(ROUNDS):

        def start(context_key: str = f"test:{place}") -> Attempt:
            return attempt(alice, version, context_key=context_key)

        first, second = together(start, start)

        assert first == second == Attempt.objects.get(context_key=f"test:{place}")
        assert first.questions.count() == 1


def test_without_the_constraint_two_starts_make_two_attempts(alice, version, monkeypatch):
    with connection.schema_editor() as editor:
        for constraint in Attempt._meta.constraints[:2]:
            editor.remove_constraint(Attempt, constraint)
    both_have_looked = Barrier(2, timeout=PATIENCE)
    begin = attempts._begin

    def begin_when_both_have_looked(*arguments: Any) -> Attempt:
        both_have_looked.wait()
        return begin(*arguments)

    monkeypatch.setattr(attempts, "_begin", begin_when_both_have_looked)

    together(lambda: attempt(alice, version), lambda: attempt(alice, version))

    assert Attempt.objects.filter(learner=alice, context_key=CONTEXT, state="open").count() == 2


def test_a_repeated_answer_at_the_same_moment_is_stored_once(alice, version):
    begun = attempt(alice, version)

    for sequence in range(1, ROUNDS):
        first, second = together(save(begun, "mark", sequence), save(begun, "mark", sequence))

        assert first == second == attempts.SavedAnswer(sequence=sequence, received_at=NOW, seconds_left=None)
        assert Response.objects.count() == sequence


def test_of_two_answers_with_one_sequence_one_is_refused(alice, version):
    begun = attempt(alice, version)

    for sequence in range(1, ROUNDS):
        outcomes = together(save(begun, "mark", sequence), save(begun, "author", sequence))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedElsewhere", "SavedAnswer"]
        assert Response.objects.count() == sequence


def test_an_answer_beside_the_submission_counts_or_is_refused(alice, version):
    for _round in range(ROUNDS):
        begun = attempt(alice, version)

        saved, result = together(save(begun, "mark"), submit(begun))

        is_saved = isinstance(saved, attempts.SavedAnswer)
        assert is_saved or isinstance(saved, attempts.AttemptClosed)
        assert Response.objects.filter(question__attempt=begun).exists() == is_saved
        assert result.percent == (100 if is_saved else 0)
    assert list(problems()) == []
