"""What learners do with a quiz. Facts: appended, never rewritten, out of the reach of the CMS."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Version


class Attempt(models.Model):
    """One try at a quiz. Version, rules and order are copied in when it begins and never change afterwards."""

    class State(models.TextChoices):
        OPEN = "open"
        SUBMITTED = "submitted"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    context_key = models.CharField(max_length=100)
    owner_key = models.CharField(max_length=100, db_index=True)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    rules = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "context_key"], condition=Q(state="open"), name="one_open_attempt"
            ),
            models.UniqueConstraint(fields=["learner", "context_key", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None) | Q(state="submitted", submitted_at__isnull=False),
                name="submitted_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.learner_id} at {self.context_key}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_overdue(self, now: datetime) -> bool:
        return self.is_open and self.deadline is not None and now > self.deadline


class AttemptQuestion(models.Model):
    """A question as it stands in one attempt: its version and the stored order of its choices."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    slot_id = models.CharField(max_length=64)
    question_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    layout = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="position_once")]

    def __str__(self) -> str:
        return f"question {self.position} of attempt {self.attempt_id}"


class Response(models.Model):
    """An answer as it was given. The one with the highest sequence counts; earlier ones stay."""

    question = models.ForeignKey(AttemptQuestion, on_delete=models.PROTECT, related_name="responses")
    sequence = models.PositiveIntegerField()
    answer = models.JSONField(null=True)
    received_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["question", "sequence"], name="sequence_once")]

    def __str__(self) -> str:
        return f"response {self.sequence} to question {self.question_id}"


class Result(models.Model):
    """A grading of an attempt. A regrade adds a row with a higher revision; the highest counts."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    revision = models.PositiveSmallIntegerField(default=1)
    score = models.DecimalField(max_digits=9, decimal_places=4)
    max_score = models.DecimalField(max_digits=9, decimal_places=4)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    passed = models.BooleanField()
    marks = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    graded_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["attempt", "revision"], name="one_result_per_revision")]

    def __str__(self) -> str:
        return f"{self.percent} % for attempt {self.attempt_id}"
