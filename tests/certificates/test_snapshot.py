import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from certificates import snapshot
from certificates.rules.course_completed import course_completed
from certificates.snapshot import Body
from courses.manifest import Manifest, Module

COURSE = Manifest(
    key="k", slug="search", code="IL-S", hours="6", licence="CC BY 4.0", languages=("ky",), titles={"ky": "Издөө"},
    summaries={}, versions={}, modules=(Module("m", "one", "IL-03", "2.5", {"ky": "Каталог"}, {}),),
)  # fmt: skip


def build(**changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "number": "KG-IL-2026-000123-7",
        "holder": "f" * 64,
        "manifest": COURSE,
        "edition_number": 3,
        "edition_hash": "e" * 64,
        "started_on": date(2026, 11, 3),
        "completed_on": date(2026, 11, 20),
        "issued_on": date(2026, 11, 22),
        "expires_on": None,
        "institution": Body("u", {"ky": "Университет"}, {}),
        "issuer": Body("n", {"ky": "Улуттук китепкана"}, {"ky": "Бишкек"}),
        "competences": ["AUTH.K10", "AUTH.K2", "AUTH.K10"],
        "rule": course_completed,
    }
    return snapshot.build(**{**facts, **changes})


def test_snapshot_whole() -> None:
    assert build(expires_on=date(2029, 11, 22)) == {
        "format": 1,
        "number": "KG-IL-2026-000123-7",
        "document_type": "certificate_of_completion",
        "holder": "f" * 64,
        "course": {"key": "k", "slug": "search", "code": "IL-S", "titles": {"ky": "Издөө"}},
        "edition": {"number": 3, "hash": "e" * 64},
        "hours": "6",
        "form": "online",
        "started_on": "2026-11-03",
        "completed_on": "2026-11-20",
        "issued_on": "2026-11-22",
        "expires_on": "2029-11-22",
        "institution": {"key": "u", "names": {"ky": "Университет"}, "places": {}},
        "issuer": {"key": "n", "names": {"ky": "Улуттук китепкана"}, "places": {"ky": "Бишкек"}},
        "competences": ["AUTH.K2", "AUTH.K10"],
        "modules": [{"key": "m", "code": "IL-03", "titles": {"ky": "Каталог"}, "hours": "2.5"}],
        "rule": {"name": "course_completed", "version": 1},
    }


def test_snapshot_is_json_and_independent_of_its_sources() -> None:
    titles = {"ky": "Издөө"}
    built = build(manifest=replace(COURSE, titles=titles))
    titles["ky"] = "Башка"

    assert json.loads(json.dumps(built)) == built
    assert built["course"]["titles"] == {"ky": "Издөө"}
    assert built["expires_on"] is None


def test_holder_hash_is_sha256_of_salt_and_name() -> None:
    expected = hashlib.sha256(b"c0ffee" + "Өмүр".encode()).hexdigest()

    assert snapshot.holder_hash(name="Өмүр", salt="c0ffee") == expected
    assert snapshot.holder_hash(name="О\u0308мүр", salt="x") == snapshot.holder_hash(name="Ӧмүр", salt="x")


@pytest.mark.parametrize(
    ("outcomes", "codes"),
    [
        ([{"competences": "A, B ,,"}], {"A", "B"}),
        ([{"competences": ["A", " C "]}, {"text": "none"}], {"A", "C"}),
        ([{"competences": None}, "odd", {"competences": []}], set()),
        (None, set()),
        ({"competences": "A"}, set()),
    ],
)
def test_codes_in_tolerates(outcomes: Any, codes: set[str]) -> None:
    assert snapshot.codes_in(outcomes) == codes


@given(st.lists(st.text()))
def test_codes_in_order_are_the_same_codes_once(codes: list[str]) -> None:
    ordered = snapshot.in_order(codes)

    assert len(ordered) == len(set(ordered))
    assert set(ordered) == set(codes)
    assert snapshot.in_order(reversed(codes)) == ordered


def test_days_are_those_of_bishkek() -> None:
    assert snapshot.day_in_bishkek(datetime(2026, 12, 31, 17, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert snapshot.day_in_bishkek(datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 36, date(2029, 11, 22)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_later(day: date, months: int, expected: date) -> None:
    assert snapshot.months_later(day, months) == expected
