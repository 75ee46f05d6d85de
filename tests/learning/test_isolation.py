"""Who reaches what of a run: the learner, a colleague, the teacher, strangers and visitors."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Institution, Membership
from learning.models import Enrolment, ItemProgress, Run
from tests.factories import learning
from tests.factories.courses import NOTES, WHY, WHY_NOT, WRONG, key, released, token

pytestmark = pytest.mark.django_db

RUN = "/en/learn/run/"
LESSON = RUN + "course-one/"
SIGN_IN = "/accounts/login/?next="


def html(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def run(institution_a: Institution) -> Run:
    return learning.run(released(), institution_a)


@pytest.fixture(autouse=True)
def enrolment(run: Run, alice: User) -> Enrolment:
    """Alice learns in the run of institution A."""
    return learning.enrolment(run, alice)


def person(name: str, institution: Institution, role: str) -> User:
    made = User.objects.create_user(email=f"{name}@example.org", password=None, name=name)
    Membership.objects.create(person=made, institution=institution, role=role)
    return made


@pytest.fixture
def dave(institution_a: Institution) -> User:
    """A learner of institution A who is not enrolled."""
    return person("Dave", institution_a, "learner")


@pytest.fixture
def trent(institution_b: Institution) -> User:
    """A teacher of institution B."""
    return person("Trent", institution_b, "teacher")


@pytest.fixture
def client_of(request: pytest.FixtureRequest) -> Any:
    def make(name: str) -> Client:
        client = Client()
        if name != "visitor":
            client.force_login(request.getfixturevalue(name))
        return client

    return make


def outcome(answer: Any) -> Any:
    """The status, or where the answer sends to."""
    return answer["Location"] if answer.status_code == 302 else answer.status_code


ENROL = RUN + "enrol/"
ACTS = (f"{LESSON}done/", f"{LESSON}place/", f"{LESSON}check/check/", f"{RUN}edition/")


@pytest.mark.parametrize(
    ("name", "run_page", "lesson_page", "enrol_page"),
    [
        ("alice", 200, 200, 200),
        ("dave", ENROL, ENROL, 200),
        ("bob", 200, 200, 200),
        ("carol", 403, 403, 403),
        ("mallory", 403, 403, 403),
        ("trent", 403, 403, 403),
        ("visitor", SIGN_IN + RUN, SIGN_IN + LESSON, SIGN_IN + ENROL),
    ],
)
def test_pages_of_a_run(client_of, name, run_page, lesson_page, enrol_page):
    client = client_of(name)

    assert [outcome(client.get(path)) for path in (RUN, LESSON, ENROL)] == [run_page, lesson_page, enrol_page]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("alice", [f"{RUN}course-two/", 204, 200, RUN]),
        ("dave", [ENROL] * 4),
        ("bob", [403, 403, 200, 403]),
        ("carol", [403] * 4),
        ("mallory", [403] * 4),
        ("trent", [403] * 4),
        ("visitor", [SIGN_IN + path for path in ACTS]),
    ],
)
def test_acts_in_a_run(client_of, name, expected):
    client = client_of(name)

    assert [outcome(client.post(path, {"answer": "x", "block": "begin"})) for path in ACTS] == expected
    assert ItemProgress.objects.exists() is (name == "alice")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("dave", RUN), ("bob", RUN), ("carol", 403), ("mallory", 403), ("trent", 403), ("visitor", SIGN_IN + ENROL)],
)
def test_enrolment_in_a_run_for_the_people_of_the_institution(client_of, name, expected):
    before = Enrolment.objects.count()

    assert outcome(client_of(name).post(ENROL)) == expected
    assert Enrolment.objects.count() - before == (expected == RUN)


@pytest.mark.parametrize("name", ["carol", "mallory", "trent"])
def test_refusal_names_nobody_of_the_institution(client_of, name):
    page = html(client_of(name).get(RUN))

    assert "Alice" not in page
    assert "Чынара" not in page


@pytest.mark.parametrize(("name", "sees_them"), [("alice", False), ("bob", True)])
def test_teachers_notes_are_shown_to_who_teaches_there(client_of, name, sees_them):
    assert (NOTES in html(client_of(name).get(LESSON))) is sees_them


def test_teacher_of_another_institution_who_learns_here_sees_no_teachers_notes(client_of, run, trent):
    learning.enrolment(run, trent)

    page = html(client_of("trent").get(LESSON))

    assert "Lesson en course-one" in page
    assert NOTES not in page


def test_teacher_who_learns_in_the_own_institution_sees_the_notes(client_of, run, bob):
    learning.enrolment(run, bob)

    page = html(client_of("bob").get(LESSON))

    assert NOTES in page
    assert "Lesson done, go on" in page


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_key_and_feedback_of_a_self_check_leave_the_server_only_for_an_answer(client_of, name):
    client = client_of(name)
    page = html(client.get(LESSON))
    unanswered = html(client.post(f"{LESSON}check/check/", {}))
    answered = html(client.post(f"{LESSON}check/check/", {"answer": token(page, WRONG)}))

    assert [secret in page for secret in (WHY, WHY_NOT, "correct")] == [False] * 3
    assert [secret in unanswered for secret in (WHY, WHY_NOT)] == [False] * 2
    assert [secret in answered for secret in (WHY, WHY_NOT)] == [True] * 2


def test_progress_of_one_learner_is_not_that_of_another(client_of, run, enrolment, dave):
    learning.enrolment(run, dave)
    learning.progress(enrolment, key("course-one"), done=True, block_id="check")

    page = html(client_of("dave").get(RUN))
    listed = html(client_of("dave").get("/en/my/"))

    assert "0 of 3 done" in page
    assert "0 of 3 done" in listed
    assert "#check" not in page + listed


def test_run_open_to_everyone_lets_strangers_enrol_but_not_read_before(client_of, run):
    Run.objects.update(audience=Run.Audience.EVERYONE)
    client = client_of("mallory")

    assert outcome(client.get(LESSON)) == ENROL
    assert outcome(client.post(ENROL)) == RUN
    assert outcome(client.get(LESSON)) == 200


def test_run_that_is_not_there_is_not_found(client_of):
    assert client_of("alice").get("/en/learn/none/").status_code == 404
    assert client_of("alice").get("/en/learn/none/enrol/").status_code == 404
