"""Reading editions. They never change, so a process keeps the manifests that it has read."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from courses.manifest import Manifest
from courses.models import Edition


@lru_cache(maxsize=128)
def manifest_of(edition_id: int) -> Manifest:
    """The manifest of an edition: 1 query the first time, none afterwards. Raises Edition.DoesNotExist."""
    return Manifest.from_json(Edition.objects.values_list("manifest", flat=True).get(pk=edition_id))


def latest(course_slug: str) -> Edition | None:
    """The newest edition of the course at this address, without its manifest; 1 query."""
    return Edition.objects.defer("manifest").filter(course_slug=course_slug).order_by("-number").first()


def latest_of(course_key: UUID | str) -> Edition | None:
    """The newest edition of a course, without its manifest; 1 query."""
    return Edition.objects.defer("manifest").filter(course_key=course_key).order_by("-number").first()
