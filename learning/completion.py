"""When a course is completed: arithmetic on the pinned edition and what the learner did."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.manifest import Item, Manifest


@dataclass(frozen=True)
class Evidence:
    """What a learner did in an edition: `done` holds the keys of finished lessons and passed quizzes."""

    manifest: Manifest
    done: frozenset[str]

    def missing(self) -> tuple[Item, ...]:
        """What the course still asks for, in its order."""
        return tuple(item for item in asked_for(self.manifest) if item.key not in self.done)

    @property
    def is_complete(self) -> bool:
        return not self.missing()


def asked_for(manifest: Manifest) -> tuple[Item, ...]:
    """All lessons and every quiz that must be passed."""
    return tuple(item for item in manifest.items if item.required)


def progress(manifest: Manifest, done: Collection[str]) -> tuple[int, int]:
    """How many of the items asked for are done, and how many there are."""
    wanted = asked_for(manifest)
    return sum(item.key in done for item in wanted), len(wanted)
