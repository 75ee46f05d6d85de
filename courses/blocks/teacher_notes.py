from django.utils.translation import gettext_lazy as _

from core.blocks import RichText
from courses.blocks.registry import lesson_block


@lesson_block("teacher_notes")
class TeacherNotesBlock(RichText):
    class Meta:
        icon = "group"
        label = _("Teacher's notes")
        group = _("Teaching")
        template = "courses/blocks/teacher_notes.html"
