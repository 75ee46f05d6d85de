from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, strategies as st

from core import freezing
from quizzes.questions.matching import MatchingBlock
from quizzes.questions.registry import BadAnswer, question_types
from quizzes.tokens import token_for
from tests.quizzes.test_question_types import ATTEMPT

MATCHING = question_types["matching"]
token = token_for(ATTEMPT, 1)


def pairs(*answers: str, distractors: tuple[str, ...] = ()) -> dict:
    return {
        "stem": "<p>?</p>",
        "pairs": [
            {"id": f"p{number}", "prompt": f"prompt {number}", "answer": answer, "feedback": f"because {number}"}
            for number, answer in enumerate(answers)
        ],
        "distractors": [{"id": f"d{number}", "value": text} for number, text in enumerate(distractors)],
    }


@st.composite
def question_and_answer(draw):
    content = pairs(*draw(st.lists(st.sampled_from("ABCDE"), min_size=2, max_size=6)), distractors=("X", "Y"))
    options = MATCHING.layout(content, Random(0), shuffle=False)["answers"]
    ids = [pair["id"] for pair in content["pairs"]]
    return content, draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(options)))


@given(question_and_answer())
def test_mending_one_pair_never_costs_and_spoiling_one_never_pays(case):
    content, answer = case
    right = MATCHING.right_answer(content)
    before = MATCHING.grade(content, answer or None).fraction

    for pair in content["pairs"]:
        mended = {**answer, pair["id"]: right[pair["id"]]}
        spoiled = {**answer, pair["id"]: "d0"}
        assert MATCHING.grade(content, spoiled).fraction <= before <= MATCHING.grade(content, mended).fraction


@given(question_and_answer())
def test_mark_is_the_share_of_right_pairs(case):
    content, answer = case
    right = MATCHING.right_answer(content)
    hits = sum(answer.get(pair["id"]) == right[pair["id"]] for pair in content["pairs"])

    assert MATCHING.grade(content, answer).fraction == Fraction(hits, len(content["pairs"]))


def test_prompts_may_share_an_answer_which_then_stands_once_in_the_list():
    content = pairs("Law", "Law", "Chemistry")
    order = MATCHING.layout(content, Random(0), shuffle=True)

    options = MATCHING.present(content, order, token)["options"]

    assert sorted(option["text"] for option in options) == ["Chemistry", "Law"]
    assert MATCHING.grade(content, MATCHING.right_answer(content)).is_right


def test_answers_are_shuffled_even_where_choices_are_not():
    content = pairs(*"ABCDEFGH")
    given = {tuple(MATCHING.layout(content, Random(seed), shuffle=False)["answers"]) for seed in range(10)}

    assert len(given) > 1


def test_the_field_of_a_prompt_does_not_tell_its_answer():
    content = pairs("Law", "Chemistry")
    order = MATCHING.layout(content, Random(0), shuffle=True)
    shown = MATCHING.present(content, order, token)

    fields = {pair["name"].removeprefix("pair-") for pair in shown["pairs"]}

    assert fields.isdisjoint(option["token"] for option in shown["options"])


def test_partly_answered_form_keeps_what_was_answered():
    content = pairs("Law", "Chemistry")
    order = MATCHING.layout(content, Random(0), shuffle=True)
    posted = MATCHING.filled(content, order, token, {"p1": "p0"})
    empty = MATCHING.present(content, order, token)["pairs"][0]["name"]

    assert MATCHING.parse(content, order, token, {**posted, empty: [""]}) == {"p1": "p0"}


def test_unknown_prompt_is_refused():
    content = pairs("Law", "Chemistry")
    order = MATCHING.layout(content, Random(0), shuffle=True)
    [value] = MATCHING.filled(content, order, token, {"p1": "p0"}).values()

    with pytest.raises(BadAnswer):
        MATCHING.parse(content, order, token, {"pair-unknown": value})


def test_review_without_key_explains_only_what_is_right():
    content = pairs("Law", "Chemistry")

    shown = MATCHING.review(content, {"answers": ["p1", "p0"]}, {"p0": "p0", "p1": "p0"}, show_key=False)["pairs"]

    assert [(pair["given"], pair["is_right"], pair["right"], pair["feedback"]) for pair in shown] == [
        ("Law", True, "", "because 0"),
        ("Law", False, "", ""),
    ]


def test_review_with_key_gives_the_right_answer_of_a_wrong_pair():
    content = pairs("Law", "Chemistry")

    shown = MATCHING.review(content, {"answers": ["p1", "p0"]}, {"p0": "p0", "p1": "p0"}, show_key=True)["pairs"]

    assert [(pair["right"], pair["feedback"]) for pair in shown] == [("", "because 0"), ("Chemistry", "because 1")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pairs("A", "B"), []),
        (pairs("A", "A", "B"), []),
        (pairs("A"), ["Write from 2 to 10 pairs.", "All prompts have the same answer: add an answer that fits none."]),
        (pairs(*"ABCDEFGHIJK"), ["Write from 2 to 10 pairs."]),
        (pairs("A", "A"), ["All prompts have the same answer: add an answer that fits none."]),
        (pairs("A", "A", distractors=("B",)), []),
        (
            pairs("A", "B", distractors=("a",)),
            ["An answer that fits no prompt stands twice, or is the answer of a pair."],
        ),
        (
            pairs("A", "B", distractors=("C", "C")),
            ["An answer that fits no prompt stands twice, or is the answer of a pair."],
        ),
        (pairs("A", "a", "B"), ["Two answers differ only in capital letters."]),
    ],
)
def test_problems_for_the_author(content, expected):
    assert freezing.problems(MatchingBlock(), content) == expected


def test_two_equal_prompts_are_a_problem():
    content = pairs("A", "B")
    content["pairs"][1]["prompt"] = "Prompt 0"

    assert freezing.problems(MatchingBlock(), content) == ["Two prompts say the same."]
