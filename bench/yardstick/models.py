from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    """A Wagtail page as the tutorial makes it: ten blocks of text, nothing of ours."""

    body = StreamField([("text", RichTextBlock())])
    template = "yardstick/bare_page.html"
