"""People in the Wagtail admin."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.models import User, new_username
from accounts.names import tidy


class _OneName(forms.ModelForm[User]):
    """A free name instead of first and last; an e-mail is not demanded, and no two people share one."""

    first_name = None
    last_name = None
    email = forms.EmailField(label=_("e-mail"), required=False)

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_email(self) -> str | None:
        email = User.objects.normalize_email(self.cleaned_data["email"]) or None
        others = User.objects.exclude(pk=self.instance.pk)
        if email and others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another person has this e-mail. Look for the person in the list."))
        return email


class PersonCreationForm(_OneName, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields: ClassVar[list[str]] = ["username", "email", "name", "is_superuser", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].initial = new_username


class PersonEditForm(_OneName, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields: ClassVar[list[str]] = ["username", "email", "name", "is_active", "is_superuser", "groups"]


class PeopleView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        email = Column("email", label=_("e-mail"), sort_key="email")
        return [email if column.name == "username" else column for column in super().columns]

    @cached_property
    def search_fields(self) -> set[str]:
        return {"name", "email", "username"}


class PersonViewSet(UserViewSet):
    index_view_class = PeopleView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return PersonEditForm if for_update else PersonCreationForm
