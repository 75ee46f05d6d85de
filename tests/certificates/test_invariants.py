import pytest

from certificates import invariants, numbers
from certificates.models import Award, NumberSeries
from certificates.services import issuing
from tests.factories import certificates as factory
from tests.factories.certificates import NOW

pytestmark = pytest.mark.django_db

FIRST = f"KG-IL-2026-000001-{numbers.check_digit('2026000001')}"


@pytest.fixture
def award() -> Award:
    issued = [issuing.issue_if_earned(completion=factory.completion(), now=NOW) for _ in range(2)]
    assert issued[0] is not None
    return issued[0]


@pytest.mark.usefixtures("award")
def test_sound_register() -> None:
    assert list(invariants.problems()) == []


def test_empty_register() -> None:
    assert list(invariants.problems()) == []


def test_another_name(award: Award) -> None:
    Award.objects.filter(pk=award.pk).update(holder_name="Башка")

    assert list(invariants.problems()) == [
        f"Award {FIRST}: name and salt do not give the holder's hash in the snapshot."
    ]


def test_another_number(award: Award) -> None:
    Award.objects.filter(pk=award.pk).update(number="KG-IL-2026-000009-0")

    assert list(invariants.problems()) == [
        f"Award {award.pk}: 'KG-IL-2026-000009-0' is not a number with a right last digit.",
        f"Award KG-IL-2026-000009-0: the snapshot has the number '{FIRST}'.",
        "Series KG-IL-2026: numbers without an award (1): 1.",
    ]


@pytest.mark.usefixtures("award")
def test_series_behind_the_register() -> None:
    NumberSeries.objects.update(last=1)

    assert list(invariants.problems()) == ["Series KG-IL-2026: the last number is 1, but 2 was given."]


@pytest.mark.usefixtures("award")
def test_series_ahead_of_the_register() -> None:
    NumberSeries.objects.update(last=4)

    assert list(invariants.problems()) == ["Series KG-IL-2026: numbers without an award (2): 3, 4."]
