"""The files of the question bank that have no language: collections and quizzes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.markdown_form.parsing import FileProblem, read_yaml
from courses.curriculum_files import front_matter
from quizzes.models import Collection as BankCollection, Quiz


@dataclass(frozen=True)
class Collection:
    path: Path
    name: str
    title: str
    purpose: str


@dataclass(frozen=True)
class QuizFile:
    """Rules and slots. A slot is `{"id", "question": key}` or `{"id", "draw": n, "from": collection}`."""

    path: Path
    key: str
    name: str
    rules: dict[str, Any]
    slots: list[dict[str, Any]]


def read_collection(shown: Path, path: Path) -> Collection:
    """A collection.yml. Raises FileProblem, as everything here does."""
    data = _Fields(shown, path)
    name = data.take("name", front_matter.slug)
    if name != path.parent.name:
        raise FileProblem(shown, data.line("name"), f"'name' is that of the folder, {path.parent.name}")
    title = data.take("title", front_matter.text)
    purpose = data.take("purpose", front_matter.one_of(*BankCollection.Purpose.values))
    data.finish()
    return Collection(shown, name, title, purpose)


def _percent(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
        raise ValueError("is a whole number from 0 to 100")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("is a whole number of 0 or more")
    return value


def read_quiz(shown: Path, path: Path) -> QuizFile:
    data = _Fields(shown, path)
    key, name = data.take("key", front_matter.key), data.take("name", front_matter.slug)
    if name != path.stem:
        raise FileProblem(shown, data.line("name"), f"'name' is that of the file, {path.stem}")
    rules = {
        "pass_mark": data.take("pass_mark", _percent),
        "attempts_allowed": data.take("attempts_allowed", _count, default=0),
        "time_limit": data.take("time_limit", front_matter.whole, default=None),
        "shuffle_questions": data.take("shuffle_questions", front_matter.yes_or_no, default=True),
        "shuffle_choices": data.take("shuffle_choices", front_matter.yes_or_no, default=True),
        "review": data.take("review", front_matter.one_of(*Quiz.Review.values), default=Quiz.Review.ANSWERS.value),
    }
    slots = data.take("slots", _slots)
    data.finish()
    return QuizFile(shown, key, name, rules, slots)


def _slots(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not value:
        raise ValueError("is a list of slots")
    slots: list[dict[str, Any]] = []
    for slot in value:
        if not isinstance(slot, dict) or "id" not in slot:
            raise ValueError("has a slot without id")
        if set(slot) == {"id", "question"}:
            slots.append({"id": str(slot["id"]), "question": front_matter.key(slot["question"])})
        elif set(slot) == {"id", "draw", "from"}:
            count = front_matter.whole(slot["draw"])
            slots.append({"id": str(slot["id"]), "draw": count, "from": front_matter.slug(slot["from"])})
        else:
            raise ValueError(f"has the slot {slot['id']}, which is neither {{id, question}} nor {{id, draw, from}}")
    if len({slot["id"] for slot in slots}) != len(slots):
        raise ValueError("has two slots with one id")
    return slots


class _Fields:
    """The fields of a YAML file, taken one by one; what is left over at the end is refused."""

    def __init__(self, shown: Path, path: Path) -> None:
        self.shown = shown
        self.text = path.read_text(encoding="utf-8")
        self.left = read_yaml(shown, self.text)

    def take(self, name: str, read: Any, **default: Any) -> Any:
        if name not in self.left:
            if "default" in default:
                return default["default"]
            raise FileProblem(self.shown, 1, f"the field '{name}' is missing")
        try:
            return read(self.left.pop(name))
        except ValueError as error:
            raise FileProblem(self.shown, self.line(name), f"'{name}' {error}") from error

    def line(self, name: str) -> int:
        numbered = enumerate(self.text.split("\n"), start=1)
        return next((number for number, line in numbered if line.startswith(f"{name}:")), 1)

    def finish(self) -> None:
        for name in self.left:
            raise FileProblem(self.shown, self.line(str(name)), f"'{name}' is not a field of this file")


def quiz_problems(quiz: QuizFile, questions: dict[str, set[str]]) -> list[FileProblem]:
    """Slots that ask for what is not in the collections (`{collection: keys}`)."""
    known = set().union(*questions.values()) if questions else set()
    fixed = {slot["question"] for slot in quiz.slots if "question" in slot}
    problems = [
        FileProblem(quiz.path, 1, f"slot {slot['id']}: there is no question {slot['question']}")
        for slot in quiz.slots
        if "question" in slot and slot["question"] not in known
    ]
    for slot in quiz.slots:
        if "draw" not in slot:
            continue
        pool = questions.get(slot["from"])
        if pool is None:
            problems.append(FileProblem(quiz.path, 1, f"slot {slot['id']}: there is no collection {slot['from']}"))
        elif len(pool - fixed) < slot["draw"]:
            message = (
                f"slot {slot['id']} draws {slot['draw']} questions, {slot['from']} has only {len(pool - fixed)} left"
            )
            problems.append(FileProblem(quiz.path, 1, message))
    return problems
