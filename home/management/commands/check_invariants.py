import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.invariants import problems


class Command(BaseCommand):
    help = "Check what must always hold of the stored facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the answer as JSON")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        found = list(problems())
        if as_json:
            self.stdout.write(json.dumps({"ok": not found, "problems": found}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(found) or "Everything holds.")
        if found:
            raise CommandError(f"{len(found)} problems", returncode=1)
