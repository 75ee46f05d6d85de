import pytest
from django.test import Client

from home.models import HomePage


@pytest.fixture
def page(db: None) -> HomePage:
    page = HomePage.objects.get(locale__language_code="ru")
    page.title, page.lead, page.welcome = "Учимся искать", "Три языка", "<p>Добро <b>пожаловать</b></p>"
    page.save()
    return page


def test_front_page_says_what_its_editors_wrote(client: Client, page: HomePage) -> None:
    html = client.get("/ru/").text
    assert '<html lang="ru">' in html
    assert html.count("<h1") == 1
    for text in ("Учимся искать", "Три языка", "<b>пожаловать</b>"):
        assert text in html


def test_front_page_describes_itself_to_others(client: Client, page: HomePage) -> None:
    html = client.get("/ru/").text
    assert "<title>Учимся искать · Sabat</title>" in html
    assert '<meta property="og:title" content="Учимся искать">' in html
    assert '<meta name="description" content="Три языка">' in html


def test_front_page_without_courses_says_so(client: Client, page: HomePage) -> None:
    client.cookies["django_language"] = "en"
    assert "The first course is being prepared." in client.get("/en/").text
