"""The one way from authors' text to HTML: Markdown or rich text → bleach with our allow-list → nh3 as last barrier."""

import re

import bleach
import markdown
import nh3
from django.utils.translation import gettext as _

from core.errors import Refusal

LONGEST_TEXT = 20_000
DEEPEST_NESTING = 12
# Of these characters python-markdown needs time that grows faster than their number.
MOST_BRACKETS = 2_000

_INLINE = {"a", "abbr", "b", "br", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup"}
_BLOCK = {"blockquote", "dd", "dl", "dt", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "ul"}
_TABLE = {"caption", "table", "tbody", "td", "th", "thead", "tr"}
TAGS = _INLINE | _BLOCK | _TABLE | {"div"}
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "div": {"class"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel", "key"}
_CLASSES = {"footnote", "footnote-ref", "footnote-backref"}
_EXTENSIONS = ["tables", "footnotes", "def_list", "fenced_code", "sane_lists", "abbr"]


def check_markdown(text: str) -> None:
    """Refuse Markdown that is too long or nested too deep to be rendered in a bounded time."""
    if len(text) > LONGEST_TEXT:
        raise Refusal(
            _("This text has more than %(count)d characters. Split it into several blocks.") % {"count": LONGEST_TEXT}
        )
    if max(map(text.count, "[(<*_`")) > MOST_BRACKETS or _nesting(text) > DEEPEST_NESTING:
        raise Refusal(_("This text has too many nested marks. Simplify its lists, quotations and brackets."))


def _nesting(text: str) -> int:
    deepest = 0
    for line in text.split("\n"):
        lead = re.match(r"[\s>]*", line)
        prefix = lead.group() if lead else ""
        deepest = max(deepest, prefix.count(">") + (prefix.count(" ") + 4 * prefix.count("\t")) // 4)
    depth = 0
    for mark in re.findall(r"[\[\]]", text):
        depth = depth + 1 if mark == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def from_markdown(text: str, *, footnote_prefix: str = "") -> str:
    """Safe HTML of a Markdown text with tables, footnotes, definition lists and code.

    `footnote_prefix` keeps the anchors of several texts on one page apart. Refuses what `check_markdown` refuses.
    """
    check_markdown(text)
    html = markdown.markdown(
        text,
        extensions=_EXTENSIONS,
        extension_configs={
            "footnotes": {"UNIQUE_IDS": False, "SEPARATOR": f"-{footnote_prefix}-", "BACKLINK_TITLE": "↩ {}"}
        },
        output_format="html",
    )
    return safe_html(re.sub(r"<h1\b(.*?)</h1>", r"<h2\1</h2>", html, flags=re.DOTALL))


def safe_html(html: str) -> str:
    """The HTML with only the allowed tags, attributes and link schemes; scripts go with their content."""
    allowed = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    cleaned = bleach.clean(html, tags=TAGS, attributes=allowed, protocols=SCHEMES, strip=True, strip_comments=True)
    return nh3.clean(
        cleaned,
        tags=TAGS,
        attributes={tag: names - {"class"} for tag, names in ATTRIBUTES.items()},
        allowed_classes={"a": _CLASSES, "div": _CLASSES},
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
