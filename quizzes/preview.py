"""A question as learners will get it, before its author publishes it."""

from __future__ import annotations

from random import Random
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from quizzes.asked import Asked
from quizzes.freezing import body_problems, freeze_question
from quizzes.models import Question
from quizzes.questions.registry import question_types
from quizzes.tokens import token_for


def preview(question: Question) -> dict[str, Any]:
    """`problems` that keep the question from being asked, or else its `form` and its `review` with the right answer."""
    problems = body_problems(question.body.stream_block, question.body)
    if problems:
        return {"problems": problems}
    block = freeze_question(question)["block"]
    question_type, content = question_types[block["type"]], block["value"]
    order = question_type.layout(content, Random(block["id"]), shuffle=True)  # noqa: S311 a preview has no secrets
    shown = Asked(question_type, content, order, token_for(question.translation_key, 1))
    right = question_type.right_answer(content)
    with override(question.locale.language_code):
        return {
            "problems": [],
            "form": _rendered(question_type.form_template, shown.present()),
            "review": _rendered(question_type.review_template, shown.review(right, show_key=True)),
        }


def _rendered(template: str, question: dict[str, Any]) -> SafeString:
    return render_to_string(template, {"question": question, "filled": {}, "error": ""})
