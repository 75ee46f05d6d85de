from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.manifest import Manifest


class Edition(models.Model):
    """A release of a course: an ordered manifest of keys and version hashes. Written once, never changed."""

    course_key = models.UUIDField(db_index=True)
    course_slug = models.SlugField(max_length=255, db_index=True)
    number = models.PositiveIntegerField(_("number"))
    manifest = models.JSONField()
    content_hash = models.CharField(max_length=64)
    released_at = models.DateTimeField(_("released"))
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    notes = models.TextField(_("notes"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["course_slug", "-number"]
        constraints = [models.UniqueConstraint(fields=["course_key", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.course_slug} {self.number}"

    def outline(self) -> Manifest:
        """The manifest as dataclasses."""
        return Manifest.from_json(self.manifest)


class LoadedItem(models.Model):
    """What `load_curriculum` last wrote into the CMS: tells an author's change from an older file."""

    kind = models.CharField(max_length=20)
    key = models.UUIDField()
    language = models.CharField(max_length=8, blank=True)
    content_hash = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="loaded_item_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.language}"
