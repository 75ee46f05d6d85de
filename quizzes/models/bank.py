"""The question bank: collections, questions and quizzes, edited by methodologists in the CMS."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)

from core.fields import QuietStreamField
from quizzes.blocks import QuestionStream, SlotStream


class Collection(models.Model):
    """A named part of the bank. Practice items are open; attestation items are kept apart from them."""

    class Purpose(models.TextChoices):
        PRACTICE = "practice", _("practice")
        ATTESTATION = "attestation", _("attestation")

    name = models.SlugField(_("name"), unique=True, max_length=100)
    title = models.CharField(_("title"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.PRACTICE)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question collection")
        verbose_name_plural = _("question collections")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title


class Question(DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, PreviewableMixin, models.Model):
    """A question in one language. Its `translation_key` is the key; its body holds exactly one block, the type."""

    class Level(models.TextChoices):
        REMEMBER = "remember", _("remember")
        UNDERSTAND = "understand", _("understand")
        APPLY = "apply", _("apply")
        ANALYSE = "analyse", _("analyse")
        EVALUATE = "evaluate", _("evaluate")
        CREATE = "create", _("create")

    title = models.CharField(_("title for authors"), max_length=200)
    collection = models.ForeignKey(
        Collection, verbose_name=_("collection"), on_delete=models.PROTECT, related_name="questions"
    )
    body = QuietStreamField(QuestionStream(), verbose_name=_("question"), max_num=1)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)
    competences = models.CharField(
        _("competences"), max_length=500, blank=True, help_text=_("Codes, separated by commas.")
    )
    level = models.CharField(_("cognitive level"), max_length=20, choices=Level, default=Level.UNDERSTAND)
    author = models.CharField(_("author"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    translation = models.CharField(_("state of the translation"), max_length=20, default="original")

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="question")

    wagtail_reference_index_ignore = True

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["collection__name", "title"]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/question_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from quizzes.preview import preview  # noqa: PLC0415 it reads this model

        return {**super().get_preview_context(request, mode_name), **preview(self)}


class Quiz(DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Rules and slots, the same in every language: what is asked differs only by translation."""

    class Review(models.TextChoices):
        SCORE = "score", _("only the score")
        FEEDBACK = "feedback", _("score and feedback on the answers given")
        ANSWERS = "answers", _("score, feedback and right answers")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.SlugField(_("name"), unique=True, max_length=100)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, %"), default=60, validators=[MaxValueValidator(100)])
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=0, help_text=_("0 = as many as the learner likes.")
    )
    time_limit = models.PositiveSmallIntegerField(_("time limit, minutes"), null=True, blank=True)
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=True)
    shuffle_choices = models.BooleanField(_("shuffle the choices"), default=True)
    review = models.CharField(_("after submission show"), max_length=20, choices=Review, default=Review.ANSWERS)
    slots = QuietStreamField(SlotStream(), verbose_name=_("questions"))

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="quiz")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
