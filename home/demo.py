"""The demo: people, institutions, runs and three awards, made through the same services that people use."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import get_current_timezone

from accounts.demo import PASSWORD
from certificates.models import Terms
from certificates.services import issuing
from core.models import Version
from courses.editions import manifest_of
from courses.models import Edition
from home.services.national_groups import admit
from institutions.models import Institution, Membership
from learning.contexts import context_key
from learning.models import Completion, Enrolment, Run
from learning.services import enrolments, progress, quiz_results, runs
from quizzes.questions.registry import question_types
from quizzes.services import attempts
from sharing.services import adopt

YEARS_VALID = 3

Role = Membership.Role


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    institution: str
    role: Role


NATIONAL, UNIVERSITY, UNIVERSITY_2, LIBRARY = "national-library", "ala-too-university", "osh-college", "village-library"

PEOPLE = (
    Person("student@example.org", "Айжан Өмүрбек кызы", UNIVERSITY, Role.LEARNER),
    Person("student2@example.org", "Нурбек Түгөлбай уулу", UNIVERSITY_2, Role.LEARNER),
    Person("librarian@example.org", "Гүлзат Ыңтымак кызы", LIBRARY, Role.LEARNER),
    Person("methodologist@example.org", "Жылдыз Сүйүнбек кызы", NATIONAL, Role.METHODOLOGIST),
    Person("editor@example.org", "Бакыт Чоң уулу", UNIVERSITY, Role.METHODOLOGIST),
    Person("coordinator@example.org", "Чынара Үсөн кызы", UNIVERSITY, Role.COORDINATOR),
    Person("coordinator2@example.org", "Эрмек Төлөгөн уулу", UNIVERSITY_2, Role.COORDINATOR),
    Person("national@example.org", "Динара Өскөн кызы", NATIONAL, Role.COORDINATOR),
    Person("admin@example.org", "Азамат Жеңиш уулу", NATIONAL, Role.COORDINATOR),
)

INSTITUTIONS: dict[str, dict[str, Any]] = {
    NATIONAL: {
        "kind": Institution.Kind.NATIONAL,
        "name_ky": "Улуттук китепкана (үлгү)",
        "name_ru": "Национальная библиотека (демонстрация)",
        "name_en": "National Library (demonstration)",
        "place_ky": "Бишкек",
        "place_ru": "Бишкек",
        "place_en": "Bishkek",
        "help_name": "Динара Өскөн кызы",
        "help_phone": "+996 000 000 001",
    },
    UNIVERSITY: {
        "kind": Institution.Kind.UNIVERSITY,
        "name_ky": "Ала-Арча университети (үлгү)",
        "name_ru": "Университет «Ала-Арча» (демонстрация)",
        "name_en": "Ala-Archa University (demonstration)",
        "place_ky": "Бишкек",
        "place_ru": "Бишкек",
        "place_en": "Bishkek",
        "help_name": "Чынара Үсөн кызы",
        "help_phone": "+996 000 000 002",
    },
    UNIVERSITY_2: {
        "kind": Institution.Kind.UNIVERSITY,
        "name_ky": "Сулайман-Тоо университети (үлгү)",
        "name_ru": "Университет «Сулайман-Тоо» (демонстрация)",
        "name_en": "Sulayman-Too University (demonstration)",
        "place_ky": "Ош",
        "place_ru": "Ош",
        "place_en": "Osh",
        "help_name": "Эрмек Төлөгөн уулу",
        "help_phone": "+996 000 000 003",
    },
    LIBRARY: {
        "kind": Institution.Kind.PUBLIC_LIBRARY,
        "name_ky": "Көк-Жар айылдык китепканасы (үлгү)",
        "name_ru": "Сельская библиотека Кок-Жар (демонстрация)",
        "name_en": "Kök-Jar Village Library (demonstration)",
        "place_ky": "Көк-Жар",
        "place_ru": "Кок-Жар",
        "place_en": "Kök-Jar",
        "help_name": "Гүлнара Мөлтүр кызы",
        "help_phone": "+996 000 000 004",
    },
}


@transaction.atomic
def prepare(*, editions: list[Edition], now: datetime) -> None:
    """People, institutions, a self-paced run of each course in each institution, and a valid, a revoked and an
    expired award."""
    institutions = {slug: Institution.objects.create(slug=slug, **values) for slug, values in INSTITUTIONS.items()}
    people = {person.email: _person(person, institutions) for person in PEOPLE}
    for slug, institution in institutions.items():
        if slug != NATIONAL:
            for edition in editions:
                _run(institution, edition, people["national@example.org"], now)
    _awards(editions[0], institutions, people["national@example.org"], now)


def _person(person: Person, institutions: dict[str, Institution]) -> Any:
    model = get_user_model()
    user = model.objects.create_user(email=person.email, password=PASSWORD, name=person.name, is_demo=True)
    if person.email == "admin@example.org":
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    Membership.objects.create(person=user, institution=institutions[person.institution], role=person.role)
    admit(user)
    return user


def _run(institution: Institution, edition: Edition, by: Any, now: datetime) -> Run:
    adoption = adopt(institution=institution, edition=edition, by=by, now=now)
    # A public library teaches whoever comes; a university its own people.
    is_library = institution.kind == Institution.Kind.PUBLIC_LIBRARY
    return runs.open_run(
        adoption=adoption,
        edition=edition,
        slug=f"{institution.slug}-{edition.course_slug}",
        audience=Run.Audience.EVERYONE if is_library else Run.Audience.MEMBERS,
        starts_on=now.date(),
    )


def _awards(edition: Edition, institutions: dict[str, Institution], register_keeper: Any, now: datetime) -> None:
    """Three graduates of earlier days."""
    model = get_user_model()
    cases = (
        ("graduate1@example.org", "Асель Токтогул кызы", UNIVERSITY, now - timedelta(days=30)),
        ("graduate2@example.org", "Мирлан Жээнбай уулу", UNIVERSITY_2, now - timedelta(days=60)),
        ("graduate3@example.org", "Зууракан Ибраим кызы", LIBRARY, _earlier(now)),
    )
    Terms.objects.create(course_key=edition.course_key, valid_months=12 * YEARS_VALID)
    awards = {}
    for email, name, slug, day in sorted(cases, key=lambda case: case[3]):
        learner = model.objects.create_user(email=email, password=PASSWORD, name=name, is_demo=True)
        Membership.objects.create(person=learner, institution=institutions[slug], role=Role.LEARNER)
        run = Run.objects.get(adoption__institution=institutions[slug], edition=edition)
        completion = finish_course(run=run, learner=learner, day=day)
        awards[email] = issuing.issue_if_earned(completion=completion, now=day)
    revoked = awards["graduate2@example.org"]
    if revoked is None:
        raise RuntimeError("The demo's graduate has no award, though everything was done.")
    reason = "Үлгү: жокко чыгарылган сертификат ушундай көрүнөт."
    issuing.revoke(award=revoked, reason=reason, by=register_keeper, now=now - timedelta(days=1))


def _earlier(now: datetime) -> datetime:
    return datetime(now.year - YEARS_VALID - 1, 3, 1, 10, 0, tzinfo=get_current_timezone())


def finish_course(*, run: Run, learner: Any, day: datetime) -> Completion:
    """Take a whole course with right answers, through the services of the learner's way."""
    enrolment = enrolments.enrol(run=run, learner=learner, now=day)
    for item in manifest_of(run.edition_id).items:
        if item.is_quiz:
            _pass_quiz(enrolment, item.key, Version.objects.get(key=item.key, content_hash=item.versions["ky"]), day)
        else:
            progress.lesson_done(enrolment=enrolment, item_key=item.key, now=day)
    return Completion.objects.get(enrolment=enrolment)


def _pass_quiz(enrolment: Enrolment, item_key: str, version: Version, day: datetime) -> None:
    attempt = attempts.start(
        learner=enrolment.learner,
        quiz_version=version,
        language="ky",
        context_key=context_key(enrolment.pk, item_key),
        owner_key=str(enrolment.run.institution.key),
        now=day,
        random=random.Random(item_key),  # noqa: S311 the demo is the same every time
    )
    for question in attempt.questions.select_related("question_version"):
        block = question.question_version.content["block"]
        answer = question_types[block["type"]].right_answer(block["value"])
        attempts.record_answer(question=question, sequence=1, answer=answer, now=day)
    attempts.submit(attempt=attempt, now=day)
    quiz_results.record(attempt_id=attempt.pk, now=day)
