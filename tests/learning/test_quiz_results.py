"""A result that a crash kept from the learner's progress is found and recorded, once."""

from datetime import UTC, datetime
from random import Random

import pytest
from django.core.management import call_command

from core.models import Version
from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import read_curriculum
from courses.editions import manifest_of
from courses.services.releasing import release
from learning import invariants
from learning.contexts import context_key
from learning.models import Completion, ItemProgress
from learning.services import progress, quiz_results
from quizzes.questions.registry import question_types
from quizzes.services import attempts
from tests.factories import learning
from tests.factories.curriculum import key, write_curriculum

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def enrolment(tmp_path, institution_a, alice):
    load(read_curriculum(write_curriculum(tmp_path / "curriculum")))
    edition = release(course_key=key("course"), by=None, now=NOW)
    return learning.enrolment(learning.run(edition, institution_a), alice)


@pytest.fixture
def passed(enrolment):
    """A passed attempt of which nobody has told the learner's progress: nothing is committed in this test."""
    quiz = manifest_of(enrolment.edition_id).items[-1]
    attempt = attempts.start(
        learner=enrolment.learner,
        quiz_version=Version.objects.get(content_hash=quiz.versions["ky"], language="ky"),
        language="ky",
        context_key=context_key(enrolment.pk, quiz.key),
        owner_key="a",
        now=NOW,
        random=Random(1),
    )
    for question in attempt.questions.select_related("question_version"):
        block = question.question_version.content["block"]
        answer = question_types[block["type"]].right_answer(block["value"])
        attempts.record_answer(question=question, sequence=1, answer=answer, now=NOW)
    attempts.submit(attempt=attempt, now=NOW)
    return attempt


def test_a_lost_result_breaks_an_invariant_until_it_is_recorded(enrolment, passed, capsys):
    assert [problem for problem in invariants.problems() if "run record_results" in problem]
    call_command("record_results")
    assert capsys.readouterr().out == "1 results recorded\n"
    done = ItemProgress.objects.get(enrolment=enrolment)
    assert (done.done_at is not None, done.best_percent) == (True, 100)
    assert list(invariants.problems()) == []


def test_recording_again_finds_nothing(passed):
    assert [quiz_results.record_missing(now=NOW) for _ in range(2)] == [1, 0]


def test_a_completion_follows_from_a_recorded_result(enrolment, passed):
    for item in manifest_of(enrolment.edition_id).items[:-1]:
        progress.lesson_done(enrolment=enrolment, item_key=item.key, now=NOW)
    assert not Completion.objects.exists()
    quiz_results.record_missing(now=NOW)
    assert Completion.objects.get().enrolment == enrolment


def test_an_open_attempt_is_not_missing(enrolment):
    assert quiz_results.unrecorded() == []
