"""The blocks that an author of questions and quizzes sees."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.freezing import freeze_value, thaw_value
from quizzes.questions.registry import question_types


class QuestionStream(blocks.StreamBlock):
    """Exactly one block; its type is the question type. Every registered type is offered."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        types = [(name, question_type.block()) for name, question_type in question_types.items()]
        super().__init__(local_blocks or types, **kwargs)


class QuestionChooser(SnippetChooserBlock):
    """A question, frozen as its key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("quizzes.Question", **kwargs)


@freeze_value.register
def _freeze_question(block: QuestionChooser, raw: Any) -> Any:
    key = block.target_model.objects.filter(pk=raw).values_list("translation_key", flat=True).first() if raw else None
    return str(key) if key else None


@thaw_value.register
def _thaw_question(block: QuestionChooser, frozen: Any, language: str) -> Any:
    found = block.target_model.objects.filter(translation_key=frozen).order_by("locale__language_code")
    return found.values_list("pk", flat=True).first()


class FixedSlot(blocks.StructBlock):
    question = QuestionChooser(label=_("question"))

    class Meta:
        icon = "help"
        label = _("This question")


def _collections() -> list[tuple[str, str]]:
    return list(apps.get_model("quizzes.Collection").objects.values_list("name", "title"))


class DrawSlot(blocks.StructBlock):
    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=100)
    collection = blocks.ChoiceBlock(label=_("from the collection"), choices=_collections)

    class Meta:
        icon = "list-ul"
        label = _("Draw from a collection")


class SlotStream(blocks.StreamBlock):
    fixed = FixedSlot()
    draw = DrawSlot()
