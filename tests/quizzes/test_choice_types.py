from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from core import freezing
from quizzes.questions.multiple_choice import MultipleChoiceBlock
from quizzes.questions.registry import BadAnswer, question_types
from quizzes.questions.single_choice import SingleChoiceBlock

SINGLE, MULTIPLE = question_types["single_choice"], question_types["multiple_choice"]


def choices(right: int, wrong: int) -> dict:
    made = [{"id": f"r{n}", "text": f"right {n}", "correct": True, "feedback": "yes"} for n in range(right)]
    made += [{"id": f"w{n}", "text": f"wrong {n}", "feedback": "no"} for n in range(wrong)]
    return {"stem": "<p>?</p>", "choices": made}


def plain(identifier: str) -> str:
    return f"t-{identifier}"


@st.composite
def question_and_answer(draw):
    content = choices(draw(st.integers(1, 4)), draw(st.integers(1, 4)))
    ids = [choice["id"] for choice in content["choices"]]
    return content, draw(st.sets(st.sampled_from(ids)))


@given(question_and_answer())
def test_multiple_choice_mark_is_a_fraction_of_the_point(case):
    content, chosen = case

    assert 0 <= MULTIPLE.grade(content, sorted(chosen)).fraction <= 1


@given(question_and_answer())
def test_choosing_one_more_right_choice_never_costs(case):
    content, chosen = case
    before = MULTIPLE.grade(content, sorted(chosen)).fraction

    for choice in content["choices"]:
        after = MULTIPLE.grade(content, sorted({*chosen, choice["id"]})).fraction
        assert after >= before if choice.get("correct") else after <= before


@given(question_and_answer())
def test_only_the_whole_key_earns_everything(case):
    content, chosen = case

    assert MULTIPLE.grade(content, sorted(chosen)).is_right == (sorted(chosen) == MULTIPLE.right_answer(content))


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [
        (["r0"], Fraction(1, 3)),
        (["r0", "r1"], Fraction(2, 3)),
        (["r0", "r1", "w0"], Fraction(1, 3)),
        (["r0", "w0"], Fraction(0)),
        (["w0", "w1"], Fraction(0)),
        (["r0", "r1", "r2", "w0", "w1"], Fraction(1, 3)),
    ],
)
def test_multiple_choice_counts_right_minus_wrong(answer, fraction):
    assert MULTIPLE.grade(choices(3, 2), answer).fraction == fraction


def test_single_choice_takes_one_choice():
    content = choices(1, 2)
    order = {"choices": ["r0", "w0", "w1"]}

    assert SINGLE.parse(content, order, plain, {"answer": ["t-w0"]}) == "w0"
    with pytest.raises(BadAnswer):
        SINGLE.parse(content, order, plain, {"answer": ["t-w0", "t-r0"]})


def test_wrong_single_choice_earns_nothing():
    assert SINGLE.grade(choices(1, 2), "w1").fraction == 0


def test_review_without_key_gives_feedback_on_the_given_answer_only():
    content = choices(1, 2)
    order = {"choices": ["r0", "w0", "w1"]}

    shown = SINGLE.review(content, order, "w0", show_key=False)["choices"]

    assert [(choice["is_right"], choice["feedback"]) for choice in shown] == [(None, ""), (False, "no"), (None, "")]


def test_review_with_key_marks_the_right_choice():
    content = choices(1, 2)
    order = {"choices": ["r0", "w0", "w1"]}

    shown = SINGLE.review(content, order, "w0", show_key=True)["choices"]

    assert [(choice["is_right"], choice["is_chosen"]) for choice in shown] == [
        (True, False),
        (False, True),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("block", "content", "expected"),
    [
        (SingleChoiceBlock, choices(1, 0), ["Write from 2 to 8 choices."]),
        (SingleChoiceBlock, choices(1, 8), ["Write from 2 to 8 choices."]),
        (SingleChoiceBlock, choices(0, 3), ["No choice is marked as right."]),
        (
            SingleChoiceBlock,
            choices(2, 1),
            ["More than one choice is marked as right. Leave one, or take a multiple choice."],
        ),
        (MultipleChoiceBlock, choices(2, 1), []),
        (MultipleChoiceBlock, choices(0, 3), ["No choice is marked as right."]),
        (MultipleChoiceBlock, choices(3, 0), ["Every choice is marked as right: add a wrong one."]),
        (MultipleChoiceBlock, {"stem": "<p>?</p>"}, ["choices: is empty"]),
    ],
)
def test_problems_for_the_author(block, content, expected):
    assert freezing.problems(block(), content) == expected


def test_two_equal_choices_are_a_problem():
    content = choices(1, 2)
    content["choices"][1]["text"] = "WRONG 1"

    assert freezing.problems(SingleChoiceBlock(), content) == ["Two choices say the same."]


def test_choice_without_feedback_is_a_problem():
    content = choices(1, 1)
    del content["choices"][1]["feedback"]

    assert freezing.problems(SingleChoiceBlock(), content) == ["feedback: why, or why not: is empty"]
