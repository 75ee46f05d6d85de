from django.utils.translation import gettext_lazy as _

from core.blocks import RichText
from courses.blocks.registry import lesson_block


@lesson_block("rich_text")
class RichTextBlock(RichText):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "courses/blocks/rich_text.html"
