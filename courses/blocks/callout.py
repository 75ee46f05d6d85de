from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import RichText
from courses.blocks.registry import lesson_block

TONES = [("story", _("story")), ("note", _("note")), ("tip", _("tip")), ("warning", _("warning"))]


@lesson_block("callout")
class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(label=_("tone"), choices=TONES, default="note")
    title = blocks.CharBlock(label=_("title"), required=False, max_length=200)
    text = RichText(label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = _("Teaching")
        main = "text"
        template = "courses/blocks/callout.html"
