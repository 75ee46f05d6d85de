"""A wrong environment stops the start with a sentence; an unsafe installation doesn't start in production."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from accounts.models import User
from lms import checks
from tests.databases import BASE_DIR, clean_environment

SECRET = "Kq0v3Zr8Yw1Bn6Tj4Xs9Lm2Pc7Hd5Gf0Ra3Ue8Io1Wk6Vy4Nz9Sb2"
PRODUCTION = {
    "SABAT_ENV": "production",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "sabat.example.org",
    "BASE_URL": "https://sabat.example.org",
}


def check(environment: dict[str, str | None], *arguments: str) -> tuple[int, str]:
    """Status and standard error of `manage.py check`; None takes a variable away."""
    whole = {**clean_environment(), "DATABASE_URL": "sqlite://:memory:", **environment}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=BASE_DIR,
        env={name: value for name, value in whole.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SABAT_ENV": "live"}, "SABAT_ENV is 'live'. Set it to one of: demo, production."),
        ({"DATABASE_URL": "mysql://localhost/sabat"}, "DATABASE_URL must begin with sqlite:/// or postgres://."),
        ({"CACHE_URL": "memcached://localhost"}, "CACHE_URL must begin with redis://, rediss:// or unix://."),
        ({"SECRET_KEY_FILE": "key"}, "Both SECRET_KEY and SECRET_KEY_FILE are set. Keep one of them."),
        ({"SECRET_KEY": None, "SECRET_KEY_FILE": "/no/such"}, "SECRET_KEY_FILE cannot be read"),
        ({**PRODUCTION, "SECRET_KEY": None}, "In production set SECRET_KEY or SECRET_KEY_FILE: there is no default."),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "The secret key is shorter than 50 characters. Make a new one."),
        ({**PRODUCTION, "ALLOWED_HOSTS": None}, "In production set ALLOWED_HOSTS"),
        ({**PRODUCTION, "BASE_URL": None}, "In production set BASE_URL"),
        ({**PRODUCTION, "SECRET_KEY": "sample" * 20}, "The secret key is a default or easy to guess."),
        ({**PRODUCTION, "SECRET_KEY": f"django-insecure-{SECRET}"}, "The secret key is a default or easy to guess."),
    ],
)
def test_wrong_environment_stops_the_start(environment: dict[str, str | None], sentence: str) -> None:
    status, said = check(environment)

    assert status != 0
    assert sentence in said


@pytest.mark.parametrize("environment", [{}, PRODUCTION], ids=["demo", "production"])
def test_right_environment_passes(environment: dict[str, str | None]) -> None:
    assert check(environment, "--database", "default")[0] == 0


def test_production_passes_the_deployment_checks() -> None:
    status, said = check(PRODUCTION, "--deploy", "--fail-level", "WARNING")

    assert status == 0, said


def test_production_server_with_a_known_secret_does_not_start() -> None:
    environment = {
        **clean_environment(),
        **PRODUCTION,
        "SECRET_KEY": "sample" * 20,
        "DATABASE_URL": "sqlite://:memory:",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import lms.wsgi"],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "The secret key is a default or easy to guess." in done.stderr


def test_production_refuses_demo_people(db, settings) -> None:
    settings.PRODUCTION = True
    settings.SECRET_KEY = SECRET
    checks.refuse_unsafe_start()
    User.objects.create_user(email="student@example.org", is_demo=True)

    with pytest.raises(ImproperlyConfigured, match="The database has demo people"):
        checks.refuse_unsafe_start()


def test_demo_may_have_demo_people(db) -> None:
    User.objects.create_user(email="student@example.org", is_demo=True)

    checks.refuse_unsafe_start()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the options of SQLite")
class TestSqlite:
    def test_options_are_as_they_must_be(self, db) -> None:
        assert checks.sqlite_keeps_every_write(databases=["default"]) == []

    def test_wrong_options_are_found(self, db, monkeypatch) -> None:
        monkeypatch.setattr(connections["default"], "transaction_mode", None)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 5000")

        found = checks.sqlite_keeps_every_write(databases=["default"])

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 20000")
        assert [error.msg for error in found] == [
            "SQLite has transaction_mode = None, and needs IMMEDIATE.",
            "SQLite has busy_timeout = 5000, and needs 20000.",
        ]
