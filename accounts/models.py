from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


class PeopleManager(UserManager["User"]):
    def create_user(
        self, username: str | None = None, email: str | None = None, password: str | None = None, **extra: Any
    ) -> User:
        """A person; without a username one is made, without an e-mail there is none."""
        return super().create_user(username or new_username(), email or None, password, **extra)


def new_username() -> str:
    return get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")


class User(AbstractUser):
    """A person. Signs in by e-mail, where there is one; the user name is only an identifier."""

    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # type: ignore[assignment]
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("As it must stand on a certificate: the whole name, in the order in which you write it."),
    )
    is_demo = models.BooleanField(default=False, editable=False)

    objects: ClassVar[PeopleManager] = PeopleManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once")]

    def __str__(self) -> str:
        return display_name(self)

    def clean(self) -> None:
        self.username = self.normalize_username(self.username)
        self.email = type(self).objects.normalize_email(self.email) or None

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """What Wagtail's menu calls the person."""
        return display_name(self)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


def display_name(user: User) -> str:
    """How the site addresses a person: the name, else the part of the e-mail before the @, else the user name."""
    return user.name or (user.email or "").partition("@")[0] or user.username
