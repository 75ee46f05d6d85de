"""Verification by strangers. No page is listed, cached or indexed; who has the address or the paper may read."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates import pdf, presentation, selectors, throttle
from certificates.forms import LookupForm
from certificates.snapshot import day_in_bishkek


def _unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Kept out of caches and search engines."""

    @wraps(view)
    def unlisted(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(unlisted)


@_unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """By the printed number and check code, both."""
    if request.method != "POST":
        return render(request, "certificates/lookup.html", {"form": LookupForm()})
    wait = throttle.seconds_to_wait(request, timestamp=time.time())
    if wait:
        form = LookupForm(initial=request.POST.dict())
        response = render(request, "certificates/lookup.html", {"form": form, "wait": wait}, status=429)
        response["Retry-After"] = wait
        return response
    form = LookupForm(request.POST)
    if form.is_valid():
        return redirect(form.award)
    return render(request, "certificates/lookup.html", {"form": form})


@_unlisted
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """By the address in the QR code."""
    award = selectors.award_at(token)
    if award is None:
        return render(request, "certificates/unknown.html", status=404)
    certificate = presentation.certificate(award, today=day_in_bishkek(timezone.now()))
    return render(request, "certificates/verify.html", {"certificate": certificate})


@_unlisted
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The paper. A revoked or nameless award has none any more."""
    award = selectors.award_at(token)
    if award is None:
        return render(request, "certificates/unknown.html", status=404)
    certificate = presentation.certificate(award, today=day_in_bishkek(timezone.now()))
    if not certificate.has_paper:
        return render(request, "certificates/no_paper.html", {"certificate": certificate}, status=410)
    name = content_disposition_header(as_attachment=False, filename=f"{award.number}.pdf")
    return HttpResponse(pdf.render(award), content_type="application/pdf", headers={"Content-Disposition": name})
