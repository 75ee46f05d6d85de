"""An edition is frozen: nothing that happens in the CMS afterwards changes it."""

from datetime import UTC, datetime

import pytest

from core.models import Version
from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import read_curriculum
from courses.models import CoursePage, Edition, LessonPage, QuizPage
from courses.services.releasing import NothingChanged, NotReleasable, release
from quizzes.models import Question, Quiz
from tests.factories.curriculum import key, write_curriculum

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _curriculum(tmp_path):
    load(read_curriculum(write_curriculum(tmp_path / "curriculum")))


def released():
    return release(course_key=key("course"), by=None, now=NOW)


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def lesson(language="ru"):
    return LessonPage.objects.get(translation_key=key("lesson-one"), locale__language_code=language)


def test_the_manifest_has_the_order_and_the_versions_of_all_languages():
    manifest = released().outline()
    assert [item.slug for item in manifest.items] == ["lesson-one", "lesson-two", "lesson-three", "small-test"]
    assert [sorted(item.versions) for item in manifest.items] == [["en", "ky", "ru"]] * 4
    assert (manifest.hours, manifest.modules[0].hours) == ("1.5", "0.5")


def test_a_second_release_without_a_change_is_refused():
    released()
    with pytest.raises(NothingChanged, match="1"):
        released()


def test_a_release_writes_only_what_changed():
    first = released()
    before = Version.objects.count()
    publish(lesson(), title="Новое название")
    second = released()
    assert (second.number, Version.objects.count()) == (2, before + 1)
    changed = [
        (one.slug, language)
        for one, two in zip(first.outline().items, second.outline().items, strict=True)
        for language in one.versions
        if one.versions[language] != two.versions[language]
    ]
    assert changed == [("lesson-one", "ru")]


def test_a_draft_is_not_released():
    released()
    page = lesson()
    page.title = "Черновик"
    page.save_revision()
    with pytest.raises(NothingChanged):
        released()


def test_deleting_a_page_leaves_the_edition_whole():
    edition = released()
    hashes = set(edition.outline().hashes())
    CoursePage.objects.get(locale__language_code="ru").delete()
    assert set(Edition.objects.get().outline().hashes()) == hashes
    assert Version.objects.filter(content_hash__in=hashes).count() == len(hashes)


def test_a_changed_question_changes_the_quiz_version_and_keeps_the_old_one():
    first = released().outline().items[-1]
    question = Question.objects.get(translation_key=key("question-one"), locale__language_code="ru")
    question.body.raw_data[0]["value"]["stem"] = "<p>Иначе?</p>"
    question.save_revision().publish()
    second = released().outline().items[-1]
    assert first.versions["ru"] != second.versions["ru"]
    assert first.versions["ky"] == second.versions["ky"]
    assert Version.objects.filter(content_hash=first.versions["ru"]).exists()


def test_a_missing_declared_language_is_told():
    lesson("en").unpublish()
    with pytest.raises(NotReleasable) as caught:
        released()
    assert any("“en”" in problem for problem in caught.value.problems)
    assert not Edition.objects.exists()
    assert not Version.objects.filter(kind="lesson").exists()


def test_a_field_that_must_agree_between_languages_is_told():
    publish(lesson(), minutes=45)
    with pytest.raises(NotReleasable) as caught:
        released()
    assert len(caught.value.problems) == 1


def test_an_empty_self_check_is_told_with_its_lesson():
    page = lesson()
    page.body.raw_data[1]["value"]["choices"] = []
    publish(page)
    with pytest.raises(NotReleasable, match="Библиотека lesson-one"):
        released()


def test_a_draw_that_is_too_large_is_told():
    quiz = QuizPage.objects.first().quiz
    quiz.slots.raw_data[1]["value"]["count"] = 9
    quiz.save_revision().publish()
    with pytest.raises(NotReleasable, match="9 questions"):
        released()


def test_the_same_content_has_the_same_hash_in_another_database(tmp_path):
    """Other primary keys, the same edition: that is what lets installations share content by hash."""
    first = released()
    for page in CoursePage.objects.all():
        page.delete()
    Quiz.objects.all().delete()
    Question.objects.all().delete()
    load(read_curriculum(tmp_path / "curriculum"))
    with pytest.raises(NothingChanged):
        released()
    assert Edition.objects.get() == first
