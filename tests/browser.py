"""What tests in a browser share: signing in, and asking axe."""

import os
import shutil
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.server import DEMO_PASSWORD

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def chromium() -> str | None:
    """The browser's path, from CHROMIUM or where Debian puts it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    return path if Path(path).exists() else None


def sign_in(page: Page, email: str, password: str = DEMO_PASSWORD) -> None:
    """Sign in by the form, as a demo person."""
    answer = page.goto("/accounts/login/")
    assert answer
    assert answer.ok, f"the sign-in page answers {answer.status}"
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def axe(page: Page) -> None:
    """Fail on anything that axe finds wrong with the page."""
    found = Axe().run(page).response["violations"]
    lines = [
        f"{violation['id']}: {violation['help']}: {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in found
    ]
    assert not lines, f"{page.url}:\n" + "\n".join(lines)
