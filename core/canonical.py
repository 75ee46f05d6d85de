"""Canonical JSON: equal content has equal bytes, and so an equal hash, on every database and machine."""

import hashlib
import json
import unicodedata
from typing import Any


class NotPortable(ValueError):
    """The content holds something that a database or another installation would not keep as it is."""


def canonical(value: Any) -> Any:
    """The same value with text in NFC and LF line ends. Numbers that are not whole belong in strings."""
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= 2**53:
            raise NotPortable(f"{value} is too large a number")
        return value
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise NotPortable("a name in an object is not text")
        return {_text(name): canonical(item) for name, item in value.items()}
    raise NotPortable(f"{type(value).__name__} has no portable form; write it as text")


def _text(value: str) -> str:
    if "\x00" in value:
        raise NotPortable("the text holds a NUL character")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotPortable("the text holds half a character (a lone surrogate)") from error
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def canonical_json(value: Any) -> str:
    return json.dumps(canonical(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def content_hash(value: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()
