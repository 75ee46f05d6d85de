"""The quiz pages: start, questions, summary, result. An attempt is shown in its own language, whatever the page's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from random import SystemRandom
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import markup
from core.errors import Refusal
from core.models import Version
from courses.rendering import resolve_links
from learning import selectors
from learning.access import NotEnrolled, Place, place_of
from learning.services import progress
from quizzes.asked import Asked, asked
from quizzes.deadlines import seconds_left
from quizzes.models import Attempt, AttemptQuestion, Result
from quizzes.questions.registry import BadAnswer, Posted
from quizzes.selectors import attempts_of, latest_result, question_map, questions_of
from quizzes.services import attempts

View = Callable[..., HttpResponse]
_HIGHEST_SEQUENCE = 2**31 - 1


def at_quiz(view: View) -> View:
    """Hands the view the learner's `Place` at a quiz. What it answers is stored by no browser and no proxy."""

    @wraps(view)
    def placed(request: HttpRequest, run: str, item: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        try:
            place = place_of(request.user, run, item)
        except NotEnrolled as refusal:
            return redirect("learning:enrol", run=refusal.run.slug)
        if not place.item.is_quiz:
            raise Http404
        return view(request, place, **kwargs)

    return never_cache(placed)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        message = _("You are signed out. Sign in in another window, then come back: this page keeps your answers.")
        return JsonResponse({"error": message}, status=401)
    return redirect_to_login(request.get_full_path())


# Start


@never_cache
def start_page(request: HttpRequest, place: Place) -> HttpResponse:
    """What a learner must know before the first question, and the earlier attempts."""
    now = timezone.now()
    mine = attempts_of(request.user, place.context_key)
    for attempt in mine:
        if attempts.close_if_overdue(attempt=attempt, now=now):
            _tell_time_is_over(request, attempt)
            return redirect(_attempt_url("quiz_review", place, attempt))
    version = _version(place)
    open_attempt = next((attempt for attempt in mine if attempt.is_open), None)
    context = {
        **_place_context(place),
        "languages": [] if version else _languages(request, place),
        "quiz": _about(place, version, len(mine)) if version else None,
        "open_attempt": open_attempt,
        "continue_url": _continue_url(place, open_attempt) if open_attempt else "",
        "earlier": [_finished(place, attempt) for attempt in reversed(mine) if not attempt.is_open],
    }
    return render(request, "learning/quiz_start.html", context)


def _version(place: Place) -> Version | None:
    """The quiz in the language of the page; a quiz is never shown in a fallback."""
    content_hash = place.item.versions.get(get_language() or "")
    if content_hash is None:
        return None
    return Version.objects.get(key=place.item.key, language=get_language(), content_hash=content_hash)


def _languages(request: HttpRequest, place: Place) -> list[dict[str, str]]:
    return [{"code": code, "url": translate_url(request.path, code)} for code in sorted(place.item.versions)]


def _about(place: Place, version: Version, used: int) -> dict[str, Any]:
    content = version.content
    rules = content["quiz"]["rules"]
    allowed = rules["attempts_allowed"]
    return {
        "description": _linked(markup.safe_html(content["description"]), place),
        "translation": content["translation"],
        "language": version.language,
        "rules": rules,
        "question_count": sum(slot.get("count", 1) for slot in content["quiz"]["slots"]),
        "attempts_left": max(0, allowed - used) if allowed else None,
    }


def _finished(place: Place, attempt: Attempt) -> dict[str, Any]:
    return {
        "attempt": attempt,
        "result": latest_result(attempt),
        "url": _attempt_url("quiz_review", place, attempt),
    }


@require_POST
@at_quiz
def start(request: HttpRequest, place: Place) -> HttpResponse:
    version = _version(place)
    if version is None:
        return redirect(selectors.item_url(place.run, place.item))
    now = timezone.now()
    try:
        attempt = attempts.start(
            learner=request.user,
            quiz_version=version,
            language=version.language,
            context_key=place.context_key,
            owner_key=place.owner_key,
            now=now,
            random=SystemRandom(),
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(selectors.item_url(place.run, place.item))
    progress.seen(enrolment=place.enrolment, item_key=place.item.key, now=now)
    return redirect(_continue_url(place, attempt))


def _continue_url(place: Place, attempt: Attempt) -> str:
    """The first question without an answer; the summary when all have one."""
    rows = question_map(attempt)
    position = next((row.position for row in rows if row.latest_answer is None), None)
    return _question_url(place, attempt, position) if position else _attempt_url("quiz_summary", place, attempt)


# Questions


@dataclass(frozen=True)
class _Trouble:
    """Why an answer was not kept; `posted` is what the learner had entered, if it can be mended."""

    refusal: Refusal
    posted: Posted | None = None


@require_http_methods(["GET", "POST"])
@at_quiz
def question(request: HttpRequest, place: Place, number: int, position: int) -> HttpResponse:
    """A question. A post, which works without scripts, saves its answer and goes where the pressed button says."""
    attempt = _attempt(place, number)
    if request.method == "GET":
        return _elsewhere(request, place, attempt) or _question_page(request, place, attempt, position)
    try:
        _save(request, attempt, position)
    except attempts.AttemptClosed as refusal:
        messages.warning(request, str(refusal))
        attempts.close_if_overdue(attempt=attempt, now=timezone.now())
        return redirect(_attempt_url("quiz_review", place, attempt))
    except BadAnswer as refusal:
        trouble = _Trouble(refusal, dict(request.POST.lists()))
        return _question_page(request, place, attempt, position, trouble)
    except attempts.ChangedElsewhere as refusal:
        return _question_page(request, place, attempt, position, _Trouble(refusal))
    return redirect(_next_url(request, place, attempt, position))


@require_POST
@at_quiz
def answer(request: HttpRequest, place: Place, number: int, position: int) -> JsonResponse:
    """Autosave. `{"saved": true, "sequence", "seconds_left"}`, or `{"error": sentence}` with the refusal's status."""
    try:
        saved = _save(request, _attempt(place, number), position)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)
    return JsonResponse({"saved": True, "sequence": saved.sequence, "seconds_left": saved.seconds_left})


def _save(request: HttpRequest, attempt: Attempt, position: int) -> attempts.SavedAnswer:
    sequence = request.POST.get("sequence", "")
    if not sequence.isascii() or not sequence.isdigit() or not 0 < int(sequence) <= _HIGHEST_SEQUENCE:
        raise BadAnswer
    posted = dict(request.POST.lists())
    try:
        return attempts.save_answer(
            attempt=attempt, position=position, sequence=int(sequence), posted=posted, now=timezone.now()
        )
    except AttemptQuestion.DoesNotExist as error:
        raise Http404 from error


def _question_page(
    request: HttpRequest, place: Place, attempt: Attempt, position: int, trouble: _Trouble | None = None
) -> HttpResponse:
    rows = question_map(attempt)
    if not 1 <= position <= len(rows):
        raise Http404
    row = rows[position - 1]
    shown = asked(AttemptQuestion.objects.select_related("question_version").get(pk=row.pk), attempt.uuid)
    given = trouble.posted if trouble and trouble.posted else shown.filled(row.latest_answer)
    error = str(trouble.refusal) if trouble and trouble.posted else ""
    context = {
        **_attempt_context(place, attempt),
        "count": len(rows),
        "position": position,
        "sequence": (row.latest_sequence or 0) + 1,
        "body": _form(shown, given, error, place),
        "error": error,
        "notice": str(trouble.refusal) if trouble and not trouble.posted else "",
        "map": _map(place, attempt, rows),
        "answered": sum(one.latest_answer is not None for one in rows),
        "answer_url": reverse("learning:answer", args=_args(place, attempt, position)),
        "previous_url": _question_url(place, attempt, position - 1) if position > 1 else "",
        "next_url": _next_after(place, attempt, position, len(rows)),
        "is_last": position == len(rows),
    }
    status = trouble.refusal.status if trouble else 200
    return render(request, "learning/quiz_question.html", context, status=status)


def _form(shown: Asked, given: Posted, error: str, place: Place) -> SafeString:
    context = {"question": shown.present(), "filled": given, "error": error}
    return _linked(render_to_string(shown.type.form_template, context), place)


def _map(place: Place, attempt: Attempt, rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "position": row.position,
            "is_answered": row.latest_answer is not None,
            "url": _question_url(place, attempt, row.position),
        }
        for row in rows
    ]


def _next_url(request: HttpRequest, place: Place, attempt: Attempt, position: int) -> str:
    """Where the pressed button leads: `go` is `next`, `previous`, `finish` or the number of a question."""
    go = request.POST.get("go", "next")
    count = attempt.questions.count()
    if go == "previous":
        return _question_url(place, attempt, max(1, position - 1))
    if go.isascii() and go.isdigit() and 1 <= int(go) <= count:
        return _question_url(place, attempt, int(go))
    return _next_after(place, attempt, count if go == "finish" else position, count)


def _next_after(place: Place, attempt: Attempt, position: int, count: int) -> str:
    if position < count:
        return _question_url(place, attempt, position + 1)
    return _attempt_url("quiz_summary", place, attempt)


# Submission and result


@require_GET
@at_quiz
def summary(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The last look before submission: what is still without an answer."""
    attempt = _attempt(place, number)
    away = _elsewhere(request, place, attempt)
    if away:
        return away
    rows = _map(place, attempt, question_map(attempt))
    unanswered = [row for row in rows if not row["is_answered"]]
    context = {**_attempt_context(place, attempt), "map": rows, "unanswered": unanswered}
    return render(request, "learning/quiz_summary.html", context)


@require_POST
@at_quiz
def submit(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    attempt = _attempt(place, number)
    attempts.submit(attempt=attempt, now=timezone.now())
    return redirect(_attempt_url("quiz_review", place, attempt))


@require_GET
@at_quiz
def review(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The result of a submitted attempt, as far as the rules of the attempt show it."""
    attempt = _attempt(place, number)
    if attempts.close_if_overdue(attempt=attempt, now=timezone.now()):
        _tell_time_is_over(request, attempt)
    elif attempt.is_open:
        return redirect(_attempt_url("quiz_summary", place, attempt))
    if attempt.language != get_language():
        return _in_its_language(request, attempt)
    result = latest_result(attempt)
    if result is None:
        raise Http404
    after = place.manifest.neighbours(place.item)[1]
    context = {
        **_attempt_context(place, attempt),
        "result": result,
        "questions": _reviewed(place, attempt, result),
        "attempts_left": _attempts_left(place, attempt),
        "after": {"title": after.title, "url": selectors.item_url(place.run, after)} if after else None,
    }
    return render(request, "learning/quiz_review.html", context)


def _reviewed(place: Place, attempt: Attempt, result: Result) -> list[dict[str, Any]]:
    if attempt.rules["review"] == "score":
        return []
    show_key = attempt.rules["review"] == "answers"
    marks = {mark["position"]: mark for mark in result.marks}
    found = []
    for row in questions_of(attempt):
        shown = asked(row, attempt.uuid)
        context = {"question": shown.review(row.latest_answer, show_key=show_key)}
        mark = marks[row.position]
        found.append(
            {
                "position": row.position,
                "body": _linked(render_to_string(shown.type.review_template, context), place),
                "status": _status(mark),
            }
        )
    return found


def _status(mark: dict[str, Any]) -> str:
    """`right`, `partly`, `wrong` or `unanswered`."""
    if not mark["answered"]:
        return "unanswered"
    return {"1": "right", "0": "wrong"}.get(mark["fraction"], "partly")


def _attempts_left(place: Place, attempt: Attempt) -> int | None:
    """None where there may be any number."""
    allowed: int = attempt.rules["attempts_allowed"]
    if not allowed:
        return None
    used = Attempt.objects.filter(learner=place.enrolment.learner_id, context_key=place.context_key).count()
    return max(0, allowed - used)


# What all of them share


def _attempt(place: Place, number: int) -> Attempt:
    mine = Attempt.objects.filter(learner=place.enrolment.learner_id, context_key=place.context_key)
    return get_object_or_404(mine, number=number)


def _elsewhere(request: HttpRequest, place: Place, attempt: Attempt) -> HttpResponse | None:
    """Where a page of an open attempt leads when the attempt is over, or belongs to another language."""
    if attempts.close_if_overdue(attempt=attempt, now=timezone.now()):
        _tell_time_is_over(request, attempt)
        return redirect(_attempt_url("quiz_review", place, attempt))
    if not attempt.is_open:
        messages.info(request, _("You have submitted this attempt. Here is its result."))
        return redirect(_attempt_url("quiz_review", place, attempt))
    if attempt.language != get_language():
        return _in_its_language(request, attempt)
    return None


def _in_its_language(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    messages.info(request, _("An attempt stays in the language in which it was begun."))
    return HttpResponseRedirect(translate_url(request.get_full_path(), attempt.language))


def _tell_time_is_over(request: HttpRequest, attempt: Attempt) -> None:
    ended = _clock(attempt.deadline)
    messages.warning(request, _("The time was over at %(time)s. Your saved answers were submitted.") % {"time": ended})


def _clock(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "H:i") if moment else ""


def _place_context(place: Place) -> dict[str, Any]:
    help_name, help_phone = place.run.helper
    return {
        "run": place.run,
        "institution": place.run.institution,
        "course": place.manifest,
        "module": place.module,
        "item": place.item,
        "item_url": selectors.item_url(place.run, place.item),
        "trail": [
            {"title": _("My learning"), "url": reverse("learning:my")},
            {"title": place.manifest.title, "url": reverse("learning:run", args=[place.run.slug])},
        ],
        "help_name": help_name,
        "help_phone": help_phone,
    }


def _attempt_context(place: Place, attempt: Attempt) -> dict[str, Any]:
    now = timezone.now()
    context = _place_context(place)
    context["trail"] = [*context["trail"], {"title": place.item.title, "url": context["item_url"]}]
    return {
        **context,
        "attempt": attempt,
        "rules": attempt.rules,
        "seconds_left": seconds_left(attempt.deadline, now),
        "summary_url": _attempt_url("quiz_summary", place, attempt),
        "submit_url": _attempt_url("quiz_submit", place, attempt),
    }


def _args(place: Place, attempt: Attempt, *more: int) -> list[Any]:
    return [place.run.slug, place.item.slug, attempt.number, *more]


def _attempt_url(name: str, place: Place, attempt: Attempt) -> str:
    with override(attempt.language):
        return reverse(f"learning:{name}", args=_args(place, attempt))


def _question_url(place: Place, attempt: Attempt, position: int) -> str:
    """It leads to the heading of the question, so that a phone does not begin at the top of the page each time."""
    with override(attempt.language):
        return reverse("learning:question", args=_args(place, attempt, position)) + "#question"


def _linked(html: str, place: Place) -> SafeString:
    """Safe HTML with addresses of this run in the place of links to items."""
    addresses = {item.key: selectors.item_url(place.run, item) for item in place.manifest.items}
    return mark_safe(resolve_links(html, addresses.get))  # noqa: S308 a template or the sanitiser made it
