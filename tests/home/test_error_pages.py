import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views.csrf import csrf_failure
from django.views.defaults import permission_denied

from accounts.models import User


def test_an_unknown_address_offers_the_courses(client: Client, db: None) -> None:
    page = client.get("/en/nothing/of/the/kind/")
    assert page.status_code == 404
    assert 'class="btn btn-primary" href="/en/courses/"' in page.text


def test_a_refusal_says_why_and_whom_to_ask(rf: RequestFactory, alice: User) -> None:
    request = rf.get("/en/")
    request.user = alice
    page = permission_denied(request, PermissionDenied("Only teachers see this list."))
    html = page.content.decode()
    assert page.status_code == 403
    assert "Only teachers see this list." in html
    assert "ask the coordinator of your institution" in html
    assert "You are signed in as Alice." in html


def test_a_refusal_without_a_reason_names_the_roles(rf: RequestFactory, db: None) -> None:
    assert "staff of the National Library" in permission_denied(rf.get("/en/"), PermissionDenied()).content.decode()


def test_a_form_that_waited_too_long_can_be_sent_again(rf: RequestFactory, db: None) -> None:
    page = csrf_failure(rf.post("/en/"))
    assert page.status_code == 403
    assert "Please send it once more" in page.content.decode()


def test_too_many_attempts_say_how_long_to_wait(rf: RequestFactory, db: None) -> None:
    assert "Wait five minutes" in get_template("429.html").render({}, rf.get("/accounts/login/"))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_of_last_resort_needs_neither_request_nor_database(language: str) -> None:
    html = get_template("500.html").render()
    assert f'<section lang="{language}">' in html
    assert f'href="/{language}/"' in html
