from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trilingual import localized


class Institution(models.Model):
    """A body that teaches: the national library, a university, a public library."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national library")
        UNIVERSITY = "university", _("university")
        COLLEGE = "college", _("college")
        SCHOOL = "school", _("school")
        PUBLIC_LIBRARY = "public_library", _("public library")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    place_ky = models.CharField(_("place in Kyrgyz"), max_length=100, blank=True)
    place_ru = models.CharField(_("place in Russian"), max_length=100, blank=True)
    place_en = models.CharField(_("place in English"), max_length=100, blank=True)
    help_name = models.CharField(_("person who helps"), max_length=200)
    help_phone = models.CharField(_("phone for help"), max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name_ky"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return localized(self, "name")

    @property
    def place(self) -> str:
        return localized(self, "place")

    def names(self) -> dict[str, str]:
        """The names that there are, by language."""
        names = {"ky": self.name_ky, "ru": self.name_ru, "en": self.name_en}
        return {language: name for language, name in names.items() if name}


class Membership(models.Model):
    """What a person is in an institution. One row a role."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("learner")
        TEACHER = "teacher", _("teacher")
        COORDINATOR = "coordinator", _("coordinator")
        METHODOLOGIST = "methodologist", _("methodologist")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["person", "institution", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.institution}"
