from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.models import CoursePage, Edition
from courses.services.releasing import release
from home import demo
from institutions.models import Institution


class Command(BaseCommand):
    help = "Fill an empty database with the starter curriculum and, in the demo, its people. Otherwise change nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if CoursePage.objects.exists() or Institution.objects.exists() or get_user_model().objects.exists():
            self.stdout.write("The database is in use: nothing changed.")
            return
        self.stdout.write("Loading the starter curriculum …")
        call_command("load_curriculum", stdout=self.stdout, stderr=self.stderr)
        now = timezone.now()
        keys = dict.fromkeys(CoursePage.objects.order_by("path").values_list("translation_key", flat=True))
        editions: list[Edition] = [release(course_key=key, by=None, now=now) for key in keys]
        if settings.DEMO_PEOPLE:
            demo.prepare(editions=editions, now=now)
            self.stdout.write("Demo people, institutions and awards are ready.")
