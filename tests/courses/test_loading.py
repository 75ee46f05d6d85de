"""Loading again and again: no duplicates, no author's change lost, conflicts reported."""

import pytest
from django.core.management import CommandError, call_command

from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import read_curriculum
from courses.curriculum_files.writing import dump
from courses.models import CoursePage, LessonPage, ProgrammePage, QuizPage
from quizzes.models import Question, Quiz
from tests.factories.curriculum import key, write_curriculum

pytestmark = pytest.mark.django_db

LESSON = "small-course/01-first-module/01-lesson-one.ru.md"


@pytest.fixture
def folder(tmp_path):
    return write_curriculum(tmp_path / "curriculum")


@pytest.fixture
def loaded(folder):
    load(read_curriculum(folder))
    return folder


def lesson(language="ru"):
    return LessonPage.objects.get(translation_key=key("lesson-one"), locale__language_code=language)


def edit_file(folder, name=LESSON, old="Библиотека **bold**", new="Каталог **bold**"):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_in_cms(page, title="Изменено автором", *, publish=True):
    page.title = title
    revision = page.save_revision()
    if publish:
        revision.publish()


def test_everything_is_loaded_once(folder):
    first = load(read_curriculum(folder))
    second = load(read_curriculum(folder))
    count = LessonPage.objects.count(), QuizPage.objects.count(), Question.objects.count(), Quiz.objects.count()
    assert count == (9, 3, 9, 1)
    assert (first.created, second.created, second.unchanged) == (34, 0, 34)


def test_pages_stand_in_the_tree_of_their_language(loaded):
    course = CoursePage.objects.get(locale__language_code="ky")
    assert course.url_path == "/home/courses/small-course/"
    assert [page.slug for page in course.get_descendants()] == [
        "first-module",
        "lesson-one",
        "lesson-two",
        "second-module",
        "lesson-three",
        "small-test",
    ]


def test_a_link_to_a_later_lesson_leads_there(loaded):
    two = LessonPage.objects.get(translation_key=key("lesson-two"), locale__language_code="ru")
    assert f'<a id="{two.pk}" linktype="page">' in str(lesson().body[0].value.source) or (
        f'linktype="page" id="{two.pk}"' in str(lesson().body[0].value.source)
    )


def test_a_programme_lists_its_courses(loaded):
    programme = ProgrammePage.objects.get(locale__language_code="en")
    assert [child.value.slug for child in programme.courses] == ["small-course"]


def test_a_changed_file_updates_what_no_author_touched(loaded):
    edit_file(loaded)
    report = load(read_curriculum(loaded))
    assert (report.updated, report.conflicts) == (1, [])
    assert "Каталог" in str(lesson().body[0].value)
    assert lesson().get_latest_revision_as_object().title == lesson().title


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_what_an_author_changed_is_kept(loaded, publish):
    edit_in_cms(lesson(), publish=publish)
    report = load(read_curriculum(loaded))
    assert (report.kept, report.updated, report.conflicts) == (1, 0, [])
    assert lesson().get_latest_revision_as_object().title == "Изменено автором"


def test_a_change_on_both_sides_is_a_conflict_and_the_authors_stays(loaded):
    edit_in_cms(lesson())
    edit_file(loaded)
    report = load(read_curriculum(loaded))
    assert report.conflicts == ["01-lesson-one.ru"]
    assert lesson().title == "Изменено автором"


def test_a_change_in_the_file_that_the_author_made_too_is_no_conflict(loaded):
    edit_in_cms(lesson(), title="Новое название")
    edit_file(loaded, old='title: "Библиотека lesson-one"', new='title: "Новое название"')
    assert load(read_curriculum(loaded)).conflicts == []


def test_a_question_changed_in_the_cms_is_kept(loaded):
    question = Question.objects.get(translation_key=key("question-one"), locale__language_code="ru")
    question.source = "our own"
    question.save_revision().publish()
    edit_file(loaded, "questions/small-bank/one.ru.md", "Библиотека one?", "Каталог?")
    assert load(read_curriculum(loaded)).conflicts == ["one.ru"]


def test_a_broken_folder_changes_nothing(loaded):
    edit_file(loaded)
    edit_file(loaded, "questions/small-bank/one.ru.md", "{#b correct}", "{#b}")
    with pytest.raises(CommandError, match=r"questions/small-bank/one\.ru\.md:10: "):
        call_command("load_curriculum", str(loaded))
    assert "Каталог" not in str(lesson().body[0].value)


def test_a_dump_loads_as_unchanged_and_dumps_alike(loaded, tmp_path):
    dump(tmp_path / "one")
    report = load(read_curriculum(tmp_path / "one"))
    assert (report.unchanged, report.updated, report.conflicts) == (34, 0, [])
    dump(tmp_path / "two")
    files = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    again = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    assert files == again


def test_a_dump_refuses_a_folder_with_something_in_it(loaded):
    with pytest.raises(CommandError, match="not empty"):
        call_command("dump_curriculum", str(loaded))


def test_missing_ids_are_written_equal_in_all_languages(folder):
    for language in ("ky", "ru", "en"):
        path = folder / f"small-course/01-first-module/01-lesson-one.{language}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("::: rich_text {#intro}", "::: rich_text"), encoding="utf-8"
        )
    call_command("load_curriculum", str(folder), "--write-ids")
    assert len({lesson(language).body[0].id for language in ("ky", "ru", "en")}) == 1
