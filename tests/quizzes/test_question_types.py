"""What every registered question type must do. A new type is tested by being there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string

from core import freezing
from core.canonical import canonical
from core.markdown_form.mapping import Form, read_blocks, write_blocks
from core.markdown_form.parsing import Document
from quizzes.blocks import QuestionStream
from quizzes.questions.registry import BadAnswer, QuestionType, question_types
from quizzes.tokens import token_for

ATTEMPT = UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")
NUMBER_BASE = 918273

pytestmark = pytest.mark.parametrize("kind", question_types.values(), ids=list(question_types))


def token(identifier: str) -> str:
    return token_for(ATTEMPT, 1)(identifier)


def layouts(kind: QuestionType, content: Any) -> Iterator[dict[str, list[str]]]:
    for seed in range(20):
        yield kind.layout(content, Random(seed), shuffle=seed % 2 == 0)


def answers(kind: QuestionType, content: Any) -> list[Any]:
    """No answer, the right one, and what can be posted from it by leaving out or repeating fields."""
    order = kind.layout(content, Random(0), shuffle=False)
    right = kind.filled(content, order, token, kind.right_answer(content))
    found = [None, kind.right_answer(content)]
    for name, values in right.items():
        found.append(kind.parse(content, order, token, {name: values[:1]}))
    return found


def walk(value: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """The value with every leaf replaced by `change(its field, leaf)`."""
    if isinstance(value, dict):
        return {key: walk(inner, change, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [walk(inner, change, name) for inner in value]
    return change(name, value)


def with_canaries(kind: QuestionType) -> tuple[Any, list[str]]:
    """The example with a mark in every id and every secret text, and the marks."""
    canaries: dict[str, str] = {}

    def mark(name: str, leaf: Any) -> Any:
        if not isinstance(leaf, str) or (name != "id" and name in kind.shown_fields):
            return leaf
        try:
            Decimal(leaf)
            canary = str(NUMBER_BASE + len(canaries))
        except InvalidOperation:
            canary = f"CANARY-{name}-{len(canaries)}"
        return canaries.setdefault(f"{name}/{leaf}", canary)

    return walk(kind.example(), mark), list(canaries.values())


def test_example_has_no_problems(kind):
    stream = QuestionStream()
    frozen = [{"type": kind.name, "id": "q", "value": kind.example()}]

    assert freezing.problems(stream, frozen) == []


def test_frozen_question_survives_thawing(kind, db):
    stream = QuestionStream()
    frozen = [{"type": kind.name, "id": "q", "value": kind.example()}]

    raw = freezing.thaw_stream(stream, frozen, language="en")

    assert freezing.freeze_stream(stream, stream.to_python(raw)) == canonical(frozen)


def test_frozen_question_survives_its_markdown_form(kind, db):
    stream = QuestionStream()
    frozen = [{"type": kind.name, "id": "q", "value": kind.example()}]

    body = write_blocks(stream, frozen, pictures=None)
    found, problems = read_blocks(stream, Form(Document(Path("q.en.md"), {}, 1, body), pictures=None))

    assert problems == []
    assert found == frozen


def test_right_answer_earns_everything(kind):
    content = kind.example()

    mark = kind.grade(content, kind.right_answer(content))

    assert (mark.fraction, mark.answered, mark.is_right) == (Fraction(1), True, True)


def test_no_answer_earns_nothing(kind):
    mark = kind.grade(kind.example(), None)

    assert (mark.fraction, mark.answered, mark.is_right) == (Fraction(0), False, False)


def test_empty_form_is_no_answer(kind):
    content = kind.example()
    order = kind.layout(content, Random(0), shuffle=True)

    assert kind.parse(content, order, token, {"sequence": ["1"], "csrfmiddlewaretoken": ["x"]}) is None


def test_answer_is_portable(kind):
    content = kind.example()

    for answer in answers(kind, content):
        assert json.loads(json.dumps(answer)) == answer


def test_filled_form_posts_the_same_answer(kind):
    content = kind.example()

    for order in layouts(kind, content):
        for answer in answers(kind, content):
            assert kind.parse(content, order, token, kind.filled(content, order, token, answer)) == answer


def test_order_never_changes_the_mark(kind):
    content = kind.example()

    for answer in answers(kind, content):
        marks = {
            kind.grade(content, kind.parse(content, order, token, kind.filled(content, order, token, answer)))
            for order in layouts(kind, content)
        }
        assert len(marks) == 1


def test_foreign_token_is_refused(kind):
    content = kind.example()
    order = kind.layout(content, Random(0), shuffle=True)
    posted = kind.filled(content, order, token, kind.right_answer(content))
    strange = {name: ["no-such-token"] for name in posted}

    with pytest.raises(BadAnswer):
        kind.parse(content, order, token, strange)


def test_presentation_shows_no_secret_and_no_id(kind):
    content, canaries = with_canaries(kind)
    order = kind.layout(content, Random(0), shuffle=True)

    shown = json.dumps(kind.present(content, order, token), default=str)
    html = render_to_string(
        kind.form_template, {"question": kind.present(content, order, token), "filled": {}, "error": ""}
    )

    assert canaries
    assert [canary for canary in canaries if canary in shown or canary in html] == []


def test_presentation_depends_on_nothing_secret(kind):
    content = kind.example()
    order = kind.layout(content, Random(0), shuffle=True)

    def shown_only(value: Any) -> Any:
        if isinstance(value, list):
            return [shown_only(inner) for inner in value]
        if isinstance(value, dict):
            kept = {key: shown_only(inner) for key, inner in value.items()}
            return {
                key: inner
                for key, inner in kept.items()
                if isinstance(inner, list) or key in {"id", *kind.shown_fields}
            }
        return value

    assert kind.present(shown_only(content), order, token) == kind.present(content, order, token)


def test_review_without_key_says_nothing_of_an_unanswered_question(kind):
    content, canaries = with_canaries(kind)
    order = kind.layout(content, Random(0), shuffle=True)

    question = kind.review(content, order, None, show_key=False)
    html = render_to_string(kind.review_template, {"question": question})

    assert [canary for canary in canaries if canary in html] == []


def test_review_with_key_shows_the_explanation(kind):
    content, _canaries = with_canaries(kind)
    order = kind.layout(content, Random(0), shuffle=True)

    for answer in answers(kind, content):
        question = kind.review(content, order, answer, show_key=True)
        assert content["explanation"] in render_to_string(kind.review_template, {"question": question})


def test_form_has_a_legend_and_labelled_controls(kind):
    content = kind.example()
    order = kind.layout(content, Random(0), shuffle=True)
    html = render_to_string(
        kind.form_template, {"question": kind.present(content, order, token), "filled": {}, "error": ""}
    )

    assert html.count("<legend>") == 1
    assert html.count("<label") == html.count("<select") + html.count('type="radio"') + html.count(
        'type="checkbox"'
    ) + html.count('type="text"')
