from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from core import freezing
from quizzes.questions.numeric import NotANumber, NumericBlock, number_in
from quizzes.questions.registry import BadAnswer, question_types

NUMERIC = question_types["numeric"]

decimals = st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=10, allow_nan=False, allow_infinity=False)


def question(answer: str = "0.60", tolerance: str | None = None, **fields: object) -> dict:
    return {"stem": "<p>?</p>", "answer": answer, **({"tolerance": tolerance} if tolerance else {}), **fields}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.75", "0.75"),
        ("0,75", "0.75"),
        (" 12 ", "12"),
        ("+3", "3"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("007", "7"),
        ("1 000", "1000"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        ("12\u202f345", "12345"),
        ("-4", "-4"),
        ("\u22124", "-4"),
        ("\u20134,5", "-4.5"),
        ("\u2014 4", "-4"),
        ("999999999999999.9999999999", "999999999999999.9999999999"),
        ("-0", "0"),
    ],
)
def test_number_as_people_type_it(text, number):
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_empty_text_is_no_number(text):
    assert number_in(text) is None


@pytest.mark.parametrize(
    "text",
    ["three", "1.2.3", "1,000.5", "1.000,5", "--1", "1e5", "1/2", "12 34", "1 00", "-", ".", "5%", "inf", "nan", "٣",
     "1234567890123456", "0.12345678901", "1" * 5000],
)  # fmt: skip
def test_other_texts_are_refused(text):
    with pytest.raises(NotANumber) as refusal:
        number_in(text)

    assert isinstance(refusal.value, BadAnswer)
    assert str(refusal.value) == "Write your answer as one number, such as 12 or 0.75 or 0,75."


@pytest.mark.parametrize("text", ["75 %", "75%", "75"])
def test_unit_may_stand_behind_the_number(text):
    assert number_in(text, unit="%") == 75


@given(decimals)
def test_every_decimal_is_read_exactly(number):
    assert number_in(format(number, "f")) == number


@given(decimals, st.sampled_from("-\u2212\u2013\u2014"), st.sampled_from(" \u00a0\u202f\u2009"))
def test_writing_does_not_matter(number, minus, space):
    grouped = format(number, ",f").replace(",", space).replace(".", ",").replace("-", minus)

    assert number_in(grouped) == number


@given(st.text(max_size=70))
def test_any_text_is_a_number_or_refused(text):
    try:
        number = number_in(text)
    except NotANumber:
        return
    assert number is None or isinstance(number, Decimal)


@given(decimals, st.decimals(min_value=0, max_value=10**6, places=4))
def test_tolerance_is_inclusive_and_exact(answer, tolerance):
    content = question(format(answer, "f"), format(tolerance, "f"))
    step = Decimal("0.0000000001")

    def grade(number: Decimal) -> object:
        return NUMERIC.grade(content, format(number, "f")).fraction

    assert grade(answer + tolerance) == grade(answer - tolerance) == 1
    assert grade(answer + tolerance + step) == grade(answer - tolerance - step) == 0


@given(decimals, decimals, decimals)
def test_a_nearer_answer_never_earns_less(answer, one, other):
    content = question(format(answer, "f"), "1000")
    nearer, farther = sorted((one, other), key=lambda number: abs(number - answer))

    assert NUMERIC.grade(content, format(nearer, "f")).fraction >= NUMERIC.grade(content, format(farther, "f")).fraction


def test_without_tolerance_only_the_exact_number_is_right():
    assert NUMERIC.grade(question("0.60"), "0.6").is_right
    assert not NUMERIC.grade(question("0.60"), "0.6000000001").is_right


@pytest.mark.parametrize(
    ("answer", "feedback"), [("0.6", "Yes."), ("0.604", "Yes."), ("1.67", "Upside down."), ("3", "Divide.")]
)
def test_feedback_knows_the_usual_mistakes(answer, feedback):
    content = question(
        tolerance="0.005",
        mistakes=[{"id": "m", "answer": "1.67", "feedback": "Upside down."}],
        correct_feedback="Yes.",
        wrong_feedback="Divide.",
    )

    assert NUMERIC.review(content, {}, answer, show_key=False)["feedback"] == feedback


@pytest.mark.parametrize(("language", "written"), [("ru", "0,60"), ("en", "0.60")])
def test_numbers_are_shown_in_the_readers_writing(language, written):
    with translation.override(language):
        assert NUMERIC.review(question("0.60"), {}, "0.5", show_key=True)["right"] == written


def test_answer_keeps_its_digits():
    assert NUMERIC.parse(question(), {}, str, {"answer": ["0,50"]}) == "0.50"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (question(), []),
        (question("three"), ["Write a number with a decimal point, such as 0.75."]),
        (question(tolerance="-1"), ["The tolerance is below 0."]),
        (
            question(tolerance="0.1", mistakes=[{"id": "m", "answer": "0.70", "feedback": "."}]),
            ["A well-known wrong answer lies within the tolerance of the right one."],
        ),
        (
            question(mistakes=[{"id": i, "answer": a, "feedback": "."} for i, a in (("m", "1"), ("n", "1.0"))]),
            ["A well-known wrong answer stands twice."],
        ),
    ],
)
def test_problems_for_the_author(content, expected):
    assert freezing.problems(NumericBlock(), content) == expected
