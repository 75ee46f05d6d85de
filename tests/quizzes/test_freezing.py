from uuid import uuid4

import pytest

from core.canonical import canonical
from core.freezing import CannotFreeze, freeze_stream
from core.models import Version
from quizzes.freezing import CannotFreezeQuiz, body_problems, freeze_question, keep_quiz
from quizzes.models import Question, Quiz
from quizzes.questions.registry import question_types
from tests.factories.quizzes import bank_question

pytestmark = pytest.mark.django_db


def quiz(*slots: dict, **rules) -> Quiz:
    made = Quiz(name="quiz", **rules)
    made.slots = [
        {"type": "fixed" if "question" in slot else "draw", "id": f"s{number}", "value": slot}
        for number, slot in enumerate(slots, start=1)
    ]
    made.save()
    return Quiz.objects.get(pk=made.pk)


def draw(count: int, collection: str = "bank") -> dict:
    return {"count": count, "collection": collection}


def problems_of(made: Quiz, language: str = "en") -> list[str]:
    with pytest.raises(CannotFreezeQuiz) as refusal:
        keep_quiz(made, language)
    return refusal.value.problems


def test_frozen_question_has_no_empty_fields_and_no_database_ids():
    question = bank_question("Shelf mark")
    value = {**question_types["single_choice"].example(), "stem": "<p>Shelf mark?</p>"}

    assert freeze_question(question) == canonical(
        {
            "block": {"type": "single_choice", "id": "q", "value": value},
            "competences": ["ACRL:SRCH.K4", "ILCS:2.3"],
            "level": "apply",
        }
    )


def test_question_without_a_block_cannot_be_frozen():
    question = bank_question("Empty")
    question.body = []

    assert body_problems(question.body.stream_block, question.body) == [
        "Choose one type of question and write the question."
    ]
    with pytest.raises(CannotFreeze):
        freeze_question(question)


def test_frozen_quiz_names_versions_of_its_questions():
    fixed, other = bank_question("One"), bank_question("Two")
    made = quiz({"question": fixed.pk}, draw(1), pass_mark=70, time_limit=20)

    frozen = keep_quiz(made, "en")

    versions = {str(version.key): version.content_hash for version in Version.objects.filter(kind="question")}
    key_one, key_two = str(fixed.translation_key), str(other.translation_key)
    assert frozen == {
        "rules": {
            "pass_mark": 70,
            "attempts_allowed": 0,
            "time_limit": 20,
            "shuffle_questions": True,
            "shuffle_choices": True,
            "review": "answers",
        },
        "slots": [
            {"id": "s1", "kind": "fixed", "candidates": [{"key": key_one, "hash": versions[key_one]}]},
            {"id": "s2", "kind": "draw", "count": 1, "candidates": [{"key": key_two, "hash": versions[key_two]}]},
        ],
    }


def test_no_time_limit_is_left_out():
    made = quiz({"question": bank_question("One").pk})

    assert "time_limit" not in keep_quiz(made, "en")["rules"]


def test_freezing_again_changes_nothing():
    for name in "abcdef":
        bank_question(name)
    made = quiz(draw(3))

    first = keep_quiz(made, "en")
    count = Version.objects.count()

    assert keep_quiz(made, "en") == first
    assert Version.objects.count() == count == 6


def test_a_fixed_question_is_left_out_of_draws():
    fixed = bank_question("Fixed")
    bank_question("Drawn")
    made = quiz(draw(1), {"question": fixed.pk})

    slots = keep_quiz(made, "en")["slots"]

    assert str(fixed.translation_key) not in [candidate["key"] for candidate in slots[0]["candidates"]]


def test_questions_of_another_language_are_used_there():
    key = uuid4()
    bank_question("One", key=key)
    russian = bank_question("Один", key=key, language="ru")
    made = quiz({"question": russian.pk})

    english = keep_quiz(made, "en")["slots"][0]["candidates"][0]

    assert english["key"] == str(key)
    assert Version.objects.get(content_hash=english["hash"]).content["block"]["value"]["stem"] == "<p>One?</p>"


def test_missing_language_is_told():
    made = quiz({"question": bank_question("One").pk})

    assert problems_of(made, "ky") == ["The question of slot s1 is not published in the language “ky”."]


def test_drafts_are_not_asked():
    made = quiz({"question": bank_question("Draft", live=False).pk})

    assert problems_of(made) == ["The question of slot s1 is not published in the language “en”."]


def test_too_small_a_collection_is_told_once_for_all_draws():
    for name in "abc":
        bank_question(name)
    made = quiz(draw(2), draw(2))

    assert problems_of(made) == [
        "The quiz draws 4 questions from the collection “bank”, which has 3 of them in the language “en”."
    ]


def test_two_draws_may_share_a_collection():
    for name in "abcd":
        bank_question(name)

    assert len(keep_quiz(quiz(draw(2), draw(2)), "en")["slots"]) == 2


def test_the_same_question_in_two_slots_is_told():
    question = bank_question("Twice")
    made = quiz({"question": question.pk}, {"question": question.pk})

    assert set(problems_of(made)) == {"The question “Twice” stands in two slots."}


def test_faulty_question_is_told():
    value = question_types["single_choice"].example()["choices"]
    faulty = bank_question("Faulty", choices=[{**choice, "correct": True} for choice in value])
    made = quiz({"question": faulty.pk})

    [problem] = problems_of(made)

    assert problem.startswith("Faulty: ")
    assert "More than one choice is marked as right." in problem


def test_quiz_without_slots_is_told():
    assert problems_of(quiz()) == ["The quiz has no questions yet."]


def test_all_problems_come_at_once():
    made = quiz({"question": bank_question("Draft", live=False).pk}, draw(5))

    assert len(problems_of(made)) == 2


def test_question_survives_saving_and_publishing():
    question = bank_question("Stable")
    frozen = freeze_question(question)

    question.save_revision().publish()
    question = Question.objects.get(pk=question.pk)

    assert freeze_question(question) == frozen
    assert freeze_stream(question.body.stream_block, question.body)[0]["id"] == "q"
