import pytest
from django.contrib.auth.models import AnonymousUser

from institutions.models import Institution, Membership
from institutions.permissions import is_member, is_national_staff

pytestmark = pytest.mark.django_db


def test_members_belong_to_their_own_institution_only(alice, institution_a, institution_b):
    assert is_member(alice, institution_a)
    assert not is_member(alice, institution_b)
    assert not is_member(AnonymousUser(), institution_a)


@pytest.mark.parametrize(("role", "allowed"), [("learner", False), ("teacher", True), ("methodologist", True)])
def test_national_staff_are_those_who_work_at_the_national_library(alice, national_library, role, allowed):
    Membership.objects.create(person=alice, institution=national_library, role=role)
    assert is_national_staff(alice) is allowed


def test_a_methodologist_of_a_university_is_no_national_staff(alice, institution_a):
    Membership.objects.create(person=alice, institution=institution_a, role="methodologist")
    assert not is_national_staff(alice)
    assert not is_national_staff(AnonymousUser())


def test_a_name_that_lacks_a_language_is_shown_in_kyrgyz():
    institution = Institution(name_ky="Окуу жайы", name_ru="Учреждение")
    assert (institution.name, institution.names()) == ("Окуу жайы", {"ky": "Окуу жайы", "ru": "Учреждение"})
