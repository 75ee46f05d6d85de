import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from certificates.models import Award
from certificates.permissions import can_revoke
from certificates.services import issuing
from institutions.models import Institution, Membership
from tests.factories import certificates as factory
from tests.factories.certificates import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    issued = issuing.issue_if_earned(completion=factory.completion(), now=NOW)
    assert issued is not None
    return issued


def coordinator_of(institution: Institution) -> User:
    person = User.objects.create_user(email=f"coordinator@{institution.slug}.example.org")
    Membership.objects.create(person=person, institution=institution, role=Membership.Role.COORDINATOR)
    return person


def test_only_the_national_library_revokes(award: Award) -> None:
    assert can_revoke(coordinator_of(factory.national_library()), award)
    assert not can_revoke(coordinator_of(factory.university()), award)
    assert not can_revoke(award.holder, award)
    assert not can_revoke(AnonymousUser(), award)


def test_nothing_to_revoke_twice(award: Award) -> None:
    issuing.revoke(award=award, reason="why", by=None, now=NOW)

    assert not can_revoke(coordinator_of(factory.national_library()), Award.objects.get())
