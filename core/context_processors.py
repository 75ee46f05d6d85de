from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page needs to know: the languages offered and whether this is the demo."""
    return {"site_languages": settings.LANGUAGES, "is_demo": settings.SABAT_ENV == "demo"}
