import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import BrokenCurriculum, read_curriculum
from courses.curriculum_files.written_ids import write_missing_ids


class Command(BaseCommand):
    help = "Load the curriculum from a folder into the CMS. Nothing that an author changed is overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "courses" / "curriculum")
        parser.add_argument("--write-ids", action="store_true", help="first write missing ids of blocks into the files")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the report as JSON")

    def handle(self, *, folder: Path, write_ids: bool, as_json: bool, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        if write_ids:
            for path in write_missing_ids(folder):
                self.stderr.write(f"ids written into {path}")
        try:
            curriculum = read_curriculum(folder)
        except BrokenCurriculum as broken:
            count = len(broken.problems)
            raise CommandError(f"Nothing was loaded. To mend ({count}):\n{broken}") from broken
        report = load(curriculum, progress=self._progress)
        self._print(report.as_json(), as_json=as_json)

    def _progress(self, name: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{name:<60}", ending="")

    def _print(self, report: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for name in ("created", "updated", "unchanged", "kept"):
            self.stdout.write(f"{name}: {report[name]}")
        for conflict in report["conflicts"]:
            self.stdout.write(f"conflict: {conflict} was changed in the CMS and in its file; the CMS was left as it is")
