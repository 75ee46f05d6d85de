"""The registry of rules: what earns a certificate. A rule is one file in this package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.registry import Registry
from courses.manifest import Item
from learning.completion import Evidence


@dataclass(frozen=True)
class Rule:
    """A rule under its name. What it decides may change only together with its `version`, which awards remember."""

    name: str
    version: int
    words: Any
    """The rule as a (lazily translated) sentence for the reader of a certificate."""
    missing: Callable[[Evidence], tuple[Item, ...]]
    """What the learner still has to do, in the order of the course. Nothing missing = earned. A pure function."""


rules: Registry[Rule] = Registry("certificates.rules")


def rule(*, name: str, version: int, words: Any) -> Callable[[Callable[[Evidence], tuple[Item, ...]]], Rule]:
    """Register the decorated function as what `Rule.missing` says."""

    def register(missing: Callable[[Evidence], tuple[Item, ...]]) -> Rule:
        return rules.register(name, Rule(name=name, version=version, words=words, missing=missing))

    return register
