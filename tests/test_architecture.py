"""The rules of the house that no type and no linter holds."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from importlinter.cli import lint_imports
from wagtail import hooks
from wagtail.models import Locale, Page, Revision, RevisionMixin
from wagtail.snippets.models import get_snippet_models

from quizzes.models import Collection, Question
from tests.databases import BASE_DIR

OUR_APPS = [config for config in apps.get_app_configs() if Path(config.path).parent == BASE_DIR]
SOURCES = [
    path
    for config in OUR_APPS
    for path in sorted(Path(config.path).rglob("*.py"))
    if "migrations" not in path.relative_to(config.path).parts
]


def cms_models() -> tuple[type[models.Model], ...]:
    hooks.search_for_hooks()  # which register the snippets
    return (Page, Revision, RevisionMixin, *get_snippet_models())


def facts() -> list[type[models.Model]]:
    """Our models that record what happened, and are no objects of the CMS."""
    labels = ("certificates", "courses", "institutions", "learning", "quizzes", "sharing")
    return [
        model
        for label in labels
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, cms_models())
    ]


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in SOURCES:
        yield str(path.relative_to(BASE_DIR)), ast.parse(path.read_text())


def test_imports_go_down() -> None:
    assert lint_imports(config_filename=str(BASE_DIR / "pyproject.toml"), no_cache=True) == 0


def test_facts_point_at_no_object_of_the_cms() -> None:
    """Publishing an old revision, copying and purging replace these objects; a fact would lose its hold."""
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in facts()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and issubclass(field.related_model or Page, cms_models())
    ]

    assert wrong == []


def test_facts_stay_out_of_the_reference_index() -> None:
    assert [model._meta.label for model in facts() if not getattr(model, "wagtail_reference_index_ignore", False)] == []


def test_models_do_not_override_save() -> None:
    ours = [model for config in OUR_APPS for model in config.get_models()]

    assert [model._meta.label for model in ours if "save" in vars(model)] == []


def test_signals_are_received_only_in_receivers() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        if not name.endswith("/receivers.py")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "receiver" and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect")
    ]

    assert wrong == []


def test_top_of_the_tree() -> None:
    """What others rely on finding there."""
    folders = {"courses", "home", "lms", "quizzes", "static", "templates", "tests"}
    files = {"LICENSE", "Makefile", "README.md", "manage.py", "requirements.txt"}

    assert (folders | files) - {path.name for path in BASE_DIR.iterdir()} == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}

    assert [str(path.relative_to(BASE_DIR)) for path in SOURCES if path.name in vague] == []


def test_pins_of_tests_are_the_pins_of_the_product() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (BASE_DIR / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_saving_a_historical_model_keeps_its_stream(db) -> None:
    """With Wagtail's own field, a data migration that saves a model from the past empties its streams."""
    body = [{"type": "a_type_of_the_past", "id": "9b2f", "value": {"text": "Сөз"}}]
    question = Question.objects.create(
        title="Old",
        locale=Locale.objects.get(language_code="ky"),
        collection=Collection.objects.create(name="old", title="Old"),
    )
    past = MigrationLoader(connection).project_state().apps.get_model("quizzes", "Question")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quizzes_question SET body = %s WHERE id = %s", [json.dumps(body), question.pk])

    from_the_past = past.objects.get(pk=question.pk)
    from_the_past.title = "New"
    from_the_past.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT title, body FROM quizzes_question WHERE id = %s", [question.pk])
        title, stored = cursor.fetchone()
    assert title == "New"
    assert json.loads(stored) == body
