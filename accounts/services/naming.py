"""Giving a person the name that stands on certificates."""

from django.db import transaction

from accounts.models import User
from accounts.names import tidy
from accounts.signals import name_given


def give_name(*, person: User, name: str) -> bool:
    """Keep the name of a person, an empty one too; True if it is another than before.

    In one transaction; a name that is new is announced by `name_given` on commit. Safe to run again.
    """
    name = tidy(name)
    with transaction.atomic():
        changed = bool(User.objects.filter(pk=person.pk).exclude(name=name).update(name=name))
        if changed and name:
            transaction.on_commit(lambda: name_given.send(sender=User, person_id=person.pk))
    person.name = name
    return changed
