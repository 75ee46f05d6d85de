from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from courses.blocks.registry import lesson_block


class CheckChoice(blocks.StructBlock):
    text = blocks.CharBlock(label=_("choice"), max_length=500)
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.CharBlock(label=_("feedback: why, or why not"), max_length=1000)

    class Meta:
        main = "text"


@lesson_block("self_check")
class SelfCheckBlock(blocks.StructBlock):
    """A question for oneself: no score. Key and feedback stay on the server until an answer is posted."""

    question = RichText(label=_("question"))
    choices = blocks.ListBlock(CheckChoice(), label=_("choices"), min_num=2, max_num=8)

    class Meta:
        icon = "help"
        label = _("Self-check")
        group = _("Teaching")
        items = {"choices": "choice"}
        template = "courses/blocks/self_check.html"

    def problems(self, value: dict[str, Any]) -> list[str]:
        right = [choice for choice in value["choices"] if choice.get("correct")]
        found = []
        if len(value["choices"]) < 2:
            found.append(gettext("A self-check needs two choices or more."))
        if not right:
            found.append(gettext("No choice is marked as right."))
        elif len(right) == len(value["choices"]):
            found.append(gettext("Every choice is marked as right: add a wrong one."))
        return found
