"""From marks to a grade: arithmetic on exact fractions.

Whether somebody passed is decided on the exact share, before anything is rounded. The percent that is shown has two
places, rounded half up, and is kept below the pass mark where rounding alone would lift it there: with a pass mark of
60, a share of 59.996 % is shown as 59.99 % and not passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from quizzes.questions.registry import Mark

_PERCENT_PLACES = Decimal("0.01")
_SCORE_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Grade:
    """Points with 4 places, one point a question; percent with 2 places."""

    score: Decimal
    max_score: Decimal
    percent: Decimal
    passed: bool


def grade(marks: Sequence[Mark], *, pass_mark: int) -> Grade:
    """The grade for the marks of all questions of an attempt, unanswered ones included. `pass_mark` in percent."""
    points = sum((mark.fraction for mark in marks), Fraction(0))
    share = points * 100 / len(marks) if marks else Fraction(0)
    passed = bool(marks) and share >= pass_mark
    percent = _rounded(share, _PERCENT_PLACES, ROUND_HALF_UP)
    if not passed and percent >= pass_mark:
        percent = _rounded(share, _PERCENT_PLACES, ROUND_DOWN)
    score = _rounded(points, _SCORE_PLACES, ROUND_HALF_UP)
    return Grade(score, Decimal(len(marks)), percent, passed)


def _rounded(value: Fraction, places: Decimal, rounding: str) -> Decimal:
    # Rounding the whole number of places in units of `places` is exact; a Decimal quotient would be rounded twice.
    units = value / Fraction(places)
    whole, rest = divmod(units.numerator, units.denominator)
    if rounding == ROUND_HALF_UP and 2 * rest >= units.denominator:
        whole += 1
    return whole * places
