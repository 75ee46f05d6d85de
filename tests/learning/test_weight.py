"""A lesson stays light enough for a phone on a weak line: the sizes of the first visit and of the next page."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from courses.curriculum_files.loading import load
from courses.curriculum_files.reading import read_curriculum
from courses.models import CoursePage
from courses.services.releasing import release
from tests.factories import learning
from tests.learning.test_quiz_results import NOW

pytestmark = pytest.mark.django_db

KB = 1024


def lesson_pages(client, institution, learner):
    """The longest real lesson in Russian: open, and in a run."""
    load(read_curriculum(settings.BASE_DIR / "courses" / "curriculum"))
    edition = release(course_key=CoursePage.objects.all()[0].translation_key, by=None, now=NOW)
    run = learning.run(edition, institution)
    learning.enrolment(run, learner)
    lesson = "boolean-truncation-phrase"
    yield client.get(f"/ru/courses/{edition.course_slug}/search-strategy/{lesson}/").content
    client.force_login(learner)
    yield client.get(reverse("learning:item", args=[run.slug, lesson])).content


def assets_of(html):
    names = set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html))
    return [Path(finders.find(name.decode())).read_bytes() for name in names]


def test_a_real_lesson_keeps_to_its_weight(client, institution_a, alice):
    for html in lesson_pages(client, institution_a, alice):
        assets = assets_of(html)
        page = len(gzip.compress(html))
        assert page <= 15 * KB
        assert page + sum(len(gzip.compress(asset)) for asset in assets) <= 60 * KB
        assert 3 <= 1 + len(assets) <= 7
