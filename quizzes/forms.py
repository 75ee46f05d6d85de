"""The authors' forms: a draft may be unfinished, what is published must be askable."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError

from quizzes import freezing


class QuestionForm(WagtailAdminModelForm):
    translation = forms.ChoiceField(
        label=_("state of the translation"),
        choices=[
            ("original", _("written in this language")),
            ("translated", _("translated and read by a native speaker")),
            ("awaiting_review", _("awaiting review by a native speaker")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and "body" in cleaned:
            problems = freezing.body_problems(self.instance.body.stream_block, cleaned["body"])
            if problems:
                self.add_error("body", StreamBlockValidationError(non_block_errors=problems))
        return cleaned


class QuizForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and not cleaned.get("slots") and "slots" not in self.errors:
            message = _("Add a question or a draw: a quiz without questions cannot be taken.")
            self.add_error("slots", StreamBlockValidationError(non_block_errors=[message]))
        return cleaned
