"""Single choice: one right choice among several."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from quizzes.questions.choices import ChoiceType, as_list, choice_list, list_problems, right_ids
from quizzes.questions.registry import Answer, BadAnswer, Content, Layout, Mark, Posted, Token, register


class SingleChoiceBlock(blocks.StructBlock):
    stem = RichText(label=_("question"))
    choices = choice_list()
    explanation = RichText(label=_("explanation"), required=False)

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        items = {"choices": "choice"}

    def problems(self, value: Content) -> list[str]:
        found = list_problems(value)
        if not found and len(right_ids(value)) > 1:
            found.append(gettext("More than one choice is marked as right. Leave one, or take a multiple choice."))
        return found


@register
class SingleChoice(ChoiceType):
    name = "single_choice"
    block = SingleChoiceBlock
    control = "radio"

    def parse(self, content: Content, layout: Layout, token: Token, posted: Posted) -> Answer:
        chosen = self.chosen_in(layout, token, posted)
        if len(chosen) > 1:
            raise BadAnswer
        return chosen[0] if chosen else None

    def filled(self, content: Content, layout: Layout, token: Token, answer: Answer) -> dict[str, list[str]]:
        return {"answer": [token(choice) for choice in as_list(answer)]}

    def grade(self, content: Content, answer: Answer) -> Mark:
        is_right = answer in right_ids(content)
        return Mark(Fraction(is_right), answered=answer is not None, right_parts=(answer,) if is_right else ())

    def review(self, content: Content, layout: Layout, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        return self.reviewed(content, layout, as_list(answer), show_key=show_key)

    def right_answer(self, content: Content) -> Answer:
        return right_ids(content)[0]

    def example(self) -> Content:
        return {
            "stem": "<p>What tells you where a book stands?</p>",
            "choices": [
                {"id": "author", "text": "The name of its author", "feedback": "It tells whose book it is."},
                {"id": "mark", "text": "The shelf mark", "correct": True, "feedback": "It is the address of a copy."},
                {"id": "year", "text": "The year of publication", "feedback": "It tells how old the book is."},
            ],
            "explanation": "<p>Look for the shelf mark in the record, then on the spine.</p>",
        }
