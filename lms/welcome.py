"""What the person who starts the server reads."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation

from accounts.demo import PASSWORD, PEOPLE


def welcome() -> str:
    """The address, and the sign-ins of the demo people who are in the database."""
    lines = [f"Sabat is ready at {settings.BASE_URL}"]
    known = get_user_model().objects.filter(is_demo=True, email__in=[email for email, _role in PEOPLE])
    there = set(known.values_list("email", flat=True))
    if there:
        lines += ["", f"Sign in with the password {PASSWORD} as:"]
        with translation.override("en"):
            lines += [f"  {email:<28}{role}" for email, role in PEOPLE if email in there]
    return "\n".join([*lines, "", "Ctrl-C stops it."])
