"""Who stands where in a run: every learner's page begins here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from courses.editions import manifest_of
from courses.manifest import Item, Manifest, Module
from institutions.models import Membership
from institutions.permissions import STAFF_ROLES, is_member
from learning.contexts import context_key
from learning.models import Enrolment, Run


class NotEnrolled(Exception):
    """The person may learn in this run but is not enrolled yet."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.slug)
        self.run = run


@dataclass(frozen=True)
class Seat:
    """A person in a run. `enrolment` is None for those who teach it; they read the edition that the run now serves."""

    run: Run
    enrolment: Enrolment | None
    manifest: Manifest
    sees_teachers_notes: bool


@dataclass(frozen=True)
class Place:
    """A learner at an item of a run."""

    run: Run
    enrolment: Enrolment
    manifest: Manifest
    module: Module
    item: Item

    @property
    def context_key(self) -> str:
        return context_key(self.enrolment.pk, self.item.key)

    @property
    def owner_key(self) -> str:
        return str(self.run.institution.key)


def seat_of(person: Any, run_slug: str) -> Seat:
    """The person's seat in a run; 1 query for a learner, up to 3 otherwise.

    Raises Http404 for no such run, NotEnrolled for those who could enrol, PermissionDenied for all others.
    """
    enrolment = (
        Enrolment.objects.select_related("run__adoption__institution")
        .filter(run__slug=run_slug, learner=person)
        .annotate(teaches=_teaching(person, OuterRef("run__adoption__institution")))
        .first()
    )
    if enrolment:
        return Seat(enrolment.run, enrolment, manifest_of(enrolment.edition_id), enrolment.teaches)
    run = (
        Run.objects.select_related("adoption__institution")
        .filter(slug=run_slug)
        .annotate(teaches=_teaching(person, OuterRef("adoption__institution")))
        .first()
    )
    if run is None:
        raise Http404
    if run.teaches:
        return Seat(run, None, manifest_of(run.edition_id), sees_teachers_notes=True)
    if not may_enrol(person, run):
        raise PermissionDenied
    raise NotEnrolled(run)


def place_of(person: Any, run_slug: str, item_slug: str) -> Place:
    """The learner's place at an item.

    Raises as `seat_of` does, Http404 for no such item, PermissionDenied for teachers.
    """
    return place_at(seat_of(person, run_slug), item_slug)


def place_at(seat: Seat, item_slug: str) -> Place:
    """The learner's place at an item, from a seat already taken. Raises Http404, PermissionDenied for teachers."""
    if item_slug not in seat.manifest.places:
        raise Http404
    if seat.enrolment is None:
        raise PermissionDenied
    module, item = seat.manifest.places[item_slug]
    return Place(seat.run, seat.enrolment, seat.manifest, module, item)


def may_enrol(person: Any, run: Run) -> bool:
    """Open runs take everyone; the others take the people of the institution."""
    if run.audience == Run.Audience.EVERYONE:
        return True
    return is_member(person, run.institution)


def _teaching(person: Any, institution: OuterRef) -> Exists:
    return Exists(Membership.objects.filter(person=person, institution=institution, role__in=STAFF_ROLES))
