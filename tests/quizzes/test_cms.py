"""The question bank as a methodologist sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from quizzes.models import Collection, Question, Quiz
from quizzes.preview import preview
from tests.factories.quizzes import bank_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(carol) -> Client:
    carol.is_superuser = True
    carol.save(update_fields=["is_superuser"])
    profile = UserProfile.get_for_user(carol)
    profile.preferred_language = "en"
    profile.save()
    client = Client()
    client.force_login(carol)
    return client


def choice(identifier: str, text: str, *, correct: bool = False, feedback: str = "Because.") -> dict[str, Any]:
    value = {"text": text, "feedback": feedback, **({"correct": "on"} if correct else {})}
    return {"value": value, "deleted": "", "order": "", "type": "item", "id": identifier}


def question_form(*choices: dict[str, Any], **fields: Any) -> dict[str, Any]:
    listed: dict[str, Any] = {"count": len(choices)}
    for number, one in enumerate(choices):
        listed[str(number)] = {**one, "order": number}
    value = {"stem": rich_text("<p>Where is it?</p>"), "choices": listed, "explanation": rich_text("")}
    return nested_form_data(
        {
            "title": "New",
            "collection": Collection.objects.get_or_create(name="bank", defaults={"title": "Bank"})[0].pk,
            "body": streamfield([("single_choice", value)]),
            "translation": "translated",
            "outcome": "",
            "competences": "",
            "level": "apply",
            "author": "",
            "source": "",
            **fields,
        }
    )


GOOD = (choice("a", "Here", correct=True), choice("b", "There"))
WITHOUT_KEY = (choice("a", "Here"), choice("b", "There"))
ADD = "/cms/snippets/quizzes/question/add/?locale=en"


def locale() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


def publish(client: Client, form: dict[str, Any]) -> Any:
    locale()
    return client.post(ADD, {**form, "action-publish": "yes"})


def test_finished_question_is_published(author):
    response = publish(author, question_form(*GOOD))

    question = Question.objects.get()
    assert response.status_code == 302
    assert (question.live, question.translation) == (True, "translated")
    assert [one["value"]["text"] for one in question.body.raw_data[0]["value"]["choices"]] == ["Here", "There"]
    assert preview(question)["problems"] == []


def test_question_without_key_is_not_published(author):
    response = publish(author, question_form(*WITHOUT_KEY))

    assert response.status_code == 200
    assert "No choice is marked as right." in response.content.decode()
    assert not Question.objects.exists()


def test_question_without_a_type_is_not_published(author):
    response = publish(author, question_form(body=streamfield([])))

    assert response.status_code == 200
    assert not Question.objects.exists()


def test_unfinished_question_is_kept_as_a_draft(author):
    locale()
    response = author.post(ADD, question_form(*WITHOUT_KEY, choice("c", "", feedback="")))

    question = Question.objects.get()
    assert response.status_code == 302
    assert not question.live
    assert preview(question)["problems"] != []


def test_quiz_without_slots_is_not_published(author):
    rules = {"name": "test", "pass_mark": 60, "attempts_allowed": 0, "time_limit": "", "review": "answers"}
    form = nested_form_data({**rules, "slots": streamfield([]), "action-publish": "yes"})

    response = author.post("/cms/snippets/quizzes/quiz/add/", form)

    assert response.status_code == 200
    assert not Quiz.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"One", "Two", "Один"}),
        ("locale=ru", {"Один"}),
        ("type=single_choice", {"One", "Two", "Один"}),
        ("type=numeric", set()),
        ("level=apply", {"One", "Two", "Один"}),
        ("level=create", set()),
        ("q=tw", {"Two"}),
    ],
)
def test_questions_are_found(author, query, found):
    locale()
    bank_question("One")
    bank_question("Two", collection="other")
    bank_question("Один", language="ru")

    listed = author.get(f"/cms/snippets/quizzes/question/?{query}").context["object_list"]

    assert {question.title for question in listed} == found


def test_questions_are_found_by_collection(author):
    bank_question("One")
    other = bank_question("Two", collection="other")

    response = author.get(f"/cms/snippets/quizzes/question/?collection={other.collection_id}")

    assert [question.title for question in response.context["object_list"]] == ["Two"]


def test_list_of_questions_costs_the_same_for_one_and_for_three(author, django_assert_num_queries):
    bank_question("One")
    author.get("/cms/snippets/quizzes/question/")
    with CaptureQueriesContext(connection) as one:
        author.get("/cms/snippets/quizzes/question/")
    bank_question("Two")
    bank_question("Three")

    with django_assert_num_queries(len(one)):
        author.get("/cms/snippets/quizzes/question/")


@pytest.mark.parametrize("model", ["question", "quiz", "collection"])
def test_every_list_and_form_opens(author, model):
    for view in ("list", "add"):
        assert author.get(reverse(f"wagtailsnippets_quizzes_{model}:{view}")).status_code == 200


def test_preview_shows_form_and_review(author):
    question = bank_question("Shelf mark")
    question.save_revision()
    revision = question.latest_revision

    address = reverse("wagtailsnippets_quizzes_question:revisions_view", args=[question.pk, revision.pk])
    html = author.get(address).content.decode()

    assert html.count('type="radio"') == 3
    assert "It is the address of a copy." in html
