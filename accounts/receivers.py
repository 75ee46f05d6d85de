"""What follows from news. Connected by the app's `ready`."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User


@receiver(user_logged_in)
def remember_who_can_edit(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """So that the menu needs no query for rights on every page; the CMS itself asks again."""
    if user.has_perm("wagtailadmin.access_admin"):
        request.session["can_open_cms"] = True
