"""Numeric: a number is typed. Exact decimals; the tolerance belongs to what is right."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from random import Random
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import DecimalText, RichText
from quizzes.questions.registry import Answer, BadAnswer, Content, Layout, Mark, Posted, QuestionType, Token, register

_SPACES = " \u00a0\u2007\u2009\u202f"
_MINUSES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_NUMBER = re.compile(
    rf"(?P<sign>[+{re.escape(_MINUSES)}]?)[{_SPACES}]?"
    rf"(?P<whole>[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]*)"
    r"(?:[.,](?P<part>[0-9]+))?"
)
_MOST_WHOLE, _MOST_PART = 15, 10


class NotANumber(BadAnswer):
    def __init__(self) -> None:
        super().__init__(_("Write your answer as one number, such as 12 or 0.75 or 0,75."))


def number_in(text: str, *, unit: str = "") -> Decimal | None:
    """The number that a person typed: point or comma, spaces between thousands, any minus sign, perhaps the unit.

    None for an empty text. Raises NotANumber, also for more than 15 digits before or 10 after the decimal mark.
    """
    text = text.strip()
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None or not (found["whole"] or found["part"]):
        raise NotANumber
    whole = re.sub(f"[{_SPACES}]", "", found["whole"]) or "0"
    part = found["part"] or ""
    if len(whole.lstrip("0")) > _MOST_WHOLE or len(part) > _MOST_PART:
        raise NotANumber
    number = Decimal(f"{whole}.{part}" if part else whole)
    return -number if found["sign"] and found["sign"] in _MINUSES else number


class Mistake(blocks.StructBlock):
    answer = DecimalText(label=_("wrong answer"))
    feedback = blocks.CharBlock(label=_("feedback: where it comes from"), max_length=1000)

    class Meta:
        main = "feedback"


class NumericBlock(blocks.StructBlock):
    stem = RichText(label=_("question"))
    answer = DecimalText(label=_("right answer"), help_text=_("With a decimal point, such as 0.75."))
    tolerance = DecimalText(
        label=_("tolerance"), required=False, help_text=_("How far from it an answer is still right. Empty = exact.")
    )
    unit = blocks.CharBlock(label=_("unit"), required=False, max_length=30)
    mistakes = blocks.ListBlock(Mistake(), label=_("well-known wrong answers"), default=[])
    correct_feedback = blocks.CharBlock(label=_("feedback on a right answer"), required=False, max_length=1000)
    wrong_feedback = blocks.CharBlock(label=_("feedback on a wrong answer"), required=False, max_length=1000)
    explanation = RichText(label=_("worked solution"), required=False)

    class Meta:
        icon = "decimal"
        label = _("Number")
        items = {"mistakes": "mistake"}

    def problems(self, value: Content) -> list[str]:
        try:
            answer, tolerance = Decimal(value["answer"]), _tolerance(value)
            mistakes = [Decimal(mistake["answer"]) for mistake in value.get("mistakes", [])]
        except InvalidOperation:
            return [gettext("Write a number with a decimal point, such as 0.75.")]
        found = []
        if tolerance < 0:
            found.append(gettext("The tolerance is below 0."))
        if any(abs(mistake - answer) <= tolerance for mistake in mistakes):
            found.append(gettext("A well-known wrong answer lies within the tolerance of the right one."))
        if len(set(mistakes)) < len(mistakes):
            found.append(gettext("A well-known wrong answer stands twice."))
        return found


@register
class Numeric(QuestionType):
    """A text field named `answer`. An answer is kept as a decimal text with a point."""

    name = "numeric"
    block = NumericBlock
    shown_fields = frozenset({"stem", "unit"})
    form_template = "quizzes/numeric_form.html"
    review_template = "quizzes/numeric_review.html"

    def layout(self, content: Content, random: Random, *, shuffle: bool) -> Layout:
        return {}

    def present(self, content: Content, layout: Layout, token: Token) -> dict[str, Any]:
        return {"stem": content["stem"], "unit": content.get("unit", "")}

    def parse(self, content: Content, layout: Layout, token: Token, posted: Posted) -> Answer:
        values = posted.get("answer", [])
        if len(values) > 1:
            raise BadAnswer
        number = number_in(values[0], unit=content.get("unit", "")) if values else None
        return None if number is None else format(number, "f")

    def filled(self, content: Content, layout: Layout, token: Token, answer: Answer) -> dict[str, list[str]]:
        return {"answer": [] if answer is None else [_written(answer)]}

    def grade(self, content: Content, answer: Answer) -> Mark:
        if answer is None:
            return Mark(Fraction(0), answered=False)
        return Mark(Fraction(_is_right(content, answer)), answered=True)

    def review(self, content: Content, layout: Layout, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        return {
            "stem": content["stem"],
            "unit": content.get("unit", ""),
            "given": None if answer is None else _written(answer),
            "is_right": answer is not None and _is_right(content, answer),
            "feedback": "" if answer is None else _feedback(content, answer),
            "right": _written(content["answer"]) if show_key else "",
            "explanation": content.get("explanation", "") if show_key else "",
        }

    def right_answer(self, content: Content) -> Answer:
        return str(content["answer"])

    def example(self) -> Content:
        return {
            "stem": "<p>21 records were found, 13 of them are relevant. How high is the precision?</p>",
            "answer": "61.9",
            "tolerance": "0.1",
            "unit": "%",
            "mistakes": [{"id": "upside-down", "answer": "161.5", "feedback": "You divided the other way round."}],
            "correct_feedback": "Yes: 13 of 21.",
            "wrong_feedback": "Divide the relevant records by all that were found.",
            "explanation": "<p>13 : 21 = <b>0.619</b></p>",
        }


def _tolerance(content: Content) -> Decimal:
    return Decimal(content.get("tolerance", "0"))


def _is_near(content: Content, answer: str, number: str) -> bool:
    return abs(Decimal(answer) - Decimal(number)) <= _tolerance(content)


def _is_right(content: Content, answer: str) -> bool:
    return _is_near(content, answer, content["answer"])


def _feedback(content: Content, answer: str) -> str:
    if _is_right(content, answer):
        return str(content.get("correct_feedback", ""))
    known = (item["feedback"] for item in content.get("mistakes", []) if _is_near(content, answer, item["answer"]))
    return str(next(known, content.get("wrong_feedback", "")))


def _written(number: str) -> str:
    """As numbers are written in the reader's language."""
    return number_format(Decimal(number))
