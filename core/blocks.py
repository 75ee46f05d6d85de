"""The pieces from which blocks of lessons and questions are made.

A block is a Wagtail block (the author's form) with a template (what a reader sees). Freezing, thawing and the Markdown
form follow from its definition; see `core.freezing` and `core.markdown_form`. A StructBlock may say in its `Meta`:

* `main`: the field that is the block's main text in the Markdown form;
* `items`: `{field: word}`, the word by which an item of a list field is introduced there.

and may have a method `problems(value) -> list[str]` over its frozen value: what an author must still mend.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core import markup
from core.errors import Refusal

TEXT_FEATURES = ["bold", "italic", "code", "link", "ol", "ul"]


class RichText(blocks.RichTextBlock):
    """Paragraphs and lists with bold, italic, code and links."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(required=required, **kwargs)


class MarkdownText(blocks.TextBlock):
    """A text in Markdown with tables and footnotes."""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        try:
            markup.check_markdown(value or "")
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return value


class DecimalText(blocks.RegexBlock):
    """A decimal number kept as text with a decimal point, so that every database keeps it alike."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("regex", r"^-?\d{1,15}(\.\d{1,10})?$")
        kwargs.setdefault("error_messages", {"invalid": _("Write a number with a decimal point, such as 0.75.")})
        super().__init__(**kwargs)


class PictureChooser(ImageChooserBlock):
    """A picture, frozen by the hash of its file."""
