"""Pictures of frozen content: files named by the hash of the original, so that a version keeps its pictures."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from core.models import Picture

WIDTHS = (640, 1280)
FOLDER = "frozen"


def keep_picture(picture: Picture) -> dict[str, Any]:
    """Store the picture as WebP in every width and return its frozen form.

    `{"sha256", "name", "width", "height", "widths"}`: size in CSS pixels of the largest file, the widths that exist.
    """
    digest = picture.digest()
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    for width in widths:
        _keep_file(picture, file_name(digest, width), width)
    largest = widths[-1]
    return {
        "sha256": digest,
        "name": picture.filename,
        "width": largest,
        "height": max(1, round(picture.height * largest / picture.width)),
        "widths": widths,
    }


def file_name(digest: str, width: int) -> str:
    return f"{FOLDER}/{digest}-{width}.webp"


def _keep_file(picture: Picture, name: str, width: int) -> None:
    if default_storage.exists(name):
        return
    with picture.open_file() as file, Image.open(file) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGBA" if "A" in opened.getbands() else "RGB")
        image.thumbnail((width, image.height))
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=82, method=4)
    default_storage.save(name, ContentFile(buffer.getvalue()))
