"""The main job: a learner takes the course in Kyrgyz on a phone and earns a certificate that a stranger can verify."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe, sign_in
from tests.e2e.conftest import PHONE
from tests.e2e.journeys import COURSE, enrol, finish_course

RUN = f"ala-too-university-{COURSE}"
NAME = "Айжан Өмүрбек кызы"
KIND = """
[...document.querySelectorAll("main form, main fieldset")]
  .map((one) => one.tagName + (one.querySelector("input:not([type=hidden]), select")?.type ?? "")).join()
"""


def axe_once():
    """Asks axe about the first page of each kind: a kind of form, or none."""
    seen = set()

    def look(page):
        kind = page.evaluate(KIND)
        if kind not in seen:
            seen.add(kind)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360

    return look


def test_learner_earns_a_certificate_that_a_stranger_verifies(phone_page, new_context, server):
    page = phone_page
    sign_in(page, "student@example.org")
    enrol(page, "ky", RUN)
    axe(page)
    finish_course(page, "ky", RUN, look=axe_once())

    page.locator('main a[href^="/c/"]').first.click()
    expect(page.locator("main")).to_contain_text(NAME)
    address = page.url
    pdf = page.request.get(address.rstrip("/").split("?")[0] + ".pdf")
    assert (pdf.status, pdf.headers["content-type"], pdf.body()[:5]) == (200, "application/pdf", b"%PDF-")

    stranger = new_context(**PHONE).new_page()
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text(NAME)
    expect(stranger.locator("main")).to_contain_text(re.compile(r"KG-IL-\d{4}-\d{6}-\d"))
    assert "student@example.org" not in stranger.content()
    assert stranger.evaluate("document.documentElement.scrollWidth") <= 360
    axe(stranger)

    assert '"ok": true' in server.manage("check_invariants", "--json")


def test_resume_leads_to_the_block_where_the_learner_stopped(phone_page, new_context):
    page = phone_page
    sign_in(page, "librarian@example.org")
    run = f"village-library-{COURSE}"
    enrol(page, "ru", run)
    page.goto(f"/ru/learn/{run}/udc-and-bbk/")
    block = page.locator(".lesson-body > [id]").nth(4)
    # The page tells its place by itself, some seconds after it was scrolled.
    with page.expect_response(lambda response: response.url.endswith("/place/"), timeout=30_000) as told:
        block.evaluate("block => block.scrollIntoView()")
    assert told.value.status == 204
    page.goto(f"/ru/learn/{run}/")
    link = page.locator("main a.btn-primary").first.get_attribute("href") or ""
    assert link == f"/ru/learn/{run}/udc-and-bbk/#{told.value.request.post_data_json['block']}"


def test_reading_without_an_account_joins_it_at_enrolment(new_context):
    page = new_context(**PHONE).new_page()
    page.goto(f"/en/courses/{COURSE}/search-strategy/recall-and-precision/")
    page.wait_for_function("Object.keys(localStorage).length > 0")
    page.goto("/accounts/signup/")
    page.fill("input[name=email]", "newcomer@example.org")
    page.fill("input[name=password1]", "a long enough passphrase")
    page.locator("form:has(input[name=password1]) [type=submit]").click()
    page.wait_for_url(re.compile("/my/"))
    enrol(page, "en", f"village-library-{COURSE}")
    assert "/recall-and-precision/" in (page.locator("main a.btn-primary").first.get_attribute("href") or "")


@pytest.mark.parametrize("path", ["", "record-copy-shelf-mark/", "library-catalogue-test/"])
def test_the_run_of_another_institution_is_closed(phone_page, console_errors, path):
    sign_in(phone_page, "student2@example.org")
    answer = phone_page.goto(f"/ky/learn/{RUN}/{path}")
    assert answer
    assert answer.status == 403
    assert "Айжан" not in phone_page.content()
    console_errors.clear()
