"""`list_awards`: the register, one award a line."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates import selectors
from certificates.snapshot import day_in_bishkek


class Command(BaseCommand):
    help = "List the certificates of the register in the order of issue: number, status, course, edition, address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="write JSON alone to standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        today = day_in_bishkek(timezone.now())
        rows = [
            {
                "number": award.number,
                "url": award.get_absolute_url(),
                "status": award.status_on(today).value,
                "course": award.snapshot["course"]["slug"],
                "edition": award.snapshot["edition"]["number"],
            }
            for award in selectors.register()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{'number':<24}{'status':<10}{'edition':<9}{'course':<32}address")
        for row in rows:
            self.stdout.write(
                f"{row['number']:<24}{row['status']:<10}{row['edition']:<9}{row['course']:<32}{row['url']}"
            )
