"""`make bench`: the product beside its yardsticks in one process, in turns, so that both meet the same machine.

Rates are requests per CPU second of the whole middleware stack without a socket; the median of the rounds counts.
Writes a table and `bench/latest.json`.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parent.parent
WORK = BASE_DIR / "var" / "bench"
ROUNDS, REQUESTS = 7, 60


@dataclass(frozen=True)
class Row:
    """One line of `budgets`: what was measured, what it must be and what would be better still."""

    name: str
    unit: str
    measured: float
    must: float
    goal: float
    yardstick: str
    more_is_better: bool = True

    def as_json(self) -> dict[str, Any]:
        data = asdict(self)
        more = data.pop("more_is_better")
        meets = (lambda limit: self.measured >= limit) if more else (lambda limit: self.measured <= limit)
        return {**data, "meets_must": meets(self.must), "meets_goal": meets(self.goal)}


def set_up() -> None:
    """A fresh demo database of its own under var/bench."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="bench.settings",
        DATABASE_URL=f"sqlite:///{WORK / 'db.sqlite3'}",
        MEDIA_ROOT=str(WORK / "media"),
        SECRET_KEY="bench-" * 12,
    )
    sys.path.insert(0, str(BASE_DIR))
    import django

    django.setup()
    from django.core.management import call_command

    print("Preparing a demo database …", file=sys.stderr)
    call_command("migrate", verbosity=0)
    call_command("prepare_demo", stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    _make_bare_page()


def _make_bare_page() -> None:
    from wagtail.models import Locale

    from bench.yardstick.models import BarePage
    from home.models import HomePage

    home = HomePage.objects.get(locale=Locale.objects.get(language_code="ky"))
    text = "<p>" + "A sentence of a lesson about libraries and their catalogues. " * 12 + "</p>"
    home.add_child(instance=BarePage(title="Bare", slug="bare-page", body=[("text", text)] * 10, locale=home.locale))


def _signed_in() -> str:
    """A session of the demo's student, enrolled; its cookie."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from learning.models import Run
    from learning.services.enrolments import enrol

    student = get_user_model().objects.get(email="student@example.org")
    run = Run.objects.get(adoption__institution__memberships__person=student)
    enrol(run=run, learner=student, now=timezone.now())
    client = Client()
    client.force_login(student)
    return client.cookies["sessionid"].value


def request(path: str, cookie: str = "") -> Callable[[], bytes]:
    """A call of the whole WSGI application for one address."""
    from django.core.handlers.wsgi import WSGIHandler

    application = _application.setdefault("it", WSGIHandler())

    def call() -> bytes:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr, "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": f"sessionid={cookie}; django_language=ky" if cookie else "django_language=ky",
        }  # fmt: skip
        status: list[str] = []
        response = application(environ, lambda line, headers: status.append(line))
        body = b"".join(response)
        response.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path}: {status[0]}")
        return body

    return call


_application: dict[str, Any] = {}


def rates(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Requests per CPU second of each, measured in turns."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        for _ in range(10):
            call()
    for _ in range(ROUNDS):
        for name, call in calls.items():
            begun = time.process_time()
            for _ in range(REQUESTS):
                call()
            found[name].append(REQUESTS / (time.process_time() - begun))
    return {name: statistics.median(values) for name, values in found.items()}


def queries_of(call: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(
        [query for query in captured if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    )


def weight(html: bytes) -> tuple[float, float, int]:
    """KB of a first visit and of a repeated one (compressed as served), and the number of requests of the first."""
    from django.conf import settings

    page = len(gzip.compress(html, 6))
    addresses = set(re.findall(rb'(?:src|href)="(/static/[^"]+\.(?:css|js|svg))"', html))
    assets = 0
    for address in addresses:
        path = Path(settings.STATIC_ROOT) / address.decode().removeprefix("/static/")
        packed = path.with_name(path.name + ".br")
        assets += (packed if packed.exists() else path).stat().st_size
    return (page + assets) / 1024, page / 1024, 1 + len(addresses)


def certificate_rows() -> list[Row]:
    """Our certificate against the library's own floor: the same page compiled from data that lies ready."""
    from certificates import pdf
    from certificates.models import Award

    award = Award.objects.select_related("holder").first()
    data = json.dumps(pdf._data(award), ensure_ascii=False)
    standards = ["a-2b", "ua-1"]
    floor = lambda: pdf._compile(data, ignore_system_fonts=True, pdf_standards=standards)  # noqa: E731
    measured = rates_of_pdf(lambda: pdf.render(award), floor)
    return [
        Row(
            "certificate PDF",
            "× the library's floor",
            measured,
            1.5,
            1.2,
            "typst compiling the same page",
            more_is_better=False,
        )
    ]


def rates_of_pdf(ours: Callable[[], object], floor: Callable[[], object]) -> float:
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for name, call in (("ours", ours), ("floor", floor)) * 8:
        begun = time.process_time()
        call()
        times[name].append(time.process_time() - begun)
    return statistics.median(times["ours"]) / statistics.median(times["floor"])


def release_rows() -> list[Row]:
    """A second edition after one changed lesson."""
    from django.utils import timezone

    from core.models import Version
    from courses.models import LessonPage
    from courses.services.releasing import release

    lesson = LessonPage.objects.filter(locale__language_code="en").first()
    lesson.title += " (2)"
    lesson.save_revision().publish()
    before = Version.objects.count()
    begun = time.process_time()
    release(course_key=lesson.get_parent().get_parent().translation_key, by=None, now=timezone.now())
    seconds = time.process_time() - begun
    return [
        Row(
            "release with one changed lesson: versions written",
            "rows",
            Version.objects.count() - before,
            1,
            1,
            "what changed",
            False,
        ),
        Row("release with one changed lesson", "CPU s", seconds, 5, 1, "none: a bound", False),
    ]


def all_rows() -> list[Row]:
    from courses.editions import manifest_of
    from learning.models import Enrolment

    cookie = _signed_in()
    enrolment = Enrolment.objects.select_related("run").get(learner__email="student@example.org")
    manifest = manifest_of(enrolment.edition_id)
    module, item = manifest.modules[0], manifest.items[1]
    open_path = f"/ky/courses/{manifest.slug}/{module.slug}/{item.slug}/"
    learn = request(f"/ky/learn/{enrolment.run.slug}/{item.slug}/", cookie)
    open_lesson = request(open_path)
    found = rates({
        "lesson in a run": learn,
        "open lesson": open_lesson,
        "bare Wagtail page": request("/bare-wagtail/", cookie),
        "bare Wagtail page, anonymous": request("/bare-wagtail/"),
        "bare Django view": request("/bare/"),
    })  # fmt: skip
    for name, value in found.items():
        print(f"  {name:<32}{value:>10,.0f} requests per CPU second", file=sys.stderr)
    first, again, requests = weight(open_lesson())
    in_run = found["lesson in a run"] / found["bare Wagtail page"]
    open_ratio = found["open lesson"] / found["bare Wagtail page, anonymous"]
    return [
        Row("lesson in a run, signed in", "× bare Wagtail page", in_run, 1.5, 2.5, "bare Wagtail page, signed in"),
        Row("lesson in a run: queries", "queries", queries_of(learn), 6, 4, "count", False),
        Row("open lesson, anonymous", "× bare Wagtail page", open_ratio, 5, 10, "bare Wagtail page, anonymous"),
        Row("open lesson: first visit", "KB", first, 119, 60, "a tenth of Moodle's first visit", False),
        Row("open lesson: requests of a first visit", "requests", requests, 10, 7, "count", False),
        Row("open lesson: another one", "KB", again, 15, 8, "none: a bound", False),
        *certificate_rows(),
        *release_rows(),
    ]


def main() -> None:
    set_up()
    rows = [row.as_json() for row in all_rows()]
    print(f"{'':<50}{'measured':>10}{'must':>8}{'goal':>8}   {'unit':<24}yardstick")
    for row in rows:
        mark = "goal" if row["meets_goal"] else "must" if row["meets_must"] else "MISSED"
        print(
            f"{row['name']:<50}{row['measured']:>10.2f}{row['must']:>8g}{row['goal']:>8g}   {row['unit']:<24}"
            f"{row['yardstick']}  [{mark}]"
        )
    report = BASE_DIR / "bench" / "latest.json"
    report.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, written to {report.relative_to(BASE_DIR)}")


if __name__ == "__main__":
    main()
