"""Loading a curriculum into the CMS: again and again, all or nothing, never over what an author changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.canonical import content_hash
from core.freezing import freeze_stream, thaw_stream
from core.models import Picture
from courses.content import KINDS, apply, codes, content_of
from courses.curriculum_files.reading import Curriculum, Group, Item
from courses.models import CoursesIndexPage, LoadedItem
from quizzes.models import Collection, Question, Quiz


@dataclass
class Report:
    """What a load did: counts, and the items that an author changed and the file changes too."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    conflicts: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {**vars(self)}


@transaction.atomic
def load(curriculum: Curriculum, *, progress: Callable[[str], None] = lambda _name: None) -> Report:
    """Bring the CMS up to the files, in one transaction.

    An item that no author touched since the last load is updated. One that an author changed is kept; if its file
    changed too, that is a conflict, reported and left alone.
    """
    with disable_reference_index_auto_update():
        return _Loader(curriculum, progress).load()


class _Loader:
    def __init__(self, curriculum: Curriculum, progress: Callable[[str], None]) -> None:
        self.curriculum = curriculum
        self.progress = progress
        self.report = Report()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.loaded = {(item.kind, str(item.key), item.language): item for item in LoadedItem.objects.all()}

    def load(self) -> Report:
        self._pictures()
        for collection in self.curriculum.collections:
            values = {"title": collection.title, "purpose": collection.purpose}
            Collection.objects.get_or_create(name=collection.name, defaults=values)
        for name, groups in self.curriculum.questions.items():
            for group in groups:
                self._question(group, Collection.objects.get(name=name))
        for quiz in self.curriculum.quizzes:
            self._quiz(quiz)
        bodies: list[tuple[Group, Item, Page]] = []
        for course in self.curriculum.courses:
            self._pages(course, None, bodies)
        for programme in self.curriculum.programmes:
            self._pages(programme, None, bodies)
        # Second pass: a text may link to any page, so all pages stand before texts are written.
        for group, item, page in bodies:
            self._text(group, item, page)
        return self.report

    def _pictures(self) -> None:
        for digest, path in self.curriculum.pictures.items():
            if not Picture.objects.filter(sha256=digest).exists():
                with path.open("rb") as file:
                    picture = Picture(title=path.stem, file=ImageFile(file, name=path.name), sha256=digest)
                    picture.save()

    def _pages(self, group: Group, parent: Group | None, bodies: list[tuple[Group, Item, Page]]) -> None:
        for language, item in group.languages.items():
            bodies.append((group, item, self._page(group, item, language, parent)))
        for child in group.children:
            self._pages(child, group, bodies)

    def _page(self, group: Group, item: Item, language: str, parent: Group | None) -> Any:
        model = KINDS[group.kind].model
        page = model.objects.filter(translation_key=group.key, locale=self.locales[language]).first()
        if page is None:
            page = model(translation_key=group.key, locale=self.locales[language], slug=group.slug, live=True)
            content = dict(item.content)
            if group.kind == "programme":
                content["courses"] = []
            apply(page, {**content, "blocks": [], "description": ""}, language=language)
            self._parent(parent, language).add_child(instance=page)
        return page

    def _parent(self, parent: Group | None, language: str) -> Page:
        if parent is None:
            return CoursesIndexPage.objects.get(locale=self.locales[language])
        return Page.objects.get(translation_key=parent.key, locale=self.locales[language])

    def _text(self, group: Group, item: Item, page: Any) -> None:
        page.refresh_from_db()  # its count of children grew since it was made
        content = dict(item.content)
        if group.kind == "programme":
            slugs = {course.slug: course.key for course in self.curriculum.courses}
            content["courses"] = [slugs[slug] for slug in content["courses"]]
        wanted = type(page)(translation_key=page.translation_key, locale=page.locale)
        apply(wanted, content, language=item.language)
        self._settle(
            item,
            group,
            current=content_of(page.get_latest_revision_as_object()) if page.latest_revision_id else None,
            wanted=content_of(wanted),
            write=lambda: self._publish_page(page, content, item.language),
        )

    def _publish_page(self, page: Any, content: dict[str, Any], language: str) -> None:
        apply(page, content, language=language)
        page.save_revision(clean=False).publish()

    def _question(self, group: Group, collection: Collection) -> None:
        for language, item in group.languages.items():
            question = Question.objects.filter(translation_key=group.key, locale=self.locales[language]).first()
            wanted = Question(translation_key=group.key, locale=self.locales[language], collection=collection)
            _write_question(wanted, item.content, language)
            self._settle(
                item,
                group,
                current=question_content(question.get_latest_revision_as_object()) if question else None,
                wanted=question_content(wanted),
                write=partial(self._publish_question, question or wanted, item),
            )

    @staticmethod
    def _publish_question(question: Question, item: Item) -> None:
        _write_question(question, item.content, item.language)
        question.save()
        question.save_revision(clean=False).publish()

    def _quiz(self, file: Any) -> None:
        quiz = Quiz.objects.filter(key=file.key).first()
        wanted = Quiz(key=file.key)
        _write_quiz(wanted, file)
        item = Item("quiz_rules", "", None, {}, {})  # type: ignore[arg-type]
        group = Group("quiz_rules", file.name, {"": item})
        item.front["key"] = file.key

        def write() -> None:
            target = quiz or wanted
            _write_quiz(target, file)
            target.save()
            target.save_revision(clean=False).publish()

        current = quiz_content(quiz.get_latest_revision_as_object()) if quiz else None
        self._settle(item, group, current=current, wanted=quiz_content(wanted), write=write)

    def _settle(
        self,
        item: Item,
        group: Group,
        *,
        current: dict[str, Any] | None,
        wanted: dict[str, Any],
        write: Callable[[], None],
    ) -> None:
        """Write an item, or keep what an author made of it."""
        loaded = self.loaded.get((group.kind, group.key, item.language))
        now, then = content_hash(wanted), loaded.content_hash if loaded else ""
        stands = content_hash(current) if current is not None else ""
        if current is None:
            self.report.created += 1
        elif stands == now:
            self.report.unchanged += 1
        elif stands == then:
            self.report.updated += 1
        elif now == then:
            self.report.kept += 1
            return
        else:
            self.report.conflicts.append(f"{group.name}.{item.language}" if item.language else group.name)
            return
        if stands != now:
            write()
            self.progress(group.name)
        if then != now:
            LoadedItem.objects.update_or_create(
                kind=group.kind, key=group.key, language=item.language, defaults={"content_hash": now}
            )


def question_content(question: Question) -> dict[str, Any]:
    """A question as portable JSON; the shape of its file."""
    return {
        "title": question.title,
        "translation": question.translation,
        "outcome": question.outcome,
        "competences": codes(question.competences),
        "level": question.level,
        "author": question.author,
        "source": question.source,
        "blocks": freeze_stream(question.body.stream_block, question.body),
    }


def _write_question(question: Question, content: dict[str, Any], language: str) -> None:
    for name in ("title", "translation", "outcome", "level", "author", "source"):
        setattr(question, name, content[name])
    question.competences = ", ".join(content["competences"])
    body: Any = thaw_stream(question.body.stream_block, content["blocks"], language=language)
    question.body = body


RULES = ("pass_mark", "attempts_allowed", "time_limit", "shuffle_questions", "shuffle_choices", "review")


def quiz_content(quiz: Quiz) -> dict[str, Any]:
    """Rules and slots of a quiz as portable JSON."""
    rules = {name: getattr(quiz, name) for name in RULES}
    return {"name": quiz.name, **rules, "slots": freeze_stream(quiz.slots.stream_block, quiz.slots)}


def _write_quiz(quiz: Quiz, file: Any) -> None:
    quiz.name = file.name
    for name, value in file.rules.items():
        setattr(quiz, name, value)
    frozen = [
        {"type": "fixed", "id": slot["id"], "value": {"question": slot["question"]}}
        if "question" in slot
        else {"type": "draw", "id": slot["id"], "value": {"count": slot["draw"], "collection": slot["from"]}}
        for slot in file.slots
    ]
    slots: Any = thaw_stream(quiz.slots.stream_block, frozen, language="ky")
    quiz.slots = slots
