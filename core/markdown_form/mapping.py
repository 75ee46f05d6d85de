"""Between the nodes of a file and the frozen value of a block. The block's definition says which form a field has.

Booleans, choices, numbers, dates, addresses and pictures are attributes; texts are parts (`:: name`); the field named
by `Meta.main` is the text that stands first; the items of a list are parts named by `Meta.items`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Protocol

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import DecimalText, PictureChooser
from core.freezing import EMPTY, is_required
from core.markdown_form import rich_text
from core.markdown_form.parsing import Document, FileProblem, Node


class Pictures(Protocol):
    """Where the files of pictures are."""

    def frozen(self, file: str) -> dict[str, Any]:
        """The frozen form of the picture in this file. Raises FileNotFoundError."""

    def file(self, frozen: dict[str, Any]) -> str:
        """The name under which the picture is written."""


@dataclass(frozen=True)
class Form:
    """What is needed to read or write blocks: the file being read and the pictures."""

    document: Document
    pictures: Pictures

    def problem(self, node: Node, message: str) -> FileProblem:
        return self.document.problem(message, node.line)


def read_blocks(block: blocks.BaseStreamBlock, form: Form) -> tuple[list[dict[str, Any]], list[FileProblem]]:
    """The frozen stream in a document's body, and everything that must be mended in it."""
    frozen: list[dict[str, Any]] = []
    problems: list[FileProblem] = []
    seen: dict[str, int] = {}
    try:
        nodes = form.document.blocks()
    except FileProblem as problem:
        return [], [problem]
    for node in nodes:
        for identified in [node, *(part for part in node.parts if part.id)]:
            if identified.id in seen:
                problems.append(
                    form.problem(identified, f"the id '{identified.id}' stands already in line {seen[identified.id]}")
                )
            elif identified.id:
                seen[identified.id] = identified.line
        try:
            frozen.append(_read_block(block, node, form))
        except FileProblem as problem:
            problems.append(problem)
    return frozen, problems


def _read_block(stream: blocks.BaseStreamBlock, node: Node, form: Form) -> dict[str, Any]:
    if node.name not in stream.child_blocks:
        known = ", ".join(sorted(stream.child_blocks))
        raise form.problem(node, f"no block is called '{node.name}'. There are: {known}")
    if not node.id:
        raise form.problem(
            node, f"the block '{node.name}' has no id. Write '::: {node.name} {{#some-id}}' (--write-ids does)"
        )
    return {"type": node.name, "id": node.id, "value": _read(stream.child_blocks[node.name], node, form)}


def _read(block: Any, node: Node, form: Form) -> Any:
    if not isinstance(block, blocks.BaseStructBlock):
        if node.parts or node.attributes:
            raise form.problem(node, f"'{node.name}' has only a text, no fields and no attributes")
        return read_text(block, node.text, node, form)
    reader = _StructReader(block, node, form)
    return reader.read()


class _StructReader:
    def __init__(self, block: blocks.BaseStructBlock, node: Node, form: Form) -> None:
        self.block, self.node, self.form = block, node, form
        self.main: str | None = getattr(block.meta, "main", None)
        self.lists = {word: name for name, word in getattr(block.meta, "items", {}).items()}
        self.value: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        self._attributes(self.block, self.node, self.value)
        if self.node.text.strip():
            self._main_text(self.block, self.node, self.value, self.main)
        last: tuple[Any, dict[str, Any]] | None = None
        for part in self.node.parts:
            if part.name in self.lists:
                last = self._item(part)
            elif last and self._is_text(last[0], part.name):
                self._set(last[0], part, last[1])
            elif self._is_text(self.block, part.name):
                self._set(self.block, part, self.value)
            else:
                raise self.form.problem(part, f"'{self.node.name}' has no field '{part.name}'")
        for word, name in self.lists.items():
            items = self.value.get(name, [])
            if is_required(self.block.child_blocks[name]) and not items:
                raise self.form.problem(self.node, f"'{self.node.name}' needs at least one ':: {word} {{#id}}'")
        return {name: value for name, value in self.value.items() if value not in EMPTY}

    def _item(self, part: Node) -> tuple[Any, dict[str, Any]]:
        name = self.lists[part.name]
        child = self.block.child_blocks[name].child_block
        if not part.id:
            raise self.form.problem(
                part, f"':: {part.name}' has no id. Write ':: {part.name} {{#some-id}}' (--write-ids does)"
            )
        item: dict[str, Any] = {"id": part.id}
        self.value.setdefault(name, []).append(item)
        if isinstance(child, blocks.BaseStructBlock):
            self._attributes(child, part, item)
            if part.text.strip():
                self._main_text(child, part, item, getattr(child.meta, "main", None))
        else:
            item["value"] = read_text(child, part.text, part, self.form)
        return child, item

    @staticmethod
    def _is_text(block: Any, name: str) -> bool:
        return (
            isinstance(block, blocks.BaseStructBlock)
            and name in block.child_blocks
            and is_text(block.child_blocks[name])
        )

    def _set(self, block: Any, part: Node, value: dict[str, Any]) -> None:
        if part.name in value:
            raise self.form.problem(part, f"the field '{part.name}' stands twice")
        value[part.name] = read_text(block.child_blocks[part.name], part.text, part, self.form)

    def _main_text(self, block: Any, node: Node, value: dict[str, Any], main: str | None) -> None:
        if main is None:
            raise self.form.problem(node, f"'{node.name}' has no main text: put this under a ':: field'")
        value[main] = read_text(block.child_blocks[main], node.text, node, self.form)

    def _attributes(self, block: Any, node: Node, value: dict[str, Any]) -> None:
        for name, given in node.attributes.items():
            child = block.child_blocks.get(name)
            if child is None or is_text(child) or isinstance(child, blocks.ListBlock):
                raise self.form.problem(node, f"'{node.name}' has no attribute '{name}'")
            value[name] = read_attribute(child, given, name, node, self.form)


@singledispatch
def read_attribute(block: Any, given: str | bool, name: str, node: Node, form: Form) -> Any:
    """The frozen value of an attribute. Raises FileProblem."""
    if given is True:
        raise form.problem(node, f"'{name}' needs a value: {name}=…")
    return given


@read_attribute.register
def _(block: blocks.BooleanBlock, given: str | bool, name: str, node: Node, form: Form) -> Any:
    if given in (True, "yes", "true"):
        return True
    if given in ("no", "false"):
        return False
    raise form.problem(node, f"'{name}' is either there or not; it takes no value {given!r}")


@read_attribute.register
def _(block: blocks.IntegerBlock, given: str | bool, name: str, node: Node, form: Form) -> Any:
    if not re.fullmatch(r"-?\d{1,9}", str(given)):
        raise form.problem(node, f"'{name}' is a whole number, not {given!r}")
    return int(given)


@read_attribute.register
def _(block: DecimalText, given: str | bool, name: str, node: Node, form: Form) -> Any:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", str(given)):
        raise form.problem(node, f"'{name}' is a number with a decimal point, such as 0.75, not {given!r}")
    return given


@read_attribute.register
def _(block: blocks.ChoiceBlock, given: str | bool, name: str, node: Node, form: Form) -> Any:
    allowed = [str(value) for value, _label in block.field.choices if value]
    if given not in allowed:
        raise form.problem(node, f"'{name}' is one of {', '.join(allowed)}, not {given!r}")
    return given


@read_attribute.register
def _(block: blocks.DateBlock, given: str | bool, name: str, node: Node, form: Form) -> Any:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)):
        raise form.problem(node, f"'{name}' is a date such as 2026-11-22, not {given!r}")
    return given


@read_attribute.register
def _(block: PictureChooser, given: str | bool, name: str, node: Node, form: Form) -> Any:
    try:
        return form.pictures.frozen(str(given))
    except FileNotFoundError:
        raise form.problem(node, f"there is no picture {given!r} beside this file") from None


_ATTRIBUTES = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.DateBlock,
    blocks.IntegerBlock,
    blocks.URLBlock,
    DecimalText,
    SnippetChooserBlock,
    PictureChooser,
)


def is_text(block: Any) -> bool:
    """Is the field written as text of its own, rather than as an attribute or a list?"""
    return not isinstance(block, (*_ATTRIBUTES, blocks.ListBlock))


def read_text(block: Any, text: str, node: Node, form: Form) -> str:
    """The frozen value of a text field. Raises FileProblem when it is empty or, for one line, has several."""
    text = text.strip()
    if block.required and not text:
        raise form.problem(node, f"'{node.name}' has no text")
    if isinstance(block, blocks.RichTextBlock):
        return rich_text.html_of(text, features=block.features)
    if isinstance(block, blocks.CharBlock):
        line = " ".join(text.split())
        limit = block.field.max_length
        if limit and len(line) > limit:
            raise form.problem(node, f"the text has {len(line)} characters, {limit} are allowed")
        return line
    return text


def write_blocks(block: blocks.BaseStreamBlock, frozen: list[dict[str, Any]], pictures: Pictures) -> str:
    """The body of a file; `read_blocks` reads the same frozen stream back."""
    return "\n".join(_write_block(block.child_blocks[child["type"]], child, pictures) for child in frozen)


def _write_block(block: Any, child: dict[str, Any], pictures: Pictures) -> str:
    value = child["value"]
    if not isinstance(block, blocks.BaseStructBlock):
        return f"::: {child['type']} {{#{child['id']}}}\n{_escaped(write_text(block, value))}\n:::\n"
    lines = [f"::: {child['type']} {_braces(block, child['id'], value, pictures)}"]
    main = getattr(block.meta, "main", None)
    items = getattr(block.meta, "items", {})
    if main in value:
        lines.append(_escaped(write_text(block.child_blocks[main], value[main])))
    for name, inner in block.child_blocks.items():
        if name not in value or name == main:
            continue
        if isinstance(inner, blocks.ListBlock):
            lines += [
                line for item in value[name] for line in _item_lines(inner.child_block, items[name], item, pictures)
            ]
        elif is_text(inner):
            lines += [f":: {name}", _escaped(write_text(inner, value[name]))]
    return "\n".join([*lines, ":::", ""])


def _item_lines(block: Any, word: str, item: dict[str, Any], pictures: Pictures) -> list[str]:
    if not isinstance(block, blocks.BaseStructBlock):
        return [f":: {word} {{#{item['id']}}}", _escaped(write_text(block, item["value"]))]
    lines = [f":: {word} {_braces(block, item['id'], item, pictures)}"]
    main = getattr(block.meta, "main", None)
    if main in item:
        lines.append(_escaped(write_text(block.child_blocks[main], item[main])))
    for name, inner in block.child_blocks.items():
        if name in item and name != main and is_text(inner):
            lines += [f":: {name}", _escaped(write_text(inner, item[name]))]
    return lines


def _braces(block: Any, identifier: str, value: dict[str, Any], pictures: Pictures) -> str:
    written = [f"#{identifier}"]
    for name, inner in block.child_blocks.items():
        if name not in value or is_text(inner) or isinstance(inner, blocks.ListBlock):
            continue
        if isinstance(inner, blocks.BooleanBlock):
            written.append(name)
            continue
        text = pictures.file(value[name]) if isinstance(inner, PictureChooser) else str(value[name])
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        written.append(f"{name}={text}" if re.fullmatch(r'[^\s"{}\\]+', text) else f'{name}="{quoted}"')
    return "{" + " ".join(written) + "}"


def write_text(block: Any, value: str) -> str:
    return rich_text.markdown_of(value, features=block.features) if isinstance(block, blocks.RichTextBlock) else value


def _escaped(text: str) -> str:
    return re.sub(r"(?m)^(\\*::)", r"\\\1", text)


def skeletons(block: blocks.BaseStreamBlock, frozen: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """What of each block is equal in all languages: its type, its id, and its ids and attributes inside as text."""
    return [
        (child["type"], child["id"], repr(_skeleton(block.child_blocks[child["type"]], child["value"])))
        for child in frozen
    ]


def _skeleton(block: Any, value: Any) -> Any:
    if not isinstance(block, blocks.BaseStructBlock):
        return None
    kept: dict[str, Any] = {"id": value["id"]} if "id" in value else {}
    for name, inner in block.child_blocks.items():
        if isinstance(inner, blocks.ListBlock):
            kept[name] = [_skeleton(inner.child_block, item) or item["id"] for item in value.get(name, [])]
        elif not is_text(inner) and not isinstance(inner, PictureChooser | blocks.URLBlock):
            kept[name] = value.get(name)
    return kept
