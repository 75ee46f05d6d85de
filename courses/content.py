"""The content of each kind of page as portable JSON, and back. One shape serves files, comparison and release.

| kind | content |
|---|---|
| programme | title, summary, description, translation, courses (keys) |
| course | title, summary, description, translation, code, hours, languages, licence, authors, outcomes |
| module | title, summary, description, translation, code, hours |
| lesson | title, summary, translation, minutes, outcomes, blocks |
| quiz | title, description, translation, quiz (name), required |

`outcomes` is a list of `{"id", "text", "competences": [codes]}`; descriptions are frozen rich text; hours are decimal
strings in academic hours. Every field is there, empty or not, but for the fields of blocks (see `core.freezing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from core.blocks import TEXT_FEATURES
from core.canonical import canonical
from core.freezing import freeze_rich_text, freeze_stream, problems, thaw_rich_text, thaw_stream
from courses.models import CoursePage, LessonPage, ModulePage, ProgrammePage, QuizPage
from quizzes.models import Quiz

Content = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of page: how its own fields are read from a page and written into one."""

    name: str
    model: type[Any]
    read: Callable[[Any], Content]
    write: Callable[[Any, Content, str], None]


def content_of(page: Any) -> Content:
    """The content of a page as its fields stand."""
    common = {"title": page.title, "translation": page.translation}
    return dict(canonical({**common, **kind_of(page).read(page)}))


def apply(page: Any, content: Content, *, language: str) -> None:
    """Write a content into the fields of a page (not saved). Links and pictures must be in this database."""
    page.title = page.draft_title = content["title"]
    page.translation = content["translation"]
    kind_of(page).write(page, content, language)


def kind_of(page: Page) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(page, kind.model))


def body_problems(content: Content) -> list[str]:
    """What an author must still mend in the blocks of a lesson's content."""
    return problems(LessonPage.body.field.stream_block, content["blocks"]) if "blocks" in content else []


def _read_text(page: Any) -> Content:
    return {"summary": page.summary, "description": freeze_rich_text(page.description)}


def _write_text(page: Any, content: Content, language: str) -> None:
    page.summary = content["summary"]
    page.description = thaw_rich_text(content["description"], language=language, features=TEXT_FEATURES)


def _read_outcomes(page: Any) -> list[Content]:
    return [
        {
            "id": child["id"],
            "text": child["value"].get("text", ""),
            "competences": codes(child["value"].get("competences", "")),
        }
        for child in freeze_stream(page.outcomes.stream_block, page.outcomes)
    ]


def _write_outcomes(page: Any, outcomes: list[Content]) -> None:
    page.outcomes = [
        {
            "type": "outcome",
            "id": outcome["id"],
            "value": {"text": outcome["text"], "competences": ", ".join(outcome["competences"])},
        }
        for outcome in outcomes
    ]


def codes(text: str) -> list[str]:
    """Competence codes from a text with commas."""
    return [code.strip() for code in text.split(",") if code.strip()]


def decimal_text(value: Any) -> str:
    """A decimal without needless zeros: 6, 1.5."""
    number = Decimal(value).normalize()
    return format(number, "f")


def _read_programme(page: Any) -> Content:
    keys = [str(child.value.translation_key) for child in page.courses if child.value]
    return {**_read_text(page), "courses": keys}


def _write_programme(page: Any, content: Content, language: str) -> None:
    _write_text(page, content, language)
    found = CoursePage.objects.filter(translation_key__in=content["courses"], locale__language_code=language)
    ids = {str(key): pk for key, pk in found.values_list("translation_key", "pk")}
    page.courses = [{"type": "course", "id": key, "value": ids[key]} for key in content["courses"] if key in ids]


def _read_course(page: Any) -> Content:
    return {
        **_read_text(page),
        "code": page.code,
        "hours": decimal_text(page.hours),
        "languages": page.declared_languages,
        "licence": page.licence,
        "authors": page.authors,
        "outcomes": _read_outcomes(page),
    }


def _write_course(page: Any, content: Content, language: str) -> None:
    _write_text(page, content, language)
    page.code, page.hours = content["code"], Decimal(content["hours"])
    page.languages = ",".join(content["languages"])
    page.licence, page.authors = content["licence"], content["authors"]
    _write_outcomes(page, content["outcomes"])


def _read_module(page: Any) -> Content:
    return {**_read_text(page), "code": page.code, "hours": decimal_text(page.hours)}


def _write_module(page: Any, content: Content, language: str) -> None:
    _write_text(page, content, language)
    page.code, page.hours = content["code"], Decimal(content["hours"])


def _read_lesson(page: Any) -> Content:
    return {
        "summary": page.summary,
        "minutes": page.minutes,
        "outcomes": _read_outcomes(page),
        "blocks": freeze_stream(page.body.stream_block, page.body),
    }


def _write_lesson(page: Any, content: Content, language: str) -> None:
    page.summary, page.minutes = content["summary"], content["minutes"]
    _write_outcomes(page, content["outcomes"])
    page.body = thaw_stream(page.body.stream_block, content["blocks"], language=language)


def _read_quiz(page: Any) -> Content:
    return {
        "description": freeze_rich_text(page.description),
        "quiz": page.quiz.name,
        "required": page.required,
    }


def _write_quiz(page: Any, content: Content, language: str) -> None:
    page.description = thaw_rich_text(content["description"], language=language, features=TEXT_FEATURES)
    page.quiz = Quiz.objects.get(name=content["quiz"])
    page.required = content["required"]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("programme", ProgrammePage, _read_programme, _write_programme),
        Kind("course", CoursePage, _read_course, _write_course),
        Kind("module", ModulePage, _read_module, _write_module),
        Kind("lesson", LessonPage, _read_lesson, _write_lesson),
        Kind("quiz", QuizPage, _read_quiz, _write_quiz),
    )
}
