from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver

from home.services.national_groups import prepare_groups


@receiver(post_migrate)
def prepare_national_groups(sender: Any, **kwargs: Any) -> None:
    """Rights exist only once all apps are migrated, so a migration cannot give them."""
    if sender.name == "home" and kwargs.get("plan") is not None:
        prepare_groups()
