"""The curriculum as authors work on it: Wagtail pages. What learners see are editions, never these pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.blocks import TEXT_FEATURES
from core.fields import QuietStreamField
from courses.blocks.registry import lesson_blocks
from quizzes.models import Quiz


class Translation(models.TextChoices):
    ORIGINAL = "original", _("written in this language")
    TRANSLATED = "translated", _("translated and read by a native speaker")
    AWAITING_REVIEW = "awaiting_review", _("awaiting review by a native speaker")


class LessonStream(blocks.StreamBlock):
    """A lesson's body: every registered lesson block."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        offered = [(name, block()) for name, block in lesson_blocks.items()]
        super().__init__(local_blocks or offered, **kwargs)


class Outcome(blocks.StructBlock):
    text = blocks.CharBlock(label=_("the learner can …"), max_length=300)
    competences = blocks.CharBlock(
        label=_("competences"), required=False, max_length=300, help_text=_("Codes, separated by commas.")
    )

    class Meta:
        icon = "check"
        label = _("Outcome")


class OutcomeStream(blocks.StreamBlock):
    outcome = Outcome()


class CoursesIndexPage(Page):
    """The root of the curriculum: programmes and courses lie directly under it."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage", "courses.ProgrammePage"]

    class Meta:
        verbose_name = _("curriculum")


class CurriculumPage(Page):
    """What programme, course, module, lesson and quiz placement share."""

    summary = models.CharField(_("summary"), max_length=500, blank=True)
    translation = models.CharField(
        _("state of the translation"), max_length=20, choices=Translation, default=Translation.ORIGINAL
    )

    class Meta:
        abstract = True


class ProgrammeStream(blocks.StreamBlock):
    course = blocks.PageChooserBlock(label=_("course"), page_type="courses.CoursePage")


class ProgrammePage(CurriculumPage):
    """An ordered list of courses."""

    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    courses = QuietStreamField(ProgrammeStream(), verbose_name=_("courses"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("description"), FieldPanel("courses")]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursesIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("programme")


class CoursePage(CurriculumPage):
    code = models.CharField(_("code"), max_length=20)
    hours = models.DecimalField(
        _("academic hours"),
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(0)],
        help_text=_("Of 45 minutes. Printed on the certificate."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=20,
        default="ky,ru,en",
        help_text=_("Codes, separated by commas. A release needs every item in each."),
    )
    licence = models.CharField(_("licence"), max_length=100, default="CC BY 4.0")
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    outcomes = QuietStreamField(OutcomeStream(), verbose_name=_("outcomes"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("hours"),
                FieldPanel("languages"),
                FieldPanel("licence"),
                FieldPanel("authors"),
            ],
            heading=_("The same in every language"),
        ),
        FieldPanel("translation"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursesIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("course")

    @property
    def declared_languages(self) -> list[str]:
        return [code.strip() for code in self.languages.split(",") if code.strip()]


class ModulePage(CurriculumPage):
    code = models.CharField(_("code"), max_length=20)
    hours = models.DecimalField(_("academic hours"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0)])
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel([FieldPanel("code"), FieldPanel("hours")], heading=_("The same in every language")),
        FieldPanel("translation"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage", "courses.QuizPage"]

    class Meta:
        verbose_name = _("module")


class LessonPage(CurriculumPage):
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30, validators=[MinValueValidator(1)])
    outcomes = QuietStreamField(OutcomeStream(), verbose_name=_("outcomes"), blank=True, max_num=5)
    body = QuietStreamField(LessonStream(), verbose_name=_("lesson"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldPanel("body"),
        FieldPanel("minutes"),
        FieldPanel("translation"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("lesson")

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "courses/lesson_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from courses.rendering import preview  # noqa: PLC0415 rendering reads this model's blocks

        return {**super().get_preview_context(request, mode_name), "lesson": preview(self)}


class QuizPage(CurriculumPage):
    """Puts a quiz of the bank into a course."""

    description = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    quiz = models.ForeignKey(Quiz, verbose_name=_("quiz"), on_delete=models.PROTECT, related_name="+")
    required = models.BooleanField(_("must be passed for the certificate"), default=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("quiz"),
        FieldPanel("required"),
        FieldPanel("translation"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("quiz placement")
