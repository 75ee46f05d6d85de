"""Which questions an attempt asks, and in what order: a pure function of the frozen slots and a random source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any


class PoolTooSmall(ValueError):
    """A draw asks for more questions than are left. Freezing a quiz refuses this beforehand."""


@dataclass(frozen=True)
class Chosen:
    """A question for a slot: the key and the content hash of its version."""

    slot_id: str
    key: str
    content_hash: str


def choose(slots: Sequence[dict[str, Any]], random: Random, *, shuffle: bool) -> list[Chosen]:
    """A question for each place of the frozen slots (see `quizzes.freezing`), no question twice.

    They stand in the order of the slots, or in any order with `shuffle`. Raises PoolTooSmall.
    """
    taken = {candidate["key"] for slot in slots if slot["kind"] == "fixed" for candidate in slot["candidates"]}
    chosen: list[Chosen] = []
    for slot in slots:
        picked = slot["candidates"]
        if slot["kind"] == "draw":
            pool = [candidate for candidate in picked if candidate["key"] not in taken]
            if len(pool) < slot["count"]:
                raise PoolTooSmall(f"slot {slot['id']} draws {slot['count']} of {len(pool)} questions")
            picked = random.sample(pool, slot["count"])
            taken.update(candidate["key"] for candidate in picked)
        chosen += [Chosen(slot["id"], candidate["key"], candidate["hash"]) for candidate in picked]
    if shuffle:
        random.shuffle(chosen)
    return chosen
