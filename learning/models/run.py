from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Edition
from institutions.models import Institution
from sharing.models import Adoption


class Run(models.Model):
    """An adoption taught to people. `edition` serves new enrolments; who is enrolled stays on the own one."""

    class Audience(models.TextChoices):
        MEMBERS = "members", _("people of the institution")
        EVERYONE = "everyone", _("everyone")

    slug = models.SlugField(unique=True, max_length=100)
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="runs")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="runs")
    audience = models.CharField(_("open to"), max_length=20, choices=Audience, default=Audience.MEMBERS)
    starts_on = models.DateField(_("starts"))
    help_name = models.CharField(_("person who helps"), max_length=200, blank=True)
    help_phone = models.CharField(_("phone for help"), max_length=40, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")

    def __str__(self) -> str:
        return self.slug

    @property
    def institution(self) -> Institution:
        return self.adoption.institution

    @property
    def helper(self) -> tuple[str, str]:
        """Whom to call: name and phone of the run, else of the institution."""
        institution = self.institution
        return self.help_name or institution.help_name, self.help_phone or institution.help_phone


class Enrolment(models.Model):
    """A person learns in a run. `edition` is the pin: only the learner moves it."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="enrolments")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField(_("enrolled"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["run", "learner"], name="enrolment_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.run_id}"
