"""What methodologists meet in the CMS when they make pages."""

import pytest

from courses.models import CoursePage, CoursesIndexPage, LessonPage, ModulePage
from home.services.national_groups import admit, prepare_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, carol):
    prepare_groups()
    admit(carol)
    client.force_login(carol)
    return client


@pytest.fixture
def module():
    index = CoursesIndexPage.objects.get(locale__language_code="ky")
    course = index.add_child(instance=CoursePage(title="Курс", code="K", hours=1, locale=index.locale))
    return course.add_child(instance=ModulePage(title="Модуль", code="M", hours=1, locale=index.locale))


def lesson_form(**changes):
    streams = {f"{name}-count": "0" for name in ("outcomes", "body")}
    return {"title": "Өңдүк күзгү", "slug": "", "minutes": "20", "translation": "original", **streams, **changes}


def test_a_kyrgyz_title_gets_a_latin_address(author, module):
    author.post(f"/cms/pages/add/courses/lessonpage/{module.pk}/", lesson_form())
    assert LessonPage.objects.get().slug == "ongduk-kuzgu"


def test_two_pages_with_one_title_get_two_addresses(author, module):
    for _ in range(2):
        author.post(f"/cms/pages/add/courses/lessonpage/{module.pk}/", lesson_form())
    assert [page.slug for page in LessonPage.objects.order_by("pk")] == ["ongduk-kuzgu", "ongduk-kuzgu-2"]


def test_an_address_in_cyrillic_is_refused_with_advice(author, module):
    form = lesson_form(slug="күзгү", **{"action-publish": "1"})
    page = author.post(f"/cms/pages/add/courses/lessonpage/{module.pk}/", form)
    assert "Write the address in Latin letters" in page.content.decode()
    assert not LessonPage.objects.exists()
