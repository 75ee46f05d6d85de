"""Texts that exist in up to three languages: the reader's, else Kyrgyz, Russian, English in this order."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

FALLBACK = ("ky", "ru", "en")


def order_for(language: str | None) -> list[str]:
    """The languages in which to look for a text, best first."""
    wanted = (language or "")[:2]
    return [wanted, *(other for other in FALLBACK if other != wanted)]


def best_language(available: Mapping[str, Any], language: str | None) -> str | None:
    """The first language, in the reader's order, in which there is something; None where there is nothing."""
    return next((code for code in order_for(language) if available.get(code)), None)


def pick(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in `language` (default: the active one) or its fallback; '' where there is none."""
    code = best_language(texts, language or get_language())
    return texts[code] if code else ""


def localized(record: Any, field: str) -> str:
    """`pick` for a record with columns `<field>_ky`, `<field>_ru`, `<field>_en`."""
    return pick({code: getattr(record, f"{field}_{code}", "") for code in FALLBACK})
