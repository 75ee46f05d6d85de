"""The manifest of an edition: what the course consists of, in order, with the version of each item in each language.

JSON shape: `{"key", "slug", "code", "hours", "languages", "licence", "versions": {language: hash}, "titles": {…},
"summaries": {…}, "modules": [{"key", "slug", "code", "hours", "titles", "versions", "items": [{"key", "slug", "kind",
"required", "minutes", "titles", "versions"}]}]}`. Hours are decimal strings in academic hours of 45 minutes. A language
in which an item does not exist has no entry under its `versions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from core.trilingual import pick


@dataclass(frozen=True)
class Item:
    """A lesson or a quiz."""

    key: str
    slug: str
    kind: Literal["lesson", "quiz"]
    required: bool
    minutes: int
    titles: dict[str, str]
    versions: dict[str, str]

    @property
    def title(self) -> str:
        """The title in the reader's language or its fallback."""
        return pick(self.titles)

    @property
    def is_quiz(self) -> bool:
        return self.kind == "quiz"


@dataclass(frozen=True)
class Module:
    key: str
    slug: str
    code: str
    hours: str
    titles: dict[str, str]
    versions: dict[str, str]
    items: tuple[Item, ...] = field(default=())

    @property
    def title(self) -> str:
        return pick(self.titles)


@dataclass(frozen=True)
class Manifest:
    key: str
    slug: str
    code: str
    hours: str
    licence: str
    languages: tuple[str, ...]
    titles: dict[str, str]
    summaries: dict[str, str]
    versions: dict[str, str]
    modules: tuple[Module, ...] = field(default=())

    @property
    def title(self) -> str:
        return pick(self.titles)

    @property
    def summary(self) -> str:
        return pick(self.summaries)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are learned."""
        return tuple(item for module in self.modules for item in module.items)

    @cached_property
    def places(self) -> dict[str, tuple[Module, Item]]:
        """Module and item by the item's slug, which is unique in a course."""
        return {item.slug: (module, item) for module in self.modules for item in module.items}

    def neighbours(self, item: Item) -> tuple[Item | None, Item | None]:
        """The items before and after."""
        position = self.items.index(item)
        before = self.items[position - 1] if position else None
        after = self.items[position + 1] if position + 1 < len(self.items) else None
        return before, after

    def hashes(self) -> Iterator[str]:
        """The hash of every version that the edition names itself (questions are named by quiz versions)."""
        yield from self.versions.values()
        for module in self.modules:
            yield from module.versions.values()
            for item in module.items:
                yield from item.versions.values()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = _lists(asdict(self))
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Manifest:
        modules = tuple(
            Module(**{**module, "items": tuple(Item(**item) for item in module["items"])}) for module in data["modules"]
        )
        return cls(**{**data, "languages": tuple(data["languages"]), "modules": modules})


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lists(item) for name, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, list | tuple) else value
