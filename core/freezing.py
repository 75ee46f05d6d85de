"""Freeze and thaw: between what an author edits and portable JSON without database ids.

Frozen forms: a stream is a list of `{"type", "id", "value"}`; a struct is an object without its empty fields; a list of
structs is a list of objects with their `id`; a list of texts is a list of `{"id", "value"}`; rich text is HTML in which
a link to a page is `href="key:<uuid>"`; a picture is named by its SHA-256. Ids of blocks and items are kept.
"""

import json
import re
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.models import Page

from core.blocks import PictureChooser
from core.canonical import canonical
from core.media import keep_picture
from core.models import Picture

EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


class CannotFreeze(ValueError):
    """The stored stream is not what the blocks say: an unknown type, or an id missing or given twice."""


def freeze_stream(block: blocks.StreamBlock, stream: Any) -> list[dict[str, Any]]:
    """The frozen form of a stream value."""
    raw = json.loads(json.dumps(block.get_prep_value(stream), cls=DjangoJSONEncoder))
    return list(canonical(freeze_value(block, raw)))


def thaw_stream(block: blocks.StreamBlock, frozen: list[dict[str, Any]], *, language: str) -> list[dict[str, Any]]:
    """Raw stream data, as a StreamField takes it, from the frozen form. Links and pictures must be in this database."""
    return list(thaw_value(block, frozen, language))


@singledispatch
def freeze_value(block: Any, raw: Any) -> Any:
    """The frozen form of a raw value of `block`."""
    raise TypeError(f"no frozen form for {type(block).__name__}")


@singledispatch
def thaw_value(block: Any, frozen: Any, language: str) -> Any:
    """The raw value of `block` from its frozen form."""
    raise TypeError(f"no thawed form for {type(block).__name__}")


@freeze_value.register
def _(block: blocks.FieldBlock, raw: Any) -> Any:
    return raw


@thaw_value.register
def _(block: blocks.FieldBlock, frozen: Any, language: str) -> Any:
    return frozen


@freeze_value.register
def _(block: blocks.BaseStreamBlock, raw: Any) -> Any:
    frozen = []
    for child in _identified(raw):
        if child["type"] not in block.child_blocks:
            raise CannotFreeze(f"a block of the unknown type {child['type']!r}")
        value = freeze_value(block.child_blocks[child["type"]], child["value"])
        frozen.append({"type": child["type"], "id": child["id"], "value": value})
    return frozen


@thaw_value.register
def _(block: blocks.BaseStreamBlock, frozen: Any, language: str) -> Any:
    return [
        {
            "type": child["type"],
            "id": child["id"],
            "value": thaw_value(block.child_blocks[child["type"]], child["value"], language),
        }
        for child in frozen
    ]


@freeze_value.register
def _(block: blocks.BaseStructBlock, raw: Any) -> Any:
    frozen = {name: freeze_value(child, raw.get(name)) for name, child in block.child_blocks.items()}
    return {name: value for name, value in frozen.items() if value not in EMPTY}


@thaw_value.register
def _(block: blocks.BaseStructBlock, frozen: Any, language: str) -> Any:
    return {
        name: thaw_value(child, frozen[name], language) for name, child in block.child_blocks.items() if name in frozen
    }


@freeze_value.register
def _(block: blocks.ListBlock, raw: Any) -> Any:
    frozen = []
    for item in _identified(raw or []):
        value = freeze_value(block.child_block, item["value"])
        frozen.append({"id": item["id"], **value} if isinstance(value, dict) else {"id": item["id"], "value": value})
    return frozen


@thaw_value.register
def _(block: blocks.ListBlock, frozen: Any, language: str) -> Any:
    is_struct = isinstance(block.child_block, blocks.BaseStructBlock)
    return [
        {
            "type": "item",
            "id": item["id"],
            "value": thaw_value(block.child_block, item if is_struct else item["value"], language),
        }
        for item in frozen
    ]


def _identified(raw: list[Any]) -> list[dict[str, Any]]:
    seen = set()
    for child in raw:
        if not isinstance(child, dict) or not child.get("id"):
            raise CannotFreeze("a block without an id")
        if child["id"] in seen:
            raise CannotFreeze(f"the id {child['id']!r} stands twice")
        seen.add(child["id"])
    return raw


@freeze_value.register
def _(block: PictureChooser, raw: Any) -> Any:
    picture = Picture.objects.filter(pk=raw).first() if raw else None
    return keep_picture(picture) if picture else None


@thaw_value.register
def _(block: PictureChooser, frozen: Any, language: str) -> Any:
    if not frozen:
        return None
    return Picture.objects.filter(sha256=frozen["sha256"]).values_list("pk", flat=True).first()


_PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_KEY_LINK = re.compile(r'<a\b[^>]*\bhref="key:([0-9a-fA-F-]{36})"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')
_DISGUISE = "https://key.invalid/"  # the editor drops links with a scheme that it does not know
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


@freeze_value.register
def _(block: blocks.RichTextBlock, raw: Any) -> Any:
    return freeze_rich_text(raw or "")


def freeze_rich_text(raw: str) -> str:
    """Rich text as it stands in the database → its frozen form; one query if it links to pages."""
    html = _BLOCK_KEY.sub("", raw).strip()
    links = _PAGE_LINK.findall(html)
    if links:
        ids = [match.group(1) for match in map(_ID.search, links) if match]
        keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
        html = _PAGE_LINK.sub(lambda found: _key_link(found.group(), keys), html)
    return "" if html == "<p></p>" else html


def _key_link(tag: str, keys: dict[int, UUID]) -> str:
    match = _ID.search(tag)
    key = keys.get(int(match.group(1))) if match else None
    return f'<a href="key:{key}">' if key else "<a>"


@thaw_value.register
def _(block: blocks.RichTextBlock, frozen: Any, language: str) -> Any:
    return thaw_rich_text(frozen or "", language=language, features=block.features)


def thaw_rich_text(frozen: str, *, language: str, features: list[str]) -> str:
    """Frozen rich text → as the database and the editor keep it; links that lead nowhere yet lose their target."""
    html = frozen
    keys = {UUID(key) for key in _KEY_LINK.findall(html)}
    if keys:
        pages = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
        ids = dict(pages.values_list("translation_key", "pk"))
        html = _KEY_LINK.sub(lambda found: _page_link(UUID(found.group(1)), ids), html)
    return as_editor_stores(html, features=features)


def _page_link(key: UUID, ids: dict[UUID, int]) -> str:
    return f'<a linktype="page" id="{ids[key]}">' if key in ids else "<a>"


def as_editor_stores(html: str, *, features: list[str]) -> str:
    """The HTML as the rich-text editor would save it, so that a first save in the browser changes nothing."""
    from wagtail.admin.rich_text.converters.contentstate import (  # noqa: PLC0415 needs all models loaded
        ContentstateConverter,
    )

    if not html:
        return ""
    converter = ContentstateConverter(features)
    disguised = html.replace('href="key:', f'href="{_DISGUISE}')
    stored = str(converter.to_database_format(converter.from_database_format(disguised)))
    return stored.replace(f'href="{_DISGUISE}', 'href="key:')


def problems(block: Any, frozen: Any) -> list[str]:
    """What an author must still mend in a frozen value: required fields left empty, and what the block itself says."""
    found: list[str] = []
    if isinstance(block, blocks.BaseStreamBlock):
        for child in frozen:
            inner = block.child_blocks[child["type"]]
            found += [f"{inner.label} ({child['id']}): {problem}" for problem in problems(inner, child["value"])]
    elif isinstance(block, blocks.ListBlock):
        is_struct = isinstance(block.child_block, blocks.BaseStructBlock)
        for item in frozen or []:
            found += problems(block.child_block, item if is_struct else item["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if is_required(child) and frozen.get(name) in EMPTY:
                found.append(f"{child.label}: {_missing()}")
            elif name in frozen:
                found += problems(child, frozen[name])
    elif block.required and frozen in EMPTY:
        found.append(_missing())
    own = getattr(block, "problems", None)
    return found + (own(frozen) if own and not found else [])


def is_required(block: Any) -> bool:
    """Must an author fill the field? A list says so by its least number of items."""
    return bool(block.meta.min_num if isinstance(block, blocks.ListBlock) else block.required)


def _missing() -> str:
    return gettext("is empty")
