"""A folder of files → the curriculum in memory, with every fault found, by file and line. Touches no database rows
but pictures, which it only looks at."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from core.canonical import NotPortable, canonical
from core.errors import Refusal
from core.freezing import problems as block_problems
from core.markdown_form import rich_text
from core.markdown_form.mapping import Form, read_blocks, skeletons
from core.markdown_form.parsing import Document, FileProblem, read_document
from core.media import WIDTHS
from courses.curriculum_files import bank
from courses.curriculum_files.front_matter import FIELDS, LANGUAGES, read_front
from courses.models import LessonPage
from quizzes.models import Question


@dataclass
class Item:
    """An item in one language, as its file says."""

    kind: str
    language: str
    document: Document
    front: dict[str, Any]
    content: dict[str, Any]


@dataclass
class Group:
    """An item in all its languages, and the items below it in order."""

    kind: str
    name: str
    languages: dict[str, Item] = field(default_factory=dict)
    children: list[Group] = field(default_factory=list)

    @property
    def any(self) -> Item:
        return next(iter(self.languages.values()))

    @property
    def key(self) -> str:
        return str(self.any.front["key"])

    @property
    def slug(self) -> str:
        return str(self.any.front["slug"])

    def walk(self) -> Iterator[Group]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Curriculum:
    """Everything in a folder."""

    folder: Path
    programmes: list[Group] = field(default_factory=list)
    courses: list[Group] = field(default_factory=list)
    collections: list[bank.Collection] = field(default_factory=list)
    questions: dict[str, list[Group]] = field(default_factory=dict)
    quizzes: list[bank.QuizFile] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)

    def groups(self) -> Iterator[Group]:
        """Programmes, courses with all below them, and questions."""
        yield from self.programmes
        for course in self.courses:
            yield from course.walk()
        for questions in self.questions.values():
            yield from questions


class BrokenCurriculum(Refusal):
    """The folder has faults; nothing of it was loaded."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_curriculum(folder: Path) -> Curriculum:
    """The whole curriculum in a folder. Raises BrokenCurriculum with all faults, or NotADirectoryError."""
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    reader = _Reader(folder)
    curriculum = reader.read()
    if reader.problems:
        raise BrokenCurriculum(sorted(reader.problems, key=lambda problem: (str(problem.path), problem.line)))
    return curriculum


class _FolderPictures:
    """Pictures beside the file being read, frozen without being stored."""

    def __init__(self, folder: Path, known: dict[str, Path]) -> None:
        self.folder, self.known = folder, known

    def frozen(self, file: str) -> dict[str, Any]:
        path = (self.folder / file).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            raise FileNotFoundError(file)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.known[digest] = path
        with Image.open(path) as image:
            widths = sorted({min(width, image.width) for width in WIDTHS})
            height = max(1, round(image.height * widths[-1] / image.width))
        return {"sha256": digest, "name": path.name, "width": widths[-1], "height": height, "widths": widths}

    def file(self, frozen: dict[str, Any]) -> str:
        raise NotImplementedError


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[FileProblem] = []
        self.curriculum = Curriculum(folder)

    def read(self) -> Curriculum:
        self.curriculum.programmes = self._groups_in(self.folder / "programmes", "programme")
        for course in self._folders(self.folder, without={"programmes", "questions", "quizzes"}):
            self._read_course(course)
        for collection in self._folders(self.folder / "questions"):
            self._read_collection(collection)
        for path in sorted((self.folder / "quizzes").glob("*.yml")):
            self._try(path, lambda path=path: self.curriculum.quizzes.append(bank.read_quiz(self._shown(path), path)))
        if not self.problems:
            self._check_whole()
        return self.curriculum

    @staticmethod
    def _folders(folder: Path, without: Iterable[str] = ()) -> list[Path]:
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in set(without))

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self.folder)

    def _try(self, path: Path, act: Any) -> None:
        try:
            act()
        except FileProblem as problem:
            self.problems.append(problem)
        except UnicodeDecodeError as error:
            self.problems.append(FileProblem(self._shown(path), 1, f"not UTF-8: {error.reason} at byte {error.start}"))

    def _read_course(self, folder: Path) -> None:
        courses = self._groups_in(folder, "course", names={"course"})
        if not courses:
            self.problems.append(FileProblem(self._shown(folder), 1, "no course.<language>.md in this folder"))
            return
        course = courses[0]
        for module_folder in self._folders(folder):
            modules = self._groups_in(module_folder, "module", names={"module"})
            if not modules:
                self.problems.append(
                    FileProblem(self._shown(module_folder), 1, "no module.<language>.md in this folder")
                )
                continue
            modules[0].children = self._groups_in(module_folder, "", without={"module"})
            course.children += modules
        self.curriculum.courses.append(course)

    def _read_collection(self, folder: Path) -> None:
        path = folder / "collection.yml"
        if not path.exists():
            self.problems.append(FileProblem(self._shown(folder), 1, "no collection.yml in this folder"))
            return
        self._try(path, lambda: self.curriculum.collections.append(bank.read_collection(self._shown(path), path)))
        self.curriculum.questions[folder.name] = self._groups_in(folder, "question")

    def _groups_in(
        self, folder: Path, kind: str, *, names: set[str] | None = None, without: Iterable[str] = ()
    ) -> list[Group]:
        """The items whose files lie in a folder, by file name. `kind` '' takes lessons and quizzes as they say."""
        groups: dict[str, Group] = {}
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else []:
            name, dot, language = path.stem.rpartition(".")
            if name in without or (names is not None and name not in names):
                continue
            if not dot or language not in LANGUAGES:
                self.problems.append(FileProblem(self._shown(path), 1, "the name ends in .ky.md, .ru.md or .en.md"))
                continue
            self._try(
                path,
                lambda path=path, name=name, language=language: self._read_item(groups, path, name, language, kind),
            )
        for group in groups.values():
            group.languages = {code: group.languages[code] for code in LANGUAGES if code in group.languages}
            self._check_agreement(group)
        return list(groups.values())

    def _read_item(self, groups: dict[str, Group], path: Path, name: str, language: str, kind: str) -> None:
        document = read_document(self._shown(path), path.read_text(encoding="utf-8"))
        kind = kind or str(document.front.get("kind"))
        if kind not in ("programme", "course", "module", "lesson", "quiz", "question"):
            raise document.problem("'kind' is lesson or quiz here", document.line_of("kind"))
        front, problems = read_front(document, kind)
        if front.get("language") not in (None, language):
            problems.append(document.problem(f"the file name says {language}", document.line_of("language")))
        content, more = self._content(kind, document, front, path)
        self.problems += problems + more
        group = groups.setdefault(name, Group(kind, name))
        if group.kind != kind:
            raise document.problem(f"the other languages of this item are of kind {group.kind}")
        if not problems and not more:
            group.languages[language] = Item(kind, language, document, front, content)

    def _content(
        self, kind: str, document: Document, front: dict[str, Any], path: Path
    ) -> tuple[dict[str, Any], list[FileProblem]]:
        content = {name: value for name, value in front.items() if name not in ("key", "slug", "language")}
        problems: list[FileProblem] = []
        try:
            if kind in ("lesson", "question"):
                stream = (LessonPage if kind == "lesson" else Question).body.field.stream_block
                form = Form(document, _FolderPictures(path.parent, self.curriculum.pictures))
                frozen, problems = read_blocks(stream, form)
                problems += self._block_problems(stream, frozen, document) if not problems else []
                content["blocks"] = frozen
                if kind == "question" and not problems and len(frozen) != 1:
                    problems.append(document.problem("a question has exactly one block", document.body_line))
            else:
                content["description"] = rich_text.html_of(document.body)
            content = canonical(content)
        except NotPortable as error:
            problems.append(document.problem(str(error), document.body_line))
        except Refusal as refusal:
            problems.append(document.problem(str(refusal), document.body_line))
        return content, problems

    @staticmethod
    def _block_problems(stream: Any, frozen: list[dict[str, Any]], document: Document) -> list[FileProblem]:
        lines = {node.id: node.line for node in document.blocks()}
        return [
            document.problem(problem, lines[child["id"]])
            for child in frozen
            for problem in block_problems(stream.child_blocks[child["type"]], child["value"])
        ]

    def _check_agreement(self, group: Group) -> None:
        """What must be equal in all languages: fields marked so, and the blocks with their ids."""
        if not group.languages:
            return
        first = group.any
        for other in list(group.languages.values())[1:]:
            for name, described in FIELDS[group.kind].items():
                if described.same and first.front[name] != other.front[name]:
                    message = f"'{name}' differs from {first.document.path.name}; it is the same in every language"
                    self.problems.append(other.document.problem(message, other.document.line_of(name)))
            if "blocks" in first.content:
                self._check_same_blocks(first, other)

    def _check_same_blocks(self, first: Item, other: Item) -> None:
        stream = (LessonPage if first.kind == "lesson" else Question).body.field.stream_block
        ours, theirs = (skeletons(stream, item.content["blocks"]) for item in (first, other))
        for block in theirs:
            if block not in ours:
                line = next(
                    (node.line for node in other.document.blocks() if node.id == block[1]), other.document.body_line
                )
                message = (
                    f"the block '{block[1]}' differs from {first.document.path.name} in its type, its ids or its key"
                )
                self.problems.append(other.document.problem(message, line))
        for block in ours:
            if block[:2] not in [found[:2] for found in theirs]:
                message = f"the block '{block[1]}' of {first.document.path.name} is missing"
                self.problems.append(other.document.problem(message, other.document.body_line))

    def _check_whole(self) -> None:
        groups = [group for group in self.curriculum.groups() if group.languages]
        self._refuse_doubles(groups, lambda group: group.key, "the key {} is also that of {}")
        for course in self.curriculum.courses:
            below = [group for group in course.walk() if group.kind in ("lesson", "quiz")]
            self._refuse_doubles(
                below, lambda group: group.slug, "the slug {} is also that of {}; it is unique in a course"
            )
            for group in course.walk():
                self._check_languages(course, group)
        self._refuse_doubles(self.curriculum.courses, lambda group: group.slug, "the slug {} is also that of {}")
        self._check_references()

    def _refuse_doubles(self, groups: list[Group], of: Any, message: str) -> None:
        count = Counter(map(of, groups))
        seen: dict[str, Group] = {}
        for group in groups:
            value = of(group)
            if count[value] > 1 and value in seen:
                other = seen[value].any.document.path
                document = group.any.document
                line = document.line_of("key" if "key" in message else "slug")
                self.problems.append(document.problem(message.format(value, other), line))
            seen.setdefault(value, group)

    def _check_languages(self, course: Group, group: Group) -> None:
        for language in course.any.front["languages"]:
            if language not in group.languages:
                path = group.any.document.path
                wanted = path.with_name(f"{group.name}.{language}.md")
                message = f"{wanted.name} is missing: the course declares the language {language}"
                self.problems.append(FileProblem(path, 1, message))

    def _check_references(self) -> None:
        quizzes = {quiz.name for quiz in self.curriculum.quizzes}
        slugs = {course.slug for course in self.curriculum.courses}
        outcomes = {
            f"{group.slug}#{outcome['id']}"
            for course in self.curriculum.courses
            for group in course.walk()
            if group.kind == "lesson"
            for outcome in group.any.front["outcomes"]
        }
        for group in self.curriculum.groups():
            document, front = group.any.document, group.any.front
            if group.kind == "quiz" and front["quiz"] not in quizzes:
                self.problems.append(
                    document.problem(f"there is no quizzes/{front['quiz']}.yml", document.line_of("quiz"))
                )
            if group.kind == "programme":
                for slug in set(front["courses"]) - slugs:
                    self.problems.append(document.problem(f"there is no course {slug!r}", document.line_of("courses")))
            if group.kind == "question" and front["outcome"] and front["outcome"] not in outcomes:
                message = f"no lesson has the outcome {front['outcome']!r}"
                self.problems.append(document.problem(message, document.line_of("outcome")))
        questions = {
            collection: {group.key for group in groups} for collection, groups in self.curriculum.questions.items()
        }
        for quiz in self.curriculum.quizzes:
            self.problems += bank.quiz_problems(quiz, questions)
