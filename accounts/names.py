"""The name of a person: one free line, no first and last."""

import unicodedata


def tidy(name: str) -> str:
    """The name on one line with single spaces, without invisible characters; letters are never changed."""
    visible = "".join(character for character in name if character.isprintable() or character.isspace())
    return " ".join(unicodedata.normalize("NFC", visible).split())
