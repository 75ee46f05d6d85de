from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.curriculum_files.writing import dump


class Command(BaseCommand):
    help = "Write the published curriculum from the CMS into a new folder of files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            count = dump(folder)
        except FileExistsError as error:
            raise CommandError(f"{folder} is not empty. Name a new folder.") from error
        self.stdout.write(f"{count} files written into {folder}")
