import pytest

from quizzes.templatetags.questions import phrase, values


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>line</b>.</p>", "One <b>line</b>."),
        ("<p>One.</p>\n<p>Two.</p>", "One.<br>Two."),
        ('<p onclick="alert(1)">One.</p>', "One."),
        ("", ""),
    ],
)
def test_rich_text_becomes_a_phrase(html, expected):
    assert phrase(html) == expected


def test_values_of_a_form():
    assert values({"answer": ["a", "b"]}, "answer") == ["a", "b"]
    assert values({}, "answer") == values(None, "answer") == []
