"""Writing the ids that blocks and items lack into the files, equal in all languages of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

_BLOCK = re.compile(r"^(:::[ \t]+[a-z_]+)[ \t]*(\{.*\})?[ \t]*$")
_ITEM = re.compile(r"^(::[ \t]+(?:choice|distractor|entry|mistake|pair|point))[ \t]*(\{.*\})?[ \t]*$")


def write_missing_ids(folder: Path) -> Iterator[Path]:
    """Give every block and item without an id a new one; yields the files that were changed.

    The n-th such line of an item gets one id in all its languages, so that the languages must have the same blocks.
    """
    items: dict[Path, list[Path]] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.suffixes[-2:-1] in ([".ky"], [".ru"], [".en"]):
            items.setdefault(path.with_suffix("").with_suffix(""), []).append(path)
    for paths in items.values():
        new_ids: dict[int, str] = {}
        for path in paths:
            if _write_into(path, new_ids):
                yield path


def _write_into(path: Path, new_ids: dict[int, str]) -> bool:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    count = 0
    for number, line in enumerate(lines):
        found = _BLOCK.match(line) or _ITEM.match(line)
        if not found:
            continue
        count += 1
        inside = (found.group(2) or "{}")[1:-1].strip()
        if re.search(r"(^|\s)#[A-Za-z0-9_-]+", inside):
            continue
        identifier = new_ids.setdefault(count, f"b-{uuid4().hex[:12]}")
        lines[number] = f"{found.group(1)} {{{f'#{identifier} {inside}'.strip()}}}"
    changed = "\n".join(lines)
    if changed == text:
        return False
    path.write_text(changed, encoding="utf-8")
    return True
