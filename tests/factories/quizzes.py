"""Questions and quizzes as frozen versions, and attempts at them."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import uuid4

from wagtail.models import Locale

from core.freezing import thaw_stream
from core.models import Version
from core.models.version import keep
from quizzes.models import Attempt, Collection, Question
from quizzes.questions.registry import question_types
from quizzes.services import attempts

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CONTEXT = "test:1"
RULES = {
    "pass_mark": 60,
    "attempts_allowed": 0,
    "shuffle_questions": False,
    "shuffle_choices": True,
    "review": "answers",
}


def question_version(type_name: str = "single_choice", *, language: str = "en", **fields: Any) -> Version:
    """A frozen question: the example of its type with some fields changed."""
    value = {**question_types[type_name].example(), **fields}
    content = {"block": {"type": type_name, "id": "q", "value": value}, "level": "apply"}
    return keep(kind="question", key=uuid4(), language=language, content=content)


def frozen_quiz(questions: list[Version], **rules: Any) -> dict[str, Any]:
    """A frozen quiz with a fixed slot for each question."""
    slots = [
        {"id": f"s{number}", "kind": "fixed", "candidates": [{"key": str(one.key), "hash": one.content_hash}]}
        for number, one in enumerate(questions, start=1)
    ]
    return {"rules": {**RULES, **rules}, "slots": slots}


def quiz_version(questions: list[Version] | None = None, *, language: str = "en", **rules: Any) -> Version:
    """A frozen placement of a quiz; by default one question of each type."""
    if questions is None:
        questions = [question_version(name, language=language) for name in question_types]
    content = {
        "title": "Test",
        "description": "<p>A test.</p>",
        "translation": "original",
        "quiz": frozen_quiz(questions, **rules),
    }
    return keep(kind="quiz", key=uuid4(), language=language, content=content)


def attempt(learner: Any, version: Version | None = None, *, now: datetime = NOW, **arguments: Any) -> Attempt:
    """An attempt begun through the service."""
    version = version or quiz_version()
    return attempts.start(
        learner=learner,
        quiz_version=version,
        language=version.language,
        now=now,
        **{"context_key": CONTEXT, "owner_key": "owner", "random": Random(1), **arguments},
    )


def right_answers(begun: Attempt, *, now: datetime = NOW) -> None:
    """Answer every question rightly."""
    for question in begun.questions.select_related("question_version"):
        block = question.question_version.content["block"]
        answer = question_types[block["type"]].right_answer(block["value"])
        attempts.record_answer(question=question, sequence=1, answer=answer, now=now)


def bank_question(
    name: str, *, collection: str = "bank", language: str = "en", key: Any = None, live: bool = True, **fields: Any
) -> Question:
    """A single choice in the question bank."""
    value = {**question_types["single_choice"].example(), "stem": f"<p>{name}?</p>", **fields}
    locale = Locale.objects.get_or_create(language_code=language)[0]
    question = Question(
        title=name,
        collection=Collection.objects.get_or_create(name=collection, defaults={"title": collection})[0],
        locale=locale,
        translation_key=key or uuid4(),
        level="apply",
        competences="ACRL:SRCH.K4, ILCS:2.3",
        live=live,
    )
    frozen = [{"type": "single_choice", "id": "q", "value": value}]
    question.body = thaw_stream(question.body.stream_block, frozen, language=language)
    question.save()
    return question
