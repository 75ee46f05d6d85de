"""Databases for tests. Migrating takes most of a start, so it is done once per state of the code and then copied.

A template lies with its media files in a folder under var/test/, whose name ends in a hash of all that it was made
from; a PostgreSQL database is on the server, under a like name. The file `ready` says that the template is whole.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

BASE_DIR = Path(__file__).resolve().parent.parent
TEMPLATES = BASE_DIR / "var" / "test"
TEMPLATES_KEPT = 6

TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "")
TEST_CACHE_URL = os.environ.get("TEST_CACHE_URL", "")
IS_POSTGRES = bool(TEST_DATABASE_URL)
ENGINE = "postgres" if IS_POSTGRES else "sqlite"

# What the product reads from the environment, and tests must not.
SETTINGS_VARIABLES = {
    "ALLOWED_HOSTS",
    "BASE_URL",
    "BEHIND_PROXY",
    "CACHE_URL",
    "DATABASE_URL",
    "DEFAULT_FROM_EMAIL",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "PORT",
    "SABAT_DEMO",
    "SABAT_ENV",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "WEB_CONCURRENCY",
}

_numbers = count(1)


@dataclass(frozen=True)
class Database:
    """A database and the media files that belong to it."""

    url: str
    media: Path

    @property
    def name(self) -> str:
        """As Django's settings call it: a path for SQLite."""
        return urlsplit(self.url).path[1:]


def clean_environment() -> dict[str, str]:
    """The environment without what would change the product's settings, and with a secret for tests."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS_VARIABLES}
    return {**kept, "SECRET_KEY": "only-for-tests-" * 5}


def migrated() -> Database:
    """The template of an empty installation: migrated, nothing more."""
    return _template("empty", _sources_of_schema(), ["migrate", "--skip-checks", "--verbosity=0"])


def demo() -> Database:
    """The template of a new demo: the starter curriculum and the demo people, as `make serve` shows them."""
    return _template("demo", _sources_of_demo(), ["prepare_demo"], grown_from=migrated())


def copy(template: Database, directory: Path) -> Database:
    """A copy to work with. Its files lie in `directory`."""
    media = directory / "media"
    shutil.copytree(template.media, media)
    name = f"sabat_run_{os.getpid()}_{next(_numbers)}" if IS_POSTGRES else str(directory / "db.sqlite3")
    database = Database(_url(name), media)
    with _locked():
        restore(database, template)
    return database


def restore(database: Database, template: Database) -> None:
    """Make the tables of `database` what those of `template` are. Nobody may be connected to either."""
    if IS_POSTGRES:
        drop(database)
        _execute("CREATE DATABASE {} TEMPLATE {}", database.name, template.name)
    else:
        with closing(sqlite3.connect(template.name)) as source, closing(sqlite3.connect(database.name)) as target:
            source.backup(target)


def drop(database: Database) -> None:
    if IS_POSTGRES:
        _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database.name)
    else:
        for suffix in ("", "-wal", "-shm"):
            Path(database.name + suffix).unlink(missing_ok=True)


def manage(database: Database, *arguments: str, **environment: str) -> str:
    """Standard output of `manage.py` with these arguments on this database; raises with its log when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={**clean_environment(), "DATABASE_URL": database.url, "MEDIA_ROOT": str(database.media), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _template(kind: str, sources: Iterable[Path], command: list[str], grown_from: Database | None = None) -> Database:
    folder = TEMPLATES / f"{ENGINE}_{kind}_{_hash(sources)}"
    template = _lying_in(folder)
    with _locked():
        if not (folder / "ready").exists():
            _remove_old()
            drop(template)
            template.media.mkdir(parents=True)
            _make(template, command, grown_from)
            (folder / "ready").touch()
        os.utime(folder)
    return template


def _lying_in(folder: Path) -> Database:
    checkout = sha256(bytes(BASE_DIR)).hexdigest()[:6]
    name = folder.name.replace(ENGINE, f"sabat_{checkout}") if IS_POSTGRES else str(folder / "db.sqlite3")
    return Database(_url(name), folder / "media")


def _make(template: Database, command: list[str], grown_from: Database | None) -> None:
    if grown_from:
        restore(template, grown_from)
    elif IS_POSTGRES:
        _execute("CREATE DATABASE {}", template.name)
    manage(template, *command)


def _remove_old() -> None:
    """Templates that were not finished, or not used for long, and copies that a killed run has left."""
    folders = sorted(TEMPLATES.glob(f"{ENGINE}_*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    ready = [folder for folder in folders if (folder / "ready").exists()]
    for folder in set(folders) - set(ready[: TEMPLATES_KEPT - 1]):
        drop(_lying_in(folder))
        shutil.rmtree(folder)
    if IS_POSTGRES:
        for name in _names_like("sabat_run_"):
            if not Path("/proc", name.split("_")[2]).exists():
                _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _sources_of_schema() -> Iterator[Path]:
    """What migrations, and what answers to `post_migrate`, are made of."""
    yield BASE_DIR / "requirements.txt"
    yield from (BASE_DIR / "lms" / name for name in ("settings.py", "environment.py"))
    for app in _apps():
        for pattern in ("migrations/*.py", "models/*.py", "services/*.py"):
            yield from app.glob(pattern)
        yield from (app / name for name in ("apps.py", "fields.py", "models.py", "receivers.py"))


def _sources_of_demo() -> Iterator[Path]:
    """The services of every app, and the curriculum that they load."""
    yield from _sources_of_schema()
    for app in _apps():
        yield from app.rglob("*.py")
    yield from (BASE_DIR / "courses" / "curriculum").rglob("*")


def _apps() -> list[Path]:
    return [path.parent for path in BASE_DIR.glob("*/apps.py")]


def _hash(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in sorted({path for path in paths if path.is_file()}):
        digest.update(bytes(path.relative_to(BASE_DIR)) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@contextmanager
def _locked() -> Iterator[None]:
    """One process of this checkout at a time."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _url(name: str) -> str:
    return urlsplit(TEST_DATABASE_URL)._replace(path=f"/{name}").geturl() if IS_POSTGRES else f"sqlite:///{name}"


def _names_like(prefix: str) -> list[str]:
    with psycopg.connect(TEST_DATABASE_URL) as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        return [name for (name,) in found]


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(TEST_DATABASE_URL, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
