from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

from core.blocks import PictureChooser
from courses.blocks.registry import lesson_block


@lesson_block("image")
class ImageBlock(blocks.StructBlock):
    file = PictureChooser(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("description for those who do not see it"),
        required=False,
        max_length=300,
        help_text=_("Say what the picture teaches. Leave it empty only for a decoration."),
    )
    decorative = blocks.BooleanBlock(label=_("only a decoration"), required=False)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    source = blocks.CharBlock(label=_("source and licence"), max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Media")
        template = "courses/blocks/image.html"

    def problems(self, value: dict[str, Any]) -> list[str]:
        if value.get("alt") or value.get("decorative"):
            return []
        return [gettext("The picture needs a description, or the mark that it is only a decoration.")]
