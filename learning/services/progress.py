"""What a learner does with the items of a course: opened, where they stopped, done; and from that, completion."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from courses.editions import manifest_of
from learning.completion import Evidence
from learning.models import Completion, Enrolment, ItemProgress
from learning.signals import course_completed


def seen(*, enrolment: Enrolment, item_key: str, now: datetime, block_id: str = "") -> None:
    """The learner is at this item, and at this block of it if one is named: here "resume" leads back."""
    changes: dict[str, Any] = {"last_seen_at": now}
    if block_id:
        changes["block_id"] = block_id
    if not ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key).update(**changes):
        opened = ItemProgress(enrolment=enrolment, item_key=item_key, opened_at=now, **changes)
        ItemProgress.objects.bulk_create([opened], ignore_conflicts=True)


@transaction.atomic
def lesson_done(*, enrolment: Enrolment, item_key: str, now: datetime) -> None:
    """The learner says that the lesson is done. The first time counts."""
    _lock(enrolment)
    seen(enrolment=enrolment, item_key=item_key, now=now)
    ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key, done_at=None).update(done_at=now)
    complete_if_done(enrolment=enrolment, now=now)


@transaction.atomic
def quiz_graded(*, enrolment: Enrolment, item_key: str, percent: Decimal, passed: bool, now: datetime) -> None:
    """A quiz was graded: the best result is kept, and a first pass makes the item done. Safe to repeat."""
    _lock(enrolment)
    seen(enrolment=enrolment, item_key=item_key, now=now)
    mine = ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key)
    mine.filter(Q(best_percent=None) | Q(best_percent__lt=percent)).update(best_percent=percent)
    if passed:
        mine.filter(done_at=None).update(done_at=now)
    complete_if_done(enrolment=enrolment, now=now)


def _lock(enrolment: Enrolment) -> None:
    """Two last items finished at one moment must see each other, or neither would find the course complete."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)


def complete_if_done(*, enrolment: Enrolment, now: datetime) -> Completion | None:
    """Write the completion when the pinned edition asks for nothing more; it is written once, whoever comes first."""
    if not evidence_of(enrolment).is_complete:
        return None
    completion, made = Completion.objects.get_or_create(
        enrolment=enrolment, defaults={"edition": enrolment.edition, "completed_at": now}
    )
    if made:
        transaction.on_commit(lambda: course_completed.send(sender=Completion, completion_id=completion.pk))
    return completion


def evidence_of(enrolment: Enrolment) -> Evidence:
    """What the learner did, against the pinned edition; 1 query."""
    done = ItemProgress.objects.filter(enrolment=enrolment, done_at__isnull=False).values_list("item_key", flat=True)
    return Evidence(manifest_of(enrolment.edition_id), frozenset(map(str, done)))
