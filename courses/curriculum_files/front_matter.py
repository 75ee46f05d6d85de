"""What the front matter of each kind of file must say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from core.markdown_form.parsing import Document, FileProblem
from courses.content import decimal_text
from courses.models.pages import Translation
from quizzes.models import Question

LANGUAGES = ("ky", "ru", "en")


@dataclass(frozen=True)
class Field:
    """A field of a front matter: how its value is read, whether all languages must agree, and what stands in for it."""

    read: Callable[[Any], Any]
    same: bool = False
    default: Any = None
    required: bool = True


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is a text (put quotation marks around it)")
    return " ".join(value.split())


def slug(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError("is a slug: small Latin letters, digits and hyphens")
    return value


def key(value: Any) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise ValueError("is a UUID, such as 3f2b8c1e-0d4a-4f6b-9a57-2d1c5e8f7a60") from None


def hours(value: Any) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("is a number of academic hours, such as 6 or 1.5") from None
    if number < 0 or number != round(number, 1):
        raise ValueError("is a number of academic hours with at most one decimal place")
    return decimal_text(number)


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("is a whole number of 1 or more")
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is true or false")
    return value


def one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"is one of {', '.join(allowed)}")
        return str(value)

    return read


def texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("is a list, such as [a, b]")
    return [text(str(item)) for item in value]


def languages(value: Any) -> list[str]:
    found = texts(value)
    if not found or set(found) - set(LANGUAGES):
        raise ValueError(f"is a list of some of {', '.join(LANGUAGES)}")
    return [language for language in LANGUAGES if language in found]


def outcomes(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise ValueError("is a list of outcomes with id, text and competences")
    found = []
    for item in value:
        if not isinstance(item, dict) or not {"id", "text"} <= set(item) <= {"id", "text", "competences"}:
            raise ValueError("has an outcome without id or text, or with a field that is not id, text or competences")
        found.append(
            {"id": text(str(item["id"])), "text": text(item["text"]), "competences": texts(item.get("competences", []))}
        )
    if len({item["id"] for item in found}) != len(found):
        raise ValueError("has two outcomes with one id")
    return found


_TRANSLATION = Field(one_of(*Translation.values), default=Translation.ORIGINAL.value, required=False)
_COMMON = {"key": Field(key, same=True), "language": Field(one_of(*LANGUAGES)), "title": Field(text)}
_PAGE = {**_COMMON, "slug": Field(slug, same=True), "translation": _TRANSLATION}
_SUMMARY = Field(text, default="", required=False)

FIELDS: dict[str, dict[str, Field]] = {
    "programme": {**_PAGE, "summary": _SUMMARY, "courses": Field(texts, same=True)},
    "course": {
        **_PAGE,
        "summary": _SUMMARY,
        "languages": Field(languages, same=True),
        "code": Field(text, same=True),
        "hours": Field(hours, same=True),
        "licence": Field(text, same=True, default="CC BY 4.0", required=False),
        "authors": Field(text, default="", required=False),
        "outcomes": Field(outcomes, default=[], required=False),
    },
    "module": {**_PAGE, "summary": _SUMMARY, "code": Field(text, same=True), "hours": Field(hours, same=True)},
    "lesson": {**_PAGE, "summary": _SUMMARY, "minutes": Field(whole, same=True), "outcomes": Field(outcomes)},
    "quiz": {**_PAGE, "quiz": Field(text, same=True), "required": Field(yes_or_no, same=True)},
    "question": {
        **_COMMON,
        "translation": _TRANSLATION,
        "outcome": Field(text, same=True, default="", required=False),
        "competences": Field(texts, same=True, default=[], required=False),
        "level": Field(one_of(*Question.Level.values), same=True),
        "author": Field(text, default="", required=False),
        "source": Field(text, default="", required=False),
    },
}


def read_front(document: Document, kind: str) -> tuple[dict[str, Any], list[FileProblem]]:
    """The values of a front matter of this kind with their defaults, and what must be mended in it."""
    fields = FIELDS[kind]
    values: dict[str, Any] = {}
    problems = []
    given = dict(document.front)
    if given.pop("kind", None) != kind:
        problems.append(document.problem(f"a file of this name and place has 'kind: {kind}'", document.line_of("kind")))
    problems += [
        document.problem(f"'{name}' is not a field of a {kind}", document.line_of(str(name)))
        for name in given
        if name not in fields
    ]
    for name, field in fields.items():
        if name not in given:
            values[name] = field.default
            if field.required:
                problems.append(document.problem(f"the field '{name}' is missing"))
            continue
        try:
            values[name] = field.read(given[name])
        except ValueError as error:
            problems.append(document.problem(f"'{name}' {error}", document.line_of(name)))
    return values, problems
