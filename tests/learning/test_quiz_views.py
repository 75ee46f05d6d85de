"""The quiz pages, seen by the learner, a colleague, the teacher and strangers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Version
from core.models.version import keep
from courses.editions import manifest_of
from courses.manifest import Item, Manifest, Module
from courses.models import Edition
from institutions.models import Membership
from learning.contexts import context_key
from learning.models import Enrolment, ItemProgress, Run
from quizzes.asked import asked
from quizzes.models import Attempt, Response, Result
from quizzes.questions.registry import question_types
from sharing.models import Adoption
from tests.factories.quizzes import frozen_quiz, question_version
from tests.quizzes.test_question_types import with_canaries

pytestmark = pytest.mark.django_db

QUIZ = "/en/learn/run-a/test/"


@dataclass
class World:
    """A run of institution A with a lesson and a quiz; alice is enrolled."""

    run: Run
    enrolment: Enrolment
    quiz_key: str
    lesson_key: str

    @property
    def attempt(self) -> Attempt:
        return Attempt.objects.get()


def build(learner: Any, institution: Any, questions: dict[str, list[Version]], modules: int = 1, **rules: Any) -> World:
    manifest_of.cache_clear()
    quiz_key = str(uuid4())
    versions = {}
    for language, asked_there in questions.items():
        content = {
            "title": "Test",
            "description": "<p>Good luck.</p>",
            "translation": "original",
            "quiz": frozen_quiz(asked_there, **rules),
        }
        versions[language] = keep(kind="quiz", key=quiz_key, language=language, content=content).content_hash
    titles = {"ky": "Тест", "ru": "Тест", "en": "Test"}
    quiz = Item(quiz_key, "test", "quiz", True, 20, titles, versions)
    lesson = Item(str(uuid4()), "lesson", "lesson", True, 30, {"en": "Lesson"}, {})
    first = Module(str(uuid4()), "module", "M-0", "1", {"en": "Module"}, {}, (lesson, quiz))
    more = tuple(
        Module(str(uuid4()), f"module-{n}", f"M-{n}", "1", {"en": f"Module {n}"}, {}) for n in range(1, modules)
    )
    course = Manifest(
        key=str(uuid4()),
        slug="course",
        code="C",
        hours="1",
        licence="CC BY 4.0",
        languages=("en",),
        titles={"en": "Course"},
        summaries={},
        versions={},
        modules=(first, *more),
    )
    edition = Edition.objects.create(
        course_key=course.key,
        course_slug="course",
        number=1,
        manifest=course.to_json(),
        content_hash="0" * 64,
        released_at=timezone.now(),
    )
    adoption = Adoption.objects.create(institution=institution, course_key=course.key, adopted_at=timezone.now())
    run = Run.objects.create(slug="run-a", adoption=adoption, edition=edition, starts_on=timezone.localdate())
    enrolment = Enrolment.objects.create(run=run, learner=learner, edition=edition, enrolled_at=timezone.now())
    return World(run, enrolment, quiz_key, lesson.key)


@pytest.fixture
def world(alice, institution_a) -> World:
    """A quiz of two single choices and a number, in English and Russian, without limits."""
    questions = {
        language: [question_version(name, language=language) for name in ("single_choice", "single_choice", "numeric")]
        for language in ("en", "ru")
    }
    return build(alice, institution_a, questions)


@pytest.fixture
def learner(client, alice, world) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def begun(learner, world) -> Attempt:
    learner.post(QUIZ + "start/")
    return world.attempt


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form(attempt: Attempt, position: int, answer: Any = "right", sequence: int = 1, **more: Any) -> dict[str, Any]:
    question = attempt.questions.select_related("question_version").get(position=position)
    shown = asked(question, attempt.uuid)
    answer = shown.type.right_answer(shown.content) if answer == "right" else answer
    return {**shown.filled(answer), "sequence": sequence, **more}


def answers(attempt: Attempt, position: int) -> list[Any]:
    found = Response.objects.filter(question__attempt=attempt, question__position=position)
    return list(found.values_list("answer", flat=True))


def text_of(response: Any) -> str:
    """The words of a page's main part, on one line."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main.group()).split()) if main else ""


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def question_url(position: int) -> str:
    return f"{QUIZ}1/{position}/"


# Start


def test_start_page_says_what_counts(alice, institution_a, client):
    questions = {"en": [question_version() for _ in range(5)]}
    build(alice, institution_a, questions, attempts_allowed=3, time_limit=20, pass_mark=70, review="feedback")
    client.force_login(alice)

    words = text_of(client.get(QUIZ))

    assert "Good luck." in words
    assert "Questions 5" in words
    assert "20 minutes from the start" in words
    assert "70 % of the points or more" in words
    assert "3 of 3 left; the best one counts" in words
    assert "After submission you see your score, and feedback on your answers" in words
    assert "Чынара" in words


def test_start_page_counts_the_questions_of_draws(alice, institution_a, client):
    world = build(alice, institution_a, {"en": [question_version() for _ in range(5)]})
    version = Version.objects.get(key=world.quiz_key)
    content = version.content
    slots = content["quiz"]["slots"]
    pool = [slot["candidates"][0] for slot in slots[1:]]
    content["quiz"]["slots"] = [slots[0], {"id": "d", "kind": "draw", "count": 2, "candidates": pool}]
    Version.objects.filter(pk=version.pk).update(content=content)
    client.force_login(alice)

    assert "Questions 3" in text_of(client.get(QUIZ))
    client.post(QUIZ + "start/")
    assert world.attempt.questions.count() == 3


def test_quiz_missing_in_a_language_is_offered_in_the_others(learner):
    response = learner.get("/ky/learn/run-a/test/")

    html = response.content.decode()
    assert 'href="/en/learn/run-a/test/" hreflang="en"' in html
    assert 'href="/ru/learn/run-a/test/" hreflang="ru"' in html
    assert "Good luck." not in html
    assert "/start/" not in html


def test_quiz_missing_in_a_language_is_not_begun(learner):
    response = learner.post("/ky/learn/run-a/test/start/")

    assert (response.status_code, response.url) == (302, "/ky/learn/run-a/test/")
    assert not Attempt.objects.exists()


def test_start_leads_to_the_first_question(learner, world):
    response = learner.post(QUIZ + "start/")

    assert (response.status_code, response.url) == (302, question_url(1) + "#question")
    attempt = world.attempt
    assert (attempt.learner, attempt.language) == (world.enrolment.learner, "en")
    assert (attempt.context_key, attempt.owner_key) == (
        context_key(world.enrolment.pk, world.quiz_key),
        str(world.run.institution.key),
    )


def test_start_marks_the_quiz_as_begun(begun, world):
    assert ItemProgress.objects.get(item_key=world.quiz_key).done_at is None


def test_second_start_continues_at_the_first_question_without_answer(learner, begun):
    learner.post(question_url(1), form(begun, 1))

    response = learner.post(QUIZ + "start/")

    assert response.url == question_url(2) + "#question"
    assert Attempt.objects.count() == 1


def test_start_page_leads_back_into_the_open_attempt(learner, begun):
    html = learner.get(QUIZ).content.decode()

    assert "Continue the attempt begun at" in html
    assert f'href="{question_url(1)}#question"' in html
    assert "quiz_start" not in html


def test_open_attempt_in_another_language_is_continued_there(learner, begun):
    html = learner.get("/ru/learn/run-a/test/").content.decode()

    assert f'href="{question_url(1)}#question"' in html
    assert '<span lang="en">English</span>' in html


def test_used_up_attempts_are_told_and_start_nothing(alice, institution_a, client):
    build(alice, institution_a, {"en": [question_version()]}, attempts_allowed=1)
    client.force_login(alice)
    client.post(QUIZ + "start/")
    client.post(QUIZ + "1/submit/")

    assert "/start/" not in client.get(QUIZ).content.decode()
    response = client.post(QUIZ + "start/")

    assert response.url == QUIZ
    assert told(response) == [
        "You have used all your attempts at this quiz. If your best result is not enough, ask the person who helps you."
    ]


def test_earlier_attempts_are_listed_with_their_results(learner, begun):
    learner.post(QUIZ + "1/submit/")

    words = text_of(learner.get(QUIZ))

    assert "Attempt 1" in words
    assert "0 % not yet" in words
    assert "Start a new attempt" in words


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_takes_as_many_queries_for_one_attempt_as_for_three(learner, count, django_assert_num_queries):
    for number in range(1, count + 1):
        learner.post(QUIZ + "start/")
        learner.post(f"{QUIZ}{number}/submit/")
    learner.get(QUIZ)

    # session, person, seat twice (the item's view looks, then place_of), attempts, results, version
    with django_assert_num_queries(6):
        learner.get(QUIZ)


# Questions


def test_question_page_has_what_the_learner_needs(learner, begun):
    response = learner.get(question_url(2))

    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Question 2 of 3 · Test · Sabat</title>" in html
    assert html.count("<legend>") == 1
    assert html.count('type="radio" name="answer"') == 3
    assert 'name="sequence" value="1"' in html
    assert "All questions: 0 of 3 answered" in html
    assert f'data-answer-url="{question_url(2)}answer/"' in html


def test_question_page_is_stored_nowhere(learner, begun):
    for url in (question_url(1), QUIZ, QUIZ + "1/", QUIZ + "1/review/"):
        assert "no-store" in learner.get(url)["Cache-Control"]


def test_question_page_is_light(learner, begun):
    assert len(learner.get(question_url(1)).content) < 30_000


def test_given_answer_stands_in_the_form(learner, begun):
    learner.post(question_url(1), form(begun, 1))

    html = learner.get(question_url(1)).content.decode()

    [token] = form(begun, 1)["answer"]
    assert f'value="{token}" checked' in html
    assert 'name="sequence" value="2"' in html
    assert 'class="is-answered"' in html


@pytest.mark.parametrize(
    ("go", "leads_to"),
    [
        ("next", question_url(3) + "#question"),
        ("previous", question_url(1) + "#question"),
        ("1", question_url(1) + "#question"),
        ("3", question_url(3) + "#question"),
        ("finish", QUIZ + "1/"),
        ("nonsense", question_url(3) + "#question"),
        ("99", question_url(3) + "#question"),
    ],
)
def test_posted_answer_is_saved_and_the_button_decides_where_to_go(learner, begun, go, leads_to):
    response = learner.post(question_url(2), form(begun, 2, go=go))

    assert (response.status_code, response.url) == (302, leads_to)
    assert answers(begun, 2) == ["mark"]


def test_last_question_leads_to_the_summary(learner, begun):
    assert learner.post(question_url(3), form(begun, 3)).url == QUIZ + "1/"


def test_question_that_is_not_there_is_not_found(learner, begun):
    assert learner.get(question_url(4)).status_code == 404
    assert learner.post(question_url(4), {"sequence": 1}).status_code == 404
    assert learner.get(QUIZ + "2/1/").status_code == 404


def test_text_that_is_no_number_is_kept_and_explained(learner, begun):
    response = learner.post(question_url(3), {"answer": "about three", "sequence": 1})

    html = response.content.decode()
    assert response.status_code == 400
    assert "<title>Error:" in html
    assert 'value="about three"' in html
    assert "Write your answer as one number" in text_of(response)
    assert 'aria-invalid="true"' in html
    assert answers(begun, 3) == []


def test_answer_changed_in_another_window_is_told_and_shown(learner, begun):
    learner.post(question_url(1), form(begun, 1, "author"))

    response = learner.post(question_url(1), form(begun, 1, "mark"))

    [token] = form(begun, 1, "author")["answer"]
    assert response.status_code == 409
    assert "This question was changed in another window." in text_of(response)
    assert f'value="{token}" checked' in response.content.decode()
    assert answers(begun, 1) == ["author"]


def test_link_in_a_question_leads_to_the_lesson_of_this_run(learner, begun, world):
    version = begun.questions.get(position=1).question_version
    content = version.content
    stem = f'<p>Read <a href="key:{world.lesson_key}">this</a> and <a href="key:{uuid4()}">that</a>.</p>'
    content["block"]["value"]["stem"] = stem
    Version.objects.filter(pk=version.pk).update(content=content)

    html = learner.get(question_url(1)).content.decode()

    assert '<a href="/en/learn/run-a/lesson/" rel="noopener">this</a>' in html
    assert "key:" not in html


@pytest.mark.parametrize("kind", question_types.values(), ids=list(question_types))
def test_no_page_of_an_open_attempt_tells_a_secret(alice, institution_a, client, kind):
    content, canaries = with_canaries(kind)
    build(alice, institution_a, {"en": [question_version(kind.name, **content)]}, time_limit=20)
    client.force_login(alice)
    pages = [client.get(QUIZ), client.post(QUIZ + "start/"), client.get(question_url(1)), client.get(QUIZ + "1/")]
    attempt = Attempt.objects.get()
    given = form(attempt, 1)
    pages.append(client.post(question_url(1) + "answer/", given))
    pages.append(client.get(question_url(1)))
    pages.append(client.get(QUIZ + "1/review/", follow=True))
    pages.append(client.post(question_url(1), {**form(attempt, 1, None), "answer": "no answer at all", "sequence": 2}))

    text = "".join(page.content.decode() + str(page.headers) for page in pages)

    assert canaries
    assert [canary for canary in canaries if canary in text and canary not in str(given)] == []


@pytest.mark.parametrize("modules", [1, 3])
def test_question_page_takes_six_queries(alice, institution_a, client, modules, django_assert_num_queries):
    build(alice, institution_a, {"en": [question_version() for _ in range(modules)]}, modules=modules)
    client.force_login(alice)
    client.post(QUIZ + "start/")
    client.get(question_url(1))

    # session, person, seat, attempt, map, question
    with django_assert_num_queries(6):
        client.get(question_url(1))


# Autosave


def test_autosave_answers_what_the_page_expects(learner, begun):
    response = learner.post(question_url(1) + "answer/", form(begun, 1))

    assert (response.status_code, response.json()) == (200, {"saved": True, "sequence": 1, "seconds_left": None})
    assert "no-store" in response["Cache-Control"]
    assert answers(begun, 1) == ["mark"]


def test_autosave_tells_the_time_left(alice, institution_a, client):
    world = build(alice, institution_a, {"en": [question_version()]}, time_limit=20)
    client.force_login(alice)
    client.post(QUIZ + "start/")

    left = client.post(question_url(1) + "answer/", form(world.attempt, 1)).json()["seconds_left"]

    assert 1100 < left <= 1200


def test_autosave_repeated_stores_nothing_more(learner, begun):
    for _ in range(2):
        response = learner.post(question_url(1) + "answer/", form(begun, 1))
        assert response.json()["saved"]

    assert answers(begun, 1) == ["mark"]


def test_autosave_refuses_another_answer_with_the_same_sequence(learner, begun):
    learner.post(question_url(1) + "answer/", form(begun, 1))

    response = learner.post(question_url(1) + "answer/", form(begun, 1, "author"))

    assert response.status_code == 409
    assert response.json()["error"].startswith("This question was changed in another window.")


@pytest.mark.parametrize("sequence", ["", "0", "-1", "1.5", "one", "²", "9" * 30])
def test_autosave_refuses_what_is_no_sequence(learner, begun, sequence):
    response = learner.post(question_url(1) + "answer/", form(begun, 1, sequence=sequence))

    assert (response.status_code, list(response.json())) == (400, ["error"])
    assert answers(begun, 1) == []


def test_autosave_refuses_foreign_answers(learner, begun):
    response = learner.post(question_url(1) + "answer/", {"answer": "mark", "sequence": 1})

    assert response.status_code == 400


def test_autosave_after_submission_changes_nothing(learner, begun):
    learner.post(QUIZ + "1/submit/")

    response = learner.post(question_url(1) + "answer/", form(begun, 1))

    assert response.status_code == 409
    assert response.json()["error"].startswith("This attempt is submitted")
    assert Result.objects.get().percent == 0


def test_autosave_of_a_signed_out_learner_says_so(client, begun):
    client.logout()

    response = client.post(question_url(1) + "answer/", form(begun, 1), headers={"X-Requested-With": "fetch"})

    assert (response.status_code, list(response.json())) == (401, ["error"])


def test_autosave_is_a_post(learner, begun):
    assert learner.get(question_url(1) + "answer/").status_code == 405


def test_autosave_needs_the_csrf_token(alice, begun):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    assert client.post(question_url(1) + "answer/", form(begun, 1)).status_code == 403


def test_autosave_takes_six_queries(learner, begun):
    posted = form(begun, 1)
    learner.get(question_url(1))

    with CaptureQueriesContext(connection) as context:
        learner.post(question_url(1) + "answer/", posted)

    acts = [query["sql"].split()[0] for query in context.captured_queries]
    # session, person, seat, attempt, question with newer answers, the answer
    assert [act for act in acts if act not in ("SAVEPOINT", "RELEASE")] == ["SELECT"] * 5 + ["INSERT"]


# Submission and result


def test_summary_lists_what_has_no_answer(learner, begun):
    learner.post(question_url(2), form(begun, 2))

    response = learner.get(QUIZ + "1/")

    words = text_of(response)
    assert "2 questions have no answer yet." in words
    assert "Question 1 ○ not answered Question 2 ✓ answered Question 3 ○ not answered" in words
    assert "you cannot change your answers any more" in words
    assert f'action="{QUIZ}1/submit/"' in response.content.decode()


def test_summary_of_a_full_attempt(learner, begun):
    for position in (1, 2, 3):
        learner.post(question_url(position), form(begun, position))

    assert "Every question has an answer." in text_of(learner.get(QUIZ + "1/"))


def test_submission_leads_to_the_result(learner, begun):
    for position in (1, 2, 3):
        learner.post(question_url(position), form(begun, position))

    response = learner.post(QUIZ + "1/submit/", follow=True)

    assert response.redirect_chain == [(QUIZ + "1/review/", 302)]
    words = text_of(response)
    assert "You have passed" in words
    assert "You reached 100 % of the points; 60 % are needed to pass." in words
    assert "3 of 3" in words


def test_second_submission_gives_the_same_result(learner, begun):
    learner.post(QUIZ + "1/submit/")
    learner.post(question_url(1) + "answer/", form(begun, 1))

    learner.post(QUIZ + "1/submit/")

    assert Result.objects.get().percent == 0


@pytest.mark.parametrize("page", ["1/1/", "1/"])
def test_way_back_after_submission_leads_to_the_result(learner, begun, page):
    learner.post(QUIZ + "1/submit/")

    response = learner.get(QUIZ + page)

    assert (response.status_code, response.url) == (302, QUIZ + "1/review/")
    assert told(response) == ["You have submitted this attempt. Here is its result."]


def test_late_post_of_a_page_left_open_leads_to_the_result(learner, begun):
    learner.post(QUIZ + "1/submit/")

    response = learner.post(question_url(1), form(begun, 1))

    assert response.url == QUIZ + "1/review/"
    assert answers(begun, 1) == []


def test_no_result_before_submission(learner, begun):
    response = learner.get(QUIZ + "1/review/")

    assert (response.status_code, response.url) == (302, QUIZ + "1/")


def reviewed(alice, institution, client, review: str) -> str:
    """The words of the result of a wrong answer to one question, by the rule `review`."""
    world = build(alice, institution, {"en": [question_version()]}, review=review, attempts_allowed=3)
    client.force_login(alice)
    client.post(QUIZ + "start/")
    client.post(question_url(1), form(world.attempt, 1, "author"))
    return text_of(client.post(QUIZ + "1/submit/", follow=True))


def test_result_with_answers(alice, institution_a, client):
    words = reviewed(alice, institution_a, client, "answers")

    assert "Not passed yet" in words
    assert "Attempts left 2" in words
    assert "Question 1 not right" in words
    assert "The name of its author your answer not right It tells whose book it is." in words
    assert "The shelf mark right It is the address of a copy." in words
    assert "Look for the shelf mark in the record" in words


def test_result_with_feedback_only(alice, institution_a, client):
    words = reviewed(alice, institution_a, client, "feedback")

    assert "The name of its author your answer not right It tells whose book it is." in words
    assert "It is the address of a copy." not in words
    assert "Look for the shelf mark in the record" not in words


def test_result_with_the_score_only(alice, institution_a, client):
    words = reviewed(alice, institution_a, client, "score")

    assert "You reached 0 % of the points" in words
    assert "What tells you where a book stands?" not in words
    assert "author" not in words


@pytest.mark.parametrize("count", [1, 3])
def test_result_takes_as_many_queries_for_one_question_as_for_three(
    alice, institution_a, client, count, django_assert_num_queries
):
    build(alice, institution_a, {"en": [question_version() for _ in range(count)]}, attempts_allowed=3)
    client.force_login(alice)
    client.post(QUIZ + "start/")
    client.post(QUIZ + "1/submit/", follow=True)

    # session, person, seat, attempt, results, questions, attempts used
    with django_assert_num_queries(7):
        client.get(QUIZ + "1/review/")


def test_passed_quiz_is_done(learner, begun, world, django_capture_on_commit_callbacks):
    for position in (1, 2, 3):
        learner.post(question_url(position), form(begun, position))

    with django_capture_on_commit_callbacks(execute=True):
        learner.post(QUIZ + "1/submit/")

    progress = ItemProgress.objects.get(item_key=world.quiz_key)
    assert (progress.done_at is not None, progress.best_percent) == (True, 100)


# Time


@pytest.fixture
def timed(alice, institution_a, client) -> Attempt:
    """Alice's attempt at a single choice with a limit of 20 minutes."""
    world = build(alice, institution_a, {"en": [question_version()]}, time_limit=20)
    client.force_login(alice)
    client.post(QUIZ + "start/")
    return world.attempt


def over_since(attempt: Attempt, seconds: int) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - timedelta(seconds=seconds))


@pytest.mark.parametrize("page", ["1/1/", "1/", "1/review/", ""])
def test_page_after_the_deadline_submits_what_was_saved(client, timed, page):
    client.post(question_url(1), form(timed, 1))
    over_since(timed, 5)

    response = client.get(QUIZ + page)

    assert Result.objects.get().percent == 100
    if page != "1/review/":
        assert response.url == QUIZ + "1/review/"
    assert [message.partition(" at ")[0] for message in told(response)] == ["The time was over"]


def test_answer_within_the_grace_counts(client, timed):
    over_since(timed, 30)

    response = client.post(question_url(1), form(timed, 1), follow=True)

    assert response.redirect_chain[-1] == (QUIZ + "1/review/", 302)
    assert Result.objects.get().percent == 100


def test_answer_after_the_grace_is_refused_and_the_attempt_submitted(client, timed):
    over_since(timed, 62)

    response = client.post(question_url(1), form(timed, 1))

    assert response.url == QUIZ + "1/review/"
    assert told(response)[0].startswith("The time was over")
    assert Result.objects.get().percent == 0


def test_start_after_the_deadline_begins_the_next_attempt(client, timed):
    over_since(timed, 5)

    response = client.post(QUIZ + "start/")

    assert response.url == f"{QUIZ}2/1/#question"


def test_time_left_is_on_the_page(client, timed):
    html = client.get(question_url(1)).content.decode()

    seconds = re.search(r'role="timer" data-seconds-left="(\d+)" data-half-seconds="600"', html)
    assert seconds
    assert 1100 < int(seconds[1]) <= 1200


# Languages


@pytest.mark.parametrize("page", ["1/1/", "1/", "1/review/"])
def test_attempt_is_shown_in_its_own_language(learner, begun, page):
    if "review" in page:
        learner.post(QUIZ + "1/submit/")

    response = learner.get(f"/ru/learn/run-a/test/{page}")

    assert (response.status_code, response.url) == (302, QUIZ + page)


# Doors

PAGES = ["", "1/1/", "1/", "1/review/"]
ACTS = ["start/", "1/1/", "1/1/answer/", "1/submit/"]


@pytest.mark.parametrize("page", PAGES)
def test_visitor_is_sent_to_sign_in(begun, page):
    response = Client().get(QUIZ + page)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=/en/learn/run-a/test/")


@pytest.mark.parametrize("act", ACTS)
def test_visitor_does_nothing(begun, act):
    assert Client().post(QUIZ + act, form(begun, 1)).status_code == 302
    assert answers(begun, 1) == []
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize("page", PAGES)
def test_learner_of_another_institution_sees_nothing(begun, mallory, page):
    assert client_of(mallory).get(QUIZ + page).status_code == 403


@pytest.mark.parametrize("act", ACTS)
def test_learner_of_another_institution_does_nothing(begun, mallory, act):
    assert client_of(mallory).post(QUIZ + act, form(begun, 1)).status_code == 403
    assert answers(begun, 1) == []
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize("page", PAGES)
def test_teacher_takes_no_quiz(begun, bob, page):
    assert client_of(bob).get(QUIZ + page).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_colleague_who_is_not_enrolled_is_sent_to_enrol(begun, mallory, institution_a, page):
    Membership.objects.create(person=mallory, institution=institution_a, role="learner")

    assert client_of(mallory).get(QUIZ + page).url == "/en/learn/run-a/enrol/"


@pytest.mark.parametrize("page", PAGES[1:])
def test_colleague_does_not_see_the_attempts_of_others(begun, mallory, world, page):
    Enrolment.objects.create(
        run=world.run, learner=mallory, edition=world.enrolment.edition, enrolled_at=timezone.now()
    )

    assert client_of(mallory).get(QUIZ + page).status_code == 404


@pytest.mark.parametrize("act", ACTS[1:])
def test_colleague_does_not_touch_the_attempts_of_others(begun, mallory, world, act):
    Enrolment.objects.create(
        run=world.run, learner=mallory, edition=world.enrolment.edition, enrolled_at=timezone.now()
    )

    assert client_of(mallory).post(QUIZ + act, form(begun, 1)).status_code == 404
    assert answers(begun, 1) == []
    assert Attempt.objects.get().is_open


def test_lesson_has_no_quiz_pages(learner):
    assert learner.post("/en/learn/run-a/lesson/start/").status_code == 404
    assert learner.get("/en/learn/run-a/lesson/1/1/").status_code == 404
    assert learner.get("/en/learn/run-a/nothing/1/1/").status_code == 404
