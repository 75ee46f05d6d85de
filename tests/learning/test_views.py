"""The learner's way: my learning, start, enrol, run, lesson. Who may see what stands in test_isolation.py."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from certificates.models import Award
from courses.models import Edition
from institutions.models import Institution, Membership
from learning.models import Completion, Enrolment, ItemProgress, Run
from tests.factories import learning
from tests.factories.courses import RIGHT, WHY, key, lesson, quiz, released, token

pytestmark = pytest.mark.django_db

RUN = "/en/learn/run/"
LESSON = RUN + "course-one/"
ONE, TWO, QUIZ = key("course-one"), key("course-two"), key("course-quiz")


def html(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def run(institution_a: Institution) -> Run:
    """Two lessons and a quiz, taught at institution A."""
    return learning.run(released(), institution_a)


@pytest.fixture
def enrolment(run: Run, alice: User) -> Enrolment:
    return learning.enrolment(run, alice)


@pytest.fixture
def learner(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def teacher(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


# My learning


@pytest.mark.parametrize("person", ["alice", "bob", "carol", "mallory"])
def test_my_learning_without_a_course_leads_to_the_courses(request, client, person):
    client.force_login(request.getfixturevalue(person))

    page = client.get("/en/my/")

    assert page.status_code == 200
    assert "You have not begun a course yet." in html(page)
    assert '<a class="btn btn-primary" href="/en/courses/">' in html(page)


def test_my_learning_asks_a_visitor_to_sign_in(client):
    assert client.get("/en/my/")["Location"] == "/accounts/login/?next=/en/my/"


def test_my_learning_begins_a_course_at_its_first_lesson(learner, enrolment):
    page = html(learner.get("/en/my/"))

    assert "Begin: <span>Library course-one</span>" in page
    assert f'<a class="btn btn-primary" href="{LESSON}">' in page
    assert "0 of 3 done" in page


def test_my_learning_continues_at_the_block_where_the_learner_stopped(learner, enrolment):
    learning.progress(enrolment, ONE, done=True)
    learning.progress(enrolment, TWO, block_id="check")

    page = html(learner.get("/en/my/"))

    assert "Continue: <span>Library course-two</span>" in page
    assert f'<a class="btn btn-primary" href="{RUN}course-two/#check">' in page
    assert "1 of 3 done" in page


def test_my_learning_puts_the_course_learned_in_last_first(learner, alice, institution_a):
    older, newer = (
        learning.enrolment(learning.run(released(slug), institution_a, slug=f"run-{slug}"), alice)
        for slug in ("older", "newer")
    )
    learning.progress(newer, key("newer-one"))
    later = learning.progress(older, key("older-one"))
    ItemProgress.objects.filter(pk=later.pk).update(last_seen_at=later.last_seen_at.replace(year=2027))

    page = html(learner.get("/en/my/"))

    assert page.index("Library older-one") < page.index("Other courses in progress") < page.index("Library newer-one")


def test_my_learning_shows_a_completed_course_with_its_certificate(learner, enrolment, alice):
    award = certify(learning.completion(enrolment), alice)

    page = html(learner.get("/en/my/"))

    assert "Completed courses" in page
    assert f'href="/c/{award.token}/"' in page
    assert "Continue:" not in page


def test_my_learning_asks_for_the_name_that_a_certificate_lacks(learner, enrolment, alice):
    learning.completion(enrolment)
    User.objects.filter(pk=alice.pk).update(name="")

    assert "without it no certificate can be printed" in html(learner.get("/en/my/"))


def test_my_learning_shows_a_teacher_the_courses_of_the_institution(teacher, run, institution_b):
    learning.run(released("other"), institution_b, slug="other-run")

    page = html(teacher.get("/en/my/"))

    assert "Courses that you teach" in page
    assert f'href="{RUN}"' in page
    assert "/en/learn/other-run/" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_learning_costs_the_same_for_one_course_and_for_three(
    learner, alice, institution_a, count, django_assert_num_queries
):
    for number in range(count):
        for state in ("open", "done"):
            slug = f"{state}-{number}"
            enrolment = learning.enrolment(learning.run(released(slug), institution_a, slug=f"run-{slug}"), alice)
            if state == "done":
                certify(learning.completion(enrolment), alice)
    learner.get("/en/my/")

    with django_assert_num_queries(6):
        page = html(learner.get("/en/my/"))

    assert page.count("Your certificate") == count


def certify(completion: Completion, holder: User) -> Award:
    return Award.objects.create(
        completion=completion,
        number=f"KG-IL-2026-{completion.pk:06}-0",
        check_code="00000000",
        token=f"token-{completion.pk}",
        snapshot={},
        holder=holder,
        holder_name=holder.name,
        name_salt="salt",
        issued_at=completion.completed_at,
    )


# Start and enrol


def start(client: Client, method: str = "post", **data: str) -> Any:
    return getattr(client, method)("/en/my/start/course/", data)


def test_start_enrols_in_the_only_run_at_one_click(learner, alice, run):
    answer = start(learner)

    assert answer["Location"] == RUN
    assert Enrolment.objects.get().learner == alice


def test_start_twice_enrols_once(learner, run):
    start(learner)
    start(learner)

    assert Enrolment.objects.count() == 1


def test_start_shows_what_one_enrols_in_and_changes_nothing(learner, run):
    page = html(start(learner, "get"))

    assert "University A" in page
    assert "For the people of the institution" in page
    assert f'<form method="post" action="{RUN}enrol/">' in page
    assert not Enrolment.objects.exists()


def test_start_leads_who_is_enrolled_back_into_the_run(learner, enrolment):
    assert start(learner, "get")["Location"] == RUN
    assert start(learner)["Location"] == RUN


def test_start_offers_a_choice_between_the_runs_of_ones_institutions(learner, alice, run, institution_b):
    learning.run(run.edition, institution_b, slug="run-b")
    Membership.objects.create(person=alice, institution=institution_b, role="learner")

    page = html(start(learner))

    assert "Several institutions teach this course." in page
    assert f'action="{RUN}enrol/"' in page
    assert 'action="/en/learn/run-b/enrol/"' in page
    assert not Enrolment.objects.exists()


def test_start_tells_a_stranger_whom_to_ask(client, mallory, run):
    client.force_login(mallory)

    page = html(start(client))

    assert "taught only in institutions that you do not belong to" in page
    assert "<strong>Mallory</strong>" in page
    assert "University A" not in page


def test_start_brings_a_stranger_into_an_open_run_as_its_learner(client, mallory, institution_a):
    learning.run(released(), institution_a, audience=Run.Audience.EVERYONE)
    client.force_login(mallory)

    assert start(client)["Location"] == RUN
    assert Membership.objects.filter(person=mallory, institution=institution_a, role="learner").exists()


def test_start_asks_a_visitor_to_sign_in_and_comes_back(client, run):
    assert start(client)["Location"] == "/accounts/login/?next=/en/my/start/course/"


def test_start_of_a_course_that_was_never_released_is_not_found(learner):
    assert start(learner).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_start_costs_the_same_for_one_run_and_for_three(
    learner, institution_a, institution_b, count, django_assert_num_queries
):
    edition = released()
    for number in range(count):
        learning.run(edition, institution_b, slug=f"run-{number}", audience=Run.Audience.EVERYONE)
    start(learner, "get")

    with django_assert_num_queries(5):
        page = html(start(learner, "get"))

    assert page.count("Enrol and begin") == count


def test_enrolment_takes_along_what_was_read_on_the_device(learner, run):
    learner.post(RUN + "enrol/", {"read": "course-two,course-one,course-quiz,gone,course-two"})

    page = html(learner.get(RUN))

    assert {str(item_key) for item_key in ItemProgress.objects.values_list("item_key", flat=True)} == {ONE, TWO}
    assert "Continue: <span>Library course-one</span>" in page


def test_enrolment_page_enrols_by_its_button(learner, run):
    page = html(learner.get(RUN + "enrol/"))

    assert "University A" in page
    assert "You are not enrolled in this course yet." in page
    assert not Enrolment.objects.exists()


# The run


def test_run_shows_the_whole_course_with_words_for_each_status(learner, enrolment):
    learning.progress(enrolment, ONE, done=True)
    learning.progress(enrolment, TWO)

    page = html(learner.get(RUN))

    assert [page.count(f"<span>{word}</span>") for word in ("Done", "In progress", "Not started")] == [1, 1, 1]
    assert "1 of 3 done" in page
    assert "finish 1 lesson" in page
    assert "pass 1 test" in page


def test_run_names_the_person_who_helps(learner, enrolment):
    page = html(learner.get(RUN))

    assert "Чынара" in page
    assert '<a class="phone" href="tel:+996000000001">+996 000 000 001</a>' in page


def test_run_forgets_the_reading_on_this_device_only_for_who_is_enrolled(learner, teacher, enrolment):
    assert 'data-enrolled-in="course"' in html(learner.get(RUN))
    assert "data-enrolled-in" not in html(teacher.get(RUN))


def test_run_congratulates_and_leads_to_the_certificate(learner, enrolment, alice):
    award = certify(learning.completion(enrolment), alice)

    page = html(learner.get(RUN))

    assert "Congratulations, you have completed the course!" in page
    assert f'<a class="btn btn-primary" href="/c/{award.token}/">Your certificate</a>' in page
    assert "Still to do:" not in page


def test_run_says_that_the_certificate_is_on_its_way(learner, enrolment):
    learning.completion(enrolment)

    assert "Your certificate is being prepared." in html(learner.get(RUN))


def test_run_asks_who_completed_it_for_the_name_that_the_certificate_lacks(learner, enrolment, alice):
    learning.completion(enrolment)
    User.objects.filter(pk=alice.pk).update(name="")

    assert '<a class="btn btn-primary" href="/accounts/profile/">Write your name</a>' in html(learner.get(RUN))


def test_run_shows_a_teacher_the_course_without_progress_and_without_ways_into_quizzes(teacher, run):
    page = html(teacher.get(RUN))

    assert "You read this course as a teacher" in page
    assert f'href="{LESSON}"' in page
    assert f'href="{RUN}course-quiz/"' not in page
    assert "Not started" not in page


@pytest.mark.parametrize("modules", [1, 3])
def test_run_costs_the_same_for_one_module_and_for_three(
    learner, alice, institution_a, modules, django_assert_num_queries
):
    enrolment = learning.enrolment(learning.run(released_with(modules), institution_a), alice)
    learning.progress(enrolment, ONE, done=True)
    learner.get(RUN)

    with django_assert_num_queries(5):
        learner.get(RUN)


def released_with(modules: int) -> Edition:
    """A course of so many modules of two lessons and a quiz, of which the first lesson is `course-one`."""
    return released(
        "course",
        *(
            (lesson("course-one" if not n else f"lesson-{n}"), lesson(f"second-{n}"), quiz(f"quiz-{n}"))
            for n in range(modules)
        ),
    )


# The pin


def test_learner_stays_with_the_edition_and_moves_by_accepting_the_new_one(learner, institution_a, alice):
    run = learning.run(released("course", (lesson("course-one", text="Old"),)), institution_a)
    enrolment = learning.enrolment(run, alice)
    learning.progress(enrolment, ONE)
    assert "A newer edition" not in html(learner.get(RUN))

    Run.objects.update(edition=released("course", (lesson("course-one", text="New"), lesson("course-two"))))
    before = html(learner.get(RUN))
    assert "A newer edition of the course has appeared: number 2, Nov. 22, 2026" in before
    assert "Old en course-one" in html(learner.get(LESSON))
    assert learner.get(RUN + "course-two/").status_code == 404

    answer = learner.post(RUN + "edition/")
    assert answer["Location"] == RUN
    after = html(learner.get(RUN))
    assert "A newer edition" not in after
    assert "0 of 2 done" in after
    assert "<span>In progress</span>" in after
    assert "New en course-one" in html(learner.get(LESSON))


def test_new_edition_is_not_offered_to_who_has_completed_the_course(learner, enrolment):
    learning.completion(enrolment)
    Run.objects.update(edition=released("course", (lesson("course-one"),)))

    assert "A newer edition" not in html(learner.get(RUN))


# The lesson


def test_lesson_shows_its_place_and_the_way_on(learner, enrolment):
    page = html(learner.get(LESSON))

    assert "<h1>Library course-one</h1>" in page
    assert "Lesson en course-one" in page
    assert "Step 1 of 3" in page
    assert "Lesson done, go on" in page
    assert f'<a rel="next" href="{RUN}course-two/">' in page
    assert 'href="tel:+996000000001"' in page


def test_lesson_is_in_progress_once_it_was_opened(learner, enrolment):
    learner.get(LESSON)
    learner.get(LESSON)

    assert [str(row.item_key) for row in ItemProgress.objects.all()] == [ONE]


def test_lesson_done_is_kept_and_leads_on(learner, enrolment):
    answer = learner.post(LESSON + "done/")

    assert answer["Location"] == f"{RUN}course-two/"
    page = html(learner.get(LESSON))
    assert "Lesson done" not in page
    assert f'<a class="btn btn-primary" href="{RUN}course-two/">Go on</a>' in page


def test_last_lesson_done_leads_back_to_the_course_and_completes_it(learner, alice, institution_a):
    learning.enrolment(learning.run(released("course", (lesson("course-one"),)), institution_a), alice)

    answer = learner.post(LESSON + "done/")

    assert answer["Location"] == RUN
    assert Completion.objects.count() == 1


def test_quiz_cannot_be_marked_as_done(learner, enrolment):
    assert learner.post(RUN + "course-quiz/done/").status_code == 404


def test_place_is_remembered_and_offered_again(learner, enrolment):
    assert learner.post(LESSON + "place/", {"block": "check"}).status_code == 204

    page = html(learner.get(LESSON))

    assert 'data-resume="check"' in page
    assert "Here you stopped last time." in page


def test_lesson_that_is_done_opens_at_its_beginning(learner, enrolment):
    learning.progress(enrolment, ONE, done=True, block_id="check")

    page = html(learner.get(LESSON))

    assert 'data-resume=""' in page
    assert "Here you stopped last time." not in page


def test_links_between_items_stay_within_the_run(learner, alice, institution_a):
    linked = lesson("course-one", link=QUIZ)
    learning.enrolment(learning.run(released("course", (linked, quiz("course-quiz"))), institution_a), alice)

    page = html(learner.get(LESSON))

    assert f'<a href="{RUN}course-quiz/"' in page
    assert "key:" not in page


def test_lesson_in_another_language_says_so_and_marks_the_text(learner, alice, institution_a):
    edition = released("course", (lesson("course-one", languages=("ky",)),))
    learning.enrolment(learning.run(edition, institution_a), alice)

    page = html(learner.get(LESSON))

    assert '<h1 lang="ky">Китепкана course-one</h1>' in page
    assert "This text does not exist yet in the language that you have chosen" in page


def test_teacher_goes_from_lesson_to_lesson_past_the_quizzes(teacher, institution_a):
    edition = released("course", (lesson("course-one"), quiz("course-quiz")), (lesson("course-two"),))
    learning.run(edition, institution_a)

    page = html(teacher.get(LESSON))

    assert f'<a class="btn btn-primary" href="{RUN}course-two/">' in page
    assert "Step 1 of 2" in page
    assert "Lesson done" not in page
    assert "data-place" not in page
    assert f'href="{RUN}course-quiz/"' not in page


@pytest.mark.parametrize("modules", [1, 3])
def test_lesson_costs_four_queries_whatever_the_course(
    learner, alice, institution_a, modules, django_assert_num_queries
):
    enrolment = learning.enrolment(learning.run(released_with(modules), institution_a), alice)
    learning.progress(enrolment, ONE)
    learner.get(LESSON)

    with django_assert_num_queries(4):
        learner.get(LESSON)


def test_self_check_in_a_run_answers_with_its_fragment_and_without_scripts_with_the_page(learner, enrolment):
    page = html(learner.get(LESSON))
    assert WHY not in page
    answer = {"answer": token(page, RIGHT)}

    fragment = html(learner.post(LESSON + "check/check/", answer, headers={"X-Requested-With": "fetch"}))
    whole = html(learner.post(LESSON + "check/check/", answer))

    assert fragment.startswith("<form")
    assert WHY in fragment
    assert "<h1>" not in fragment
    assert WHY in whole
    assert "<h1>Library course-one</h1>" in whole


def test_address_of_a_self_check_leads_back_to_the_lesson(learner, enrolment):
    assert learner.get(LESSON + "check/check/")["Location"] == f"{LESSON}#check"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "none/"),
        ("post", "none/done/"),
        ("post", "none/place/"),
        ("post", "none/check/check/"),
        ("post", "course-quiz/check/check/"),
        ("post", "course-one/check/notes/"),
    ],
)
def test_what_is_not_there_is_not_found(learner, enrolment, method, path):
    assert getattr(learner, method)(RUN + path).status_code == 404
