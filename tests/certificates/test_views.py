from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from certificates import numbers, throttle
from certificates.models import Award, Terms
from certificates.services import issuing
from tests.factories import certificates as factory
from tests.factories.certificates import NAME, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_cache(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "views"}}
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def award() -> Award:
    issued = issuing.issue_if_earned(completion=factory.completion(), now=NOW)
    assert issued is not None
    return issued


@pytest.fixture
def expired() -> Award:
    Terms.objects.create(course_key=factory.edition().course_key, valid_months=12)
    issued = issuing.issue_if_earned(completion=factory.completion(), now=NOW.replace(year=2020))
    assert issued is not None
    return issued


@pytest.fixture
def revoked(award: Award) -> Award:
    issuing.revoke(award=award, reason="Issued to <another> person.", by=None, now=NOW)
    return award


def page(client: Client, award: Award) -> str:
    response = client.get(f"/c/{award.token}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def typed(award: Award, **changes: str) -> dict[str, str]:
    return {"number": award.number, "check_code": numbers.printed_check_code(award.check_code), **changes}


# The public page


def test_valid_certificate(client: Client, award: Award) -> None:
    html = page(client, award)

    assert "<h1>Valid</h1>" in html
    bodies = ("First University", "National Library")
    for words in (NAME, award.number, "Library and search", *bodies, "AUTH.K2 · AUTH.K10 · SP3"):
        assert words in html
    assert "Nov. 22, 2026" in html
    assert "IL-S, № 3" in html
    assert f'href="/c/{award.token}.pdf"' in html


def test_page_has_a_minimum_of_personal_data(client: Client, award: Award) -> None:
    html = page(client, award)

    assert award.holder is not None
    person = (award.holder.email, award.holder.username)
    for secret in (*person, award.check_code, award.name_salt, award.snapshot["holder"]):
        assert secret not in html


def test_page_is_neither_indexed_nor_cached(client: Client, award: Award) -> None:
    for address in ("/c/", f"/c/{award.token}/", f"/c/{award.token}.pdf", "/c/unknown/"):
        response = client.get(address)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page(client, award)


@pytest.mark.parametrize(
    ("language", "title", "institution"),
    [
        ("ky", "Китепкана жана издөө", "Биринчи университет"),
        ("ru", "Библиотека и поиск", "Первый университет"),
        ("en", "Library and search", "First University"),
    ],
)
def test_page_speaks_the_reader_s_language(award: Award, language: str, title: str, institution: str) -> None:
    client = Client(headers={"accept-language": language})

    html = page(client, award)

    assert f'<html lang="{language}"' in html
    assert f'lang="{language}">{title}<' in html
    assert f'lang="{language}">{institution}<' in html


def test_a_title_in_another_language_says_so(client: Client, award: Award) -> None:
    assert '<td lang="ky">Издөө стратегиясы</td>' in page(client, award)


def test_the_register_s_page_costs_one_query(client: Client, award: Award, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        page(client, award)


def test_expired_certificate(client: Client, expired: Award) -> None:
    html = page(client, expired)

    assert "<h1>Expired on Nov. 22, 2021</h1>" in html
    assert f"/c/{expired.token}.pdf" in html


def test_revoked_certificate(client: Client, revoked: Award) -> None:
    html = page(client, revoked)

    assert "<h1>Revoked on Nov. 22, 2026</h1>" in html
    assert "Issued to &lt;another&gt; person." in html
    assert f"/c/{revoked.token}.pdf" not in html


def test_erased_holder(client: Client, award: Award) -> None:
    issuing.erase_holder(award=award)

    html = page(client, award)

    assert "<h1>Holder&#x27;s data removed</h1>" in html or "<h1>Holder's data removed</h1>" in html
    assert NAME not in html
    assert f"/c/{award.token}.pdf" not in html


def test_unknown_token_explains(client: Client) -> None:
    for address in ("/c/aaaaaaaaaaaaaaaaaaaaaa/", "/c/aaaaaaaaaaaaaaaaaaaaaa.pdf"):
        response = client.get(address)
        assert response.status_code == 404
        assert "cannot be confirmed" in response.content.decode()


def test_nobody_can_post_to_the_page(client: Client, award: Award) -> None:
    assert client.post(f"/c/{award.token}/").status_code == 405
    assert client.post(f"/c/{award.token}.pdf").status_code == 405


# The paper


def test_pdf(client: Client, award: Award) -> None:
    response = client.get(f"/c/{award.token}.pdf")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{award.number}.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_no_pdf_for_a_revoked_certificate(client: Client, revoked: Award) -> None:
    response = client.get(f"/c/{revoked.token}.pdf")

    assert response.status_code == 410
    assert f"{revoked.number} was revoked on Nov. 22, 2026." in response.content.decode()


def test_no_pdf_without_a_holder(client: Client, award: Award) -> None:
    issuing.erase_holder(award=award)

    response = client.get(f"/c/{award.token}.pdf")

    assert response.status_code == 410
    assert "were removed" in response.content.decode()


# Number and check code


def test_lookup_leads_to_the_page(client: Client, award: Award) -> None:
    number, check_code = award.number.lower().replace("-", " "), award.check_code.lower()

    response = client.post("/c/", {"number": number, "check_code": check_code})

    assert response.status_code == 302
    assert response["Location"] == f"/c/{award.token}/"


def test_lookup_shows_an_empty_form(client: Client) -> None:
    html = client.get("/c/").content.decode()

    assert 'name="number"' in html
    assert 'name="check_code"' in html


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"check_code": "00000000"}, "no certificate with this number and check code"),
        ({"number": str(numbers.Number("KG-IL", 2026, 999))}, "no certificate with this number and check code"),
        ({"number": "KG-IL-2026-000001-9"}, "a digit is mistyped"),
        ({"number": "123"}, "Write the whole number"),
        ({"check_code": "123"}, "eight letters and digits"),
        ({"check_code": ""}, "This field is required"),
    ],
)
def test_lookup_refuses_and_says_what_to_do(client: Client, award: Award, changes: dict[str, str], hint: str) -> None:
    response = client.post("/c/", typed(award, **changes))

    html = response.content.decode()
    assert response.status_code == 200
    assert hint in html
    assert NAME not in html
    assert award.token not in html


def test_lookup_does_not_tell_a_wrong_code_from_a_wrong_number(client: Client, award: Award) -> None:
    wrong_code = client.post("/c/", typed(award, check_code="ZZZZZZZZ"))
    wrong_number = client.post("/c/", typed(award, number=str(numbers.Number("KG-IL", 2026, 999))))

    assert wrong_code.context["form"].errors == wrong_number.context["form"].errors


def test_lookup_too_often(client: Client, award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "ATTEMPTS_A_MINUTE", 0)

    response = client.post("/c/", typed(award))

    html = response.content.decode()
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert "Wait one minute" in html
    assert f'value="{award.number}"' in html


def test_throttle_counts_each_address_by_the_minute(rf: Any) -> None:
    one, other = rf.post("/c/", REMOTE_ADDR="192.0.2.1"), rf.post("/c/", REMOTE_ADDR="192.0.2.2")
    minute = 1_790_000_040 // 60 * 60

    waits = [throttle.seconds_to_wait(one, timestamp=minute + 15) for _ in range(throttle.ATTEMPTS_A_MINUTE + 2)]

    assert waits == [0] * throttle.ATTEMPTS_A_MINUTE + [45, 45]
    assert throttle.seconds_to_wait(other, timestamp=minute + 15) == 0
    assert throttle.seconds_to_wait(one, timestamp=minute + 60) == 0
