"""The question bank in the CMS."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import (
    Column,
    LiveStatusTagColumn,
    LocaleColumn,
    StatusTagColumn,
    UpdatedAtColumn,
)
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from quizzes.forms import QuestionForm, QuizForm
from quizzes.models import Collection, Question, Quiz
from quizzes.questions.registry import question_types


def _type_of(question: Question) -> str:
    return next((str(child.block.label) for child in question.body), "")


def _state_of(question: Question) -> Any:
    # Wagtail's own column asks the database once a row, for publications to come.
    if not question.live:
        return _("draft")
    return _("published, newer draft") if question.has_unpublished_changes else _("published")


def _type_choices() -> list[tuple[str, Any]]:
    return [(name, question_type.block().label) for name, question_type in question_types.items()]


class QuestionFilterSet(WagtailFilterSet):
    type = django_filters.ChoiceFilter(label=_("type"), choices=_type_choices, method="of_type", empty_label=_("All"))

    class Meta:
        model = Question
        fields = ["collection", "level"]

    def of_type(self, questions: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        return questions.filter(body__0__type=value)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    list_display = [
        "title",
        Column("type", label=_("Type"), accessor=_type_of),
        "collection",
        "level",
        LocaleColumn(),
        StatusTagColumn("state", label=_("State"), accessor=_state_of, primary=lambda question: question.live),
        UpdatedAtColumn(),
    ]
    filterset_class = QuestionFilterSet
    search_fields = ["title"]
    search_backend_name = None
    list_per_page = 25

    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("collection"),
            FieldPanel("body"),
            FieldPanel("translation"),
            MultiFieldPanel(
                [
                    FieldPanel("outcome", help_text=_("The lesson's address, #, the id of its outcome.")),
                    FieldPanel("competences"),
                    FieldPanel("level"),
                ],
                heading=_("What it tests"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("author"), FieldPanel("source")])], heading=_("Where it is from")
            ),
        ],
        base_form_class=QuestionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return Question.objects.select_related("collection", "locale")


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    list_display = ["name", "pass_mark", "attempts_allowed", "time_limit", LiveStatusTagColumn(), UpdatedAtColumn()]
    search_fields = ["name"]
    search_backend_name = None
    list_per_page = 25
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slots"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempts_allowed"), FieldPanel("time_limit")]),
                    FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_choices")]),
                    FieldPanel("review"),
                ],
                heading=_("Rules"),
            ),
        ],
        base_form_class=QuizForm,
    )


class CollectionViewSet(SnippetViewSet):
    model = Collection
    icon = "folder-open-inverse"
    list_display = ["title", "name", "purpose"]
    list_filter = ["purpose"]
    search_fields = ["title", "name"]
    search_backend_name = None
    panels = [FieldPanel("title"), FieldPanel("name"), FieldPanel("purpose")]


class QuestionBank(SnippetViewSetGroup):
    items = (QuestionViewSet, QuizViewSet, CollectionViewSet)
    menu_icon = "help"
    menu_label = _("Question bank")
    menu_name = "question-bank"
    menu_order = 150


register_snippet(QuestionBank)
