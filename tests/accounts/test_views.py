import pytest
from django.test import Client

from accounts.models import User

PROFILE = "/accounts/profile/"


def test_profile_of_a_visitor_asks_to_sign_in(client: Client, db: None) -> None:
    response = client.get(PROFILE)
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={PROFILE}"  # type: ignore[attr-defined]


def test_profile_shows_the_name_as_on_the_certificate(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.get(PROFILE)
    assert "This is how it will stand on the certificate." in page.text
    assert "alice@example.org" in page.text


def test_profile_keeps_the_tidied_name(client: Client, alice: User) -> None:
    client.force_login(alice)
    response = client.post(PROFILE, {"name": "  Алиса  Асанова "})
    assert response.url == PROFILE  # type: ignore[attr-defined]
    assert User.objects.get(pk=alice.pk).name == "Алиса Асанова"


def test_profile_leads_back_to_where_the_name_was_needed(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert 'name="next" value="/ky/my/"' in client.get(PROFILE, {"next": "/ky/my/"}).text
    response = client.post(PROFILE, {"name": "Алиса", "next": "/ky/my/"})
    assert response.url == "/ky/my/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_profile_never_leads_to_another_site(client: Client, alice: User, elsewhere: str) -> None:
    client.force_login(alice)
    response = client.post(PROFILE, {"name": "Алиса", "next": elsewhere})
    assert response.url == PROFILE  # type: ignore[attr-defined]


def test_a_name_too_long_is_refused_and_kept_in_the_field(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.post(PROFILE, {"name": "А" * 201})
    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert 'href="#id_name"' in page.text
    assert "А" * 201 in page.text
    assert User.objects.get(pk=alice.pk).name == "Alice"
