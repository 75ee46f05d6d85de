"""Runs and the people in them, built directly."""

from __future__ import annotations

from typing import Any

from courses.models import Edition
from institutions.models import Institution
from learning.models import Completion, Enrolment, ItemProgress, Run
from sharing.models import Adoption
from tests.factories.courses import NOW


def run(edition: Edition, institution: Institution, *, slug: str = "run", audience: str = Run.Audience.MEMBERS) -> Run:
    adoption, _made = Adoption.objects.get_or_create(
        institution=institution, course_key=edition.course_key, defaults={"adopted_at": NOW}
    )
    return Run.objects.create(slug=slug, adoption=adoption, edition=edition, audience=audience, starts_on=NOW.date())


def enrolment(run: Run, learner: Any) -> Enrolment:
    """Pinned to the edition that the run serves."""
    return Enrolment.objects.create(run=run, learner=learner, edition_id=run.edition_id, enrolled_at=NOW)


def progress(enrolment: Enrolment, item_key: str, *, done: bool = False, block_id: str = "") -> ItemProgress:
    return ItemProgress.objects.create(
        enrolment=enrolment,
        item_key=item_key,
        opened_at=NOW,
        last_seen_at=NOW,
        done_at=NOW if done else None,
        block_id=block_id,
    )


def completion(enrolment: Enrolment) -> Completion:
    """Everything done, and the course completed."""
    for item in enrolment.edition.outline().items:
        progress(enrolment, item.key, done=True)
    return Completion.objects.create(enrolment=enrolment, edition=enrolment.edition, completed_at=NOW)
