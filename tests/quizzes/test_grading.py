from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from quizzes.grading import Grade, grade
from quizzes.questions.registry import Mark

fractions = st.fractions(min_value=0, max_value=1, max_denominator=60)


def marks(*shares: Fraction | int | str) -> list[Mark]:
    return [Mark(Fraction(share), answered=True) for share in shares]


def test_all_right():
    assert grade(marks(1, 1, 1), pass_mark=60) == Grade(Decimal(3), Decimal(3), Decimal(100), True)


def test_all_wrong():
    assert grade(marks(0, 0), pass_mark=60) == Grade(Decimal(0), Decimal(2), Decimal(0), False)


def test_no_question_is_not_passed_even_with_pass_mark_0():
    assert grade([], pass_mark=0) == Grade(Decimal(0), Decimal(0), Decimal(0), False)


def test_pass_mark_0_is_always_passed():
    assert grade(marks(0), pass_mark=0).passed


def test_exactly_the_pass_mark_passes():
    assert grade(marks(1, 1, 1, 0, 0), pass_mark=60).passed


def test_thirds_add_up_exactly():
    assert grade(marks("1/3", "1/3", "1/3", 0), pass_mark=25) == Grade(Decimal(1), Decimal(4), Decimal(25), True)


@pytest.mark.parametrize(
    ("share", "percent"),
    [("2/3", "66.67"), ("1/3", "33.33"), ("1/8", "12.5"), ("1/800", "0.13"), ("3/800", "0.38"), ("1/1600", "0.06")],
)
def test_percent_is_rounded_half_up(share, percent):
    assert grade(marks(share), pass_mark=100).percent == Decimal(percent)


def test_rounding_never_lifts_the_percent_to_the_pass_mark():
    just_below = Fraction(60, 100) - Fraction(1, 30000)

    assert grade(marks(just_below), pass_mark=60) == Grade(Decimal("0.6000"), Decimal(1), Decimal("59.99"), False)


@given(st.lists(fractions, min_size=1, max_size=30), st.integers(0, 100))
def test_percent_and_verdict_agree(shares, pass_mark):
    given = grade(marks(*shares), pass_mark=pass_mark)

    assert given.passed == (sum(shares) * 100 >= pass_mark * len(shares))
    assert given.passed == (given.percent >= pass_mark)
    assert abs(Fraction(given.percent) - sum(shares) * 100 / len(shares)) < Fraction(1, 100)


@given(st.lists(fractions, min_size=1, max_size=20), st.integers(0, 100), st.data())
def test_a_better_answer_never_lowers_the_grade(shares, pass_mark, data):
    place = data.draw(st.integers(0, len(shares) - 1))
    better = [*shares]
    better[place] = data.draw(st.fractions(min_value=shares[place], max_value=1, max_denominator=60))

    before, after = (grade(marks(*given), pass_mark=pass_mark) for given in (shares, better))

    assert (after.score, after.percent, after.passed) >= (before.score, before.percent, before.passed)
