from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.registry import lesson_block


@lesson_block("heading")
class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("text"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("level"), choices=[("2", _("section")), ("3", _("part of a section"))], default="2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        main = "text"
        template = "courses/blocks/heading.html"
