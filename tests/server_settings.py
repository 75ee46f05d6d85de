"""Settings of the servers that tests start: those of the product, with a cache that no other server sees."""

import os

from lms.settings import *  # noqa: F403

if "CACHE_URL" in os.environ:
    CACHES["default"]["KEY_PREFIX"] = os.environ["TEST_CACHE"]  # noqa: F405
else:
    CACHES["default"]["LOCATION"] = os.environ["TEST_CACHE"]  # noqa: F405
