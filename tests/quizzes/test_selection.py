from random import Random

import pytest
from hypothesis import given, strategies as st

from quizzes.selection import Chosen, PoolTooSmall, choose


def candidates(*names: str) -> list[dict]:
    return [{"key": name, "hash": f"hash-{name}"} for name in names]


def fixed(slot_id: str, name: str) -> dict:
    return {"id": slot_id, "kind": "fixed", "candidates": candidates(name)}


def draw(slot_id: str, count: int, names: str) -> dict:
    return {"id": slot_id, "kind": "draw", "count": count, "candidates": candidates(*names)}


def test_fixed_slots_stand_in_their_order():
    assert choose([fixed("s1", "b"), fixed("s2", "a")], Random(1), shuffle=False) == [
        Chosen("s1", "b", "hash-b"),
        Chosen("s2", "a", "hash-a"),
    ]


def test_equal_random_source_chooses_equally():
    slots = [fixed("s1", "x"), draw("s2", 3, "abcdefgh")]

    assert choose(slots, Random(7), shuffle=True) == choose(slots, Random(7), shuffle=True)


def test_every_candidate_is_drawn_sometimes():
    drawn = {one.key for seed in range(200) for one in choose([draw("s1", 2, "abcdef")], Random(seed), shuffle=False)}

    assert drawn == set("abcdef")


def test_shuffling_moves_questions_between_slots():
    slots = [fixed(f"s{name}", name) for name in "abcd"]
    orders = {tuple(one.key for one in choose(slots, Random(seed), shuffle=True)) for seed in range(50)}

    assert len(orders) > 10


def test_a_draw_leaves_out_a_question_of_a_later_fixed_slot():
    slots = [draw("s1", 2, "abc"), fixed("s2", "a")]

    for seed in range(20):
        assert {one.key for one in choose(slots, Random(seed), shuffle=False)[:2]} == {"b", "c"}


def test_too_small_a_pool_is_refused():
    with pytest.raises(PoolTooSmall, match="slot s2 draws 2 of 1 questions"):
        choose([draw("s1", 2, "abc"), draw("s2", 2, "abc")], Random(1), shuffle=False)


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3), st.booleans(), st.integers())
def test_no_question_stands_twice(first, second, single, shuffle, seed):
    slots = [draw("s1", first, "abcdefgh"), *(fixed(f"f{n}", name) for n, name in enumerate("xyz"[:single]))]
    slots.append(draw("s2", second, "abcdefgh"))

    keys = [one.key for one in choose(slots, Random(seed), shuffle=shuffle)]

    assert len(keys) == len(set(keys)) == first + second + single
