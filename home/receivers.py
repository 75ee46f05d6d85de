from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from home.models import HomePage
from home.services.national_groups import prepare_groups


@receiver(post_migrate)
def prepare_national_groups(sender: Any, **kwargs: Any) -> None:
    """Rights exist only once the last app is migrated, so a migration cannot give them."""
    is_last = sender == [config for config in apps.get_app_configs() if config.models_module][-1]
    if is_last and _has_front_pages():
        prepare_groups()


def _has_front_pages() -> bool:
    """A database that is migrated in part, or flushed, has no pages to give rights to."""
    return HomePage._meta.db_table in connection.introspection.table_names() and HomePage.objects.exists()
