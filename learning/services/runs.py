"""Runs: an adopted course opened to people."""

from __future__ import annotations

from datetime import date

from courses.models import Edition
from learning.models import Run
from sharing.models import Adoption


def open_run(*, adoption: Adoption, edition: Edition, slug: str, audience: Run.Audience, starts_on: date) -> Run:
    """The run at this address, opened if there is none."""
    run, _made = Run.objects.get_or_create(
        slug=slug,
        defaults={"adoption": adoption, "edition": edition, "audience": audience, "starts_on": starts_on},
    )
    return run


def serve_edition(*, edition: Edition) -> int:
    """The course's runs give this edition to new enrolments; those enrolled stay where they are. How many runs."""
    older = Run.objects.filter(adoption__course_key=edition.course_key, edition__number__lt=edition.number)
    return older.update(edition=edition)
