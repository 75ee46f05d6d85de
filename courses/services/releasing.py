"""Releasing: freezing the working copy of a course into versions and a numbered edition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.canonical import content_hash
from core.errors import Refusal
from core.models.version import Version, hash_of, keep
from courses.content import body_problems, content_of
from courses.manifest import Item, Manifest, Module
from courses.models import CoursePage, Edition, LessonPage, ModulePage, QuizPage
from courses.signals import edition_released
from quizzes.freezing import CannotFreezeQuiz, keep_quiz


class NotReleasable(Refusal):
    """The course has faults that an author must mend first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(_("The course cannot be released yet:") + "\n" + "\n".join(problems))
        self.problems = problems


class NothingChanged(Refusal):
    def __init__(self, edition: Edition) -> None:
        super().__init__(
            _("Nothing has changed since edition %(number)d. Publish a change first.") % {"number": edition.number}
        )


@transaction.atomic
def release(*, course_key: Any, by: Any, now: datetime, notes: str = "") -> Edition:
    """Freeze the published pages of a course into versions and write the next edition.

    Equal content is the version that already stands, so a release writes what changed and one edition, whatever the
    number of adopters. Raises NotReleasable with everything to mend, NothingChanged.
    """
    manifest = _freeze(course_key)
    digest = content_hash(manifest.to_json())
    last = Edition.objects.filter(course_key=course_key).order_by("-number").first()
    if last and last.content_hash == digest:
        raise NothingChanged(last)
    try:
        edition = Edition.objects.create(
            course_key=course_key,
            course_slug=manifest.slug,
            number=last.number + 1 if last else 1,
            manifest=manifest.to_json(),
            content_hash=digest,
            released_at=now,
            released_by=by,
            notes=notes,
        )
    except IntegrityError as error:
        raise Refusal(_("Somebody else released this course at the same moment. Look at the new edition.")) from error
    transaction.on_commit(lambda: edition_released.send(sender=Edition, edition_id=edition.pk))
    return edition


@dataclass
class _Pages:
    """The published pages of one item, by language."""

    by_language: dict[str, Any]

    @property
    def any(self) -> Any:
        return next(page for code in ("ky", "ru", "en") if (page := self.by_language.get(code)))

    @property
    def key(self) -> str:
        return str(self.any.translation_key)

    @property
    def titles(self) -> dict[str, str]:
        return {language: page.title for language, page in self.by_language.items()}


class _Tree:
    """All published pages of a course in all its languages, read with a bounded number of queries."""

    def __init__(self, course_key: Any) -> None:
        courses = CoursePage.objects.live().filter(translation_key=course_key).select_related("locale")
        self.course = _Pages({page.locale.language_code: page for page in courses})
        if not self.course.by_language:
            raise NotReleasable([_("There is no published course with this key.")])
        self.modules = self._level(ModulePage, self.course.by_language.values())
        self.lessons = self._level(LessonPage, self._all(self.modules))
        self.quizzes = self._level(QuizPage, self._all(self.modules), "quiz")

    @staticmethod
    def _all(level: dict[str, _Pages]) -> list[Any]:
        return [page for pages in level.values() for page in pages.by_language.values()]

    @staticmethod
    def _level(model: type[Any], parents: Any, *related: str) -> dict[str, _Pages]:
        found: dict[str, _Pages] = defaultdict(lambda: _Pages({}))
        prefixes = tuple(sorted(parent.path for parent in parents))
        if not prefixes:
            return found
        pages = model.objects.live().filter(depth=len(prefixes[0]) // Page.steplen + 1, path__gte=prefixes[0])
        for page in pages.filter(path__lt=prefixes[-1] + "~").order_by("path").select_related("locale", *related):
            if page.path.startswith(prefixes):
                found[str(page.translation_key)].by_language[page.locale.language_code] = page
        return found

    def children_of(self, parent: _Pages, *levels: dict[str, _Pages]) -> list[_Pages]:
        """In the order of the parent's first language, then what stands only in others."""
        ordered: dict[str, tuple[str, _Pages]] = {}
        for page in sorted(
            parent.by_language.values(), key=lambda page: ("ky", "ru", "en").index(page.locale.language_code)
        ):
            for level in levels:
                for key, pages in level.items():
                    below = [child for child in pages.by_language.values() if child.path.startswith(page.path)]
                    if below and key not in ordered:
                        ordered[key] = (below[0].path, pages)
        return [pages for _path, pages in sorted(ordered.values(), key=lambda entry: entry[0])]


class _Freezer:
    def __init__(self, course_key: Any) -> None:
        self.tree = _Tree(course_key)
        self.languages: list[str] = self.tree.course.any.declared_languages
        self.problems: list[str] = []
        self.known = self._known_versions()

    def _known_versions(self) -> set[tuple[str, str, str]]:
        keys = [self.tree.course.key, *self.tree.modules, *self.tree.lessons, *self.tree.quizzes]
        found = Version.objects.filter(key__in=keys).values_list("key", "language", "content_hash")
        return {(str(key), language, digest) for key, language, digest in found}

    def manifest(self) -> Manifest:
        course = self.tree.course
        modules = tuple(self._module(pages) for pages in self.tree.children_of(course, self.tree.modules))
        page = course.any
        self._check_same(course, "code", "hours", "slug", "languages", "licence")
        slugs = [item.slug for module in modules for item in module.items]
        for slug in {slug for slug in slugs if slugs.count(slug) > 1}:
            self.problems.append(_("Two items of the course have the address “%(slug)s”.") % {"slug": slug})
        if not any(module.items for module in modules):
            self.problems.append(_("The course has no published lesson yet."))
        content = content_of(page)
        return Manifest(
            key=course.key,
            slug=page.slug,
            code=page.code,
            hours=content["hours"],
            licence=page.licence,
            languages=tuple(self.languages),
            titles=course.titles,
            summaries={language: page.summary for language, page in course.by_language.items()},
            versions=self._versions("course", course),
            modules=modules,
        )

    def _module(self, pages: _Pages) -> Module:
        self._check_same(pages, "code", "hours", "slug")
        items = self.tree.children_of(pages, self.tree.lessons, self.tree.quizzes)
        return Module(
            key=pages.key,
            slug=pages.any.slug,
            code=pages.any.code,
            hours=content_of(pages.any)["hours"],
            titles=pages.titles,
            versions=self._versions("module", pages),
            items=tuple(self._item(item) for item in items),
        )

    def _item(self, pages: _Pages) -> Item:
        page = pages.any
        if isinstance(page, QuizPage):
            self._check_same(pages, "slug", "required", "quiz_id")
            minutes = page.quiz.time_limit or 0
            return Item(
                pages.key, page.slug, "quiz", page.required, minutes, pages.titles, self._versions("quiz", pages)
            )
        self._check_same(pages, "slug", "minutes")
        return Item(pages.key, page.slug, "lesson", True, page.minutes, pages.titles, self._versions("lesson", pages))

    def _check_same(self, pages: _Pages, *names: str) -> None:
        for name in names:
            if len({str(getattr(page, name)) for page in pages.by_language.values()}) > 1:
                label = pages.any._meta.get_field(name.removesuffix("_id")).verbose_name
                message = _("%(page)s: “%(field)s” differs between the languages.")
                self.problems.append(message % {"page": pages.any.title, "field": label})

    def _versions(self, kind: str, pages: _Pages) -> dict[str, str]:
        for language in self.languages:
            if language not in pages.by_language:
                message = _("%(page)s: the declared language “%(language)s” is missing.")
                self.problems.append(message % {"page": pages.any.title, "language": language})
        hashes = {}
        for language in ("ky", "ru", "en"):
            page = pages.by_language.get(language)
            if page is None or language not in self.languages:
                continue
            content = self._content(kind, page, language)
            digest = hash_of(kind=kind, content=content)
            if not self.problems and (pages.key, language, digest) not in self.known:
                keep(kind=kind, key=page.translation_key, language=language, content=content)
            hashes[language] = digest
        return hashes

    def _content(self, kind: str, page: Any, language: str) -> dict[str, Any]:
        content = content_of(page)
        self.problems += [f"{page.title} ({language}): {problem}" for problem in body_problems(content)]
        if kind == "quiz":
            try:
                content["quiz"] = keep_quiz(page.quiz, language)
            except CannotFreezeQuiz as error:
                self.problems += [f"{page.title} ({language}): {problem}" for problem in error.problems]
                content["quiz"] = {}
            del content["required"]
        return content


def _freeze(course_key: Any) -> Manifest:
    freezer = _Freezer(course_key)
    manifest = freezer.manifest()
    if freezer.problems:
        raise NotReleasable(freezer.problems)
    return manifest
