"""Every account page stands in our frame: language, landmarks, one heading, labels above the fields."""

import re

import pytest
from django.test import Client

from accounts.models import User

OPEN = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/abc-def/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/none/",
    "/accounts/inactive/",
]
SIGNED_IN = [
    "/accounts/profile/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
]


def assert_framed(html: str, language: str) -> None:
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == html.count("<main") == 1
    assert 'href="#content">' in html
    assert re.search(r"<title>\S.* · Sabat</title>", html)
    assert "placeholder=" not in html
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)
    for field in re.findall(r'<input(?![^>]*type="hidden")[^>]* id="(id_\w+)"', html):
        assert f'<label for="{field}"' in re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("address", OPEN)
def test_page_for_everybody(client: Client, db: None, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    page = client.get(address)
    assert page.status_code == 200
    assert_framed(page.text, language)


@pytest.mark.parametrize("address", SIGNED_IN)
def test_page_of_a_person(client: Client, alice: User, address: str) -> None:
    client.cookies["django_language"] = "ky"
    client.force_login(alice)
    page = client.get(address)
    assert page.status_code == 200
    assert_framed(page.text, "ky")


def test_page_for_choosing_the_first_password(client: Client, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    client.cookies["django_language"] = "ky"
    client.force_login(alice)
    assert_framed(client.get("/accounts/password/set/").text, "ky")
