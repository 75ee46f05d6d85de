"""The name of a person: one free line, no first and last."""

import unicodedata


def tidy(name: str) -> str:
    """The name on one line with single spaces, without invisible characters; letters are never changed."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(character for character in line if character.isprintable())
