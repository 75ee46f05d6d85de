from django.utils.translation import gettext_lazy as _

from core.blocks import RichText
from courses.blocks.registry import lesson_block


@lesson_block("reflection")
class ReflectionBlock(RichText):
    class Meta:
        icon = "help"
        label = _("Reflection")
        group = _("Teaching")
        template = "courses/blocks/reflection.html"
