"""What people say about themselves."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import tidy
from accounts.services import naming

NAME_HELP = _("As it must stand on your certificate: the whole name, in the order in which you write it.")


class SignupDetailsForm(forms.Form):
    """What sign-up asks beside e-mail and password; allauth mixes this into its form."""

    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=200,
        required=False,
        help_text=_("As it must stand on your certificate. You can give it later in your profile."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "password1", "name"]

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the person has been saved."""
        naming.give_name(person=user, name=self.cleaned_data["name"])


class NameForm(forms.ModelForm[User]):
    """The name in a person's own profile."""

    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=200,
        required=False,
        help_text=NAME_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = User
        fields = ["name"]

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def save(self, commit: bool = True) -> Any:
        naming.give_name(person=self.instance, name=self.cleaned_data["name"])
        return self.instance
