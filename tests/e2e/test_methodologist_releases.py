"""A methodologist edits, previews, publishes, releases; a learner pinned to the older edition sees nothing of it."""

import re

from playwright.sync_api import expect

from tests.browser import sign_in
from tests.e2e.journeys import COURSE, enrol

RUN = f"ala-too-university-{COURSE}"
LESSON = "record-copy-shelf-mark"
TITLE = "Запись, экземпляр и шифр: новая редакция"
OPEN = f"/ru/courses/{COURSE}/library-catalogue/{LESSON}/"


def page_id(server, model, slug, language):
    code = (
        f"from courses.models import {model}; "
        f"print({model}.objects.get(slug='{slug}', locale__language_code='{language}').pk)"
    )
    return int(server.manage("shell", "--no-imports", "-c", code).split()[-1])


def test_release_reaches_new_learners_and_nobody_else(new_context, server, console_errors):
    learner = new_context().new_page()
    sign_in(learner, "student@example.org")
    enrol(learner, "ru", RUN)

    author = new_context().new_page()
    sign_in(author, "methodologist@example.org")
    author.goto(f"/cms/pages/{page_id(server, 'LessonPage', LESSON, 'ru')}/edit/")
    author.fill("#id_title", TITLE)
    _see_preview(author)
    author.locator(".footer button:has(svg.icon-arrow-up), .footer .w-dropdown button").first.click()
    author.locator("button[name=action-publish]").click()
    author.wait_for_url(re.compile("/cms/pages/"))

    visitor = new_context().new_page()
    visitor.goto(OPEN)
    expect(visitor.locator("h1")).not_to_have_text(TITLE)

    author.goto(f"/cms/pages/{page_id(server, 'CoursePage', COURSE, 'ru')}/edit/")
    author.goto(f"/cms/courses/{page_id(server, 'CoursePage', COURSE, 'ru')}/release/")
    author.locator("main form[method=post] button[type=submit]").click()
    author.wait_for_url(re.compile("/edit/"))

    visitor.goto(OPEN)
    expect(visitor.locator("h1")).to_have_text(TITLE)
    learner.goto(f"/ru/learn/{RUN}/{LESSON}/")
    expect(learner.locator("h1")).not_to_have_text(TITLE)

    learner.goto(f"/ru/learn/{RUN}/")
    learner.locator('form[action$="/edition/"] button').click()
    learner.goto(f"/ru/learn/{RUN}/{LESSON}/")
    expect(learner.locator("h1")).to_have_text(TITLE)
    console_errors.clear()  # Wagtail's own screens are not ours to mend


def _see_preview(page):
    """The preview panel shows the lesson as a learner gets it."""
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("iframe#w-preview-iframe, iframe[title]").first
    expect(frame.locator("h1")).to_have_text(TITLE, timeout=20_000)
