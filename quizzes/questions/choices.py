"""What single and multiple choice share: choices, each right or wrong and with its feedback."""

from __future__ import annotations

from random import Random
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from quizzes.questions.registry import Answer, BadAnswer, Content, Layout, Posted, QuestionType, Token

MOST_CHOICES = 8


class Choice(blocks.StructBlock):
    text = blocks.CharBlock(label=_("choice"), max_length=500)
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.CharBlock(label=_("feedback: why, or why not"), max_length=1000)

    class Meta:
        main = "text"


def choice_list() -> blocks.ListBlock:
    return blocks.ListBlock(Choice(), label=_("choices"), min_num=2, max_num=MOST_CHOICES)


def right_ids(content: Content) -> list[str]:
    return [choice["id"] for choice in content["choices"] if choice.get("correct")]


def list_problems(content: Content) -> list[str]:
    """What is wrong with the choices of either type."""
    choices = content.get("choices", [])
    texts = [choice["text"].casefold() for choice in choices]
    found = []
    if not 2 <= len(choices) <= MOST_CHOICES:
        found.append(gettext("Write from 2 to %(most)d choices.") % {"most": MOST_CHOICES})
    if len(set(texts)) < len(texts):
        found.append(gettext("Two choices say the same."))
    if not any(choice.get("correct") for choice in choices):
        found.append(gettext("No choice is marked as right."))
    return found


class ChoiceType(QuestionType):
    """A question whose answer is chosen from a list, by radio buttons or by checkboxes named `answer`."""

    control: ClassVar[Literal["radio", "checkbox"]]
    shown_fields = frozenset({"stem", "text"})
    form_template = "quizzes/choice_form.html"
    review_template = "quizzes/choice_review.html"

    def layout(self, content: Content, random: Random, *, shuffle: bool) -> Layout:
        ids = [choice["id"] for choice in content["choices"]]
        if shuffle:
            random.shuffle(ids)
        return {"choices": ids}

    def present(self, content: Content, layout: Layout, token: Token) -> dict[str, Any]:
        choices = [{"token": token(choice["id"]), "text": choice["text"]} for choice in _ordered(content, layout)]
        return {"stem": content["stem"], "control": self.control, "choices": choices}

    def chosen_in(self, layout: Layout, token: Token, posted: Posted) -> list[str]:
        """The ids of the posted choices in the order of their ids. Raises BadAnswer."""
        ids = {token(choice): choice for choice in layout["choices"]}
        values = {value for value in posted.get("answer", []) if value}
        if not values <= ids.keys():
            raise BadAnswer
        return sorted(ids[value] for value in values)

    def reviewed(self, content: Content, layout: Layout, chosen: list[str], *, show_key: bool) -> dict[str, Any]:
        """The review of either type. Without the key only the choices that were made have feedback."""
        choices = []
        for choice in _ordered(content, layout):
            is_chosen, is_right = choice["id"] in chosen, bool(choice.get("correct"))
            told = is_chosen or (show_key and is_right)
            choices.append(
                {
                    "text": choice["text"],
                    "is_chosen": is_chosen,
                    "is_right": is_right if told else None,
                    "feedback": choice["feedback"] if told else "",
                }
            )
        return {
            "stem": content["stem"],
            "choices": choices,
            "explanation": content.get("explanation", "") if show_key else "",
        }


def _ordered(content: Content, layout: Layout) -> list[dict[str, Any]]:
    choices = {choice["id"]: choice for choice in content["choices"]}
    return [choices[identifier] for identifier in layout["choices"]]


def as_list(answer: Answer) -> list[str]:
    return [] if answer is None else [answer] if isinstance(answer, str) else list(answer)
