import pytest
from hypothesis import given, strategies as st

from core import markup
from core.errors import Refusal

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<iframe src=//example.org></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<form action=//example.org><input name=a></form>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<<script>script>alert(1)<</script>/script>",
    "![x](javascript:alert(1))",
    "<div><!-- --><script>alert(1)//--></script></div>",
]
FORBIDDEN = (
    "<script",
    "javascript:",
    "onerror",
    "onclick",
    "onload",
    "<iframe",
    "<style",
    "style=",
    "<form",
    "<svg",
    "data:text",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_disarmed(text):
    html = markup.from_markdown(text).lower()
    harmless = html.replace("&lt;", "").replace("&gt;", "")
    tags = harmless.split("<")[1:]
    assert not any(word.lstrip("<") in tag.split(">")[0] for tag in tags for word in FORBIDDEN)


def test_tables_and_footnotes_are_kept():
    html = markup.from_markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\nWord[^1].\n\n[^1]: Note.", footnote_prefix="b1")
    assert "<table>" in html
    assert "<th>a</th>" in html
    assert 'id="fn-b1-1"' in html
    assert 'href="#fn-b1-1"' in html


def test_footnotes_of_two_blocks_do_not_meet():
    text = "Word[^1].\n\n[^1]: Note."
    one, two = (markup.from_markdown(text, footnote_prefix=prefix) for prefix in ("b1", "b2"))
    assert 'id="fn-b1-1"' in one
    assert 'id="fn-b2-1"' in two


def test_a_first_heading_does_not_compete_with_the_title_of_the_page():
    assert markup.from_markdown("# Title") == "<h2>Title</h2>"


@pytest.mark.parametrize(
    "text", ["[" * 3000, ">" * 50 + " deep", "x" * 20_001, "(" * 2500, "_" * 3000, "    " * 20 + "- deep"]
)
def test_text_that_takes_too_long_is_refused_with_advice(text):
    with pytest.raises(Refusal):
        markup.from_markdown(text)


@given(st.text(max_size=400))
def test_any_text_gives_html_or_a_refusal(text):
    try:
        html = markup.from_markdown(text)
    except Refusal:
        return
    assert markup.safe_html(html) == html
