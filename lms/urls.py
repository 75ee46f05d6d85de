from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

from core.views import media
from lms import health
from lms.language import choose_language

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.urls")),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    path("c/", include("certificates.urls")),
    path("media/<path:path>", media, name="media"),
    *i18n_patterns(
        path("courses/", include("courses.urls")),
        path("", include("learning.urls")),
        re_path(serve_pattern, serve, name="wagtail_serve"),
    ),
]
