"""What visitors see of the curriculum: released courses and programmes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from core.kyrgyz import sort_key
from courses.editions import manifest_of
from courses.manifest import Manifest
from courses.models import Edition, ProgrammePage


@dataclass(frozen=True)
class OfferedCourse:
    """A released course as a card shows it."""

    manifest: Manifest
    edition: int

    @property
    def title(self) -> str:
        return self.manifest.title

    @property
    def summary(self) -> str:
        return self.manifest.summary

    @property
    def hours(self) -> str:
        return self.manifest.hours

    @property
    def languages(self) -> tuple[str, ...]:
        return self.manifest.languages

    @property
    def lessons(self) -> int:
        return sum(not item.is_quiz for item in self.manifest.items)

    @property
    def url(self) -> str:
        return reverse("courses:course", args=[self.manifest.slug])


def offered() -> list[OfferedCourse]:
    """Every released course in its latest edition, by title; 1 query, and 1 for each edition not read yet."""
    newest = Edition.objects.filter(course_key=OuterRef("course_key")).order_by("-number").values("number")[:1]
    editions = Edition.objects.defer("manifest").annotate(newest=Subquery(newest))
    courses = [
        OfferedCourse(manifest_of(edition.pk), edition.number)
        for edition in editions
        if edition.number == edition.newest
    ]
    return sorted(courses, key=lambda course: sort_key(course.title))


def programmes(language: str) -> list[ProgrammePage]:
    """The published programmes in a language; 1 query."""
    return list(ProgrammePage.objects.live().filter(locale__language_code=language).order_by("path"))


def courses_of(programme: ProgrammePage) -> list[OfferedCourse]:
    """The released courses of a programme in its order."""
    by_key = {course.manifest.key: course for course in offered()}
    keys = [str(child.value.translation_key) for child in programme.courses if child.value]
    return [by_key[key] for key in keys if key in by_key]
