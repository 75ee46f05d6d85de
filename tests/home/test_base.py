"""The frame of every page."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_language_switch_keeps_the_page(client: Client, db: None, language: str) -> None:
    html = client.get(f"/{language}/courses/?q=1").text
    links = re.findall(r'<a href="([^"]+)" hreflang="(\w\w)" lang="\2"( aria-current="true")?>', html)
    assert [(href, code, bool(current)) for href, code, current in links] == [
        (f"/{code}/courses/?q=1", code, code == language) for code in ("ky", "ru", "en")
    ]


def test_without_a_language_in_the_address_the_switch_is_a_form(client: Client, db: None) -> None:
    html = client.get("/accounts/login/?next=/ky/my/").text
    assert '<input type="hidden" name="next" value="/accounts/login/?next=/ky/my/">' in html
    response = client.post("/i18n/setlang/", {"language": "ru", "next": "/accounts/login/?next=/ky/my/"})
    assert response.url == "/accounts/login/?next=/ky/my/"  # type: ignore[attr-defined]
    assert '<html lang="ru">' in client.get("/accounts/login/").text


def test_the_first_link_skips_to_the_content(client: Client, db: None) -> None:
    html = client.get("/en/").text
    assert re.findall(r"<a [^>]*>", html)[0] == '<a class="skip-link" href="#content">'
    assert '<main id="content" tabindex="-1">' in html


def test_who_signs_in_on_the_front_page_goes_on_to_the_own_courses(client: Client, db: None) -> None:
    assert 'href="/accounts/login/"' in client.get("/en/").text


def test_a_person_finds_the_own_pages(client: Client, alice: User) -> None:
    client.force_login(alice)
    html = client.get("/en/").text
    for address in ("/en/my/", "/accounts/profile/", "/accounts/logout/"):
        assert f'"{address}"' in html
    assert "/accounts/login/" not in html


def test_a_name_is_shown_as_words_and_never_as_markup(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(name="<script>alert(1)</script>")
    client.force_login(alice)
    html = client.get("/en/").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_address_cannot_put_markup_into_the_frame(client: Client, db: None) -> None:
    html = client.get('/accounts/login/?next="><script>alert(1)</script>').text
    assert "<script>alert" not in html


def test_a_message_is_announced(client: Client, alice: User) -> None:
    client.force_login(alice)
    html = client.post("/accounts/profile/", {"name": "Алиса"}, follow=True).text
    assert 'role="status"' in html
    assert "Your profile has been saved." in html


def test_pages_are_listed_with_the_other_parameters_of_the_address(rf: RequestFactory) -> None:
    from django.core.paginator import Paginator

    page = Paginator(range(100), 25).get_page(2)
    html = render_to_string("components/pagination.html", {"page": page}, request=rf.get("/", {"q": "суу"}))
    assert 'aria-current="page">2</a>' in html
    assert re.findall(r'href="\?q=[^&]+&amp;page=(\d)"', html) == ["1", "1", "2", "3", "4", "3"]


def test_every_address_of_the_frame_exists() -> None:
    for name in ("courses:index", "learning:my", "certificates:lookup", "accounts:profile", "account_login"):
        assert reverse(name)
