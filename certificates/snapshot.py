"""What an award says for ever: a plain JSON object, built once from what was learned. No Django, no clock.

Shape: `{"format": 1, "number", "document_type", "holder" (SHA-256), "course": {"key", "slug", "code", "titles"},
"edition": {"number", "hash"}, "hours", "form", "started_on", "completed_on", "issued_on", "expires_on" (or null),
"institution": {"key", "names", "places"}, "issuer": {"key", "names", "places"}, "competences": [codes],
"modules": [{"key", "code", "titles", "hours"}], "rule": {"name", "version"}}`. Titles, names and places are by
language; hours are decimal strings in academic hours of 45 minutes; days are ISO dates in Bishkek.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from certificates.rules.registry import Rule
from courses.manifest import Manifest

BISHKEK = ZoneInfo("Asia/Bishkek")

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class Body:
    """An institution as it was called on the day of issue."""

    key: str
    names: dict[str, str]
    places: dict[str, str]


def build(
    *,
    number: str,
    holder: str,
    manifest: Manifest,
    edition_number: int,
    edition_hash: str,
    started_on: date,
    completed_on: date,
    issued_on: date,
    expires_on: date | None,
    institution: Body,
    issuer: Body,
    competences: Iterable[str],
    rule: Rule,
) -> dict[str, Any]:
    """The snapshot of an award; `institution` taught, `issuer` wrote the curriculum and answers for the register."""
    return {
        "format": 1,
        "number": number,
        "document_type": "certificate_of_completion",
        "holder": holder,
        "course": {
            "key": manifest.key,
            "slug": manifest.slug,
            "code": manifest.code,
            "titles": dict(manifest.titles),
        },
        "edition": {"number": edition_number, "hash": edition_hash},
        "hours": manifest.hours,
        "form": "online",
        "started_on": started_on.isoformat(),
        "completed_on": completed_on.isoformat(),
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat() if expires_on else None,
        "institution": asdict(institution),
        "issuer": asdict(issuer),
        "competences": in_order(competences),
        "modules": [
            {"key": module.key, "code": module.code, "titles": dict(module.titles), "hours": module.hours}
            for module in manifest.modules
        ],
        "rule": {"name": rule.name, "version": rule.version},
    }


def holder_hash(*, name: str, salt: str) -> str:
    """SHA-256 over the UTF-8 bytes of the salt's text followed by the name in NFC; 64 hexadecimal digits."""
    return hashlib.sha256((salt + unicodedata.normalize("NFC", name)).encode("utf-8")).hexdigest()


def codes_in(outcomes: Any) -> set[str]:
    """The competence codes of frozen outcomes, `[{"competences": "A, B" or ["A", "B"]}, …]`; anything else has none."""
    found: set[str] = set()
    for outcome in outcomes if isinstance(outcomes, list) else []:
        codes = outcome.get("competences", []) if isinstance(outcome, dict) else []
        parts = codes.split(",") if isinstance(codes, str) else codes
        found.update(str(part).strip() for part in parts or [])
    return found - {""}


def in_order(codes: Iterable[str]) -> list[str]:
    """Each code once, numbers by size: AUTH.K2 stands before AUTH.K10."""
    return sorted(set(codes), key=_natural)


def _natural(code: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(code)]


def day_in_bishkek(moment: datetime) -> date:
    """The calendar day of a moment (with a time zone) where the certificates are issued."""
    return moment.astimezone(BISHKEK).date()


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (next_first - first).days))
