from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class CurriculumPageForm(WagtailAdminPageForm):
    """The author need not think of an address: one is made from the title, in Latin letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
