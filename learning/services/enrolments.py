"""Enrolment, and the learner's move to a newer edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from courses.editions import manifest_of
from institutions.models import Membership
from learning.access import may_enrol
from learning.models import Enrolment, ItemProgress, Run
from learning.services import progress


class NotOpenToYou(Refusal):
    status = 403

    def __init__(self) -> None:
        super().__init__(_("This course is for the people of the institution. Ask its coordinator to add you."))


@transaction.atomic
def enrol(*, run: Run, learner: Any, now: datetime, read: Sequence[str] = ()) -> Enrolment:
    """The learner's enrolment in a run, pinned to the edition that the run serves now; a second click changes nothing.

    `read` has the slugs of lessons read on this device without an account, the latest last: they join the account as
    opened. Who enrols in an open run becomes a learner of its institution. Raises NotOpenToYou.
    """
    if not may_enrol(learner, run):
        raise NotOpenToYou
    enrolment, made = Enrolment.objects.get_or_create(
        run=run, learner=learner, defaults={"edition": run.edition, "enrolled_at": now}
    )
    if made:
        Membership.objects.get_or_create(person=learner, institution=run.institution, role=Membership.Role.LEARNER)
        _join_reading(enrolment, read, now)
    return enrolment


def _join_reading(enrolment: Enrolment, read: Sequence[str], now: datetime) -> None:
    places = manifest_of(enrolment.edition_id).places
    lessons = [slug for slug in dict.fromkeys(read) if slug in places and not places[slug][1].is_quiz]
    ItemProgress.objects.bulk_create(
        ItemProgress(
            enrolment=enrolment,
            item_key=places[slug][1].key,
            opened_at=now,
            last_seen_at=now + timedelta(microseconds=order),  # the one read last is where "resume" leads
        )
        for order, slug in enumerate(lessons)
    )


@transaction.atomic
def accept_edition(*, enrolment: Enrolment, now: datetime) -> None:
    """Move the learner to the edition that the run serves now. Progress stays: it is kept by the items' keys."""
    Enrolment.objects.filter(pk=enrolment.pk).update(edition=enrolment.run.edition)
    enrolment.refresh_from_db(fields=["edition"])
    progress.complete_if_done(enrolment=enrolment, now=now)
