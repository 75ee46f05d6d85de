"""A question as one learner is asked it: its type, its content, its stored order and the tokens of the attempt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from quizzes.models import AttemptQuestion
from quizzes.questions.registry import Answer, Content, Layout, Mark, Posted, QuestionType, Token, question_types
from quizzes.tokens import token_for


@dataclass(frozen=True)
class Asked:
    type: QuestionType
    content: Content
    order: Layout
    token: Token

    def present(self) -> dict[str, Any]:
        return self.type.present(self.content, self.order, self.token)

    def parse(self, posted: Posted) -> Answer:
        return self.type.parse(self.content, self.order, self.token, posted)

    def filled(self, answer: Answer) -> dict[str, list[str]]:
        return self.type.filled(self.content, self.order, self.token, answer)

    def grade(self, answer: Answer) -> Mark:
        return self.type.grade(self.content, answer)

    def review(self, answer: Answer, *, show_key: bool) -> dict[str, Any]:
        return self.type.review(self.content, self.order, answer, show_key=show_key)


def asked(question: AttemptQuestion, attempt: UUID) -> Asked:
    """No query where the question's version is already read."""
    block = question.question_version.content["block"]
    token = token_for(attempt, question.position)
    return Asked(question_types[block["type"]], block["value"], question.layout, token)
