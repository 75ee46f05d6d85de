"""The open curriculum, seen by visitors and by people who are signed in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from wagtail.models import Locale

from core.models.version import keep
from courses import rendering
from courses.manifest import Item
from courses.models import CoursesIndexPage, ProgrammePage
from tests.factories.courses import (
    NOTES,
    RIGHT,
    WHY,
    WHY_NOT,
    WRONG,
    key,
    lesson,
    quiz,
    released,
    token,
)

pytestmark = pytest.mark.django_db

LESSON = "/en/courses/course/module-1/course-one/"
CHECK = LESSON + "check/check/"


def html(response: Any) -> str:
    return response.content.decode()


@pytest.fixture(params=["visitor", "alice", "bob", "carol", "mallory"])
def reader(request, client) -> Any:
    """Whoever it is: the open curriculum is the same for everybody."""
    if request.param != "visitor":
        client.force_login(request.getfixturevalue(request.param))
    return client


def test_index_without_a_course_says_so(reader):
    page = reader.get("/en/courses/")

    assert page.status_code == 200
    assert "The first course is being prepared" in html(page)


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_course_and_for_three(client, count, django_assert_num_queries):
    for number in range(count):
        released(f"course-{number}")
    client.get("/en/courses/")

    with django_assert_num_queries(2):
        page = client.get("/en/courses/")

    assert html(page).count('class="card card-link"') == count
    assert "1.5 academic hours" in html(page)


def test_index_shows_the_latest_edition_of_a_course_once(client):
    released("course", (lesson("one"),))
    released("course", (lesson("one"), lesson("two")))

    page = html(client.get("/en/courses/"))

    assert page.count("/en/courses/course/") == 1
    assert "2 lessons" in page


@pytest.mark.parametrize("path", ["/en/courses/course/", LESSON])
def test_what_was_never_released_is_not_found(reader, path):
    assert reader.get(path).status_code == 404


def test_course_page_tells_what_the_course_is(reader):
    released("course", (lesson("course-one"), quiz("test", pass_mark=70)), (lesson("course-two"),))

    page = html(reader.get("/en/courses/course/"))

    assert "<h1>Library course</h1>" in page
    assert "Library outcome of the course" in page
    assert "The authors" in page
    assert "finished all 2 lessons" in page
    assert "passed the test" in page
    assert "passed with 70 %" in page
    assert f'href="{LESSON}"' in page
    assert 'href="/en/courses/course/module-1/test/"' not in page


def test_course_page_leads_links_of_its_description_to_the_lesson(client):
    released()

    page = html(client.get("/en/courses/course/"))

    assert "key:" not in page
    assert re.search(rf'<a href="{LESSON}"[^>]*>first</a>', page)


def test_course_page_takes_the_reading_of_a_visitor_along_only_after_signing_in(client, alice):
    released()
    as_visitor = html(client.get("/en/courses/course/"))
    client.force_login(alice)
    signed_in = html(client.get("/en/courses/course/"))

    assert '<form method="get" action="/en/my/start/course/">' in as_visitor
    assert "csrfmiddlewaretoken" not in as_visitor
    assert '<form method="post" action="/en/my/start/course/">' in signed_in
    assert 'name="read"' in signed_in


@pytest.mark.parametrize("modules", [1, 3])
def test_course_page_costs_the_same_for_one_module_and_for_three(client, modules, django_assert_num_queries):
    released("course", *((lesson(f"lesson-{n}"), quiz(f"quiz-{n}")) for n in range(modules)))
    client.get("/en/courses/course/")

    with django_assert_num_queries(1):
        client.get("/en/courses/course/")


def test_course_in_another_language_says_so(client):
    released("course", (lesson("course-one", languages=("ky",)),), languages=("ky",))

    page = html(client.get("/en/courses/course/"))

    assert '<h1 lang="ky">Китепкана course</h1>' in page
    assert "This text does not exist yet in the language that you have chosen" in page


def programme(language: str, title: str) -> ProgrammePage:
    root = CoursesIndexPage.objects.get(locale__language_code=language)
    locale = Locale.objects.get(language_code=language)
    page: ProgrammePage = root.add_child(instance=ProgrammePage(title=title, slug="programme", locale=locale))
    return page


def test_programme_lists_nothing_that_is_not_released(reader):
    programme("en", "Foundations")

    page = html(reader.get("/en/courses/programme/"))

    assert "<h1>Foundations</h1>" in page
    assert "The courses of this programme are being prepared" in page


def test_programme_is_shown_in_another_language_when_it_lacks_the_readers(client):
    programme("ky", "Негиздер")

    page = html(client.get("/en/courses/programme/"))

    assert "<h1>Негиздер</h1>" in page
    assert '<div lang="ky">' in page


def test_lesson_is_open_to_everybody(reader):
    released()

    page = html(reader.get(LESSON))

    assert "<h1>Library course-one</h1>" in page
    assert "Lesson en course-one" in page
    assert "Lesson 1 of 2" in page
    assert "Library outcome" in page
    assert "Licence: CC BY 4.0." in page


def test_lesson_gives_away_neither_key_nor_feedback_nor_teachers_notes(reader):
    released()

    page = html(reader.get(LESSON))

    assert RIGHT in page
    assert WRONG in page
    for secret in (WHY, WHY_NOT, NOTES, "correct"):
        assert secret not in page


def test_lesson_of_the_latest_edition_is_shown(client):
    released("course", (lesson("course-one", text="Old"),))
    released("course", (lesson("course-one", text="New"),))

    page = html(client.get(LESSON))

    assert "New en course-one" in page
    assert "Old en course-one" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/en/courses/course/module-2/course-one/",
        "/en/courses/course/module-1/course-quiz/",
        "/en/courses/course/module-1/none/",
        "/en/courses/other/module-1/course-one/",
    ],
)
def test_wrong_addresses_and_quizzes_are_not_found(reader, path):
    released()

    assert reader.get(path).status_code == 404


def test_lesson_leads_to_the_lessons_before_and_after_and_past_a_quiz(client):
    released("course", (lesson("one"), quiz("test")), (lesson("two"),), (lesson("three"),))

    page = html(client.get("/en/courses/course/module-2/two/"))

    assert '<a rel="prev" href="/en/courses/course/module-1/one/">' in page
    assert '<a rel="next" href="/en/courses/course/module-3/three/">' in page


def test_links_between_items_lead_to_open_lessons_and_end_at_quizzes(client):
    to_lesson = lesson("one", link=key("two"))
    to_quiz = lesson("two", link=key("test"))
    released("course", (to_lesson, to_quiz, quiz("test")))

    first = html(client.get("/en/courses/course/module-1/one/"))
    second = html(client.get("/en/courses/course/module-1/two/"))

    assert re.search(r'<a href="/en/courses/course/module-1/two/"[^>]*>further</a>', first)
    assert "key:" not in second
    assert "/test/" not in second


def test_lesson_in_another_language_says_so_and_marks_the_text(client):
    released("course", (lesson("course-one", languages=("ky",)),))

    page = html(client.get(LESSON))

    assert '<h1 lang="ky">Китепкана course-one</h1>' in page
    assert '<div class="lesson-body" lang="ky"' in page
    assert "This text does not exist yet in the language that you have chosen" in page


def test_lesson_whose_translation_awaits_review_says_so(client):
    released("course", (lesson("course-one", translation="awaiting_review"),))

    assert "This text has yet to be reviewed by a native speaker." in html(client.get(LESSON))


def test_words_around_a_lesson_are_in_its_language_whoever_reads_it_first(client):
    source = {"id": "s", "text": "Source", "accessed": "2026-11-22"}
    content = {
        "title": "Урок",
        "summary": "",
        "translation": "original",
        "minutes": 5,
        "outcomes": [],
        "blocks": [{"type": "sources", "id": "sources", "value": {"entries": [source]}}],
    }
    version = keep(kind="lesson", key=key("russian"), language="ru", content=content)
    item = Item(key("russian"), "course-one", "lesson", True, 5, {"ru": "Урок"}, {"ru": version.content_hash})
    released("course", (item,), languages=("ru",))
    rendering.lesson.cache_clear()

    assert "22 ноября 2026" in html(client.get(LESSON))


@pytest.mark.parametrize("modules", [1, 3])
def test_lesson_costs_a_visitor_one_query_whatever_the_course(client, modules, django_assert_num_queries):
    released("course", *((lesson("course-one" if not n else f"lesson-{n}"), quiz(f"quiz-{n}")) for n in range(modules)))
    client.get(LESSON)

    with django_assert_num_queries(1):
        client.get(LESSON)


@pytest.mark.parametrize(("choice", "verdict", "secret"), [(RIGHT, "Right!", WHY), (WRONG, "Not quite.", WHY_NOT)])
def test_self_check_answers_a_script_with_its_fragment(reader, choice, verdict, secret):
    released()
    chosen = token(html(reader.get(LESSON)), choice)

    answer = html(reader.post(CHECK, {"answer": chosen}, headers={"X-Requested-With": "fetch"}))

    assert answer.startswith("<form")
    assert verdict in answer
    assert secret in answer
    assert f'action="{CHECK}#check"' in answer


def test_self_check_answers_a_browser_without_scripts_with_the_page(client):
    released()
    chosen = token(html(client.get(LESSON)), RIGHT)

    page = html(client.post(CHECK, {"answer": chosen}))

    assert "<h1>Library course-one</h1>" in page
    assert "Right!" in page
    assert WHY in page


@pytest.mark.parametrize("answer", [{}, {"answer": "yes"}, {"answer": ["no", "0" * 12]}])
def test_self_check_keeps_its_secret_from_who_does_not_answer_it(client, answer):
    released()

    page = html(client.post(CHECK, answer))

    assert WHY not in page
    assert WHY_NOT not in page


def test_self_check_that_is_not_there_is_not_found(client):
    released()

    assert client.post(LESSON + "check/notes/", {"answer": "x"}).status_code == 404
    assert client.post(LESSON + "check/none/", {"answer": "x"}).status_code == 404


def test_address_of_a_self_check_leads_back_to_the_lesson(client):
    released()

    answer = client.get(CHECK)

    assert (answer.status_code, answer["Location"]) == (302, f"{LESSON}#check")
