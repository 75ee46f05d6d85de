from typing import Any

import pytest

from accounts.models import User
from accounts.signals import name_given
from certificates.models import Award
from learning.models import Completion
from learning.signals import course_completed
from tests.factories import certificates as factory

pytestmark = pytest.mark.django_db


def test_a_completed_course_gives_an_award() -> None:
    completion = factory.completion()

    course_completed.send(Completion, completion_id=completion.pk)
    course_completed.send(Completion, completion_id=completion.pk)

    assert Award.objects.get().completion == completion


def test_a_name_gives_the_awards_that_waited() -> None:
    completion = factory.completion(name="")
    person: Any = completion.enrolment.learner
    course_completed.send(Completion, completion_id=completion.pk)
    assert not Award.objects.exists()

    User.objects.filter(pk=person.pk).update(name="Ли")
    name_given.send(User, person_id=person.pk)

    assert Award.objects.get().holder_name == "Ли"
