from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.registry import lesson_block


class SourceEntry(blocks.StructBlock):
    text = blocks.CharBlock(label=_("source"), max_length=500)
    url = blocks.URLBlock(label=_("address"), required=False)
    accessed = blocks.DateBlock(label=_("seen on"), required=False)

    class Meta:
        main = "text"


@lesson_block("sources")
class SourcesBlock(blocks.StructBlock):
    entries = blocks.ListBlock(SourceEntry(), label=_("sources"), min_num=1)

    class Meta:
        icon = "openquote"
        label = _("Sources")
        group = _("Teaching")
        items = {"entries": "entry"}
        template = "courses/blocks/sources.html"
