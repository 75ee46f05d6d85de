"""The style sheet keeps what it promises: contrast in both schemes, and its size."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR) / "static/css/sabat.css"
TEXT = 4.5
EDGE = 3.0
PAIRS = [
    *(
        (text, ground, TEXT)
        for text in ("ink", "muted", "link", "felt", "bad", "lake")
        for ground in ("paper", "surface")
    ),
    *((text, ground, TEXT) for text in ("ink", "muted") for ground in ("sunken", "lake-wash", "felt-wash")),
    *(("ink", f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad")),
    *((tone, f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "lake", "felt")),
    *(("link", f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "lake", "felt")),
    ("on-lake", "lake", TEXT),
    ("on-lake", "lake-deep", TEXT),
    ("on-deep", "deep", TEXT),
    ("on-deep-muted", "deep", TEXT),
    ("on-sun", "sun", TEXT),
    *(("edge", ground, EDGE) for ground in ("paper", "surface")),
    *(("focus", ground, EDGE) for ground in ("paper", "surface")),
    ("sun", "deep", EDGE),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: `{name: "#rrggbb"}`."""
    light, dark = re.findall(r":root \{(.*?)\}", SHEET.read_text(), re.DOTALL)[:2]
    found = {}
    for text in (light, dark) if scheme == "dark" else (light,):
        for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", text):
            found[name] = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_in_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_pair_of_colours_can_be_told_apart(scheme: str, text: str, ground: str, least: float) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= least


def test_the_sheet_stays_small() -> None:
    sheet = SHEET.read_bytes()
    assert len(sheet) <= 40_000
    assert len(gzip.compress(sheet, mtime=0)) <= 9_000
