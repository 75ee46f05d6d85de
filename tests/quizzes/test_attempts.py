from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import Refusal
from quizzes.asked import asked
from quizzes.models import Attempt, AttemptQuestion, Response, Result
from quizzes.questions.registry import BadAnswer, question_types
from quizzes.services import attempts
from quizzes.signals import attempt_submitted
from tests.factories.quizzes import CONTEXT, NOW, attempt, question_version, quiz_version, right_answers

pytestmark = pytest.mark.django_db


def minutes(count: float):
    return NOW + timedelta(minutes=count)


def posted(begun: Attempt, position: int = 1, answer: object = "right") -> dict[str, list[str]]:
    """The form that answers a question, rightly by default."""
    question = begun.questions.select_related("question_version").get(position=position)
    shown = asked(question, begun.uuid)
    return shown.filled(shown.type.right_answer(shown.content) if answer == "right" else answer)


def save(begun: Attempt, *, sequence: int = 1, answer: object = "right", position: int = 1, now=NOW):
    form = posted(begun, position, answer)
    return attempts.save_answer(attempt=begun, position=position, sequence=sequence, posted=form, now=now)


def stored(begun: Attempt, position: int = 1) -> list[tuple[int, object]]:
    found = Response.objects.filter(question__attempt=begun, question__position=position)
    return list(found.values_list("sequence", "answer"))


@pytest.fixture
def single(alice) -> Attempt:
    """An attempt at a quiz of one single choice."""
    return attempt(alice, quiz_version([question_version()]))


@pytest.fixture
def timed(alice) -> Attempt:
    """The same with a limit of 20 minutes."""
    return attempt(alice, quiz_version([question_version()], time_limit=20))


# start


def test_start_copies_rules_questions_and_order(alice):
    version = quiz_version(time_limit=20)

    begun = attempt(alice, version)

    assert (begun.number, begun.language, begun.state) == (1, "en", "open")
    assert begun.rules == version.content["quiz"]["rules"]
    assert (begun.started_at, begun.deadline) == (NOW, minutes(20))
    rows = list(begun.questions.all())
    assert [row.position for row in rows] == [1, 2, 3, 4]
    assert [row.slot_id for row in rows] == ["s1", "s2", "s3", "s4"]
    for row in rows:
        block = row.question_version.content["block"]
        orders = question_types[block["type"]].layout(block["value"], Random(0), shuffle=False)
        assert {name: sorted(ids) for name, ids in row.layout.items()} == {
            name: sorted(ids) for name, ids in orders.items()
        }


def test_start_without_time_limit_has_no_deadline(single):
    assert single.deadline is None


def test_start_shuffles_questions_where_the_rules_say_so(alice):
    version = quiz_version([question_version() for _ in range(8)], shuffle_questions=True)

    begun = attempt(alice, version)

    assert [row.slot_id for row in begun.questions.all()] != [f"s{number}" for number in range(1, 9)]


def test_second_start_lands_in_the_open_attempt(alice, single):
    assert attempt(alice, single.quiz_version, now=minutes(5), random=Random(2)) == single
    assert AttemptQuestion.objects.count() == 1


def test_start_that_lost_a_race_lands_in_the_winners_attempt(alice, single, monkeypatch):
    """The twin became visible only after this request had looked for open attempts."""
    real = Attempt.objects.filter

    class NothingYet:
        def order_by(self, *_names):
            return []

        def filter(self, **lookups):
            return real(learner=alice, context_key=CONTEXT, **lookups)

    monkeypatch.setattr(
        Attempt.objects, "filter", lambda **lookups: NothingYet() if "context_key" in lookups else real(**lookups)
    )

    assert attempt(alice, single.quiz_version) == single


def test_attempts_are_counted_per_learner_and_context(alice, mallory, single):
    elsewhere = attempt(alice, single.quiz_version, context_key="test:2")
    by_another = attempt(mallory, single.quiz_version)

    assert [elsewhere.number, by_another.number] == [1, 1]


def test_start_after_submission_begins_the_next_attempt(alice, single):
    attempts.submit(attempt=single, now=NOW)

    assert attempt(alice, single.quiz_version).number == 2


def test_start_is_refused_when_the_attempts_are_used_up(alice):
    version = quiz_version([question_version()], attempts_allowed=2)
    for _ in range(2):
        attempts.submit(attempt=attempt(alice, version), now=NOW)

    with pytest.raises(attempts.AttemptsUsedUp) as refusal:
        attempt(alice, version)

    assert str(refusal.value).startswith("You have used all your attempts at this quiz.")
    assert Attempt.objects.count() == 2


def test_last_allowed_attempt_may_be_continued(alice):
    version = quiz_version([question_version()], attempts_allowed=1)

    assert attempt(alice, version) == attempt(alice, version)


def test_start_submits_an_overdue_attempt_and_begins_the_next(alice, timed):
    second = attempt(alice, timed.quiz_version, now=minutes(21))

    timed.refresh_from_db()
    assert (timed.state, second.number, second.deadline) == ("submitted", 2, minutes(41))


def test_overdue_attempt_uses_up_an_attempt(alice):
    version = quiz_version([question_version()], attempts_allowed=1, time_limit=20)
    attempt(alice, version)

    with pytest.raises(attempts.AttemptsUsedUp):
        attempt(alice, version, now=minutes(21))


def test_open_attempt_does_not_change_with_the_quiz(alice, single):
    newer = quiz_version([question_version(), question_version()], pass_mark=100)

    again = attempt(alice, newer)

    assert again.rules["pass_mark"] == 60
    assert again.questions.count() == 1


# answers


def test_answer_is_kept_in_ids(single):
    saved = save(single)

    assert saved == attempts.SavedAnswer(sequence=1, received_at=NOW, seconds_left=None)
    assert stored(single) == [(1, "mark")]


def test_changed_answer_is_added(single):
    save(single)
    save(single, sequence=2, answer="author", now=minutes(1))

    assert stored(single) == [(1, "mark"), (2, "author")]


def test_answer_may_be_taken_back(single):
    save(single)
    save(single, sequence=2, answer=None)

    assert stored(single) == [(1, "mark"), (2, None)]


def test_repeated_request_gets_the_stored_reply(single):
    save(single)

    again = save(single, now=minutes(1))

    assert again == attempts.SavedAnswer(sequence=1, received_at=NOW, seconds_left=None)
    assert stored(single) == [(1, "mark")]


def test_repeated_request_gets_the_stored_reply_after_a_newer_answer(single):
    save(single)
    save(single, sequence=2, answer="author")

    assert save(single, now=minutes(1)).received_at == NOW
    assert stored(single) == [(1, "mark"), (2, "author")]


@pytest.mark.parametrize("answer", ["author", None])
def test_same_sequence_with_another_answer_is_refused(single, answer):
    save(single)

    with pytest.raises(attempts.ChangedElsewhere) as refusal:
        save(single, answer=answer)

    assert refusal.value.status == 409
    assert str(refusal.value).startswith("This question was changed in another window.")
    assert stored(single) == [(1, "mark")]


def test_lower_sequence_than_the_newest_is_refused(single):
    save(single, sequence=5)

    with pytest.raises(attempts.ChangedElsewhere):
        save(single, sequence=4)

    assert stored(single) == [(5, "mark")]


def test_questions_count_their_sequences_apart(alice):
    begun = attempt(alice)
    save(begun, position=1, sequence=7)
    save(begun, position=2, sequence=1)

    assert (stored(begun, 1)[0][0], stored(begun, 2)[0][0]) == (7, 1)


def test_answer_that_is_none_is_refused(single):
    with pytest.raises(BadAnswer) as refusal:
        attempts.save_answer(attempt=single, position=1, sequence=1, posted={"answer": ["mark"]}, now=NOW)

    assert refusal.value.status == 400
    assert stored(single) == []


def test_answer_to_a_question_that_is_not_there(single):
    with pytest.raises(AttemptQuestion.DoesNotExist):
        attempts.save_answer(attempt=single, position=2, sequence=1, posted={}, now=NOW)


@pytest.mark.parametrize(("late", "left"), [(-2, 2), (0, 0), (30, 0)])
def test_answer_up_to_the_end_of_the_grace_is_taken(timed, late, left):
    assert save(timed, now=minutes(20) + timedelta(seconds=late)).seconds_left == left


def test_answer_after_the_grace_is_refused(timed):
    with pytest.raises(attempts.AttemptClosed) as refusal:
        save(timed, now=minutes(20) + timedelta(seconds=61))

    assert refusal.value.status == 409
    assert str(refusal.value).startswith("The time was over")
    assert stored(timed) == []


def test_answer_after_submission_is_refused(single):
    attempts.submit(attempt=single, now=NOW)

    with pytest.raises(attempts.AttemptClosed) as refusal:
        save(single)

    assert refusal.value.status == 409
    assert str(refusal.value).startswith("This attempt is submitted")
    assert Result.objects.get().percent == 0


def test_answer_that_lost_a_race_with_its_twin_is_tried_again(single, monkeypatch):
    """The twin stored the same sequence between reading and writing: the database refuses the second row."""
    real = Response.objects.create
    twins = iter([NOW])

    def create(**values):
        for _twin in twins:
            real(**values)
        return real(**values)

    monkeypatch.setattr(Response.objects, "create", create)

    assert save(single).sequence == 1
    assert stored(single) == [(1, "mark")]


def test_saving_an_answer_takes_two_queries(single):
    form = posted(single)

    with CaptureQueriesContext(connection) as context:
        attempts.save_answer(attempt=single, position=1, sequence=1, posted=form, now=NOW)

    acts = [query["sql"].split()[0] for query in context.captured_queries]
    assert [act for act in acts if act not in ("SAVEPOINT", "RELEASE")] == ["SELECT", "INSERT"]


# submission


def test_submission_grades_the_newest_answers(alice):
    begun = attempt(alice, quiz_version([question_version(), question_version()]))
    save(begun, answer="author")
    save(begun, sequence=2)

    result = attempts.submit(attempt=begun, now=minutes(3))

    assert (result.score, result.max_score, result.percent, result.passed) == (1, 2, 50, False)
    assert [(mark["position"], mark["fraction"], mark["answered"]) for mark in result.marks] == [
        (1, "1", True),
        (2, "0", False),
    ]
    begun.refresh_from_db()
    assert (begun.state, begun.submitted_at, result.graded_at) == ("submitted", minutes(3), minutes(3))


def test_all_right_answers_pass(alice):
    begun = attempt(alice)
    right_answers(begun)

    result = attempts.submit(attempt=begun, now=NOW)

    assert (result.percent, result.passed) == (Decimal(100), True)


def test_repeated_submission_gives_the_stored_result(single):
    save(single)
    first = attempts.submit(attempt=single, now=minutes(1))
    stale = Attempt.objects.get(pk=single.pk)

    again = attempts.submit(attempt=stale, now=minutes(2))

    assert again == first
    assert (stale.state, stale.submitted_at) == ("submitted", minutes(1))
    assert Result.objects.count() == 1


def test_repeated_submission_gives_the_newest_grading(single):
    attempts.submit(attempt=single, now=NOW)
    regraded = Result.objects.create(
        attempt=single, revision=2, score=1, max_score=1, percent=100, passed=True, marks=[], graded_at=minutes(9)
    )

    assert attempts.submit(attempt=single, now=minutes(10)) == regraded


def test_submission_is_announced_once(single, django_capture_on_commit_callbacks):
    heard = []

    def listen(attempt_id, **_more):
        heard.append(attempt_id)

    attempt_submitted.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            attempts.submit(attempt=single, now=NOW)
            attempts.submit(attempt=single, now=NOW)
    finally:
        attempt_submitted.disconnect(listen)

    assert heard == [single.pk]


def test_result_stands_when_a_receiver_fails(single, django_capture_on_commit_callbacks):
    def fail(**_more):
        raise RuntimeError("no certificate today")

    attempt_submitted.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            result = attempts.submit(attempt=single, now=NOW)
    finally:
        attempt_submitted.disconnect(fail)

    assert Result.objects.get() == result


def test_nothing_is_half_submitted_when_grading_fails(single, monkeypatch):
    def fail(*_questions, **_rules):
        raise RuntimeError("power cut")

    monkeypatch.setattr(attempts, "grade", fail)

    with pytest.raises(RuntimeError):
        attempts.submit(attempt=single, now=NOW)

    single.refresh_from_db()
    assert (single.state, single.submitted_at, Result.objects.count()) == ("open", None, 0)


@pytest.mark.parametrize(("late", "closed"), [(-2, False), (0, False), (1, True), (61, True)])
def test_attempt_is_closed_when_its_time_is_over(timed, late, closed):
    save(timed)

    result = attempts.close_if_overdue(attempt=timed, now=minutes(20) + timedelta(seconds=late))

    assert (result is not None and result.percent == 100, timed.is_open) == (closed, not closed)


def test_attempt_without_limit_is_never_overdue(single):
    assert attempts.close_if_overdue(attempt=single, now=minutes(10**6)) is None


def test_submitted_attempt_is_not_overdue(timed):
    attempts.submit(attempt=timed, now=NOW)

    assert attempts.close_if_overdue(attempt=timed, now=minutes(60)) is None


def test_refusals_are_refusals():
    assert issubclass(attempts.AttemptsUsedUp, Refusal)
    assert issubclass(attempts.AttemptClosed, Refusal)
    assert issubclass(attempts.ChangedElsewhere, Refusal)
