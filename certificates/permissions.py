"""Who may do what with an award. Anyone who has its address may read it."""

from typing import Any

from certificates.models import Award
from institutions.permissions import is_national_staff


def can_revoke(person: Any, award: Award) -> bool:
    """The national library's staff, once."""
    return is_national_staff(person) and not hasattr(award, "revocation")
