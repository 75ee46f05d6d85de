"""The working copy in the CMS → a folder of files. The same content always gives the same files: no dates, no
database ids, no editions."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from core.blocks import TEXT_FEATURES
from core.freezing import freeze_stream
from core.markdown_form import rich_text
from core.markdown_form.mapping import write_blocks
from core.models import Picture
from courses.content import KINDS, content_of
from courses.curriculum_files.front_matter import FIELDS
from courses.curriculum_files.loading import question_content
from courses.models import CoursePage, LessonPage, ModulePage, ProgrammePage, QuizPage
from quizzes.models import Collection, Question, Quiz


def dump(folder: Path) -> int:
    """Write everything into an empty or new folder; returns the number of files. Raises FileExistsError."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return _Writer(folder).write()


class _Writer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def write(self) -> int:
        for programme in ProgrammePage.objects.live().select_related("locale").order_by("path"):
            self._page("programme", programme, self.folder / "programmes" / programme.slug)
        for course in CoursePage.objects.live().select_related("locale").order_by("path"):
            home = self.folder / course.slug
            self._page("course", course, home / "course")
            for number, module in enumerate(self._children(course), start=1):
                self._module(module, home / f"{number:02}-{module.slug}")
        for collection in Collection.objects.order_by("name"):
            self._collection(collection)
        for quiz in Quiz.objects.filter(live=True).order_by("name"):
            self._text(self.folder / "quizzes" / f"{quiz.name}.yml", _quiz_yaml(quiz))
        return self.count

    @staticmethod
    def _children(page: Any) -> list[Any]:
        return [child.specific for child in page.get_children().live().order_by("path")]

    def _module(self, module: Any, folder: Path) -> None:
        if not isinstance(module, ModulePage):
            return
        self._page("module", module, folder / "module")
        for number, item in enumerate(self._children(module), start=1):
            if isinstance(item, LessonPage | QuizPage):
                kind = "lesson" if isinstance(item, LessonPage) else "quiz"
                self._page(kind, item, folder / f"{number:02}-{item.slug}")

    def _page(self, kind: str, page: Any, path: Path) -> None:
        content = content_of(page)
        if kind == "programme":
            content["courses"] = [child.value.slug for child in page.courses if child.value]
        language = page.locale.language_code
        identity = {"key": str(page.translation_key), "slug": page.slug, "language": language}
        if kind == "lesson":
            stream = KINDS[kind].model.body.field.stream_block
            body = write_blocks(stream, content["blocks"], _Pictures(path.parent))
        else:
            body = rich_text.markdown_of(content["description"], features=TEXT_FEATURES) + "\n"
        self._item(kind, path, language, {**content, **identity}, body)

    def _collection(self, collection: Collection) -> None:
        folder = self.folder / "questions" / collection.name
        data = {"name": collection.name, "title": collection.title, "purpose": collection.purpose}
        self._text(folder / "collection.yml", _yaml(data))
        numbers: dict[str, int] = {}
        questions = collection.questions.filter(live=True).select_related("locale")
        for question in questions.order_by("translation_key", "locale__language_code"):
            key = str(question.translation_key)
            number = numbers.setdefault(key, len(numbers) + 1)
            self._question(question, folder / f"{number:03}-{key[:8]}")

    def _question(self, question: Question, path: Path) -> None:
        language = question.locale.language_code
        content = {**question_content(question), "key": str(question.translation_key), "language": language}
        body = write_blocks(question.body.stream_block, content["blocks"], _Pictures(path.parent))
        self._item("question", path, language, content, body)

    def _item(self, kind: str, path: Path, language: str, content: dict[str, Any], body: str) -> None:
        front = {"kind": kind, **{name: content[name] for name in FIELDS[kind] if not _is_default(kind, name, content)}}
        self._text(path.with_name(f"{path.name}.{language}.md"), f"---\n{_yaml(front)}---\n\n{body}")

    def _text(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.count += 1


def _is_default(kind: str, name: str, content: dict[str, Any]) -> bool:
    field = FIELDS[kind][name]
    return not field.required and content[name] == field.default


class _Pictures:
    """Copies the pictures beside the files that show them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def frozen(self, file: str) -> dict[str, Any]:
        raise NotImplementedError

    def file(self, frozen: dict[str, Any]) -> str:
        picture = Picture.objects.filter(sha256=frozen["sha256"]).order_by("pk")[0]
        target = self.folder / "images" / picture.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with picture.open_file() as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        return f"images/{picture.filename}"


def _quiz_yaml(quiz: Quiz) -> str:
    data: dict[str, Any] = {
        "key": str(quiz.key),
        "name": quiz.name,
        "pass_mark": quiz.pass_mark,
        "attempts_allowed": quiz.attempts_allowed,
        "time_limit": quiz.time_limit,
        "shuffle_questions": quiz.shuffle_questions,
        "shuffle_choices": quiz.shuffle_choices,
        "review": quiz.review,
        "slots": [_slot(child) for child in freeze_stream(quiz.slots.stream_block, quiz.slots)],
    }
    return _yaml({name: value for name, value in data.items() if value is not None})


def _slot(child: dict[str, Any]) -> dict[str, Any]:
    value = child["value"]
    if child["type"] == "fixed":
        return {"id": child["id"], "question": value["question"]}
    return {"id": child["id"], "draw": value["count"], "from": value["collection"]}


def _yaml(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
