from pathlib import Path

import pytest

from core.markdown_form.parsing import FileProblem, read_document

PATH = Path("lesson.en.md")


def document(body, front="kind: lesson"):
    return read_document(PATH, f"---\n{front}\n---\n{body}")


def test_a_block_has_its_id_attributes_text_and_parts():
    (block,) = document('::: task {#t1 minutes=15 tool="my catalogue" hard}\nFirst.\n:: offline\nSecond.\n:::').blocks()
    assert (block.name, block.id, block.line) == ("task", "t1", 4)
    assert block.attributes == {"minutes": "15", "tool": "my catalogue", "hard": True}
    assert block.text == "First."
    assert [(part.name, part.text) for part in block.parts] == [("offline", "Second.")]


def test_a_line_that_looks_like_a_mark_can_be_escaped():
    (block,) = document("::: rich_text {#a}\n\\:: not a field\n\\\\:: one backslash\n:::").blocks()
    assert block.text == ":: not a field\n\\:: one backslash"


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("no front", 1, "'---'"),
        ("---\nkind: lesson\n", 1, "no closing"),
        ("---\na: [1\n---\n", 2, "YAML"),
        ("---\n- a\n---\n", 2, "name: value"),
    ],
)
def test_a_broken_front_matter_is_told_by_line(text, line, cause):
    with pytest.raises(FileProblem) as caught:
        read_document(PATH, text)
    assert caught.value.line >= line
    assert cause in caught.value.message


@pytest.mark.parametrize(
    ("body", "line", "cause"),
    [
        ("words", 4, "outside of a block"),
        ("::: a {#x}\nwords", 4, "not closed"),
        ("::: a {#x}\n::: b {#y}\n:::", 5, "not closed"),
        (":::", 4, "not opened"),
        ("::: a {#x ?}\n:::", 4, "braces"),
        (":: a {#x}\n", 4, "not understood"),
    ],
)
def test_a_broken_body_is_told_by_line(body, line, cause):
    with pytest.raises(FileProblem) as caught:
        document(body).blocks()
    assert caught.value.line == line
    assert cause in caught.value.message
