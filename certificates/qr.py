"""The address of an award, in letters and as a QR code (error level M, quiet zone of four modules)."""

import io
from typing import Any

import segno
from django.conf import settings

from certificates.models import Award

_LOOK: dict[str, Any] = {"border": 4, "dark": "#07334e", "light": "#fff"}


def address(award: Award) -> str:
    """The whole address of the public page, as the QR code has it."""
    return f"{settings.BASE_URL}{award.get_absolute_url()}"


def svg(award: Award) -> str:
    """The QR code as an SVG document."""
    out = io.BytesIO()
    _code(award).save(out, kind="svg", xmldecl=False, **_LOOK)
    return out.getvalue().decode("utf-8")


def data_uri(award: Award) -> str:
    """The QR code as an address for an image that is part of the page."""
    return _code(award).svg_data_uri(**_LOOK)


def _code(award: Award) -> segno.QRCode:
    return segno.make(address(award), error="m", micro=False, boost_error=False)
