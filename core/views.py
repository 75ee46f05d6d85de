"""Files of the curriculum. In a large installation the web server or the object storage answers in its place."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from core.media import FOLDER


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures of released lessons for everybody, for ever; all others only for those who edit."""
    is_frozen = path.startswith(f"{FOLDER}/")
    if not is_frozen and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    # A frozen file is named by the hash of its content.
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_frozen else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
