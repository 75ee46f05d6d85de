"""Every address, asked by a visitor, a learner, a teacher of the same institution and a learner of another one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import read_curriculum
from courses.services.releasing import release
from home.demo import finish_course
from home.services.national_groups import admit, prepare_groups
from institutions.models import Membership
from learning.models import Run
from learning.services.runs import open_run
from sharing.services import adopt
from tests.factories.curriculum import key, write_curriculum

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIGN_IN = "sign-in"
RUN = {"run": "run-a"}
LESSON = {**RUN, "item": "lesson-one"}
QUIZ = {**RUN, "item": "small-test"}
FIRST = {**QUIZ, "number": 1}
QUESTION = {**FIRST, "position": 1}
OPEN = {"course": "small-course", "module": "first-module", "lesson": "lesson-one"}
ALL_200 = (200, 200, 200, 200)
ALL_302 = (302, 302, 302, 302)

# The answers to a GET: visitor, alice who learns there, bob who teaches there, mallory who learns elsewhere.
DOORS = {
    "choose_language": ({}, ALL_302),
    "healthz": ({}, ALL_200),
    "readyz": ({}, ALL_200),
    "media": ({"path": "original_images/secret.png"}, (404, 404, 404, 404)),
    "courses:index": ({}, ALL_200),
    "courses:course": ({"slug": "small-course"}, ALL_200),
    "courses:lesson": (OPEN, ALL_200),
    "courses:check": ({**OPEN, "block_id": "check-1"}, ALL_302),
    "certificates:lookup": ({}, ALL_200),
    "learning:my": ({}, (SIGN_IN, 200, 200, 200)),
    "learning:start": ({"course": "small-course"}, (SIGN_IN, 302, 200, 200)),
    "learning:run": (RUN, (SIGN_IN, 200, 200, 403)),
    "learning:enrol": (RUN, (SIGN_IN, 200, 200, 403)),
    "learning:accept_edition": (RUN, (SIGN_IN, 405, 405, 405)),
    "learning:item": (LESSON, (SIGN_IN, 200, 200, 403)),
    "learning:lesson_done": (LESSON, (SIGN_IN, 405, 405, 405)),
    "learning:place": (LESSON, (SIGN_IN, 405, 405, 405)),
    "learning:check": ({**LESSON, "block_id": "check-1"}, (SIGN_IN, 302, 302, 403)),
    "learning:quiz_start": (QUIZ, (405, 405, 405, 405)),
    "learning:quiz_summary": (FIRST, (SIGN_IN, 302, 403, 403)),
    "learning:quiz_submit": (FIRST, (405, 405, 405, 405)),
    "learning:quiz_review": (FIRST, (SIGN_IN, 200, 403, 403)),
    "learning:question": (QUESTION, (SIGN_IN, 302, 403, 403)),
    "learning:answer": (QUESTION, (405, 405, 405, 405)),
    "wagtail_serve": ([""], ALL_200),
    "set_language": ({}, ALL_302),
    "accounts:profile": ({}, (SIGN_IN, 200, 200, 200)),
}
# Posts that change somebody's data: what mallory and the teacher, who does not learn, get. A visitor signs in first.
POSTS = {
    "learning:enrol": (RUN, None, 403),
    "learning:accept_edition": (RUN, 403, 403),
    "learning:lesson_done": (LESSON, 403, 403),
    "learning:place": (LESSON, 403, 403),
    "learning:quiz_start": (QUIZ, 403, 403),
    "learning:quiz_submit": (FIRST, 403, 403),
    "learning:question": (QUESTION, 403, 403),
    "learning:answer": (QUESTION, 403, 403),
    "learning:check": ({**LESSON, "block_id": "check-1"}, 200, 403),
}
# Tested with awards in tests/certificates, and the pages of sign-in in tests/accounts.
ELSEWHERE = ("certificates:verify", "certificates:pdf", "account_")


@pytest.fixture
def people(tmp_path, alice, bob, mallory, institution_a, national_library):
    load(read_curriculum(write_curriculum(tmp_path / "curriculum")))
    edition = release(course_key=key("course"), by=None, now=NOW)
    adoption = adopt(institution=institution_a, edition=edition, by=None, now=NOW)
    run = open_run(
        adoption=adoption, edition=edition, slug="run-a", audience=Run.Audience.MEMBERS, starts_on=NOW.date()
    )
    finish_course(run=run, learner=alice, day=NOW)
    return {"visitor": None, "alice": alice, "bob": bob, "mallory": mallory}


def patterns(resolvers: list, namespace: str = "") -> Iterator[str]:
    for one in resolvers:
        if isinstance(one, URLResolver):
            if not str(one.pattern).startswith("cms/"):
                yield from patterns(one.url_patterns, f"{one.namespace}:" if one.namespace else namespace)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{namespace}{one.name}"


def address(name, arguments):
    with translation.override("ky"):  # the language of the attempt
        return reverse(name, args=arguments) if isinstance(arguments, list) else reverse(name, kwargs=arguments)


def answer(response):
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return SIGN_IN
    return response.status_code


def test_every_address_has_its_row():
    named = {name for name in patterns(get_resolver().url_patterns) if not name.startswith(ELSEWHERE)}
    assert named == set(DOORS)


def test_each_address_answers_each_person_as_it_should(client, people):
    found, wanted = {}, {}
    for name, (arguments, answers) in DOORS.items():
        for (who, person), right in zip(people.items(), answers, strict=True):
            client.logout()
            if person:
                client.force_login(person)
            found[name, who] = answer(client.get(address(name, arguments)))
            wanted[name, who] = right
    assert found == wanted


def test_nobody_acts_in_the_name_of_another(client, people):
    found, wanted = {}, {}
    for name, (arguments, teacher, stranger) in POSTS.items():
        for who, right in (("visitor", SIGN_IN), ("bob", teacher), ("mallory", stranger)):
            if right is None:
                continue
            client.logout()
            if people[who]:
                client.force_login(people[who])
            found[name, who] = answer(client.post(address(name, arguments), {"answer": "x", "sequence": "9"}))
            wanted[name, who] = right
    assert found == wanted


def test_a_strangers_refusal_names_nobody_of_the_institution(client, people):
    client.force_login(people["mallory"])
    for name in ("learning:run", "learning:item"):
        page = client.get(address(name, DOORS[name][0])).content.decode()
        assert "Alice" not in page
        assert "Bob" not in page


def admin_addresses() -> Iterator[str]:
    def walk(resolvers, prefix):
        for one in resolvers:
            route = prefix + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route)
            elif "<" not in route and "(" not in route and "^" not in route:
                yield "/" + route.rstrip("$")

    cms = [one for one in get_resolver().url_patterns if str(one.pattern).startswith("cms/")]
    return walk(cms, "")


def test_the_cms_is_closed_to_all_but_national_staff(client, people, bob, institution_a):
    Membership.objects.create(person=bob, institution=institution_a, role=Membership.Role.COORDINATOR)
    Membership.objects.create(person=bob, institution=institution_a, role=Membership.Role.METHODOLOGIST)
    prepare_groups()
    admit(bob)
    addresses = sorted(set(admin_addresses()))
    assert len(addresses) > 50
    for who in ("visitor", "alice", "bob"):
        client.logout()
        if people[who]:
            client.force_login(people[who])
        opened = [one for one in addresses if client.get(one).status_code == 200]
        # Wagtail's scripts and icons hold nothing of anybody.
        assert [one for one in opened if "jsi18n" not in one and "sprite" not in one] == []


def test_national_methodologists_enter_the_cms(client, carol):
    prepare_groups()
    admit(carol)
    client.force_login(carol)
    assert client.get("/cms/").status_code == 200
    assert client.get("/cms/pages/").status_code in (200, 302)
    assert client.get("/cms/users/").status_code == 302


def test_the_door_of_wagtail_leads_to_the_counted_sign_in(client, db):
    assert client.get("/cms/login/?next=/cms/")["Location"] == "/accounts/login/?next=/cms/"
    assert client.post("/cms/login/", {"username": "a", "password": "b"})["Location"] == "/accounts/login/"
