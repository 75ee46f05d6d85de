from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User, new_username


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with user names that tell nothing about the person."""

    def populate_username(self, request: HttpRequest, user: User) -> None:
        user.username = user.username or new_username()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")
