"""Steps that several journeys share: taking a quiz with right answers, walking through a course."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

from playwright.sync_api import Page, expect

from core import markup
from core.markdown_form.parsing import Node, read_document

CURRICULUM = Path(__file__).resolve().parents[2] / "courses" / "curriculum"
COURSE = "library-and-search"
Look = Callable[[Page], None]
QUESTION = re.compile(r"/\d+/\d+/(#question)?$")


def squeezed(text: str) -> str:
    return "".join(text.split())


@cache
def answer_key(language: str) -> dict[str, Node]:
    """The questions of the curriculum's files by the words of their stem."""
    found = {}
    for path in sorted((CURRICULUM / "questions").rglob(f"*.{language}.md")):
        (block,) = read_document(path, path.read_text(encoding="utf-8")).blocks()
        stem = next(part.text for part in block.parts if part.name == "stem")
        found[squeezed(unescape(re.sub(r"<[^>]+>", "", markup.from_markdown(stem))))] = block
    return found


def answer_rightly(page: Page, language: str) -> None:
    """Give the right answer to the question on the page."""
    block = answer_key(language)[squeezed(page.locator("legend").text_content() or "")]
    form = page.locator("form[data-attempt]")
    if block.name == "numeric":
        form.locator("input[name=answer]").fill(str(block.attributes["answer"]).replace(".", ","))
    elif block.name == "matching":
        for pair, answer in _pairs(block):
            form.get_by_label(pair, exact=True).select_option(label=answer)
    else:
        for part in block.parts:
            if part.name == "choice" and part.attributes.get("correct"):
                form.get_by_text(" ".join(part.text.split()), exact=True).click()


def _pairs(block: Node) -> list[tuple[str, str]]:
    prompts = [" ".join(part.text.split()) for part in block.parts if part.name == "pair"]
    answers = [" ".join(part.text.split()) for part in block.parts if part.name == "answer"]
    return list(zip(prompts, answers, strict=True))


def _no_look(page: Page) -> None:
    """What a journey does with each kind of page when it only wants to come through."""


def pass_quiz(page: Page, language: str, look: Look = _no_look) -> None:
    """From the start page of a quiz to its review, with right answers; `look` sees each page."""
    look(page)
    page.locator('form[action$="/start/"] button[type=submit]').click()
    page.wait_for_url(QUESTION)
    while QUESTION.search(page.url):
        here = page.url
        answer_rightly(page, language)
        look(page)
        page.locator("button[name=go][value=next]").click()
        page.wait_for_url(lambda url, here=here: url != here)
    look(page)
    page.locator('form[action$="/submit/"] button[type=submit]').click()
    page.wait_for_url(re.compile(r"/1/review/$"))
    look(page)


def enrol(page: Page, language: str, run: str) -> None:
    """From the course's page into the run, with one click."""
    page.goto(f"/{language}/courses/{COURSE}/")
    page.locator(f'form[action="/{language}/my/start/{COURSE}/"] button[type=submit]').first.click()
    page.wait_for_url(f"**/{language}/learn/{run}/")


def finish_course(page: Page, language: str, run: str, look: Look = _no_look) -> None:
    """Every lesson and every quiz, each time by the one button that leads on; `look` sees each page."""
    for _ in range(30):
        page.goto(f"/{language}/learn/{run}/")
        look(page)
        if page.locator('main a[href^="/c/"]').count():
            return
        page.locator("main a.btn-primary").first.click()
        page.wait_for_load_state()
        look(page)
        if page.locator('form[action$="/done/"]').count():
            page.locator('form[action$="/done/"] button').click()
        else:
            pass_quiz(page, language, look)
        expect(page.locator("h1")).to_be_visible()
    raise AssertionError("the course does not come to an end")
