"""What the app hears from below. Each act is safe to repeat; `issue_due_certificates` repeats it for all."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from accounts.signals import name_given
from certificates.services import issuing
from learning.models import Completion
from learning.signals import course_completed


@receiver(course_completed)
def issue(completion_id: int, **_kwargs: Any) -> None:
    issuing.issue_if_earned(completion=Completion.objects.get(pk=completion_id), now=timezone.now())


@receiver(name_given)
def issue_what_waited(person_id: int, **_kwargs: Any) -> None:
    issuing.issue_waiting(person=User.objects.get(pk=person_id), now=timezone.now())
