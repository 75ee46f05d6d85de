import json
from io import StringIO

import pytest
from django.core.management import call_command

from certificates.models import Award, Terms
from certificates.services import issuing
from tests.factories import certificates as factory
from tests.factories.certificates import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def awards() -> list[Award]:
    Terms.objects.create(course_key=factory.edition().course_key, valid_months=12)
    moments = [NOW.replace(year=2020), NOW.replace(year=2090), NOW.replace(year=2090, day=23)]
    made = [issuing.issue_if_earned(completion=factory.completion(), now=moment) for moment in moments]
    issued = [award for award in made if award]
    issuing.revoke(award=issued[2], reason="why", by=None, now=NOW)
    return issued


def output(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_list_awards_as_json(awards: list[Award]) -> None:
    course = {"course": "library-and-search", "edition": 3}

    assert json.loads(output("list_awards", "--json")) == [
        {"number": award.number, "url": f"/c/{award.token}/", "status": status, **course}
        for award, status in zip(awards, ["expired", "valid", "revoked"], strict=True)
    ]


def test_list_awards_as_a_table(awards: list[Award]) -> None:
    heading, *lines = output("list_awards").splitlines()

    assert heading.split() == ["number", "status", "edition", "course", "address"]
    assert [line.split()[:2] for line in lines] == [
        [award.number, status] for award, status in zip(awards, ["expired", "valid", "revoked"], strict=True)
    ]


def test_list_awards_of_an_empty_register() -> None:
    assert json.loads(output("list_awards", "--json")) == []


def test_issue_due_certificates() -> None:
    factory.completion()

    assert output("issue_due_certificates") == "Certificates issued: 1\n"
    assert output("issue_due_certificates") == "Certificates issued: 0\n"
