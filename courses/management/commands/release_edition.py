import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.models import CoursePage
from courses.services.releasing import NothingChanged, NotReleasable, release


class Command(BaseCommand):
    help = "Freeze the published pages of a course into its next edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the course's slug")
        parser.add_argument("--notes", default="", help="what changed, for those who teach the course")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the edition as JSON")

    def handle(self, *, course: str, notes: str, as_json: bool, **options: Any) -> None:
        page = CoursePage.objects.filter(slug=course).order_by("path").first()
        if page is None:
            known = ", ".join(sorted(set(CoursePage.objects.values_list("slug", flat=True)))) or "none"
            raise CommandError(f"There is no course {course!r}. There are: {known}.")
        try:
            edition = release(course_key=page.translation_key, by=None, now=timezone.now(), notes=notes)
        except (NotReleasable, NothingChanged) as refusal:
            raise CommandError(str(refusal)) from refusal
        if as_json:
            report = {"course": edition.course_slug, "edition": edition.number, "content_hash": edition.content_hash}
            self.stdout.write(json.dumps(report))
        else:
            self.stdout.write(f"{edition.course_slug}: edition {edition.number} ({edition.content_hash[:12]})")
