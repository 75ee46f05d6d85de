"""The one rendering path: frozen lesson → HTML. A run, the open curriculum and the author's preview all come here.

Frozen content never changes, so a process renders each version once. What depends on the reader (addresses of other
items, the form that posts a self-check) stands in the HTML as a placeholder until `lesson_html` puts it in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.markup import safe_html
from core.models import Version
from core.trilingual import best_language
from courses.blocks.registry import lesson_blocks
from courses.content import content_of
from courses.manifest import Item
from courses.models import LessonPage

TEACHERS_ONLY = "teacher_notes"
_ACTION = "sabat-action-"
_KEY_LINK = re.compile(r'href="key:([0-9a-fA-F-]{36})"')


@dataclass(frozen=True)
class Fragment:
    """The HTML of one block, with placeholders."""

    id: str
    type: str
    html: str


@dataclass(frozen=True)
class Lesson:
    """A lesson version, rendered."""

    language: str
    title: str
    summary: str
    minutes: int
    translation: str
    outcomes: tuple[str, ...]
    fragments: tuple[Fragment, ...]
    checks: dict[str, dict[str, Any]]
    """The frozen self-checks by id: with key and feedback, for the server alone."""


def language_of(item: Item, wanted: str | None) -> str | None:
    """The language in which a lesson is shown to somebody who reads `wanted`; None where it has no version."""
    return best_language(item.versions, wanted)


@lru_cache(maxsize=512)
def lesson(content_hash: str, language: str) -> Lesson:
    """The lesson with this hash: 1 query the first time, none afterwards. Raises Version.DoesNotExist."""
    content = Version.objects.filter(content_hash=content_hash, language=language).values_list("content", flat=True)[:1]
    if not content:
        raise Version.DoesNotExist(content_hash)
    return rendered(content[0], language=language)


def rendered(content: dict[str, Any], *, language: str) -> Lesson:
    """A lesson's frozen content as HTML fragments, the words around it in the lesson's language, whoever reads it."""
    with translation.override(language):
        fragments = tuple(_fragment(block, language) for block in content["blocks"])
    return Lesson(
        language=language,
        title=content["title"],
        summary=content["summary"],
        minutes=content["minutes"],
        translation=content["translation"],
        outcomes=tuple(outcome["text"] for outcome in content["outcomes"]),
        fragments=fragments,
        checks={block["id"]: block["value"] for block in content["blocks"] if block["type"] == "self_check"},
    )


def preview(page: LessonPage) -> SafeString:
    """What a learner will get of a page as it stands in the editor, teacher's notes included."""
    fragments = rendered(content_of(page), language=page.locale.language_code).fragments
    return lesson_html(fragments, address_of=lambda _key: None, check_address=lambda _id: "")


def _fragment(block: dict[str, Any], language: str) -> Fragment:
    if block["type"] == "self_check":
        html = check_html(block["id"], block["value"], action=f"{_ACTION}{block['id']}")
    else:
        template = lesson_blocks[block["type"]]().meta.template
        context = {"value": block["value"], "block_id": block["id"], "language": language}
        html = render_to_string(template, context)
    return Fragment(block["id"], block["type"], html)


def lesson_html(
    fragments: Iterable[Fragment],
    *,
    address_of: Callable[[str], str | None],
    check_address: Callable[[str], str],
    teachers_notes: bool = True,
    answered: dict[str, str] | None = None,
) -> SafeString:
    """The body of a lesson for one reader.

    `address_of(key)` is the address of another item, None if there is none; `check_address(block_id)` is where a
    self-check is posted; `answered` has the HTML of self-checks that were just answered.
    """
    answered = answered or {}
    parts = []
    for fragment in fragments:
        if fragment.type == TEACHERS_ONLY and not teachers_notes:
            continue
        html = answered.get(fragment.id, fragment.html)
        if fragment.type == "self_check":
            html = html.replace(f"{_ACTION}{fragment.id}", escape(check_address(fragment.id)))
        parts.append(html)
    return mark_safe(resolve_links("\n".join(parts), address_of))  # noqa: S308 each part was rendered by a template


def resolve_links(html: str, address_of: Callable[[str], str | None]) -> str:
    """Put addresses in the place of `key:` links; a link that leads nowhere becomes plain words."""

    def put(found: re.Match[str]) -> str:
        address = address_of(found.group(1))
        return f'href="{escape(address)}"' if address else ""

    return _KEY_LINK.sub(put, html)


def text_html(frozen: str, address_of: Callable[[str], str | None]) -> SafeString:
    """Frozen rich text as HTML for one reader; `address_of` as for `lesson_html`."""
    return mark_safe(resolve_links(safe_html(frozen), address_of))  # noqa: S308 it has just been sanitised


def _token(block_id: str, choice_id: str) -> str:
    return hashlib.sha256(f"{block_id}/{choice_id}".encode()).hexdigest()[:12]


def chosen_in(block_id: str, check: dict[str, Any], tokens: Collection[str]) -> set[str]:
    """The ids of the choices behind posted tokens; unknown tokens are left out."""
    return {choice["id"] for choice in check["choices"] if _token(block_id, choice["id"]) in tokens}


def check_html(block_id: str, check: dict[str, Any], *, action: str, chosen: Collection[str] | None = None) -> str:
    """A self-check as a form; with `chosen` (ids) also what is right, and the feedback on each choice.

    Choices stand in an order that their ids do not tell and that is the same for everybody.
    """
    choices = sorted(check["choices"], key=lambda choice: _token(choice["id"], block_id))
    right = {choice["id"] for choice in choices if choice.get("correct")}
    answer = None
    if chosen:
        answer = {
            "chosen": [_token(block_id, choice) for choice in chosen],
            "correct": set(chosen) == right,
            "feedback": [
                {
                    "text": choice["text"],
                    "feedback": choice["feedback"],
                    "right": choice["id"] in right,
                    "chosen": choice["id"] in chosen,
                }
                for choice in choices
            ],
        }
    context = {
        "value": {"question": check["question"]},
        "block_id": block_id,
        "choices": [{"token": _token(block_id, choice["id"]), "text": choice["text"]} for choice in choices],
        "multiple": len(right) > 1,
        "action": action,
        "answer": answer,
    }
    return render_to_string("courses/blocks/self_check.html", context)


def answered_check(request: HttpRequest, shown: Lesson, block_id: str, *, action: str) -> str:
    """A self-check with the feedback on a posted answer. Raises Http404 for a block that is no self-check here."""
    if block_id not in shown.checks:
        raise Http404
    check = shown.checks[block_id]
    chosen = chosen_in(block_id, check, request.POST.getlist("answer"))
    with translation.override(shown.language):
        return check_html(block_id, check, action=action, chosen=chosen)


@lru_cache(maxsize=128)
def about_course(content_hash: str) -> dict[str, Any]:
    """The frozen text about a course: 1 query the first time, none afterwards."""
    content = Version.objects.filter(content_hash=content_hash).values_list("content", flat=True)[0]
    return {**content, "outcomes": [outcome["text"] for outcome in content["outcomes"]]}


@lru_cache(maxsize=512)
def pass_mark(content_hash: str) -> int:
    """The percentage at which a quiz version is passed: 1 query the first time, none afterwards."""
    rules = Version.objects.filter(content_hash=content_hash).values_list("content__quiz__rules", flat=True)[0]
    return int(rules["pass_mark"])
