"""Filters for the forms of questions."""

import re
from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString, mark_safe

from core import markup

register = template.Library()


@register.filter
def values(form: Mapping[str, list[str]] | None, name: str) -> list[str]:
    """The values of one field in a posted or filled form (`{field: values}`)."""
    return form.get(name, []) if form else []


@register.filter
def phrase(html: str) -> SafeString:
    """Rich text for places that take no paragraphs, such as a legend: a line break stands between them."""
    inline = re.sub(r"</p>\s*<p>", "<br>", markup.safe_html(html or ""))
    return mark_safe(re.sub(r"</?p>", "", inline).strip())  # noqa: S308 it has just been sanitised
