from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import numbers, selectors
from certificates.models import Award

_COPIED_BY_EYE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class LookupForm(forms.Form):
    """What stands on the paper. A valid form has found `award`."""

    number = forms.CharField(
        label=_("Registration number"),
        max_length=60,
        widget=forms.TextInput(_COPIED_BY_EYE),
        help_text=_("As it is printed, for example KG-IL-2026-000123-7."),
    )
    check_code = forms.CharField(
        label=_("Check code"),
        max_length=40,
        widget=forms.TextInput(_COPIED_BY_EYE),
        help_text=_("The eight letters and digits printed below the number."),
    )

    award: Award

    def clean_number(self) -> numbers.Number:
        try:
            return numbers.parse(self.cleaned_data["number"])
        except numbers.NotANumber as error:
            raise forms.ValidationError(
                _("Write the whole number with its letters, for example KG-IL-2026-000123-7.")
            ) from error
        except numbers.WrongDigit as error:
            raise forms.ValidationError(
                _("The last digit does not fit the others, so a digit is mistyped. Compare the number with the paper.")
            ) from error

    def clean_check_code(self) -> str:
        code = numbers.read_check_code(self.cleaned_data["check_code"])
        if not numbers.is_check_code(code):
            raise forms.ValidationError(_("A check code has eight letters and digits. Copy all of them."))
        return code

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors:
            award = selectors.award_with(number=data["number"], check_code=data["check_code"])
            if award is None:
                raise forms.ValidationError(
                    _("The register has no certificate with this number and check code. Compare both with the paper.")
                )
            self.award = award
        return data
