"""Every demo person signs in and finds the way: no error in the console, nothing that axe objects to."""

import pytest
from playwright.sync_api import Page

from accounts.demo import PEOPLE
from tests.browser import axe, sign_in


@pytest.mark.parametrize("email", [email for email, _role in PEOPLE])
def test_person_signs_in_and_sees_my_learning(page: Page, email: str) -> None:
    sign_in(page, email)
    answer = page.goto("/ru/my/")

    assert answer
    assert answer.status == 200
    axe(page)


@pytest.mark.parametrize(
    "path", ["/ky/", "/ru/courses/", "/en/courses/", "/accounts/login/", "/accounts/signup/", "/c/"]
)
def test_open_page_on_a_phone(phone_page: Page, path: str) -> None:
    answer = phone_page.goto(path)

    assert answer
    assert answer.status == 200
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360
    axe(phone_page)
