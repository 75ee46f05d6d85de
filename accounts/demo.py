"""The people of the demonstration, as the sign-in page introduces them."""

from django.utils.translation import gettext_lazy as _

PASSWORD = "sabat-demo-2026"  # noqa: S105 it is meant to be known
PEOPLE = [
    ("student@example.org", _("student of the first university")),
    ("student2@example.org", _("student of the second university")),
    ("librarian@example.org", _("librarian who learns in a rural library")),
    ("coordinator@example.org", _("coordinator of the first university")),
    ("coordinator2@example.org", _("coordinator of the second university")),
    ("editor@example.org", _("methodologist of the first university")),
    ("methodologist@example.org", _("methodologist of the national library, edits the curriculum")),
    ("national@example.org", _("member of the national library, sees the whole country")),
    ("admin@example.org", _("administrator")),
]
