from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from accounts.services import naming
from accounts.signals import name_given


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """The people whose names were announced."""
    people: list[int] = []

    def listen(person_id: int, **kwargs: Any) -> None:
        people.append(person_id)

    name_given.connect(listen)
    yield people
    name_given.disconnect(listen)


@pytest.fixture
def nobody(db: None) -> User:
    return User.objects.create_user(email="nobody@example.org", password="a good password")


def test_a_new_name_is_kept_and_announced(
    nobody: User, heard: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert naming.give_name(person=nobody, name=" Айгүл  Өмүрбекова") is True
    assert User.objects.get(pk=nobody.pk).name == nobody.name == "Айгүл Өмүрбекова"
    assert heard == [nobody.pk]


def test_the_same_name_again_is_no_news(
    nobody: User, heard: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    naming.give_name(person=nobody, name="Айгүл")
    with django_capture_on_commit_callbacks(execute=True):
        assert naming.give_name(person=nobody, name="Айгүл ") is False
    assert heard == []


def test_taking_the_name_away_is_kept_and_not_announced(
    alice: User, heard: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert naming.give_name(person=alice, name="  ") is True
    assert User.objects.get(pk=alice.pk).name == ""
    assert heard == []


def test_a_name_that_is_rolled_back_is_not_announced(
    nobody: User, heard: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        naming.give_name(person=nobody, name="Айгүл")
    assert heard == []
