"""Multiple choice: several choices may be right. A wrong one takes away what a right one gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from quizzes.questions.choices import ChoiceType, as_list, choice_list, list_problems, right_ids
from quizzes.questions.registry import Answer, Content, Layout, Mark, Posted, Token, register


class MultipleChoiceBlock(blocks.StructBlock):
    stem = RichText(label=_("question"))
    choices = choice_list()
    explanation = RichText(label=_("explanation"), required=False)

    class Meta:
        icon = "tasks"
        label = _("Multiple choice")
        items = {"choices": "choice"}

    def problems(self, value: Content) -> list[str]:
        found = list_problems(value)
        if not found and len(right_ids(value)) == len(value["choices"]):
            found.append(gettext("Every choice is marked as right: add a wrong one."))
        return found


@register
class MultipleChoice(ChoiceType):
    name = "multiple_choice"
    block = MultipleChoiceBlock
    control = "checkbox"

    def parse(self, content: Content, layout: Layout, token: Token, posted: Posted) -> Answer:
        return self.chosen_in(layout, token, posted) or None

    def filled(self, content: Content, layout: Layout, token: Token, answer: Answer) -> dict[str, list[str]]:
        return {"answer": [token(choice) for choice in as_list(answer)]}

    def grade(self, content: Content, answer: Answer) -> Mark:
        """(right chosen - wrong chosen) / right, never below 0."""
        right, chosen = right_ids(content), set(as_list(answer))
        hits = tuple(choice for choice in right if choice in chosen)
        wrong = len(chosen) - len(hits)
        return Mark(Fraction(max(0, len(hits) - wrong), len(right)), answered=bool(chosen), right_parts=hits)

    def review(self, content: Content, layout: Layout, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        return self.reviewed(content, layout, as_list(answer), show_key=show_key)

    def right_answer(self, content: Content) -> Answer:
        return sorted(right_ids(content))

    def example(self) -> Content:
        return {
            "stem": "<p>Which signs warn of a predatory journal?</p>",
            "choices": [
                {
                    "id": "days",
                    "text": "It takes papers in three days",
                    "correct": True,
                    "feedback": "No review is so quick.",
                },
                {"id": "issn", "text": "It has an ISSN", "feedback": "Every serial may have one."},
                {
                    "id": "fee",
                    "text": "It names its fee at the end",
                    "correct": True,
                    "feedback": "Honest fees are public.",
                },
                {"id": "editor", "text": "It names its editors", "feedback": "Good journals do so."},
            ],
            "explanation": "<p>One sign alone proves little; several together do.</p>",
        }
