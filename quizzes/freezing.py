"""Freezing the bank: questions as versions, quizzes as rules and candidate lists.

A frozen question is `{"block": {"type", "id", "value"}, "outcome", "competences": [codes], "level", "author",
"source"}`, without its empty fields. A frozen quiz is `{"rules": {"pass_mark", "attempts_allowed", "time_limit",
"shuffle_questions", "shuffle_choices", "review"}, "slots": [{"id", "kind": "fixed", "candidates": [{"key", "hash"}]},
{"id", "kind": "draw", "count", "candidates": [{"key", "hash"}, …]}]}`; the time limit is in minutes and left out where
there is none.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.canonical import canonical
from core.freezing import EMPTY, CannotFreeze, freeze_stream, problems
from core.models import Version
from core.models.version import keep
from quizzes.models import Question, Quiz

_RULES = ("pass_mark", "attempts_allowed", "time_limit", "shuffle_questions", "shuffle_choices", "review")


class CannotFreezeQuiz(ValueError):
    """The quiz lacks something in this language; `problems` says what, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def freeze_question(question: Question) -> dict[str, Any]:
    """The frozen form of a question as its fields stand. Raises CannotFreeze when it has not exactly one block."""
    blocks = freeze_stream(question.body.stream_block, question.body)
    if len(blocks) != 1:
        raise CannotFreeze(f"a question has one block, not {len(blocks)}")
    content = {
        "block": blocks[0],
        "outcome": question.outcome,
        "competences": [code.strip() for code in question.competences.split(",") if code.strip()],
        "level": question.level,
        "author": question.author,
        "source": question.source,
    }
    return dict(canonical({name: value for name, value in content.items() if value not in EMPTY}))


def body_problems(stream_block: Any, body: Any) -> list[str]:
    """What an author must still mend in a question's body before it can be asked."""
    blocks = freeze_stream(stream_block, body)
    if len(blocks) != 1:
        return [_("Choose one type of question and write the question.")]
    return problems(stream_block, blocks)


def keep_quiz(quiz: Quiz, language: str) -> dict[str, Any]:
    """The frozen quiz in a language; keeps the version of every question that it may ask there.

    Only published questions are asked. Raises CannotFreezeQuiz with everything that is missing.
    """
    freezer = _Freezer(quiz, language)
    slots = [freezer.slot(child) for child in freezer.slots]
    freezer.check_pools()
    if freezer.problems:
        raise CannotFreezeQuiz(freezer.problems)
    rules = {name: getattr(quiz, name) for name in _RULES}
    if rules["time_limit"] is None:
        del rules["time_limit"]
    return dict(canonical({"rules": rules, "slots": slots}))


class _Freezer:
    """One quiz in one language; collects what is wrong instead of stopping at the first."""

    def __init__(self, quiz: Quiz, language: str) -> None:
        self.language = language
        self.slots = freeze_stream(quiz.slots.stream_block, quiz.slots)
        self.fixed = [child["value"].get("question") for child in self.slots if child["type"] == "fixed"]
        self.problems: list[str] = []
        if not self.slots:
            self.problems.append(_("The quiz has no questions yet."))
        self.questions = self._questions()

    def _questions(self) -> dict[str, Question]:
        """The published questions that the slots name, by key, in an order that is the same everywhere."""
        collections = [child["value"].get("collection") for child in self.slots if child["type"] == "draw"]
        named = Q(translation_key__in=[key for key in self.fixed if key]) | Q(collection__name__in=collections)
        live = Question.objects.filter(named, live=True, locale__language_code=self.language)
        found = live.select_related("collection").order_by("translation_key")
        return {str(question.translation_key): question for question in found}

    def slot(self, child: dict[str, Any]) -> dict[str, Any]:
        if child["type"] == "fixed":
            return self._fixed(child["id"], child["value"].get("question"))
        name, count = child["value"].get("collection", ""), child["value"].get("count", 0)
        candidates = [self._candidate(question) for question in self._pool(name)]
        return {"id": child["id"], "kind": "draw", "count": count, "candidates": candidates}

    def _fixed(self, slot_id: str, key: str | None) -> dict[str, Any]:
        question = self.questions.get(key or "")
        if question is None:
            message = _("The question of slot %(slot)s is not published in the language “%(language)s”.")
            self.problems.append(message % {"slot": slot_id, "language": self.language})
        elif self.fixed.count(key) > 1:
            self.problems.append(_("The question “%(question)s” stands in two slots.") % {"question": question})
        candidates = [self._candidate(question)] if question else []
        return {"id": slot_id, "kind": "fixed", "candidates": candidates}

    def _pool(self, collection: str) -> list[Question]:
        return [
            question
            for key, question in self.questions.items()
            if question.collection.name == collection and key not in self.fixed
        ]

    def check_pools(self) -> None:
        """Several draws from one collection share its questions."""
        draws = [child["value"] for child in self.slots if child["type"] == "draw"]
        wanted: Counter[str] = Counter()
        for draw in draws:
            wanted[draw.get("collection", "")] += draw.get("count", 0)
        for name, count in wanted.items():
            there = len(self._pool(name))
            if there < count:
                message = _(
                    "The quiz draws %(count)d questions from the collection “%(collection)s”, "
                    "which has %(there)d of them in the language “%(language)s”."
                )
                self.problems.append(
                    message % {"count": count, "collection": name, "there": there, "language": self.language}
                )

    def _candidate(self, question: Question) -> dict[str, str]:
        version = self._version(question)
        return {"key": str(question.translation_key), "hash": version.content_hash if version else ""}

    def _version(self, question: Question) -> Version | None:
        found = [f"{question}: {problem}" for problem in body_problems(question.body.stream_block, question.body)]
        self.problems += [problem for problem in found if problem not in self.problems]
        if found:
            return None
        content = freeze_question(question)
        return keep(kind="question", key=question.translation_key, language=self.language, content=content)
