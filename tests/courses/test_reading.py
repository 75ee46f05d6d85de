"""A curriculum folder is read as a whole, or refused as a whole with file, line and cause."""

import pytest

from courses.curriculum_files.reading import BrokenCurriculum, read_curriculum
from tests.factories.curriculum import key, write_curriculum

pytestmark = pytest.mark.django_db

COURSE = "small-course/course.ru.md"
LESSON = "small-course/01-first-module/01-lesson-one.ru.md"
QUESTION = "questions/small-bank/one.ru.md"
QUIZ = "quizzes/small-quiz.yml"


@pytest.fixture
def folder(tmp_path):
    return write_curriculum(tmp_path / "curriculum")


def replace(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_order_of_items_is_that_of_file_names(folder):
    (course,) = read_curriculum(folder).courses
    assert [group.slug for group in course.walk()] == [
        "small-course",
        "first-module",
        "lesson-one",
        "lesson-two",
        "second-module",
        "lesson-three",
        "small-test",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "cause"),
    [
        (LESSON, "---\nkind", "--\nkind", 1, "'---'"),
        (LESSON, "minutes: 20", "minutes: 20: 30", 7, "YAML"),
        (LESSON, "minutes: 20", "minutes: soon", 7, "'minutes' is a whole number"),
        (LESSON, "minutes: 20", "minutes: 25", 7, "'minutes' differs from 01-lesson-one.ky.md"),
        (LESSON, "minutes: 20", "minutes: 20\nduration: 20", 8, "'duration' is not a field"),
        (LESSON, f"key: {key('lesson-one')}", "key: abc", 3, "'key' is a UUID"),
        (LESSON, f"key: {key('lesson-one')}", f"key: {key('other')}", 3, "'key' differs"),
        (LESSON, "::: rich_text {#intro}", "::: rich_text", 11, "has no id"),
        (LESSON, "::: rich_text {#intro}", "::: poem {#intro}", 11, "no block is called 'poem'"),
        (LESSON, "{#b correct}", "{#b}", 15, "No choice is marked as right"),
        (LESSON, "{#b correct}", "{#a correct}", 22, "the id 'a' stands already in line 18"),
        (LESSON, ":: choice {#b correct}", ":: choice {correct}", 22, "has no id"),
        (LESSON, "{#a}", "{#c}", 15, "'check-1' differs from 01-lesson-one.ky.md"),
        (QUESTION, "{#b correct}", "{#b}", 10, "right"),
        (QUESTION, "outcome: lesson-one#o1", "outcome: lesson-one#o9", 8, "differs"),
        (QUIZ, "draw: 1", "draw: 3", 1, "draws 3 questions"),
        (QUIZ, "pass_mark: 50", "pass_mark: 150", 3, "'pass_mark' is a whole number from 0 to 100"),
        (QUIZ, "from: small-bank", "from: other-bank", 1, "no collection other-bank"),
        (COURSE, "hours: 1.5", "hours: many", 10, "'hours' is a number"),
    ],
)
def test_a_fault_is_told_by_file_line_and_cause(folder, name, old, new, line, cause):
    replace(folder, name, old, new)
    with pytest.raises(BrokenCurriculum) as caught:
        read_curriculum(folder)
    found = [problem for problem in caught.value.problems if str(problem.path) == name]
    assert [problem.line for problem in found][:1] == [line], caught.value
    assert cause in found[0].message


def test_a_missing_declared_language_is_refused(folder):
    (folder / LESSON).unlink()
    with pytest.raises(BrokenCurriculum, match=r"01-lesson-one\.ru\.md is missing"):
        read_curriculum(folder)


def test_a_key_that_two_items_share_is_refused(folder):
    for language in ("ky", "ru", "en"):
        name = f"small-course/01-first-module/02-lesson-two.{language}.md"
        replace(folder, name, key("lesson-two") + "\nslug", key("lesson-one") + "\nslug")
    with pytest.raises(BrokenCurriculum, match="is also that of small-course/01-first-module/01-lesson-one"):
        read_curriculum(folder)


def test_all_faults_are_told_at_once(folder):
    replace(folder, LESSON, "minutes: 20", "minutes: 0")
    replace(folder, QUESTION, "level: apply", "level: hard")
    with pytest.raises(BrokenCurriculum) as caught:
        read_curriculum(folder)
    assert {str(problem.path) for problem in caught.value.problems} >= {LESSON, QUESTION}


def test_a_file_that_is_not_utf8_is_refused(folder):
    (folder / LESSON).write_bytes("---\nкод".encode("cp1251"))
    with pytest.raises(BrokenCurriculum, match="not UTF-8"):
        read_curriculum(folder)


def test_a_picture_outside_of_the_folder_is_refused(folder):
    replace(
        folder,
        LESSON,
        "::: teacher_notes",
        '::: image {#p file="../../../../etc/hosts" decorative}\n:::\n::: teacher_notes',
    )
    with pytest.raises(BrokenCurriculum, match="there is no picture"):
        read_curriculum(folder)
