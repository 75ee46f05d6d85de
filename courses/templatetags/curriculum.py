from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.trilingual import best_language

register = template.Library()


@register.filter
def lang_attribute(texts: Mapping[str, str]) -> SafeString:
    """` lang="…"` for an element that shows `core.trilingual.pick(texts)` when that is not in the page's language."""
    language = best_language(texts, get_language())
    return format_html(' lang="{}"', language) if language and language != get_language() else SafeString()
