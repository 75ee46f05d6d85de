"""Matching: each prompt gets one of the answers in a common list, in which some may fit no prompt."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from quizzes.questions.registry import Answer, BadAnswer, Content, Layout, Mark, Posted, QuestionType, Token, register

MOST_PAIRS = 10
_FIELD = "pair-"


class Pair(blocks.StructBlock):
    prompt = blocks.CharBlock(label=_("prompt"), max_length=500)
    answer = blocks.CharBlock(label=_("its answer"), max_length=300)
    feedback = blocks.CharBlock(label=_("feedback: why they belong together"), max_length=1000)

    class Meta:
        main = "prompt"


class MatchingBlock(blocks.StructBlock):
    stem = RichText(label=_("question"))
    pairs = blocks.ListBlock(Pair(), label=_("pairs"), min_num=2, max_num=MOST_PAIRS)
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("answer"), max_length=300), label=_("answers that fit no prompt"), default=[]
    )
    explanation = RichText(label=_("explanation"), required=False)

    class Meta:
        icon = "link"
        label = _("Matching")
        items = {"pairs": "pair", "distractors": "distractor"}

    def problems(self, value: Content) -> list[str]:
        pairs = value.get("pairs", [])
        prompts = [pair["prompt"].casefold() for pair in pairs]
        answers = {pair["answer"].casefold() for pair in pairs}
        others = [distractor["value"].casefold() for distractor in value.get("distractors", [])]
        found = []
        if not 2 <= len(pairs) <= MOST_PAIRS:
            found.append(gettext("Write from 2 to %(most)d pairs.") % {"most": MOST_PAIRS})
        if len(set(prompts)) < len(prompts):
            found.append(gettext("Two prompts say the same."))
        if len(set(others)) < len(others) or answers & set(others):
            found.append(gettext("An answer that fits no prompt stands twice, or is the answer of a pair."))
        if len({pair["answer"] for pair in pairs}) > len(answers):
            found.append(gettext("Two answers differ only in capital letters."))
        if pairs and len(answers) + len(others) < 2:
            found.append(gettext("All prompts have the same answer: add an answer that fits none."))
        return found


@register
class Matching(QuestionType):
    """A select named `pair-<token>` for each prompt. Several prompts may have the same answer."""

    name = "matching"
    block = MatchingBlock
    shown_fields = frozenset({"stem", "prompt", "answer", "value"})
    form_template = "quizzes/matching_form.html"
    review_template = "quizzes/matching_review.html"

    def layout(self, content: Content, random: Random, *, shuffle: bool) -> Layout:
        # Always shuffled: in the author's order the answers would stand beside their prompts.
        ids = list(_options(content))
        random.shuffle(ids)
        return {"answers": ids}

    def present(self, content: Content, layout: Layout, token: Token) -> dict[str, Any]:
        options = _options(content)
        return {
            "stem": content["stem"],
            "pairs": [{"name": _field(pair["id"], token), "prompt": pair["prompt"]} for pair in content["pairs"]],
            "options": [{"token": _option(option, token), "text": options[option]} for option in layout["answers"]],
        }

    def parse(self, content: Content, layout: Layout, token: Token, posted: Posted) -> Answer:
        pairs = {_field(pair["id"], token): pair["id"] for pair in content["pairs"]}
        options = {_option(option, token): option for option in layout["answers"]}
        answer = {}
        for name, values in posted.items():
            chosen = [value for value in values if value]
            if not name.startswith(_FIELD) or not chosen:
                continue
            if name not in pairs or len(chosen) > 1 or chosen[0] not in options:
                raise BadAnswer
            answer[pairs[name]] = options[chosen[0]]
        return answer or None

    def filled(self, content: Content, layout: Layout, token: Token, answer: Answer) -> dict[str, list[str]]:
        return {_field(pair, token): [_option(option, token)] for pair, option in (answer or {}).items()}

    def grade(self, content: Content, answer: Answer) -> Mark:
        """The share of the pairs that are right."""
        right = tuple(pair for pair, option in self.right_answer(content).items() if (answer or {}).get(pair) == option)
        return Mark(Fraction(len(right), len(content["pairs"])), answered=bool(answer), right_parts=right)

    def review(self, content: Content, layout: Layout, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        options, right = _options(content), self.right_answer(content)
        pairs = []
        for pair in content["pairs"]:
            given = (answer or {}).get(pair["id"])
            is_right = given == right[pair["id"]]
            pairs.append(
                {
                    "prompt": pair["prompt"],
                    "given": options.get(given, "") if given else "",
                    "is_right": is_right,
                    "right": pair["answer"] if show_key and not is_right else "",
                    # It says which answer belongs to the prompt, so it is part of the key.
                    "feedback": pair["feedback"] if show_key or is_right else "",
                }
            )
        explanation = content.get("explanation", "") if show_key else ""
        return {"stem": content["stem"], "pairs": pairs, "explanation": explanation}

    def right_answer(self, content: Content) -> Answer:
        by_text = {text: option for option, text in _options(content).items()}
        return {pair["id"]: by_text[pair["answer"]] for pair in content["pairs"]}

    def example(self) -> Content:
        return {
            "stem": "<p>Which field does the number stand for?</p>",
            "pairs": [
                {"id": "n34", "prompt": "34", "answer": "Law", "feedback": "34 is law, in the social sciences."},
                {"id": "n37", "prompt": "37", "answer": "Education", "feedback": "37 is education."},
                {"id": "n54", "prompt": "54", "answer": "Chemistry", "feedback": "54 is chemistry, in the sciences."},
            ],
            "distractors": [{"id": "history", "value": "History"}],
            "explanation": "<p>The first digit names the large field.</p>",
        }


def _options(content: Content) -> dict[str, str]:
    """The different answers by id. An answer that several pairs share has the id of the first of them."""
    ids: dict[str, str] = {}
    for pair in content["pairs"]:
        ids.setdefault(pair["answer"], pair["id"])
    for distractor in content.get("distractors", []):
        ids.setdefault(distractor["value"], distractor["id"])
    return {identifier: text for text, identifier in ids.items()}


def _field(pair_id: str, token: Token) -> str:
    return f"{_FIELD}{token(pair_id)}"


def _option(option_id: str, token: Token) -> str:
    """A word of its own: the token of a pair must not tell the token of its answer. Ids have no colon."""
    return token(f"answer:{option_id}")
