"""`issue_due_certificates`: issue every certificate that was earned and not issued, for instance after a crash."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.services import issuing


class Command(BaseCommand):
    help = "Issue every certificate that was earned and is not issued yet. Safe to run at any time and again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Certificates issued: {issuing.issue_waiting(now=timezone.now())}")
