from datetime import UTC, datetime

import pytest

from sharing.models import Adoption
from sharing.services import adopt
from tests.factories.courses import released

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_adopting_twice_is_one_adoption(institution_a, carol):
    edition = released()
    first, second = (adopt(institution=institution_a, edition=edition, by=carol, now=NOW) for _ in range(2))
    assert first == second
    assert str(Adoption.objects.get().course_key) == str(edition.course_key)


def test_each_institution_has_its_own_adoption(institution_a, institution_b):
    edition = released()
    for institution in (institution_a, institution_b):
        adopt(institution=institution, edition=edition, by=None, now=NOW)
    assert Adoption.objects.count() == 2
