from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from courses.blocks.registry import lesson_block


@lesson_block("task")
class TaskBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("minutes"), required=False, min_value=1, max_value=600)
    online = RichText(label=_("with the real tool"))
    offline = RichText(label=_("without internet"))

    class Meta:
        icon = "edit"
        label = _("Task")
        group = _("Teaching")
        template = "courses/blocks/task.html"
