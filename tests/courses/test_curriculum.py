"""The curriculum that we ship: complete by its own lesson template, in three languages."""

import pytest
from django.conf import settings

from courses.curriculum_files.reading import read_curriculum

pytestmark = pytest.mark.django_db

TEMPLATE = ["callout", "worked_example", "key_points", "task", "self_check", "reflection", "teacher_notes", "sources"]


@pytest.fixture(scope="module")
def curriculum(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return read_curriculum(settings.BASE_DIR / "courses" / "curriculum")


def lessons(curriculum):
    return [group for course in curriculum.courses for group in course.walk() if group.kind == "lesson"]


def test_every_lesson_follows_the_template_in_every_language(curriculum):
    found = lessons(curriculum)
    assert len(found) == 8
    for group in found:
        assert list(group.languages) == ["ky", "ru", "en"]
        for item in group.languages.values():
            kinds = [block["type"] for block in item.content["blocks"]]
            assert [kind for kind in dict.fromkeys(kinds) if kind in TEMPLATE] == TEMPLATE, item.document.path
            assert 3 <= kinds.count("self_check") <= 5
            assert 1 <= len(item.front["outcomes"]) <= 3


def test_hours_are_those_of_the_modules(curriculum):
    (course,) = curriculum.courses
    assert course.any.front["hours"] == "6"
    assert sum(float(module.any.front["hours"]) for module in course.children) == 6


def test_minutes_of_a_module_make_its_hours(curriculum):
    limits = {quiz.name: quiz.rules["time_limit"] for quiz in curriculum.quizzes}
    for module in curriculum.courses[0].children:
        minutes = sum(
            item.any.front["minutes"] if item.kind == "lesson" else limits[item.any.front["quiz"]]
            for item in module.children
        )
        assert minutes == float(module.any.front["hours"]) * 45


def test_the_bank_has_more_than_a_learner_is_shown(curriculum):
    for collection, questions in curriculum.questions.items():
        assert len(questions) >= 12, collection
        assert {kind for group in questions for kind in [group.any.content["blocks"][0]["type"]]} == {
            "single_choice",
            "multiple_choice",
            "matching",
            "numeric",
        }


def test_kyrgyz_awaits_a_native_reader_and_says_so(curriculum):
    assert {group.languages["ky"].front["translation"] for group in lessons(curriculum)} == {"awaiting_review"}
