"""The learner's way through a course."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Refusal
from courses import editions, rendering
from courses.editions import manifest_of
from courses.manifest import Item
from learning import selectors
from learning.access import NotEnrolled, Seat, may_enrol, place_at, place_of, seat_of
from learning.models import Enrolment, Run
from learning.services import enrolments, progress
from learning.views import quiz

View = Callable[..., HttpResponse]


def enrolled(view: View) -> View:
    """Sends those who could enrol to the page where they do."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotEnrolled as refusal:
            return redirect("learning:enrol", run=refusal.run.slug)

    return login_required(guarded)


@login_required
@require_GET
def my(request: HttpRequest) -> HttpResponse:
    courses = selectors.my_courses(request.user)
    context = {
        "current": [course for course in courses if not course.completion],
        "finished": [course for course in courses if course.completion],
        "taught": selectors.taught_by(request.user),
    }
    return render(request, "learning/my.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def start(request: HttpRequest, course: str) -> HttpResponse:
    """One click from a course to learning: on with the run one is in, into the only one open, or a choice."""
    edition = editions.latest(course)
    if edition is None:
        raise Http404
    mine = Enrolment.objects.filter(learner=request.user.pk, edition__course_slug=course).select_related("run").first()
    if mine:
        return redirect("learning:run", run=mine.run.slug)
    runs = selectors.runs_open_to(request.user, course)
    if request.method == "POST" and len(runs) == 1:
        return _enrol(request, runs[0].run)
    context = {"course": manifest_of(edition.pk), "runs": runs}
    return render(request, "learning/start.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def enrol(request: HttpRequest, run: str) -> HttpResponse:
    found = get_object_or_404(Run.objects.select_related("adoption__institution", "edition"), slug=run)
    if request.method == "POST":
        return _enrol(request, found)
    if not may_enrol(request.user, found):
        raise PermissionDenied
    context = {"run": found, "course": manifest_of(found.edition_id)}
    return render(request, "learning/enrol.html", context)


def _enrol(request: HttpRequest, run: Run) -> HttpResponse:
    read = [slug for slug in request.POST.get("read", "").split(",") if slug][:200]
    try:
        enrolments.enrol(run=run, learner=request.user, now=timezone.now(), read=read)
    except Refusal as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    messages.success(request, _("You are enrolled. Have a good start!"))
    return redirect("learning:run", run=run.slug)


@enrolled
@require_GET
def run(request: HttpRequest, run: str) -> HttpResponse:
    seat = seat_of(request.user, run)
    rows = selectors.progress_rows(seat.enrolment)
    context = {
        **_seat_context(seat),
        "outline": selectors.outline(seat.run, seat.manifest, rows),
        "completion": getattr(seat.enrolment, "completion", None) if seat.enrolment else None,
        "newer_edition": selectors.newer_edition(seat.run, seat.enrolment),
    }
    return render(request, "learning/run.html", context)


def _seat_context(seat: Seat) -> dict[str, Any]:
    help_name, help_phone = seat.run.helper
    return {
        "run": seat.run,
        "institution": seat.run.institution,
        "enrolment": seat.enrolment,
        "course": seat.manifest,
        "is_teacher": seat.enrolment is None,
        "help_name": help_name,
        "help_phone": help_phone,
    }


@enrolled
@require_POST
def accept_edition(request: HttpRequest, run: str) -> HttpResponse:
    seat = seat_of(request.user, run)
    if seat.enrolment is None:
        raise PermissionDenied
    enrolments.accept_edition(enrolment=seat.enrolment, now=timezone.now())
    messages.success(request, _("You now learn with the new edition. What you have done still counts."))
    return redirect("learning:run", run=run)


@enrolled
@require_GET
def item(request: HttpRequest, run: str, item: str) -> HttpResponse:
    seat = seat_of(request.user, run)
    if item not in seat.manifest.places:
        raise Http404
    found = seat.manifest.places[item][1]
    if found.is_quiz:
        return quiz.start_page(request, place_at(seat, item))
    return _lesson_page(request, seat, found)


def _lesson_page(request: HttpRequest, seat: Seat, item: Item, answered: dict[str, str] | None = None) -> HttpResponse:
    rows = selectors.progress_rows(seat.enrolment)
    if seat.enrolment and item.key not in rows:
        progress.seen(enrolment=seat.enrolment, item_key=item.key, now=timezone.now())
    lesson = _lesson(item)
    items = [other for other in seat.manifest.items if seat.enrolment or not other.is_quiz]  # teachers take no quizzes
    place = items.index(item)
    mine = rows.get(item.key)
    context = {
        **_seat_context(seat),
        "module": seat.manifest.places[item.slug][0],
        "item": item,
        "lesson": lesson,
        "body": _body(seat, item, lesson, answered),
        "outline": selectors.outline(seat.run, seat.manifest, rows, current=item),
        "position": place + 1,
        "item_count": len(items),
        "is_done": bool(mine and mine.done_at),
        "resume_block": mine.block_id if mine else "",
        "previous": _link(seat, items[place - 1]) if place else None,
        "next": _link(seat, items[place + 1]) if place + 1 < len(items) else None,
    }
    return render(request, "learning/lesson.html", context)


def _link(seat: Seat, item: Item) -> dict[str, Any]:
    return {"item": item, "url": selectors.item_url(seat.run, item)}


def _lesson(item: Item) -> rendering.Lesson:
    language = rendering.language_of(item, get_language())
    if language is None:
        raise Http404
    return rendering.lesson(item.versions[language], language)


def _body(seat: Seat, item: Item, lesson: rendering.Lesson, answered: dict[str, str] | None) -> str:
    items = {other.key: other for other in seat.manifest.items}
    return rendering.lesson_html(
        lesson.fragments,
        address_of=lambda key: selectors.item_url(seat.run, items[key]) if key in items else None,
        check_address=lambda block_id: f"{selectors.item_url(seat.run, item)}check/{block_id}/",
        teachers_notes=seat.sees_teachers_notes,
        answered=answered,
    )


@csrf_exempt  # changes nothing: the answer is compared and forgotten
@enrolled
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, run: str, item: str, block_id: str) -> HttpResponse:
    """Answer a self-check: the fragment with feedback for a script, the whole page otherwise.

    Who comes back to the address, perhaps in another language, finds the lesson at the self-check.
    """
    seat = seat_of(request.user, run)
    if item not in seat.manifest.places or seat.manifest.places[item][1].is_quiz:
        raise Http404
    found = seat.manifest.places[item][1]
    if request.method == "GET":
        return redirect(f"{selectors.item_url(seat.run, found)}#{block_id}")
    html = rendering.answered_check(request, _lesson(found), block_id, action=request.path)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(html)
    return _lesson_page(request, seat, found, {block_id: html})


@enrolled
@require_POST
def lesson_done(request: HttpRequest, run: str, item: str) -> HttpResponse:
    """Mark a lesson as done and go on to the next item, or back to the course after the last one."""
    place = place_of(request.user, run, item)
    if place.item.is_quiz:
        raise Http404
    progress.lesson_done(enrolment=place.enrolment, item_key=place.item.key, now=timezone.now())
    after = place.manifest.neighbours(place.item)[1]
    return redirect(selectors.item_url(place.run, after)) if after else redirect("learning:run", run=run)


@enrolled
@require_POST
def place(request: HttpRequest, run: str, item: str) -> HttpResponse:
    """Remember the block at which the learner is reading."""
    found = place_of(request.user, run, item)
    block_id = request.POST.get("block", "")[:64]
    progress.seen(enrolment=found.enrolment, item_key=found.item.key, block_id=block_id, now=timezone.now())
    return HttpResponse(status=204)
