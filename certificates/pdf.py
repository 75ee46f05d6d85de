"""The certificate on paper: A4, in Kyrgyz, Russian and English, by typst. Equal awards give equal bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.urls import reverse

from certificates import qr
from certificates.models import Award
from certificates.numbers import printed_check_code

_FOLDER = Path(__file__).parent / "typst"


def render(award: Award) -> bytes:
    """The PDF of an award that names its holder, as PDF/A-2b and PDF/UA-1.

    What people wrote is data to typst, never code. Where our fonts lack a letter, both standards refuse the document:
    then it is made without them, with whatever fonts the machine has, since a name must not cost its bearer the paper.
    """
    data = json.dumps(_data(award), ensure_ascii=False, sort_keys=True)  # PostgreSQL gives back another order
    try:
        return _compile(data, ignore_system_fonts=True, pdf_standards=["a-2b", "ua-1"])
    except typst.TypstError:
        return _compile(data)


def _compile(data: str, **options: Any) -> bytes:
    return bytes(
        typst.compile(
            _FOLDER / "certificate.typ",
            root=_FOLDER,
            font_paths=[_FOLDER / "fonts"],
            format="pdf",
            sys_inputs={"award": data},
            **options,
        )
    )


def _data(award: Award) -> dict[str, object]:
    return {
        "snapshot": award.snapshot,
        "name": award.holder_name,
        "check_code": printed_check_code(award.check_code),
        "url": qr.address(award),
        "lookup": f"{settings.BASE_URL}{reverse('certificates:lookup')}".partition("://")[2],
        "qr": qr.svg(award),
    }
