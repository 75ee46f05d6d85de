"""What must always be true of the register."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count

from certificates import numbers, snapshot
from certificates.models import Award, NumberSeries

_SHOWN = 10


def problems() -> Iterator[str]:
    """A sentence for each thing that is wrong; 3 queries, whatever the size of the register."""
    given: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for award in Award.objects.order_by("pk").iterator():
        yield from _problems_of(award)
        if numbers.is_well_formed(award.number):
            number = numbers.parse(award.number)
            given[number.series, number.year].add(number.serial)
    last = {(row.series, row.year): row.last for row in NumberSeries.objects.all()}
    for series, year in sorted({*given, *last}):
        yield from _problems_of_series(f"{series}-{year}", given[series, year], last.get((series, year), 0))
    for row in Award.objects.values("completion").annotate(awards=Count("pk")).filter(awards__gt=1).order_by():
        yield f"Completion {row['completion']} has {row['awards']} awards."


def _problems_of(award: Award) -> Iterator[str]:
    if not numbers.is_well_formed(award.number):
        yield f"Award {award.pk}: {award.number!r} is not a number with a right last digit."
    if award.snapshot.get("number") != award.number:
        yield f"Award {award.number}: the snapshot has the number {award.snapshot.get('number')!r}."
    if award.names_its_holder:
        expected = snapshot.holder_hash(name=award.holder_name, salt=award.name_salt)
        if award.snapshot.get("holder") != expected:
            yield f"Award {award.number}: name and salt do not give the holder's hash in the snapshot."


def _problems_of_series(name: str, given: set[int], last: int) -> Iterator[str]:
    highest = max(given, default=0)
    if last < highest:
        yield f"Series {name}: the last number is {last}, but {highest} was given."
    missing = sorted(set(range(1, max(last, highest) + 1)) - given)
    if missing:
        yield f"Series {name}: numbers without an award ({len(missing)}): {', '.join(map(str, missing[:_SHOWN]))}."
