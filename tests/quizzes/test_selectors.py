from decimal import Decimal

import pytest

from quizzes import selectors
from quizzes.models import Result
from quizzes.services import attempts
from tests.factories.quizzes import CONTEXT, NOW, attempt, question_version, quiz_version, right_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return quiz_version([question_version(), question_version()])


def regrade(result: Result, percent: int) -> Result:
    return Result.objects.create(
        attempt=result.attempt,
        revision=result.revision + 1,
        score=0,
        max_score=2,
        percent=percent,
        passed=percent >= 60,
        marks=[],
        reason="The key was wrong.",
        graded_at=NOW,
    )


def test_nothing_yet(alice):
    assert selectors.attempts_of(alice, CONTEXT) == []
    assert selectors.best_percent(alice, CONTEXT) is None


def test_open_attempt_has_no_result(alice, version):
    assert selectors.latest_result(attempt(alice, version)) is None


def test_highest_revision_counts(alice, version):
    result = attempts.submit(attempt=attempt(alice, version), now=NOW)
    newer = regrade(result, 70)

    [found] = selectors.attempts_of(alice, CONTEXT)

    assert selectors.latest_result(found) == newer


def test_best_percent_is_that_of_the_gradings_that_count(alice, version):
    first = attempt(alice, version)
    right_answers(first)
    regrade(attempts.submit(attempt=first, now=NOW), 40)
    attempts.submit(attempt=attempt(alice, version), now=NOW)

    assert selectors.best_percent(alice, CONTEXT) == Decimal(40)


def test_others_and_other_contexts_are_left_out(alice, mallory, version):
    for person, context in ((mallory, CONTEXT), (alice, "test:2")):
        begun = attempt(person, version, context_key=context)
        right_answers(begun)
        attempts.submit(attempt=begun, now=NOW)

    assert selectors.attempts_of(alice, CONTEXT) == []
    assert selectors.best_percent(alice, CONTEXT) is None


@pytest.mark.parametrize("count", [1, 3])
def test_attempts_with_results_take_two_queries(alice, version, count, django_assert_num_queries):
    for _ in range(count):
        attempts.submit(attempt=attempt(alice, version), now=NOW)

    with django_assert_num_queries(2):
        found = selectors.attempts_of(alice, CONTEXT)
        assert [selectors.latest_result(one).percent for one in found] == [0] * count


@pytest.mark.parametrize("count", [1, 3])
def test_questions_with_answers_take_one_query(alice, count, django_assert_num_queries):
    begun = attempt(alice, quiz_version([question_version() for _ in range(count)]))
    right_answers(begun)

    with django_assert_num_queries(1):
        rows = selectors.questions_of(begun)
        assert [(row.latest_answer, row.latest_sequence) for row in rows] == [("mark", 1)] * count
        assert [row.question_version.kind for row in rows] == ["question"] * count


def test_map_tells_what_is_not_answered(alice, version):
    begun = attempt(alice, version)
    question = begun.questions.get(position=2)
    attempts.record_answer(question=question, sequence=1, answer="mark", now=NOW)
    attempts.record_answer(question=question, sequence=2, answer=None, now=NOW)

    rows = selectors.question_map(begun)

    assert [(row.latest_answer, row.latest_sequence) for row in rows] == [(None, None), (None, 2)]
