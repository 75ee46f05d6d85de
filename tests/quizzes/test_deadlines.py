from datetime import UTC, datetime, timedelta

import pytest

from quizzes.deadlines import accepts_answers, seconds_left

DEADLINE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("late", "accepted", "left"), [(-2, True, 2), (0, True, 0), (30, True, 0), (60, True, 0), (61, False, 0)]
)
def test_answers_are_taken_until_the_grace_is_over(late, accepted, left):
    now = DEADLINE + timedelta(seconds=late)

    assert (accepts_answers(DEADLINE, now), seconds_left(DEADLINE, now)) == (accepted, left)


def test_without_deadline_there_is_all_the_time():
    assert (accepts_answers(None, DEADLINE), seconds_left(None, DEADLINE)) == (True, None)


def test_seconds_are_whole_and_never_too_many():
    assert seconds_left(DEADLINE, DEADLINE - timedelta(seconds=1, milliseconds=900)) == 1
