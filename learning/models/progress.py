from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Edition
from learning.models.run import Enrolment


class ItemProgress(models.Model):
    """How far a learner is with one lesson or quiz. One row an item, whatever the language."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    item_key = models.UUIDField()
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    block_id = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)
    best_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "item_key"], name="progress_once")]

    def __str__(self) -> str:
        return f"{self.item_key} of enrolment {self.enrolment_id}"


class Completion(models.Model):
    """A course is completed: everything the pinned edition asks for was done. Written once."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="completion")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(_("completed"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")

    def __str__(self) -> str:
        return f"completion of enrolment {self.enrolment_id}"
