"""Adoption: an institution decides to teach a course."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from courses.models import Edition
from institutions.models import Institution
from sharing.models import Adoption


def adopt(*, institution: Institution, edition: Edition, by: Any, now: datetime) -> Adoption:
    """The institution's adoption of the edition's course, made if there is none."""
    adoption, _made = Adoption.objects.get_or_create(
        institution=institution,
        course_key=edition.course_key,
        defaults={"adopted_at": now, "adopted_by": by},
    )
    return adoption
