"""The product's settings with the yardsticks beside it."""

from lms.settings import *  # noqa: F403

INSTALLED_APPS = ["bench.yardstick", *INSTALLED_APPS]  # noqa: F405
ROOT_URLCONF = "bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
