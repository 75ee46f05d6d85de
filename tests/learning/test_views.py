"""The learner's way: my learning, start, enrol, run, lesson. Who may see what stands in test_isolation.py."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from certificates.models import Award
from institutions.models import Membership
from learning.models import Completion, Enrolment, ItemProgress, Run
from tests.factories import learning
from tests.factories.courses import RIGHT, WHY, key, lesson, quiz, released
from tests.test_courses_views import html, token  # noqa: F401

pytestmark = pytest.mark.django_db
