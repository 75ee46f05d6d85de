"""Issuing from several threads at one moment, each with its own connection. PostgreSQL only."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection

from certificates import invariants, numbers
from certificates.models import Award, NumberSeries
from certificates.services import issuing
from learning.models import Completion
from tests.factories import certificates as factory
from tests.factories.certificates import NOW

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: run `make test-postgres`"),
]

THREADS = 8
PATIENCE = 30


def at_once(act: Callable[[Completion], Award | None], completions: list[Completion]) -> list[Any]:
    """What each act gave, or the error that it raised; all begin together."""
    together = Barrier(len(completions))

    def run(completion: Completion) -> Award | None:
        try:
            together.wait(PATIENCE)
            return act(completion)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(completions)) as threads:
        futures = [threads.submit(run, completion) for completion in completions]
    return [future.exception() or future.result() for future in futures]


def issue(completion: Completion) -> Award | None:
    return issuing.issue_if_earned(completion=completion, now=NOW)


def test_one_completion_gives_one_award_and_one_number() -> None:
    awards = at_once(issue, [factory.completion()] * THREADS)

    stored = Award.objects.get()
    assert awards == [stored] * THREADS
    assert NumberSeries.objects.get().last == 1


def test_many_completions_give_numbers_without_gaps_or_repeats() -> None:
    awards = at_once(issue, [factory.completion() for _ in range(THREADS)])

    assert sorted(numbers.parse(award.number).serial for award in awards) == list(range(1, THREADS + 1))
    assert list(invariants.problems()) == []


def test_one_completion_on_both_sides_of_new_year_gives_one_award() -> None:
    completion = factory.completion()
    moments = iter([NOW, NOW.replace(year=2027)])

    awards = at_once(lambda it: issuing.issue_if_earned(completion=it, now=next(moments)), [completion] * 2)

    assert awards == [Award.objects.get()] * 2
    assert list(invariants.problems()) == []


def test_without_the_lock_the_same_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: all read the last number before anyone writes the next one."""
    have_read = Barrier(THREADS)

    def unlocked(*, series: str, year: int) -> NumberSeries:
        row, _made = NumberSeries.objects.get_or_create(series=series, year=year)
        have_read.wait(PATIENCE)
        return row

    completions = [factory.completion() for _ in range(THREADS)]
    NumberSeries.objects.create(series=numbers.SERIES, year=2026)
    monkeypatch.setattr(issuing, "lock_series", unlocked)

    outcomes = at_once(issue, completions)

    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == THREADS - 1
    assert Award.objects.count() == 1
