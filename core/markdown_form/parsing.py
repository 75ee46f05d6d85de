"""From the text of a file to its front matter and a tree of nodes that remember their lines. Knows no block types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


class FileProblem(ValueError):
    """Something in a file that must be mended: where and what."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass
class Node:
    """A block (`::: name`) or a part of one (`:: name`): its attributes, its own text and, for a block, its parts."""

    name: str
    line: int
    id: str = ""
    attributes: dict[str, str | bool] = field(default_factory=dict)
    text: str = ""
    parts: list[Node] = field(default_factory=list)


@dataclass
class Document:
    """A file: front matter, and a body that is either text or blocks."""

    path: Path
    front: dict[str, Any]
    body_line: int
    body: str
    front_lines: tuple[str, ...] = ()

    def problem(self, message: str, line: int = 1) -> FileProblem:
        return FileProblem(self.path, line, message)

    def line_of(self, field: str) -> int:
        """The line on which a field of the front matter stands, else 1."""
        numbered = enumerate(self.front_lines, start=1)
        return next((number for number, line in numbered if line.startswith(f"{field}:")), 1)

    def blocks(self) -> list[Node]:
        """The body as blocks. Raises FileProblem."""
        return _parse_blocks(self)


def read_document(path: Path, text: str) -> Document:
    """Split a file into front matter and body. Raises FileProblem with the line of the fault."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---":
        raise FileProblem(path, 1, "a file begins with a line '---', the front matter and another line '---'")
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        raise FileProblem(path, 1, "the front matter has no closing line '---'") from None
    front = read_yaml(path, "\n".join(lines[1:end]), first_line=2)
    return Document(path, front, end + 2, "\n".join(lines[end + 1 :]), tuple(lines[:end]))


def read_yaml(path: Path, text: str, *, first_line: int = 1) -> dict[str, Any]:
    """A YAML object. Raises FileProblem."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise FileProblem(path, line, f"not valid YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(data, dict):
        raise FileProblem(path, first_line, "expected 'name: value' lines")
    return data


_BLOCK = re.compile(r"^:::[ \t]+([a-z_]+)[ \t]*(\{.*\})?[ \t]*$")
_PART = re.compile(r"^::[ \t]+([a-z_]+)[ \t]*(\{.*\})?[ \t]*$")
_ESCAPED = re.compile(r"^\\+::")
_END = re.compile(r"^:::[ \t]*$")
_ATTRIBUTE = re.compile(
    r'#([A-Za-z0-9_-]{1,64})(?=[\s}])|([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"}]+))|([a-z_]+)(?=[\s}])'
)


def _parse_blocks(document: Document) -> list[Node]:
    blocks: list[Node] = []
    block: Node | None = None
    target: Node | None = None
    gathered: list[str] = []

    def close_text() -> None:
        nonlocal gathered
        if target is not None:
            target.text = "\n".join(gathered).strip("\n")
        gathered = []

    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        if _END.match(line):
            if block is None:
                raise document.problem("a ':::' closes a block that was not opened", number)
            close_text()
            block = target = None
        elif opening := _BLOCK.match(line):
            if block is not None:
                raise document.problem(
                    f"the block '{block.name}' of line {block.line} is not closed with ':::'", number
                )
            block = target = _node(document, opening, number)
            blocks.append(block)
        elif block is not None and (opening := _PART.match(line)):
            close_text()
            target = _node(document, opening, number)
            block.parts.append(target)
        elif line.startswith("::"):
            raise document.problem(
                f"not understood: {line.strip()!r}. Write '::: block {{#id}}', ':: field' or ':::'", number
            )
        elif block is None and line.strip():
            raise document.problem("text outside of a block. Put it into '::: rich_text {#id}' … ':::'", number)
        else:
            gathered.append(line[1:] if _ESCAPED.match(line) else line)
    if block is not None:
        raise document.problem(f"the block '{block.name}' is not closed with ':::'", block.line)
    return blocks


def _node(document: Document, opening: re.Match[str], line: int) -> Node:
    node = Node(opening.group(1), line)
    inside = (opening.group(2) or "{}")[1:-1] + " "
    position = 0
    while inside[position:].strip():
        found = _ATTRIBUTE.match(inside, len(inside) - len(inside[position:].lstrip()))
        if not found:
            raise document.problem(f"not understood: {inside[position:].strip()!r} in the braces", line)
        identifier, name, quoted, bare, flag = found.groups()
        if identifier:
            node.id = identifier
        elif flag:
            node.attributes[flag] = True
        else:
            node.attributes[name] = bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        position = found.end()
    return node
