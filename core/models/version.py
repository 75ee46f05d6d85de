from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from core.canonical import canonical, content_hash


class Version(models.Model):
    """The frozen form of one item in one language. Written once, never updated, never deleted."""

    key = models.UUIDField()
    language = models.CharField(max_length=8)
    content_hash = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language", "content_hash"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.language} {self.content_hash[:12]}"

    @property
    def is_intact(self) -> bool:
        return self.content_hash == hash_of(kind=self.kind, content=self.content)


def hash_of(*, kind: str, content: dict[str, Any]) -> str:
    return content_hash({"kind": kind, "content": content})


def keep(*, kind: str, key: UUID, language: str, content: dict[str, Any]) -> Version:
    """The version with this content, made if there is none. `content` is JSON without floats or database ids."""
    version, _made = Version.objects.get_or_create(
        key=key,
        language=language,
        content_hash=hash_of(kind=kind, content=content),
        defaults={"kind": kind, "content": canonical(content)},
    )
    return version
