"""A small curriculum as a folder of files: one course, two modules, three lessons, a quiz with three questions."""

from pathlib import Path
from textwrap import dedent
from uuid import NAMESPACE_URL, uuid5

LANGUAGES = ("ky", "ru", "en")
WORDS = {"ky": "Китепкана", "ru": "Библиотека", "en": "Library"}


def key(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://example.org/{name}"))


def write_curriculum(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Write it; returns the folder."""
    for language in languages:
        word = WORDS[language]
        _write(
            folder / f"programmes/basics.{language}.md",
            f"""\
            ---
            kind: programme
            key: {key("basics")}
            slug: basics
            language: {language}
            title: "{word}: program"
            courses: [small-course]
            ---
            {word}.
            """,
        )
        _write(
            folder / f"small-course/course.{language}.md",
            f"""\
            ---
            kind: course
            key: {key("course")}
            slug: small-course
            language: {language}
            languages: [{", ".join(languages)}]
            title: "{word}"
            summary: "{word} ҢӨҮ"
            code: T-1
            hours: 1.5
            outcomes:
              - {{id: find, text: "{word} find", competences: ["ACRL:SRCH.K4", "SCONUL:SP4"]}}
            ---
            {word} **bold** [lesson](key:{key("lesson-one")}).
            """,
        )
        for number, module in enumerate(("first-module", "second-module"), start=1):
            _write(
                folder / f"small-course/{number:02}-{module}/module.{language}.md",
                f"""\
                ---
                kind: module
                key: {key(module)}
                slug: {module}
                language: {language}
                title: "{word} {number}"
                code: T-1.{number}
                hours: 0.5
                ---
                """,
            )
        _lesson(folder, "01-first-module/01-lesson-one", language)
        _lesson(folder, "01-first-module/02-lesson-two", language)
        _lesson(folder, "02-second-module/01-lesson-three", language)
        _write(
            folder / f"small-course/02-second-module/02-small-test.{language}.md",
            f"""\
            ---
            kind: quiz
            key: {key("small-test")}
            slug: small-test
            language: {language}
            title: "{word}: test"
            quiz: small-quiz
            required: true
            ---
            {word}.
            """,
        )
        for name in ("one", "two", "three"):
            _question(folder, name, language)
    _write(
        folder / "questions/small-bank/collection.yml",
        """\
        name: small-bank
        title: "Small bank"
        purpose: attestation
        """,
    )
    _write(
        folder / "quizzes/small-quiz.yml",
        f"""\
        key: {key("small-quiz")}
        name: small-quiz
        pass_mark: 50
        attempts_allowed: 2
        slots:
          - {{id: s1, question: {key("question-one")}}}
          - {{id: s2, draw: 1, from: small-bank}}
        """,
    )
    return folder


def _lesson(folder: Path, path: str, language: str) -> None:
    slug = path.partition("/")[2][3:]
    word = WORDS[language]
    _write(
        folder / f"small-course/{path}.{language}.md",
        f"""\
        ---
        kind: lesson
        key: {key(slug)}
        slug: {slug}
        language: {language}
        title: "{word} {slug}"
        minutes: 20
        outcomes:
          - {{id: o1, text: "{word}", competences: ["ACRL:SRCH.K5"]}}
        ---
        ::: rich_text {{#intro}}
        {word} **bold** and [a link](key:{key("lesson-two")}).
        :::

        ::: self_check {{#check-1}}
        :: question
        {word}?
        :: choice {{#a}}
        {word} wrong
        :: feedback
        WRONG-FEEDBACK
        :: choice {{#b correct}}
        {word} right
        :: feedback
        RIGHT-FEEDBACK
        :::

        ::: teacher_notes {{#notes}}
        TEACHERS-NOTES
        :::
        """,
    )


def _question(folder: Path, name: str, language: str) -> None:
    word = WORDS[language]
    _write(
        folder / f"questions/small-bank/{name}.{language}.md",
        f"""\
        ---
        kind: question
        key: {key(f"question-{name}")}
        language: {language}
        title: "{word} {name}"
        level: apply
        competences: ["ACRL:SRCH.K4"]
        outcome: lesson-one#o1
        ---
        ::: single_choice {{#q}}
        :: stem
        {word} {name}?
        :: choice {{#a}}
        {word} A
        :: feedback
        WRONG-FEEDBACK
        :: choice {{#b correct}}
        {word} B
        :: feedback
        RIGHT-FEEDBACK
        :::
        """,
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
