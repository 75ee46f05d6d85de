"""Whole pages kept for visitors, each named by what it shows, so that nothing ever has to be emptied."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

MOST_PAGES = 500


class PageMemory:
    """The pages that a process has rendered for people without a session, the latest used ones."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def cache_clear(self) -> None:
        """Forget all pages, as `functools.lru_cache` does."""
        with self._lock:
            self._pages.clear()

    def page(self, request: HttpRequest, name: Hashable, render: Callable[[], HttpResponse]) -> HttpResponse:
        """The page `name` for a visitor, rendered if it is new; for everybody else always rendered.

        `name` must say everything that the page depends on but its address and language.
        """
        if not _is_visitor(request):
            return render()
        name = (name, request.build_absolute_uri(), request.LANGUAGE_CODE)
        with self._lock:
            kept = self._pages.get(name)
            if kept is not None:
                self._pages.move_to_end(name)
        if kept is not None:
            response = HttpResponse(kept)
            patch_vary_headers(response, ["Cookie"])
            return response
        response = render()
        if response.status_code == 200:
            with self._lock:
                self._pages[name] = response.content
                if len(self._pages) > MOST_PAGES:
                    self._pages.popitem(last=False)
        return response


def _is_visitor(request: HttpRequest) -> bool:
    """Has the browser nothing of ours but the language? Then the page is the same for everybody."""
    return set(request.COOKIES) <= {settings.LANGUAGE_COOKIE_NAME} and not request.META.get("QUERY_STRING")
