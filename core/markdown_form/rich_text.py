"""Rich text ↔ Markdown. The writer proves each text by reading it again; what does not come back is written as HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from core import markup
from core.blocks import TEXT_FEATURES
from core.freezing import as_editor_stores, freeze_rich_text


def html_of(markdown: str, *, features: list[str] | None = None) -> str:
    """Frozen rich text from Markdown, or from HTML when the text begins with a tag."""
    text = markdown.strip()
    html = markup.safe_html(text) if text.startswith("<") else markup.from_markdown(text)
    html = re.sub(r' rel="noopener"', "", html)
    return freeze_rich_text(as_editor_stores(_outside_of_tags(html), features=features or TEXT_FEATURES))


def _outside_of_tags(html: str) -> str:
    """Line breaks of the source between tags and inside sentences are spaces to a reader, not to the editor."""
    return re.sub(r"\s*\n\s*", " ", html).strip()


def markdown_of(html: str, *, features: list[str] | None = None) -> str:
    """Markdown whose `html_of` is this frozen rich text; the HTML itself where Markdown cannot say it."""
    writer = _Writer()
    writer.feed(html)
    written = writer.text()
    if not written.startswith("<") and html_of(written, features=features) == html:
        return written
    return html


class _Writer(HTMLParser):
    """Writes the HTML that the editor stores: paragraphs, nested lists, bold, italic, code, links, line breaks."""

    _MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self.line = ""
        self.lists: list[tuple[str, int]] = []
        self.href = ""
        self.in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._end_line()
            self.lists.append((tag, 0))
        elif tag == "li":
            self._end_line()
            kind, count = self.lists.pop()
            self.lists.append((kind, count + 1))
            mark = "- " if kind == "ul" else f"{count + 1}. "
            self.line = "    " * (len(self.lists) - 1) + mark
        elif tag in self._MARKS:
            self.line += self._MARKS[tag]
        elif tag == "code":
            self.line += "`"
            self.in_code = True
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""
            self.line += "["
        elif tag == "br":
            self.line += "  \n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._end_line()
        elif tag in ("ul", "ol"):
            self._end_line()
            self.lists.pop()
            if not self.lists:
                self.blocks.append("")
        elif tag in self._MARKS:
            self.line += self._MARKS[tag]
        elif tag == "code":
            self.line += "`"
            self.in_code = False
        elif tag == "a":
            self.line += f"]({self.href})"

    def handle_data(self, data: str) -> None:
        self.line += data if self.in_code else re.sub(r"([\\`*_\[\]<])", r"\\\1", data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))

    def _end_line(self) -> None:
        if self.line.strip():
            self.blocks.append(self.line)
            if not self.lists:
                self.blocks.append("")
        self.line = ""

    def text(self) -> str:
        self._end_line()
        return "\n".join(self.blocks).strip("\n")
