"""Who may do what because of a membership."""

from typing import Any

from institutions.models import Institution, Membership

STAFF_ROLES = (Membership.Role.TEACHER, Membership.Role.COORDINATOR, Membership.Role.METHODOLOGIST)


def is_member(person: Any, institution: Institution) -> bool:
    """Has the person any role in the institution?"""
    return bool(person.is_authenticated) and institution.memberships.filter(person=person).exists()


def is_national_staff(person: Any) -> bool:
    """Methodologists and coordinators of the national library, and administrators: they reach the CMS."""
    if not person.is_authenticated:
        return False
    return (
        bool(person.is_superuser)
        or Membership.objects.filter(
            person=person, institution__kind=Institution.Kind.NATIONAL, role__in=STAFF_ROLES
        ).exists()
    )
