"""System checks: what must be true of an installation before it may serve people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from lms.environment import VAR_DIR

BUSY_MILLISECONDS = 20_000
FEWEST_DIFFERENT_CHARACTERS = 10


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured where production has a secret that others know, or the demo people."""
    if settings.PRODUCTION:
        found = [*secret_is_secret(), *no_demo_people(databases=["default"])]
        if found:
            raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in found))


@register(Tags.security)
def secret_is_secret(**kwargs: Any) -> list[CheckMessage]:
    """In production the key is neither a sample, nor the one that a demo has made, nor easily guessed."""
    key = settings.SECRET_KEY
    demo_key = VAR_DIR / "secret-key"
    is_known = (
        key.startswith("django-insecure-")
        or len(set(key)) < FEWEST_DIFFERENT_CHARACTERS
        or (demo_key.exists() and key == demo_key.read_text(encoding="utf-8").strip())
    )
    if not settings.PRODUCTION or not is_known:
        return []
    return [
        Error(
            "The secret key is a default or easy to guess.",
            hint='Make one: python -c "import secrets; print(secrets.token_urlsafe(64))", and keep it in a file that '
            "SECRET_KEY_FILE names.",
            id="lms.E001",
        )
    ]


@register(Tags.database)
def no_demo_people(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The password of the demo people is public, so production refuses a database that has them."""
    people = get_user_model()
    if not settings.PRODUCTION:
        return []
    for alias in databases or []:
        # Before the first migration there is no table.
        has_table = people._meta.db_table in connections[alias].introspection.table_names()
        if has_table and people.objects.using(alias).filter(is_demo=True).exists():
            return [
                Error(
                    "The database has demo people, whose password is public.",
                    hint="Start production with a new, empty database, or delete them.",
                    id="lms.E002",
                )
            ]
    return []


@register(Tags.database)
def sqlite_keeps_every_write(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite begins writes at once, keeps a write-ahead log, and waits for a lock. Without these, writes are lost."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            found += [
                Error(
                    f"SQLite has {name} = {is_so}, and needs {must_be}.",
                    hint="Take the database's options from lms.environment.database.",
                    id="lms.E003",
                )
                for name, is_so, must_be in _sqlite_options(connection)
                if is_so != must_be
            ]
    return found


def _sqlite_options(connection: Any) -> list[tuple[str, Any, Any]]:
    """(name, what the connection says, what it must say) of each option."""
    with connection.cursor() as cursor:
        answers = {}
        for pragma in ("journal_mode", "busy_timeout", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            answers[pragma] = cursor.fetchone()[0]
    in_memory = connection.is_in_memory_db()
    return [
        ("transaction_mode", connection.transaction_mode, "IMMEDIATE"),
        ("journal_mode", answers["journal_mode"], "memory" if in_memory else "wal"),
        ("busy_timeout", answers["busy_timeout"], BUSY_MILLISECONDS),
        ("foreign_keys", answers["foreign_keys"], 1),
    ]
