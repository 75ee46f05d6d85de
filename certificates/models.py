from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learning.models import Completion


class Terms(models.Model):
    """What the national library laid down for the certificates of a course: the rule, and how long they are valid.

    A course without terms gives certificates by DEFAULT_RULE that do not expire.
    """

    DEFAULT_RULE: ClassVar[str] = "course_completed"

    course_key = models.UUIDField(unique=True)
    rule = models.CharField(_("rule"), max_length=50, default=DEFAULT_RULE)
    valid_months = models.PositiveSmallIntegerField(_("valid for months"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("terms of a certificate")
        verbose_name_plural = _("terms of certificates")

    def __str__(self) -> str:
        return f"{self.course_key}: {self.rule}"


class NumberSeries(models.Model):
    """The last number given in a series and year. Its row is the lock under which numbers are given."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"


class Status(models.TextChoices):
    VALID = "valid", _("valid")
    REVOKED = "revoked", _("revoked")
    EXPIRED = "expired", _("expired")


class Award(models.Model):
    """An entry of the register: a snapshot of what was earned. Never changed; a revocation is a row of its own.

    The snapshot names the holder only by SHA-256(salt ‖ name); the name and the salt stand beside it, so that a person
    can be erased while the register stays whole.
    """

    completion = models.OneToOneField(Completion, on_delete=models.PROTECT, related_name="award")
    number = models.CharField(_("number"), max_length=32, unique=True)
    check_code = models.CharField(_("check code"), max_length=8)
    token = models.CharField(max_length=32, unique=True)
    snapshot = models.JSONField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="awards")
    holder_name = models.CharField(_("holder"), max_length=200, blank=True)
    name_salt = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(_("issued"))
    expires_on = models.DateField(_("valid until"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["issued_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder_name="", name_salt="") | (~Q(holder_name="") & ~Q(name_salt="")),
                name="award_name_and_salt_together",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certificates:verify", args=[self.token])

    @property
    def names_its_holder(self) -> bool:
        """False once the holder's data were removed."""
        return bool(self.holder_name)

    def status_on(self, day: date) -> Status:
        """Valid, expired (after its last day) or revoked, which outweighs expiry."""
        if hasattr(self, "revocation"):
            return Status.REVOKED
        if self.expires_on and day > self.expires_on:
            return Status.EXPIRED
        return Status.VALID


class Revocation(models.Model):
    """Why and by whom an award was revoked."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField(_("reason"), max_length=500)
    revoked_at = models.DateTimeField(_("revoked"))
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")

    def __str__(self) -> str:
        return f"{self.award}: {self.reason}"
