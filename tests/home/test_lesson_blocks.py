"""What a reader gets of a block of a lesson."""

import re
from typing import Any

from django.template.loader import render_to_string

from courses.blocks.registry import lesson_blocks


def render(block: str, value: Any, **context: Any) -> str:
    template = lesson_blocks[block]().meta.template
    return render_to_string(template, {"value": value, "block_id": "here", "language": "en", **context})


FILE = {"sha256": "ab" * 32, "name": "map.png", "width": 1280, "height": 720, "widths": [640, 1280]}


def test_picture_loads_small_and_late_and_keeps_its_place() -> None:
    html = render("image", {"file": FILE, "alt": "A map", "caption": "Where", "source": "Own work"})
    name = "ab" * 32
    assert f'srcset="/media/frozen/{name}-640.webp 640w, /media/frozen/{name}-1280.webp 1280w"' in html
    assert 'width="1280" height="720" alt="A map" loading="lazy"' in html
    assert "Own work" in html


def test_decoration_is_silent() -> None:
    assert 'alt=""' in render("image", {"file": FILE, "decorative": True, "source": "Own work"})


def test_picture_that_is_missing_is_told_in_words() -> None:
    html = render("image", {"alt": "A map of Naryn", "source": "Own work"})
    assert "<img" not in html
    assert "A map of Naryn" in html


def test_wide_table_scrolls_by_keyboard_in_a_frame_of_its_own() -> None:
    html = render("markdown", "| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n\n| c |\n|---|\n| 3 |\n")
    assert html.count('<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>') == 2
    assert html.count("</table></div>") == 2


def test_source_tells_when_it_was_seen() -> None:
    html = render(
        "sources", {"entries": [{"text": "UDC", "url": "https://udcsummary.info/", "accessed": "2026-11-22"}]}
    )
    assert 'href="https://udcsummary.info/"' in html
    assert "seen on Nov. 22, 2026" in html


def test_source_without_address_and_date_is_plain() -> None:
    html = render("sources", {"entries": [{"text": "A printed book"}]})
    assert "A printed book" in html
    assert "<a " not in html
    assert "seen on" not in html


def self_check(answer: Any = None, *, multiple: bool = False) -> str:
    choices = [{"token": "aaa", "text": "First"}, {"token": "bbb", "text": "Second"}]
    return render(
        "self_check", {"question": "<p>Which?</p>"}, choices=choices, multiple=multiple, action="/check/", answer=answer
    )


def test_self_check_is_a_form_that_works_without_a_script() -> None:
    html = self_check()
    assert 'method="post" action="/check/#here"' in html
    assert re.findall(r'<input type="(\w+)" name="(\w+)" value="(\w+)"', html) == [
        ("radio", "answer", "aaa"),
        ("radio", "answer", "bbb"),
    ]


def test_self_check_with_several_right_answers_says_so() -> None:
    html = self_check(multiple=True)
    assert html.count('type="checkbox"') == 2
    assert "More than one answer is right." in html


def test_self_check_tells_after_the_answer_why() -> None:
    feedback = [
        {"text": "First", "feedback": "Because.", "right": True, "chosen": False},
        {"text": "Second", "feedback": "Why not.", "right": False, "chosen": True},
    ]
    html = self_check({"chosen": ["bbb"], "correct": False, "feedback": feedback})
    assert "Not quite." in html
    assert html.index("Because.") < html.index("your answer") < html.index("Why not.")


def test_text_of_an_author_never_becomes_markup() -> None:
    html = render("callout", {"tone": "note", "title": "<b>x</b>", "text": "<p>y</p><script>alert(1)</script>"})
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "script" not in html
