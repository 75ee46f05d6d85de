from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """An image of the curriculum. Its SHA-256 is its name in frozen content."""

    source = models.CharField(_("source and licence"), max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    admin_form_fields = (*Image.admin_form_fields, "source")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def digest(self) -> str:
        """SHA-256 of the file, 64 hexadecimal digits; read once and remembered."""
        if not self.sha256:
            with self.open_file() as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            type(self).objects.filter(pk=self.pk).update(sha256=self.sha256)
        return self.sha256


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]
