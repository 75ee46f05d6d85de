from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.blocks import TEXT_FEATURES


class HomePage(Page):
    """The front page in one language."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    welcome = RichTextField(_("welcome"), features=TEXT_FEATURES, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("welcome")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursesIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")
