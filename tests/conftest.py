"""The bench: databases copied from a template, a server on demand, and four people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import redis
from django.test import Client
from hypothesis import HealthCheck, settings as hypothesis_settings

from tests import databases
from tests.databases import BASE_DIR, IS_POSTGRES, TEST_CACHE_URL, TEST_DATABASE_URL, Database, clean_environment
from tests.server import Server

if TYPE_CHECKING:
    from accounts.models import User
    from institutions.models import Institution

EXAMPLES = 50

hypothesis_settings.register_profile(
    "default",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.register_profile(
    "fuzz",
    parent=hypothesis_settings.get_profile("default"),
    max_examples=20 * EXAMPLES,
    derandomize=False,
    print_blob=True,
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

the_template = pytest.StashKey[Database]()
the_database = pytest.StashKey[Database]()


def pytest_configure(config: pytest.Config) -> None:
    if TEST_DATABASE_URL:
        try:
            psycopg.connect(TEST_DATABASE_URL, connect_timeout=10).close()
        except psycopg.OperationalError as error:
            pytest.exit(f"PostgreSQL (TEST_DATABASE_URL={TEST_DATABASE_URL}) does not answer: {error}", returncode=1)
    if TEST_CACHE_URL:
        try:
            redis.from_url(TEST_CACHE_URL).ping()
        except redis.RedisError as error:
            pytest.exit(f"Redis (TEST_CACHE_URL={TEST_CACHE_URL}) does not answer: {error}", returncode=1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("fuzz")
        if item.get_closest_marker("concurrency") and not IS_POSTGRES:
            item.add_marker(pytest.mark.skip("needs PostgreSQL: run `make test-postgres`"))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """In place of pytest-django's: a copy of the migrated template instead of a migration."""
    from django.db import connection

    template = databases.migrated()
    database = databases.copy(template, tmp_path_factory.mktemp("database"))
    request.config.stash[the_template] = template
    request.config.stash[the_database] = database
    connection.settings_dict["NAME"] = database.name
    yield
    del request.config.stash[the_database]
    with django_db_blocker.unblock():
        connection.close()
    databases.drop(database)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test with real transactions the tables are empty, also of what migrations put there: copy them again."""
    yield
    marker = item.get_closest_marker("django_db")
    is_transactional = "transactional_db" in getattr(item, "fixturenames", ()) or (
        marker and marker.kwargs.get("transaction")
    )
    if is_transactional and the_database in item.config.stash:
        from django.contrib.contenttypes.models import ContentType
        from django.db import connection

        connection.close()
        databases.restore(item.config.stash[the_database], item.config.stash[the_template])
        ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Each test begins in English, with empty caches: the ids that a test has rolled back are given again."""
    from django.core.cache import cache
    from django.utils import translation

    from courses import editions, rendering, views

    cache.clear()
    for kept in (*vars(editions).values(), *vars(rendering).values(), views.for_visitors):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()
    with translation.override("en"):
        yield


@pytest.fixture
def client() -> Client:
    """A visitor whose browser asks for English. Addresses with a language answer in theirs."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture(scope="session")
def collected_static() -> None:
    subprocess.run([sys.executable, "bin/collect_static.py"], cwd=BASE_DIR, env=clean_environment(), check=True)


@pytest.fixture(scope="module")
def server(collected_static: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server on a fresh demo, with the same people, courses and awards as `make serve` shows."""
    directory = tmp_path_factory.mktemp("server")
    server = Server(databases.copy(databases.demo(), directory), directory)
    try:
        server.start()
        yield server
    finally:
        server.close()
        databases.drop(server.database)


@pytest.fixture
def institution_a(db: None) -> Institution:
    from institutions.models import Institution

    return Institution.objects.create(
        slug="institution-a",
        kind=Institution.Kind.UNIVERSITY,
        name_ky="А университети",
        name_ru="Университет А",
        name_en="University A",
        help_name="Чынара",
        help_phone="+996 000 000 001",
    )


@pytest.fixture
def institution_b(db: None) -> Institution:
    from institutions.models import Institution

    return Institution.objects.create(
        slug="institution-b",
        kind=Institution.Kind.UNIVERSITY,
        name_ky="Б университети",
        name_ru="Университет Б",
        name_en="University B",
        help_name="Эрмек",
        help_phone="+996 000 000 002",
    )


@pytest.fixture
def national_library(db: None) -> Institution:
    from institutions.models import Institution

    return Institution.objects.create(
        slug="national",
        kind=Institution.Kind.NATIONAL,
        name_ky="Улуттук китепкана",
        name_ru="Национальная библиотека",
        name_en="National Library",
        help_name="Динара",
        help_phone="+996 000 000 003",
    )


def _person(name: str, institution: Institution, role: str) -> User:
    from accounts.models import User
    from institutions.models import Membership

    person = User.objects.create_user(email=f"{name.lower()}@example.org", password="a good password", name=name)
    Membership.objects.create(person=person, institution=institution, role=role)
    return person


@pytest.fixture
def alice(institution_a: Institution) -> User:
    """A learner of institution A."""
    return _person("Alice", institution_a, "learner")


@pytest.fixture
def bob(institution_a: Institution) -> User:
    """A teacher of institution A."""
    return _person("Bob", institution_a, "teacher")


@pytest.fixture
def carol(national_library: Institution) -> User:
    """A methodologist of the national library."""
    return _person("Carol", national_library, "methodologist")


@pytest.fixture
def mallory(institution_b: Institution) -> User:
    """A learner of institution B."""
    return _person("Mallory", institution_b, "learner")
