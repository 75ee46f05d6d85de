from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.registry import lesson_block


@lesson_block("key_points")
class KeyPointsBlock(blocks.StructBlock):
    points = blocks.ListBlock(blocks.CharBlock(label=_("point"), max_length=500), label=_("points"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Key points")
        group = _("Teaching")
        items = {"points": "point"}
        template = "courses/blocks/key_points.html"
