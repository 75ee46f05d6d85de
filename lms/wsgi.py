import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

application = get_wsgi_application()

from lms.checks import refuse_unsafe_start  # noqa: E402 needs the settings that are ready now

refuse_unsafe_start()
