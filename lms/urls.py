from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from core.views import media
from lms import health
from lms.language import choose_language

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("c/", include("certificates.urls")),
    path("media/<path:path>", media, name="media"),
    *i18n_patterns(
        path("courses/", include("courses.urls")),
        path("", include("learning.urls")),
        path("", include(wagtail_urls)),
    ),
]
