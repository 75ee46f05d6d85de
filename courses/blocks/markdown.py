from django.utils.translation import gettext_lazy as _

from core.blocks import MarkdownText
from courses.blocks.registry import lesson_block


@lesson_block("markdown")
class MarkdownBlock(MarkdownText):
    class Meta:
        icon = "code"
        label = _("Markdown (tables, footnotes)")
        group = _("Text")
        template = "courses/blocks/markdown.html"
