from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from courses.models import Edition
from courses.signals import edition_released
from learning.services import quiz_results, runs
from quizzes.signals import attempt_submitted


@receiver(attempt_submitted)
def record_quiz_result(attempt_id: int, **kwargs: Any) -> None:
    quiz_results.record(attempt_id=attempt_id, now=timezone.now())


@receiver(edition_released)
def serve_new_edition(edition_id: int, **kwargs: Any) -> None:
    runs.serve_edition(edition=Edition.objects.get(pk=edition_id))
