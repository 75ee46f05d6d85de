import json
import random

import pytest
from hypothesis import given, strategies as st

from core.canonical import NotPortable, canonical_json, content_hash

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def shuffled(value):
    if isinstance(value, dict):
        names = list(value)
        random.shuffle(names)
        return {name: shuffled(value[name]) for name in names}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(values)
def test_the_order_of_names_does_not_change_the_hash(value):
    assert content_hash(shuffled(value)) == content_hash(value)


@given(values)
def test_a_trip_through_json_does_not_change_the_hash(value):
    assert content_hash(json.loads(canonical_json(value))) == content_hash(value)


def test_composed_and_decomposed_letters_are_one_text():
    assert content_hash("й") == content_hash("й")


def test_line_ends_of_a_browser_are_one_text():
    assert content_hash("a\r\nb") == content_hash("a\nb")


@pytest.mark.parametrize("value", [1.5, "a\x00b", "\ud800", 2**53, {"a": {1, 2}}, {1: "a"}])
def test_what_a_database_would_not_keep_is_refused(value):
    with pytest.raises(NotPortable):
        content_hash(value)
