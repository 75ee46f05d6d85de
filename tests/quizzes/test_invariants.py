from datetime import timedelta

import pytest

from quizzes.invariants import problems
from quizzes.models import Attempt, AttemptQuestion, Response, Result
from quizzes.services import attempts
from tests.factories.quizzes import NOW, attempt, question_version, quiz_version, right_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(alice) -> Attempt:
    begun = attempt(alice, quiz_version([question_version()]))
    right_answers(begun)
    attempts.submit(attempt=begun, now=NOW)
    return begun


def test_learners_way_breaks_nothing(alice, submitted):
    attempt(alice, submitted.quiz_version)

    assert list(problems()) == []


def test_submission_without_result_is_found(submitted):
    Result.objects.all().delete()

    assert list(problems()) == [f"{submitted}: submitted, but there is no result"]


def test_result_of_an_open_attempt_is_found(submitted):
    Attempt.objects.update(state="open", submitted_at=None)

    assert list(problems()) == [f"{submitted}: open, but there is a result"]


def test_attempt_without_questions_is_found(submitted):
    Response.objects.all().delete()
    AttemptQuestion.objects.all().delete()

    assert list(problems()) == [f"{submitted}: it asks no question"]


def test_late_response_is_found(submitted):
    Response.objects.update(received_at=NOW + timedelta(minutes=5))

    assert list(problems()) == [f"{submitted}: response {Response.objects.get().pk} came after the submission"]


def test_result_that_its_marks_deny_is_found(submitted):
    Result.objects.update(passed=False)

    assert list(problems()) == [f"{submitted}: result {Result.objects.get().pk} is not what its marks say"]
