from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from certificates import invariants, numbers, snapshot
from certificates.models import Award, NumberSeries, Revocation, Status, Terms
from certificates.services import issuing
from certificates.signals import award_issued
from institutions.models import Institution
from tests.factories import certificates as factory
from tests.factories.certificates import NAME, NOW

pytestmark = pytest.mark.django_db


def issue(**kwargs: Any) -> Award:
    award = issuing.issue_if_earned(completion=factory.completion(**kwargs), now=NOW)
    assert award is not None
    return award


def test_award_of_a_completed_course() -> None:
    completion = factory.completion()

    award = issuing.issue_if_earned(completion=completion, now=NOW)

    assert award is not None
    assert award.number == "KG-IL-2026-000001-" + numbers.check_digit("2026000001")
    assert numbers.is_check_code(award.check_code)
    assert len(award.token) == 22
    assert award.holder == completion.enrolment.learner
    assert award.holder_name == NAME
    assert award.issued_at == NOW
    assert award.snapshot == {
        "format": 1,
        "number": award.number,
        "document_type": "certificate_of_completion",
        "holder": snapshot.holder_hash(name=NAME, salt=award.name_salt),
        "course": {
            "key": factory.key("library-and-search"),
            "slug": "library-and-search",
            "code": "IL-S",
            "titles": factory.TITLES,
        },
        "edition": {"number": 3, "hash": "e" * 64},
        "hours": "6",
        "form": "online",
        "started_on": "2026-11-03",
        "completed_on": "2026-11-20",
        "issued_on": "2026-11-22",
        "expires_on": None,
        "institution": {
            "key": str(factory.university().key),
            "names": {"ky": "Биринчи университет", "ru": "Первый университет", "en": "First University"},
            "places": {},
        },
        "issuer": {
            "key": str(factory.national_library().key),
            "names": {"ky": "Улуттук китепкана", "ru": "Национальная библиотека", "en": "National Library"},
            "places": {"ky": "Бишкек"},
        },
        "competences": ["AUTH.K2", "AUTH.K10", "SP3"],
        "modules": [
            {
                "key": factory.key("m1"),
                "code": "IL-03",
                "titles": {"ky": "Каталог", "ru": "Каталог", "en": "Catalogue"},
                "hours": "2.5",
            },
            {"key": factory.key("m2"), "code": "IL-04", "titles": {"ky": "Издөө стратегиясы"}, "hours": "3.5"},
        ],
        "rule": {"name": "course_completed", "version": 1},
    }


def test_issued_twice_is_the_same_award() -> None:
    completion = factory.completion()

    first = issuing.issue_if_earned(completion=completion, now=NOW)
    second = issuing.issue_if_earned(completion=completion, now=NOW + timedelta(days=400))

    assert first == second
    assert Award.objects.count() == 1
    assert list(NumberSeries.objects.values_list("year", "last")) == [(2026, 1)]


def test_numbers_follow_each_other_and_begin_anew_each_year() -> None:
    made = [factory.completion() for _ in range(3)]
    new_year = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)  # midnight in Bishkek

    awards = [issuing.issue_if_earned(completion=completion, now=NOW) for completion in made[:2]]
    awards.append(issuing.issue_if_earned(completion=made[2], now=new_year))

    assert [numbers.parse(award.number) for award in awards if award] == [
        numbers.Number("KG-IL", 2026, 1),
        numbers.Number("KG-IL", 2026, 2),
        numbers.Number("KG-IL", 2027, 1),
    ]
    assert list(invariants.problems()) == []


def test_nothing_is_issued_while_something_is_missing() -> None:
    completion = factory.completion(done=("l1", "l2"))

    assert issuing.issue_if_earned(completion=completion, now=NOW) is None
    assert not NumberSeries.objects.exists()


def test_without_a_name_the_award_waits_for_it() -> None:
    completion = factory.completion(name="  ")
    person = completion.enrolment.learner
    stranger = factory.completion(name="")

    assert issuing.issue_if_earned(completion=completion, now=NOW) is None

    User.objects.filter(pk__in=[person.pk, stranger.enrolment.learner.pk]).update(name=" Токтогул   уулу Акылбек ")
    assert issuing.issue_waiting(person=person, now=NOW) == 1
    assert issuing.issue_waiting(person=person, now=NOW) == 0
    assert Award.objects.get().holder_name == "Токтогул уулу Акылбек"


def test_issue_waiting_for_all() -> None:
    factory.completion()
    factory.completion()
    factory.completion(done=())

    assert issuing.issue_waiting(now=NOW) == 2


def test_a_failure_gives_the_number_back(monkeypatch: pytest.MonkeyPatch) -> None:
    completion = factory.completion()
    with monkeypatch.context() as broken:
        broken.setattr(snapshot, "build", lambda **_facts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issuing.issue_if_earned(completion=completion, now=NOW)

    award = issuing.issue_if_earned(completion=completion, now=NOW)

    assert award is not None
    assert numbers.parse(award.number).serial == 1


def test_without_a_national_library_nothing_is_issued() -> None:
    completion = factory.completion()
    Institution.objects.filter(kind=Institution.Kind.NATIONAL).delete()

    with pytest.raises(Institution.DoesNotExist):
        issuing.issue_if_earned(completion=completion, now=NOW)
    assert not Award.objects.exists()


def test_terms_of_the_course_set_the_end() -> None:
    Terms.objects.create(course_key=factory.edition().course_key, valid_months=36)

    award = issue()

    assert award.expires_on == date(2029, 11, 22)
    assert award.snapshot["expires_on"] == "2029-11-22"
    assert award.status_on(date(2029, 11, 22)) == Status.VALID
    assert award.status_on(date(2029, 11, 23)) == Status.EXPIRED


def test_award_issued_is_told_once_and_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    told: list[int] = []
    completion = factory.completion()

    def hear(award_id: int, **_kwargs: Any) -> None:
        told.append(award_id)

    award_issued.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            award = issuing.issue_if_earned(completion=completion, now=NOW)
            assert told == []
        with django_capture_on_commit_callbacks(execute=True):
            issuing.issue_if_earned(completion=completion, now=NOW)
    finally:
        award_issued.disconnect(hear)

    assert award is not None
    assert told == [award.pk]


def test_revoke() -> None:
    award, by = issue(), User.objects.create_user(email="national@example.org")

    issuing.revoke(award=award, reason=" Issued to another person. ", by=by, now=NOW)

    revocation = Revocation.objects.get()
    assert (revocation.award, revocation.reason, revocation.revoked_by) == (award, "Issued to another person.", by)
    assert Award.objects.get().status_on(NOW.date()) == Status.REVOKED


def test_revoke_needs_a_reason() -> None:
    with pytest.raises(issuing.ReasonMissing, match="why"):
        issuing.revoke(award=issue(), reason="  ", by=None, now=NOW)


def test_revoke_twice_is_refused_and_the_first_stands() -> None:
    award = issue()
    issuing.revoke(award=award, reason="first", by=None, now=NOW)

    with pytest.raises(issuing.AlreadyRevoked, match="already"):
        issuing.revoke(award=Award.objects.get(), reason="second", by=None, now=NOW + timedelta(days=1))

    assert Revocation.objects.get().reason == "first"


def test_revocation_outweighs_expiry() -> None:
    Terms.objects.create(course_key=factory.edition().course_key, valid_months=1)
    award = issue()
    issuing.revoke(award=award, reason="why", by=None, now=NOW)

    assert award.status_on(date(2030, 1, 1)) == Status.REVOKED


def test_erase_holder_keeps_the_register_whole() -> None:
    award = issue()
    said = dict(award.snapshot)

    issuing.erase_holder(award=award)

    award.refresh_from_db()
    assert (award.holder, award.holder_name, award.name_salt) == (None, "", "")
    assert award.snapshot == said
    assert list(invariants.problems()) == []


def test_an_erased_award_is_not_issued_again() -> None:
    award = issue()
    issuing.erase_holder(award=award)

    assert issuing.issue_waiting(now=NOW) == 0
    assert issuing.issue_if_earned(completion=award.completion, now=NOW) == award


def test_name_and_salt_go_together() -> None:
    award = issue()

    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(name_salt="")


@pytest.mark.parametrize("learners", [1, 3])
def test_queries_to_issue_do_not_depend_on_the_register(learners: int, django_assert_num_queries: Any) -> None:
    for _ in range(learners):
        issue()
    completion = factory.completion()

    # award, completion, terms, progress, savepoint, outcomes, issuer, series twice, award again, number, award, release
    with django_assert_num_queries(13):
        issuing.issue_if_earned(completion=completion, now=NOW)
