"""Tags and filters that every template may use."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.context import RequestContext
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_from_path, gettext as _

from core import markup
from core.media import file_name
from core.trilingual import localized

register = template.Library()

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


@register.filter
def rich_text(html: str | None) -> SafeString:
    """Frozen rich text as safe HTML. Links to items stay `key:` placeholders, which the view resolves."""
    return mark_safe(markup.safe_html(html or ""))  # noqa: S308 it has just been sanitised


@register.filter
def markdown(text: str | None, prefix: str = "") -> SafeString:
    """Markdown as safe HTML; `prefix` keeps footnotes of several blocks apart."""
    return mark_safe(markup.from_markdown(text or "", footnote_prefix=prefix))  # noqa: S308 it has just been sanitised


@register.filter
def hours(value: Decimal | str | int) -> str:
    """Academic hours without needless zeros: 6, 1.5."""
    number = Decimal(value).normalize()
    return number_format(number, decimal_pos=max(0, -int(number.as_tuple().exponent)))


@register.filter
def in_language(record: Any, field: str) -> str:
    """A text kept in columns `<field>_ky`, `_ru`, `_en`: in the reader's language, else the first that is there."""
    return localized(record, field)


@register.filter
def iso_date(text: str | None) -> date | None:
    """The date of frozen content ("2026-11-22"), for the `date` filter."""
    return date.fromisoformat(text) if text else None


@register.filter
def scrolling_tables(html: str) -> SafeString:
    """Safe HTML in which each table has a region of its own that scrolls sideways, by keyboard too."""
    frame = format_html('<div class="table-scroll" tabindex="0" role="group" aria-label="{}">', _("Table"))
    wide = _TABLE.sub(lambda table: f"{frame}{table.group()}</div>", html)
    return mark_safe(wide)  # noqa: S308 the text was safe and the frame is ours


@register.simple_tag
def picture(file: dict[str, Any], alt: str | None = None) -> SafeString:
    """A frozen picture (`core.media.keep_picture`) as an image that a phone loads small, and late."""
    addresses = {width: default_storage.url(file_name(file["sha256"], width)) for width in file["widths"]}
    return format_html(
        '<img src="{}" srcset="{}" sizes="(min-width: 48rem) 44rem, 100vw" width="{}" height="{}" alt="{}"'
        ' loading="lazy" decoding="async">',
        addresses[max(addresses)],
        ", ".join(f"{address} {width}w" for width, address in addresses.items()),
        file["width"],
        file["height"],
        alt or "",
    )


@register.simple_block_tag
def words(content: str) -> SafeString:
    """The enclosed text on one line, to be used more than once: `{% words as title %}…{% endwords %}`."""
    return mark_safe(" ".join(content.split()))  # noqa: S308 the template has escaped it


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context: RequestContext) -> dict[str, Any]:
    """The languages, each leading to the present page in it; by a form where the address doesn't say the language."""
    request = context["request"]
    page, current = request.get_full_path(), get_language()
    prefixed = get_language_from_path(request.path_info) is not None
    # Slugs are the same in every language, so that the first part of the address is all that differs.
    rest = page.partition(f"/{current}/")[2] if prefixed else ""
    offered = [
        {"code": code, "name": name, "url": f"/{code}/{rest}" if prefixed else None}
        for code, name in settings.LANGUAGES
    ]
    return {"offered": offered, "prefixed": prefixed, "current": current, "page": page}
