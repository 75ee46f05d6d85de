from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from courses import cms
from courses.models import CoursePage


@hooks.register("register_admin_urls")
def release_url() -> list[URLPattern]:
    return [path("courses/<int:page_id>/release/", cms.release, name="courses_release")]


@hooks.register("register_page_header_buttons")
def release_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    if isinstance(page, CoursePage) and page.permissions_for_user(user).can_publish():
        yield Button(_("Release an edition"), reverse("courses_release", args=[page.pk]), icon_name="tag", priority=5)
