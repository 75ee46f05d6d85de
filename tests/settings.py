"""Settings of the tests: the product's, with nothing taken from the environment but the test database."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.databases import SETTINGS_VARIABLES, TEST_DATABASE_URL

_directory = tempfile.mkdtemp(prefix="sabat-test-")
atexit.register(shutil.rmtree, _directory, ignore_errors=True)

for _name in SETTINGS_VARIABLES - {"DJANGO_SETTINGS_MODULE"}:
    os.environ.pop(_name, None)
os.environ["SECRET_KEY"] = "only-for-tests-" * 5
os.environ["DATABASE_URL"] = TEST_DATABASE_URL or f"sqlite:///{_directory}/db.sqlite3"
os.environ["MEDIA_ROOT"] = f"{_directory}/media"

from lms.settings import *  # noqa: E402, F403 after the environment is as it must be

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(_directory, "static")
STATIC_ROOT.mkdir()  # WhiteNoise warns when there is none
