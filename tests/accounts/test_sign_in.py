"""Sign-up, sign-in and the forgotten password, as a person goes through them."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User

PASSWORD = "a long good password"


@pytest.fixture(autouse=True)
def _english(client: Client, db: None) -> None:
    client.cookies["django_language"] = "en"


def test_signing_up_makes_a_person_who_is_signed_in(client: Client) -> None:
    response = client.post(
        "/accounts/signup/?next=/en/courses/",
        {"email": "New@Example.org", "password1": PASSWORD, "name": " Жаңы  Окуучу ", "next": "/en/courses/"},
    )
    assert response.url == "/en/courses/"  # type: ignore[attr-defined]
    person = User.objects.get(email="new@example.org")
    assert person.name == "Жаңы Окуучу"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_name_can_wait(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert User.objects.get(email="new@example.org").name == ""


def test_the_user_name_tells_nothing_about_the_person(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "aigul@example.org", "password1": PASSWORD, "name": "Айгүл"})
    assert re.fullmatch(r"[a-z2-9]{12}", User.objects.get(email="aigul@example.org").username)


def test_an_e_mail_serves_one_account(client: Client, alice: User) -> None:
    page = client.post("/accounts/signup/", {"email": "Alice@example.org", "password1": PASSWORD})
    assert "already registered with this email" in page.text
    assert User.objects.filter(email="alice@example.org").count() == 1
    assert "_auth_user_id" not in client.session


def test_a_weak_password_is_explained_and_the_e_mail_kept(client: Client) -> None:
    page = client.post("/accounts/signup/", {"email": "new@example.org", "password1": "short"})
    assert "<title>Error: " in page.text
    assert 'href="#id_password1"' in page.text
    assert 'value="new@example.org"' in page.text
    assert not User.objects.filter(email="new@example.org").exists()


def test_signing_in_leads_to_where_the_person_was_going(client: Client, alice: User) -> None:
    page = client.get("/accounts/login/", {"next": "/ru/courses/"})
    assert 'name="next" value="/ru/courses/"' in page.text
    response = client.post(
        "/accounts/login/", {"login": "alice@example.org", "password": "a good password", "next": "/ru/courses/"}
    )
    assert response.url == "/ru/courses/"  # type: ignore[attr-defined]


def test_signing_in_never_leads_to_another_site(client: Client, alice: User) -> None:
    response = client.post(
        "/accounts/login/",
        {"login": "alice@example.org", "password": "a good password", "next": "https://evil.example/"},
    )
    assert response.url == "/en/my/"  # type: ignore[attr-defined]


def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_answer(client: Client, alice: User) -> None:
    def answer(email: str) -> list[str]:
        page = client.post("/accounts/login/", {"login": email, "password": "wrong"})
        return re.findall(r"<li>.*?</li>", page.text.split('class="alert alert-danger"')[1].split("</ul>")[0])

    assert answer("alice@example.org") == answer("stranger@example.org") != []


def test_signing_out_needs_a_press(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_mail(client: Client, alice: User) -> None:
    assert client.post("/accounts/password/reset/", {"email": "alice@example.org"}).status_code == 302
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    opened = client.get(link, follow=True)
    assert "Choose a new password" in opened.text
    address = opened.redirect_chain[-1][0]
    done = client.post(address, {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert "The password is changed" in done.text
    assert client.login(username=alice.username, password=PASSWORD)


def test_an_unknown_e_mail_gets_the_same_page_and_a_letter(client: Client) -> None:
    page = client.post("/accounts/password/reset/", {"email": "stranger@example.org"}, follow=True)
    assert "Look into your mail" in page.text
    assert "No account with this e-mail" in mail.outbox[0].subject


def test_a_used_link_offers_a_new_one(client: Client) -> None:
    page = client.get("/accounts/password/reset/key/abc-def/")
    assert "This link no longer works" in page.text
    assert 'href="/accounts/password/reset/"' in page.text


def test_an_e_mail_is_confirmed_by_the_link_in_the_letter(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)
    assert "Is new@example.org your e-mail?" in client.get(link).text
    client.post(link)
    assert EmailAddress.objects.get(email="new@example.org").verified


def test_after_changing_the_password_the_person_is_in_the_profile(client: Client, alice: User) -> None:
    client.force_login(alice)
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": "a good password", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert response.url == "/accounts/profile/"  # type: ignore[attr-defined]


def test_the_demonstration_introduces_its_people(client: Client, settings: Any) -> None:
    settings.DEMO_PEOPLE = True
    assert "methodologist@example.org" in client.get("/accounts/login/").text


def test_an_installation_of_ones_own_does_not(client: Client, settings: Any) -> None:
    settings.DEMO_PEOPLE = False
    page = client.get("/accounts/login/").text
    assert "example.org" not in page
    assert "sabat-demo" not in page


def test_tries_are_counted_and_the_right_password_waits_too(client: Client) -> None:
    User.objects.create_user(email="aida@example.org", password=PASSWORD)
    answers = [
        client.post("/accounts/login/", {"login": "aida@example.org", "password": password})
        for password in [*["wrong"] * 5, PASSWORD]
    ]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert answers[5].status_code in (200, 429)
    assert "_auth_user_id" not in client.session
