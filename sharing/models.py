from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution


class Adoption(models.Model):
    """An institution teaches a course. Which edition each run teaches stands at the run."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="adoptions")
    course_key = models.UUIDField(db_index=True)
    adopted_at = models.DateTimeField(_("adopted"))
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        constraints = [models.UniqueConstraint(fields=["institution", "course_key"], name="adoption_once")]

    def __str__(self) -> str:
        return f"{self.institution}: {self.course_key}"
