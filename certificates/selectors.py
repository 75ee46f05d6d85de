"""Reads of the register."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from accounts.models import User
from certificates.models import Award
from certificates.numbers import Number
from certificates.snapshot import codes_in
from core.models.version import Version
from courses.editions import manifest_of
from courses.manifest import Manifest
from learning.completion import Evidence
from learning.models import Completion, ItemProgress


def register() -> QuerySet[Award]:
    """Every award in the order of issue, with its revocation if there is one; 1 query."""
    return Award.objects.select_related("revocation").order_by("issued_at", "pk")


def award_at(token: str) -> Award | None:
    """The award with this address; 1 query."""
    return register().filter(token=token).first()


def award_with(*, number: Number, check_code: str) -> Award | None:
    """The award with this number, if the check code is the one printed beside it; 1 query."""
    award = Award.objects.filter(number=str(number)).first()
    return award if award and constant_time_compare(award.check_code, check_code) else None


def award_for(completion: Completion) -> Award | None:
    """The award that a completion earned; 1 query."""
    return Award.objects.filter(completion=completion).first()


def waiting(person: User | None = None) -> QuerySet[Completion]:
    """Completions without an award, oldest first: of one person or of all; 1 query."""
    completions = Completion.objects.filter(award=None).order_by("completed_at", "pk")
    return completions.filter(enrolment__learner=person) if person else completions


def evidence_for(completion: Completion) -> Evidence:
    """What the learner did, against the completed edition (the enrolment may have moved on); 1 or 2 queries."""
    done = ItemProgress.objects.filter(enrolment=completion.enrolment_id, done_at__isnull=False)
    return Evidence(manifest_of(completion.edition_id), frozenset(map(str, done.values_list("item_key", flat=True))))


def competences_of(manifest: Manifest) -> set[str]:
    """The codes that the outcomes of the edition's course and lessons name, in any language; 1 query."""
    hashes = [*manifest.versions.values(), *_lesson_hashes(manifest)]
    outcomes = Version.objects.filter(content_hash__in=hashes).values_list("content__outcomes", flat=True)
    return {code for frozen in outcomes for code in codes_in(frozen)}


def _lesson_hashes(manifest: Manifest) -> Iterable[str]:
    return (hash_ for item in manifest.items if not item.is_quiz for hash_ in item.versions.values())
