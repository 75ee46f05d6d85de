"""Completion is arithmetic: what the pinned edition asks for against what is done."""

from hypothesis import given, strategies as st

from courses.manifest import Item, Manifest, Module
from learning.completion import Evidence, asked_for, progress


def item(key, kind="lesson", *, required=True):
    return Item(key, f"slug-{key}", kind, required, 10, {"ky": key}, {"ky": "hash"})


def course(*items):
    module = Module("m", "module", "M", "1", {"ky": "M"}, {}, tuple(items))
    return Manifest("c", "course", "C", "1", "CC BY 4.0", ("ky",), {"ky": "C"}, {}, {}, (module,))


COURSE = course(item("a"), item("b"), item("q", "quiz"), item("extra", "quiz", required=False))


def evidence(*done):
    return Evidence(COURSE, frozenset(done))


def test_all_lessons_and_required_quizzes_complete_a_course():
    assert evidence("a", "b", "q").is_complete


def test_an_optional_quiz_is_not_asked_for():
    assert [one.key for one in asked_for(COURSE)] == ["a", "b", "q"]


def test_what_is_missing_is_told_in_the_order_of_the_course():
    assert [one.key for one in evidence("b").missing()] == ["a", "q"]


def test_items_of_another_edition_do_not_count():
    assert progress(COURSE, {"a", "gone", "extra"}) == (1, 3)


@given(st.sets(st.sampled_from(["a", "b", "q", "extra", "gone"])), st.sampled_from(["a", "b", "q", "extra"]))
def test_doing_more_never_takes_anything_away(done, more):
    before, after = evidence(*done), evidence(*done, more)
    assert {one.key for one in after.missing()} <= {one.key for one in before.missing()}
