"""allauth's forms without placeholders: every field has its label above, and a placeholder would only repeat it.

Apart from `accounts.forms`, which allauth imports while these forms are being defined.
"""

from typing import Any

from allauth.account import forms


class _LabelledOnly:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_LabelledOnly, forms.LoginForm):
    pass


class SignupForm(_LabelledOnly, forms.SignupForm):
    pass


class AddEmailForm(_LabelledOnly, forms.AddEmailForm):
    pass


class ChangePasswordForm(_LabelledOnly, forms.ChangePasswordForm):
    pass


class SetPasswordForm(_LabelledOnly, forms.SetPasswordForm):
    pass


class ResetPasswordForm(_LabelledOnly, forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_LabelledOnly, forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(_LabelledOnly, forms.ReauthenticateForm):
    pass
