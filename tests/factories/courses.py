"""Released courses, built directly: versions of lessons and quizzes, and the edition that names them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.canonical import content_hash
from core.models.version import keep
from courses.manifest import Item, Manifest, Module
from courses.models import Edition
from tests.factories.quizzes import frozen_quiz, question_version

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
LANGUAGES = ("ky", "ru", "en")
WORDS = {"ky": "Китепкана", "ru": "Библиотека", "en": "Library"}

RIGHT, WRONG = "SELF-CHECK: the right choice", "SELF-CHECK: the wrong choice"
WHY, WHY_NOT = "FEEDBACK: this is why", "FEEDBACK: this is why not"
NOTES = "TEACHERS: how to discuss this"


def key(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://example.org/{name}"))


def blocks(text: str, link: str = "") -> list[dict[str, Any]]:
    """A heading, a text, a self-check whose id is `check` and notes for teachers. `link` is the key of another item."""
    linked = f'<p>{text}</p><p><a href="key:{link}">further</a></p>' if link else f"<p>{text}</p>"
    choices = [
        {"id": "yes", "text": RIGHT, "correct": True, "feedback": WHY},
        {"id": "no", "text": WRONG, "feedback": WHY_NOT},
    ]
    return [
        {"type": "heading", "id": "begin", "value": {"text": text, "level": "2"}},
        {"type": "rich_text", "id": "text", "value": linked},
        {"type": "self_check", "id": "check", "value": {"question": "<p>Which?</p>", "choices": choices}},
        {"type": "teacher_notes", "id": "notes", "value": f"<p>{NOTES}</p>"},
    ]


def lesson(
    name: str,
    *,
    languages: tuple[str, ...] = LANGUAGES,
    text: str = "Lesson",
    translation: str = "original",
    link: str = "",
) -> Item:
    """A lesson at the address `name`; its text is `text`, the language and the name."""
    hashes = {}
    for language in languages:
        content = {
            "title": f"{WORDS[language]} {name}",
            "summary": "",
            "translation": translation,
            "minutes": 30,
            "outcomes": [{"id": "o", "text": f"{WORDS[language]} outcome", "competences": []}],
            "blocks": blocks(f"{text} {language} {name}", link),
        }
        hashes[language] = keep(kind="lesson", key=key(name), language=language, content=content).content_hash
    return Item(key(name), name, "lesson", True, 30, _titles(name, languages), hashes)


def quiz(name: str, *, required: bool = True, **rules: Any) -> Item:
    """A quiz of one question, in English."""
    questions = [question_version("single_choice")]
    content = {
        "title": f"Library {name}",
        "description": "",
        "translation": "original",
        "quiz": frozen_quiz(questions, **rules),
    }
    version = keep(kind="quiz", key=key(name), language="en", content=content)
    return Item(key(name), name, "quiz", required, 0, _titles(name, ("en",)), {"en": version.content_hash})


def released(
    slug: str = "course", *modules: tuple[Item, ...], languages: tuple[str, ...] = LANGUAGES, notes: str = ""
) -> Edition:
    """The next edition of a course with these items in its modules; by default two lessons and a quiz in one."""
    modules = modules or ((lesson(f"{slug}-one"), lesson(f"{slug}-two"), quiz(f"{slug}-quiz")),)
    manifest = Manifest(
        key=key(slug),
        slug=slug,
        code="T",
        hours="1.5",
        licence="CC BY 4.0",
        languages=languages,
        titles=_titles(slug, languages),
        summaries={language: f"{WORDS[language]} summary" for language in languages},
        versions={language: _about(slug, language) for language in languages},
        modules=tuple(
            Module(
                key(f"{slug}-{number}"), f"module-{number}", "T", "1", _titles(f"module {number}", languages), {}, items
            )
            for number, items in enumerate(modules, start=1)
        ),
    )
    number = Edition.objects.filter(course_slug=slug).count() + 1
    return Edition.objects.create(
        course_key=manifest.key,
        course_slug=slug,
        number=number,
        manifest=manifest.to_json(),
        content_hash=content_hash(manifest.to_json()),
        released_at=NOW,
        notes=notes,
    )


def token(page: str, choice: str) -> str:
    """The value that stands for a choice in the form of a self-check."""
    found = re.search(rf'value="(\w+)"[^>]*>\s*<span class="choice-text">{re.escape(choice)}<', page)
    assert found
    return found[1]


def _titles(name: str, languages: tuple[str, ...]) -> dict[str, str]:
    return {language: f"{WORDS[language]} {name}" for language in languages}


def _about(slug: str, language: str) -> str:
    content = {
        "title": f"{WORDS[language]} {slug}",
        "summary": f"{WORDS[language]} summary",
        "description": f'<p>{WORDS[language]} description, <a href="key:{key(f"{slug}-one")}">first</a>.</p>',
        "translation": "original",
        "code": "T",
        "hours": "1.5",
        "languages": list(LANGUAGES),
        "licence": "CC BY 4.0",
        "authors": "The authors",
        "outcomes": [{"id": "o", "text": f"{WORDS[language]} outcome of the course", "competences": []}],
    }
    return keep(kind="course", key=key(slug), language=language, content=content).content_hash
