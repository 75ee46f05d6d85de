from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from courses.blocks.registry import lesson_block


@lesson_block("worked_example")
class WorkedExampleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    problem = RichText(label=_("problem"))
    solution = RichText(label=_("solution"))

    class Meta:
        icon = "pick"
        label = _("Worked example")
        group = _("Teaching")
        template = "courses/blocks/worked_example.html"
