"""The open curriculum: the latest edition of each course, readable without an account."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from core.page_memory import PageMemory
from core.trilingual import best_language
from courses import editions, rendering, selectors
from courses.editions import manifest_of
from courses.manifest import Item, Manifest, Module
from courses.models import Edition, ProgrammePage

for_visitors = PageMemory()


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    context = {"courses": selectors.offered(), "programmes": selectors.programmes(get_language() or "ky")}
    return render(request, "courses/index.html", context)


@require_GET
def course(request: HttpRequest, slug: str) -> HttpResponse:
    edition = editions.latest(slug)
    if edition is None:
        return _programme(request, slug)
    manifest = manifest_of(edition.pk)
    language = best_language(manifest.versions, get_language())
    about = rendering.about_course(manifest.versions[language]) if language else None
    modules = [_linked(manifest, module) for module in manifest.modules]
    context = {
        "course": manifest,
        "edition": edition,
        "about": about,
        "about_language": language,
        "introduction": about and rendering.text_html(about["description"], partial(_address_of, manifest)),
        "modules": modules,
        "first_lesson": next((row["url"] for module in modules for row in module["items"] if row["url"]), None),
        "lesson_count": sum(not item.is_quiz for item in manifest.items),
        "quiz_count": sum(item.is_quiz and item.required for item in manifest.items),
    }
    return render(request, "courses/course.html", context)


def _linked(manifest: Manifest, module: Module) -> dict[str, Any]:
    return {"module": module, "items": [_row(manifest, module, item) for item in module.items]}


def _row(manifest: Manifest, module: Module, item: Item) -> dict[str, Any]:
    if not item.is_quiz:
        return {"item": item, "url": address(manifest, module, item)}
    language = best_language(item.versions, get_language())
    return {"item": item, "url": None, "pass_mark": rendering.pass_mark(item.versions[language]) if language else None}


def _programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = ProgrammePage.objects.live().filter(slug=slug).select_related("locale")
    pages = {page.locale.language_code: page for page in found}
    language = best_language(pages, get_language())
    if language is None:
        raise Http404
    programme = pages[language]
    context = {"programme": programme, "programme_language": language, "courses": selectors.courses_of(programme)}
    return render(request, "courses/programme.html", context)


def address(manifest: Manifest, module: Module, item: Item) -> str:
    """Where a lesson is read openly."""
    return reverse("courses:lesson", args=[manifest.slug, module.slug, item.slug])


def _address_of(manifest: Manifest, key: str) -> str | None:
    for module, item in manifest.places.values():
        if item.key == key and not item.is_quiz:
            return address(manifest, module, item)
    return None


@dataclass(frozen=True)
class _OpenLesson:
    edition: Edition
    manifest: Manifest
    module: Module
    item: Item
    lesson: rendering.Lesson

    def html(self, answered: dict[str, str] | None = None) -> SafeString:
        return rendering.lesson_html(
            self.lesson.fragments,
            address_of=partial(_address_of, self.manifest),
            check_address=self.check_address,
            teachers_notes=False,
            answered=answered,
        )

    def check_address(self, block_id: str) -> str:
        return reverse("courses:check", args=[self.manifest.slug, self.module.slug, self.item.slug, block_id])

    def link(self, item: Item | None) -> dict[str, Any] | None:
        if item is None or item.is_quiz:
            return None
        module, _item = self.manifest.places[item.slug]
        return {"item": item, "url": address(self.manifest, module, item)}


def _open_lesson(course: str, module: str, lesson: str) -> _OpenLesson:
    edition = editions.latest(course)
    if edition is None:
        raise Http404
    manifest = manifest_of(edition.pk)
    if lesson not in manifest.places:
        raise Http404
    found, item = manifest.places[lesson]
    language = rendering.language_of(item, get_language())
    if found.slug != module or item.is_quiz or language is None:
        raise Http404
    return _OpenLesson(edition, manifest, found, item, rendering.lesson(item.versions[language], language))


@require_GET
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    opened = _open_lesson(course, module, lesson)
    edition = opened.edition
    name = (edition.content_hash, edition.number, edition.released_at)
    return for_visitors.page(request, name, lambda: _lesson_page(request, opened))


def _lesson_page(request: HttpRequest, opened: _OpenLesson, answered: dict[str, str] | None = None) -> HttpResponse:
    lessons = [item for item in opened.manifest.items if not item.is_quiz]
    place = lessons.index(opened.item)
    context = {
        "course": opened.manifest,
        "edition": opened.edition,
        "module": opened.module,
        "item": opened.item,
        "lesson": opened.lesson,
        "body": opened.html(answered),
        "position": place + 1,
        "lesson_count": len(lessons),
        "previous": opened.link(lessons[place - 1] if place else None),
        "next": opened.link(lessons[place + 1] if place + 1 < len(lessons) else None),
    }
    return render(request, "courses/lesson.html", context)


@csrf_exempt  # changes nothing: the answer is compared and forgotten
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, course: str, module: str, lesson: str, block_id: str) -> HttpResponse:
    """Answer a self-check: the fragment with feedback for a script, the whole page otherwise.

    Who comes back to the address, perhaps in another language, finds the lesson at the self-check.
    """
    opened = _open_lesson(course, module, lesson)
    if request.method == "GET":
        return redirect(f"{address(opened.manifest, opened.module, opened.item)}#{block_id}")
    html = rendering.answered_check(request, opened.lesson, block_id, action=opened.check_address(block_id))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(html)
    return _lesson_page(request, opened, {block_id: html})
