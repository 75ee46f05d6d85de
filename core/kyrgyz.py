"""The Kyrgyz language where databases and libraries do not know it: order and addresses."""

import unicodedata

from anyascii import anyascii
from django.utils.text import slugify as latin_slug

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_RANK = {letter: chr(0x0430 + rank) for rank, letter in enumerate(ALPHABET)}
# Transliteration as people write Kyrgyz names in Latin letters.
_LATIN = str.maketrans({"ң": "ng", "ө": "o", "ү": "u", "ж": "j", "й": "y", "х": "h", "щ": "sch", "ъ": "", "ь": ""})


def sort_key(text: str) -> str:
    """A string that sorts by code point as the 36-letter alphabet does; Latin letters and digits come first."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    return "".join(_RANK.get(letter, letter) for letter in lowered)


def slugify(text: str) -> str:
    """A Latin slug that reads well: «Өңдүк күзгү» becomes `ongduk-kuzgu`."""
    return str(latin_slug(anyascii(unicodedata.normalize("NFC", text).casefold().translate(_LATIN))))
