"""A browser for each module, a page for each test, and no error in its console."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import ARGUMENTS, REPORT_VIOLATIONS, chromium
from tests.server import Server

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the whole session: while Playwright runs, Django takes every test for one inside an event loop.
    path = chromium()
    if not path:
        reason = "Chromium is not installed: install Debian's package `chromium`, or set CHROMIUM to a browser's path."
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def console_errors() -> Iterator[list[str]]:
    """Errors in the console of any page. A test fails when one is left at its end; one that wants them clears them."""
    errors: list[str] = []
    yield errors
    assert not errors, "\n".join(errors)


@pytest.fixture
def new_context(browser: Browser, server: Server, console_errors: list[str]) -> Iterator[Any]:
    """Makes a browser context: another person, or another device of the same one."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=server.url, **{**DESKTOP, **options})
        context.add_init_script(REPORT_VIOLATIONS)
        context.on(
            "console",
            lambda message: (
                console_errors.append(f"{message.page and message.page.url}: {message.text}")
                if message.type == "error"
                else None
            ),
        )
        context.on("weberror", lambda error: console_errors.append(f"{error.page and error.page.url}: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def browser_context(new_context: Any) -> BrowserContext:
    context: BrowserContext = new_context()
    return context


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    return browser_context.new_page()


@pytest.fixture
def desktop_page(page: Page) -> Page:
    """1280 × 900."""
    return page


@pytest.fixture
def phone_page(new_context: Any) -> Page:
    """360 × 740, touched."""
    page: Page = new_context(**PHONE).new_page()
    return page
