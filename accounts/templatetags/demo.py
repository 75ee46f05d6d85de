from typing import Any

from django import template
from django.conf import settings

from accounts import demo

register = template.Library()


@register.inclusion_tag("accounts/demo_people.html")
def demo_people() -> dict[str, Any]:
    """The sign-ins of the demonstration; nothing on any other installation."""
    return {"people": demo.PEOPLE if settings.DEMO_PEOPLE else [], "password": demo.PASSWORD}
