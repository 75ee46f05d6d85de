from certificates.rules.registry import rules
from courses.manifest import Item, Manifest, Module
from learning.completion import Evidence


def item(slug: str, *, quiz: bool = False, required: bool = True) -> Item:
    return Item(slug, slug, "quiz" if quiz else "lesson", required, 10, {}, {})


COURSE = Manifest(
    key="k", slug="s", code="c", hours="1", licence="", languages=("ky",), titles={}, summaries={}, versions={},
    modules=(
        Module("m", "m", "m", "1", {}, {}, (
            item("lesson"), item("practice", quiz=True, required=False), item("test", quiz=True),
        )),
    ),
)  # fmt: skip


def missing(*done: str) -> list[str]:
    return [item.slug for item in rules["course_completed"].missing(Evidence(COURSE, frozenset(done)))]


def test_course_completed_tells_what_is_missing_in_order() -> None:
    assert missing() == ["lesson", "test"]
    assert missing("practice", "lesson") == ["test"]


def test_course_completed_with_everything_asked_for() -> None:
    assert missing("lesson", "test") == []


def test_every_rule_has_words_and_a_version() -> None:
    assert all(str(rule.words) and rule.version >= 1 and rule.name == name for name, rule in rules.items())
