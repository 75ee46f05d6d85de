"""People in the Wagtail admin."""

import pytest
from django.test import Client

from accounts.models import User

PASSWORD = "a long good password"


@pytest.fixture
def admin(client: Client, db: None) -> User:
    person = User.objects.create_superuser("admin", "admin@example.org", PASSWORD, name="Admin")
    client.force_login(person)
    return person


def test_list_shows_names_and_finds_by_them(client: Client, admin: User, alice: User, bob: User) -> None:
    page = client.get("/cms/users/", {"q": "Alic"})
    assert "alice@example.org" in page.text
    assert "bob@example.org" not in page.text


def test_a_person_is_made_with_one_free_name(client: Client, admin: User) -> None:
    assert "first_name" not in client.get("/cms/users/new/").text
    response = client.post(
        "/cms/users/new/",
        {
            "username": "aigul2",
            "name": " Айгүл  Өмүрбекова",
            "email": "a@example.org",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert response.status_code == 302
    assert User.objects.get(username="aigul2").name == "Айгүл Өмүрбекова"


def test_an_e_mail_is_not_demanded(client: Client, admin: User) -> None:
    data = {"username": "without", "name": "", "email": "", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/cms/users/new/", data).status_code == 302
    assert User.objects.get(username="without").email is None


def test_two_people_never_share_an_e_mail(client: Client, admin: User, alice: User) -> None:
    data = {"username": "other", "name": "", "email": "Alice@example.org", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post("/cms/users/new/", data)
    assert page.status_code == 200
    assert "Another person has this e-mail" in page.text


def test_a_person_is_changed(client: Client, admin: User, alice: User) -> None:
    address = f"/cms/users/edit/{alice.pk}/"
    assert client.get(address).status_code == 200
    data = {"username": alice.username, "name": "Алиса", "email": "alice@example.org", "is_active": "on"}
    assert client.post(address, data).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.email) == ("Алиса", "alice@example.org")
    assert alice.check_password("a good password")


def test_the_account_screen_has_one_name(client: Client, admin: User) -> None:
    page = client.get("/cms/account/")
    assert page.status_code == 200
    assert "name_email-first_name" not in page.text
    assert "name_email-name" in page.text
