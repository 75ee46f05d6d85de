"""What happens around every view: the language of the page and the content security policy."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, and the language that a person reads in is remembered for the pages without a prefix."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        is_answered = response.status_code == 404 and request.resolver_match is not None
        # Django would send a 404 without a prefix on to the address with one, where Wagtail might have a page.
        localized = super().process_response(request, response)
        response = response if is_answered else localized
        chosen = get_language_from_path(request.path_info)
        if chosen and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != chosen and response.status_code == 200:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=365 * 24 * 3600,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
            )
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere but in the CMS, whose own screens have inline scripts and styles."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/cms/"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
