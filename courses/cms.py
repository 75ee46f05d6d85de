"""The screens that the curriculum adds to Wagtail's admin: releasing an edition."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refusal
from courses import editions
from courses.models import CoursePage
from courses.services import releasing


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """What a release would change, what hinders it, and the button that does it."""
    page = get_object_or_404(CoursePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    problems: list[str] = []
    if request.method == "POST":
        try:
            edition = releasing.release(
                course_key=page.translation_key,
                by=request.user,
                now=timezone.now(),
                notes=request.POST.get("notes", "").strip(),
            )
        except releasing.NotReleasable as refusal:
            problems = refusal.problems
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            text = _("Edition %(number)d of “%(course)s” is released.")
            messages.success(request, text % {"number": edition.number, "course": page.title})
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "page": page,
        "latest": editions.latest_of(page.translation_key),
        "problems": problems,
        "notes": request.POST.get("notes", ""),
    }
    return render(request, "courses/cms/release.html", context)
