"""A learner who completed a course, built directly: institutions, edition, run, enrolment, progress, completion."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from core.models.version import keep
from courses.manifest import Item, Manifest, Module
from courses.models import Edition
from institutions.models import Institution
from learning.models import Completion, Enrolment, ItemProgress, Run
from sharing.models import Adoption

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
NAME = "Асанова Үмүт Өмүрбековна"
TITLES = {"ky": "Китепкана жана издөө", "ru": "Библиотека и поиск", "en": "Library and search"}

_serial = count(1)


def key(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def national_library() -> Institution:
    """The one that answers for the register."""
    return Institution.objects.get_or_create(
        slug="national",
        defaults={
            "kind": Institution.Kind.NATIONAL,
            "name_ky": "Улуттук китепкана",
            "name_ru": "Национальная библиотека",
            "name_en": "National Library",
            "place_ky": "Бишкек",
            "help_name": "Айгүл",
            "help_phone": "+996 312 000000",
        },
    )[0]


def university() -> Institution:
    return Institution.objects.get_or_create(
        slug="university",
        defaults={
            "kind": Institution.Kind.UNIVERSITY,
            "name_ky": "Биринчи университет",
            "name_ru": "Первый университет",
            "name_en": "First University",
            "help_name": "Бакыт",
            "help_phone": "+996 312 111111",
        },
    )[0]


def manifest(course: str = "library-and-search") -> Manifest:
    """Two modules: a lesson, and a lesson with a quiz that must be passed. Its versions name competences."""
    return Manifest(
        key=key(course),
        slug=course,
        code="IL-S",
        hours="6",
        licence="CC BY 4.0",
        languages=("ky", "ru", "en"),
        titles=TITLES,
        summaries={},
        versions={"ky": _version("course", course, {"outcomes": [{"id": "o1", "competences": "SP3, AUTH.K10"}]})},
        modules=(
            Module(key("m1"), "catalogue", "IL-03", "2.5", {"ky": "Каталог", "ru": "Каталог", "en": "Catalogue"}, {}, (
                Item(key("l1"), "card", "lesson", True, 30, {"ky": "Карточка"},
                     {"ky": _version("lesson", "l1", {"outcomes": [{"id": "o2", "competences": ["AUTH.K2"]}]})}),
            )),
            Module(key("m2"), "strategy", "IL-04", "3.5", {"ky": "Издөө стратегиясы"}, {}, (
                Item(key("l2"), "words", "lesson", True, 30, {"ky": "Сөздөр"},
                     {"ky": _version("lesson", "l2", {"blocks": []})}),
                Item(key("q1"), "test", "quiz", True, 20, {"ky": "Тест"}, {}),
            )),
        ),
    )  # fmt: skip


def edition(course: str = "library-and-search") -> Edition:
    """The course's third edition."""
    outline = manifest(course)
    return Edition.objects.get_or_create(
        course_key=outline.key,
        number=3,
        defaults={
            "course_slug": course,
            "manifest": outline.to_json(),
            "content_hash": "e" * 64,
            "released_at": NOW - timedelta(days=90),
        },
    )[0]


def completion(*, name: str = NAME, done: tuple[str, ...] = ("l1", "l2", "q1"), **learner: Any) -> Completion:
    """A new person's completion; the evidence is what is in `done`."""
    national_library()
    institution, taught = university(), edition()
    adoption, _made = Adoption.objects.get_or_create(
        institution=institution, course_key=taught.course_key, defaults={"adopted_at": NOW - timedelta(days=80)}
    )
    run, _made = Run.objects.get_or_create(
        slug="library-and-search-university",
        defaults={"adoption": adoption, "edition": taught, "starts_on": (NOW - timedelta(days=70)).date()},
    )
    number = next(_serial)
    person = User.objects.create_user(email=f"learner{number}@example.org", password=None, name=name, **learner)
    enrolment = Enrolment.objects.create(run=run, learner=person, edition=taught, enrolled_at=NOW - timedelta(days=19))
    for item in done:
        ItemProgress.objects.create(
            enrolment=enrolment, item_key=key(item), opened_at=NOW, last_seen_at=NOW, done_at=NOW
        )
    return Completion.objects.create(enrolment=enrolment, edition=taught, completed_at=NOW - timedelta(days=2))


def _version(kind: str, name: str, content: dict[str, Any]) -> str:
    return keep(kind=kind, key=key(name), language="ky", content=content).content_hash
