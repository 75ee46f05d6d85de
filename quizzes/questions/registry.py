"""The registry of question types and what each must be able to do. A type is one file in this package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.errors import Refusal
from core.registry import Registry

Content = dict[str, Any]
"""The frozen value of the question's block."""
Answer = Any
"""What the learner answered, in ids of choices and never in positions; None = not answered."""
Layout = dict[str, list[str]]
"""The stored order of the choices by id, for instance `{"choices": ["b", "a"]}`."""
Token = Callable[[str], str]
"""Turns an id of a choice into the opaque word that the browser sees in this attempt."""
Posted = Mapping[str, list[str]]
"""A posted form: the values of each field."""


class BadAnswer(Refusal):
    """What was posted is no answer to this question."""

    status = 400

    def __init__(self, message: Any = None) -> None:
        super().__init__(message or _("This answer does not belong to the question. Reload the page and answer again."))


@dataclass(frozen=True)
class Mark:
    """The grading of one answer: `fraction` of the question's point from 0 to 1, and whether it was answered."""

    fraction: Fraction
    answered: bool
    right_parts: tuple[str, ...] = field(default=())
    """Ids of the parts (choices, pairs) that the learner got right."""

    @property
    def is_right(self) -> bool:
        return self.fraction == 1


class QuestionType(ABC):
    """A kind of question. `present` is the only thing that reaches a browser before submission."""

    name: ClassVar[str]
    block: ClassVar[type[blocks.StructBlock]]
    shown_fields: ClassVar[frozenset[str]]
    """The fields whose texts a learner may see before submission. All others are secret until then."""
    form_template: ClassVar[str]
    review_template: ClassVar[str]

    @abstractmethod
    def layout(self, content: Content, random: Random, *, shuffle: bool) -> Layout:
        """The order in which the choices will stand in an attempt."""

    @abstractmethod
    def present(self, content: Content, layout: Layout, token: Token) -> dict[str, Any]:
        """What the answer form shows: texts and tokens, no key, no feedback, no ids of choices."""

    @abstractmethod
    def parse(self, content: Content, layout: Layout, token: Token, posted: Posted) -> Answer:
        """The answer in a posted form; None when nothing was answered. Raises BadAnswer."""

    @abstractmethod
    def filled(self, content: Content, layout: Layout, token: Token, answer: Answer) -> dict[str, list[str]]:
        """The form that would be posted with this answer; `parse` reads the same answer in it."""

    @abstractmethod
    def grade(self, content: Content, answer: Answer) -> Mark:
        """The mark for an answer. A pure function."""

    @abstractmethod
    def review(self, content: Content, layout: Layout, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        """What the review page shows: what was answered, the feedback on it, and the key if `show_key`."""

    @abstractmethod
    def right_answer(self, content: Content) -> Answer:
        """An answer that earns the full mark."""

    @abstractmethod
    def example(self) -> Content:
        """A small valid content, for tests and for authors who begin."""


question_types: Registry[QuestionType] = Registry("quizzes.questions")


def register(question_type: type[QuestionType]) -> type[QuestionType]:
    question_types.register(question_type.name, question_type())
    return question_type
