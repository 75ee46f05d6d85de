"""What the learner's pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from courses.editions import manifest_of
from courses.manifest import Item, Manifest, Module
from courses.models import Edition
from institutions.models import Membership
from institutions.permissions import STAFF_ROLES
from learning.completion import Evidence, progress as progress_of
from learning.models import Completion, Enrolment, ItemProgress, Run


@dataclass(frozen=True)
class Row:
    """An item in an outline."""

    item: Item
    url: str
    status: str
    """`not_started`, `in_progress` or `done`."""
    is_current: bool


@dataclass(frozen=True)
class Part:
    """A module in an outline."""

    module: Module
    rows: list[Row]

    @property
    def done(self) -> int:
        return sum(row.status == "done" for row in self.rows)

    @property
    def is_current(self) -> bool:
        return any(row.is_current for row in self.rows)


@dataclass(frozen=True)
class Outline:
    """A course as one learner stands in it."""

    parts: list[Part]
    done: int
    total: int
    resume: Item | None
    """Where "continue" leads; None when there is nothing left."""
    resume_block: str
    has_begun: bool
    missing: tuple[Item, ...]

    @property
    def missing_lessons(self) -> int:
        return sum(not item.is_quiz for item in self.missing)

    @property
    def missing_quizzes(self) -> int:
        return sum(item.is_quiz for item in self.missing)


def item_url(run: Run, item: Item) -> str:
    return reverse("learning:item", args=[run.slug, item.slug])


def progress_rows(enrolment: Enrolment | None) -> dict[str, ItemProgress]:
    """The learner's progress by item key; 1 query, none for a teacher."""
    if enrolment is None:
        return {}
    return {str(row.item_key): row for row in ItemProgress.objects.filter(enrolment=enrolment)}


def outline(run: Run, manifest: Manifest, rows: dict[str, ItemProgress], current: Item | None = None) -> Outline:
    """The outline from rows already read; no query."""

    def row_of(item: Item) -> Row:
        progress = rows.get(item.key)
        status = "not_started" if progress is None else "done" if progress.done_at else "in_progress"
        return Row(item, item_url(run, item), status, item == current)

    done = frozenset(key for key, row in rows.items() if row.done_at)
    missing = Evidence(manifest, done).missing()
    count, total = progress_of(manifest, done)
    resume = _resume(manifest, rows, missing)
    return Outline(
        parts=[Part(module, [row_of(item) for item in module.items]) for module in manifest.modules],
        done=count,
        total=total,
        resume=resume,
        resume_block=rows[resume.key].block_id if resume and resume.key in rows else "",
        has_begun=bool(rows),
        missing=missing,
    )


def _resume(manifest: Manifest, rows: dict[str, ItemProgress], missing: tuple[Item, ...]) -> Item | None:
    """The item seen last if it is not done, else the first one missing after it, else the first one missing."""
    items = {item.key: position for position, item in enumerate(manifest.items)}
    seen = [row for key, row in rows.items() if key in items]
    if not seen or not missing:
        return missing[0] if missing else None
    position = items[str(max(seen, key=lambda row: row.last_seen_at).item_key)]
    return next((item for item in missing if items[item.key] >= position), missing[0])


def newer_edition(run: Run, enrolment: Enrolment | None) -> Edition | None:
    """The edition that the run now serves, if the learner is pinned to another; 1 query if so, else none."""
    if enrolment is None or enrolment.edition_id == run.edition_id:
        return None
    return Edition.objects.defer("manifest").get(pk=run.edition_id)


@dataclass(frozen=True)
class MyCourse:
    """An enrolment as "my learning" shows it."""

    enrolment: Enrolment
    manifest: Manifest
    outline: Outline
    completion: Completion | None
    active_at: datetime
    """When the person was last at an item of the course, else the day of enrolment."""


def my_courses(person: Any) -> list[MyCourse]:
    """All enrolments of a person, the one learned in last first; 2 queries, and 1 for each edition not read yet."""
    enrolments = list(
        Enrolment.objects.filter(learner=person)
        .select_related("run__adoption__institution", "completion")
        .order_by("-enrolled_at", "-pk")
    )
    rows: dict[int, dict[str, ItemProgress]] = {enrolment.pk: {} for enrolment in enrolments}
    for row in ItemProgress.objects.filter(enrolment__in=rows):
        rows[row.enrolment_id][str(row.item_key)] = row
    found = []
    for enrolment in enrolments:
        manifest = manifest_of(enrolment.edition_id)
        mine = rows[enrolment.pk]
        stand = outline(enrolment.run, manifest, mine)
        active_at = max((row.last_seen_at for row in mine.values()), default=enrolment.enrolled_at)
        found.append(MyCourse(enrolment, manifest, stand, getattr(enrolment, "completion", None), active_at))
    return sorted(found, key=lambda course: course.active_at, reverse=True)


@dataclass(frozen=True)
class OpenRun:
    """A run that somebody may enrol in, or teaches."""

    run: Run
    manifest: Manifest


def taught_by(person: Any) -> list[OpenRun]:
    """The runs of the institutions in which the person teaches, coordinates or authors; 1 query."""
    mine = Membership.objects.filter(person=person, institution=OuterRef("adoption__institution"), role__in=STAFF_ROLES)
    return _open_runs(Run.objects.filter(Exists(mine)))


def runs_open_to(person: Any, course_slug: str) -> list[OpenRun]:
    """The runs of a course at the person's own institutions; where there are none, those open to everyone. 1 query."""
    mine = Membership.objects.filter(person=person, institution=OuterRef("adoption__institution"))
    runs = Run.objects.filter(edition__course_slug=course_slug).annotate(is_mine=Exists(mine))
    allowed = runs.filter(Q(is_mine=True) | Q(audience=Run.Audience.EVERYONE))
    found = _open_runs(allowed.order_by("-is_mine", "starts_on", "pk"))
    return [one for one in found if one.run.is_mine] or found  # type: ignore[attr-defined]


def _open_runs(runs: Any) -> list[OpenRun]:
    found = runs.select_related("adoption__institution")
    return [OpenRun(run, manifest_of(run.edition_id)) for run in found]
