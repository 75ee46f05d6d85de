import pytest
from django.http import HttpResponse

from core.page_memory import PageMemory


@pytest.fixture
def ask(rf, settings):
    memory = PageMemory()
    shown = iter(range(100))

    def get(path="/ky/a/", name="edition 1", cookies=None, language="ky"):
        request = rf.get(path)
        request.LANGUAGE_CODE = language
        request.COOKIES = cookies or {}
        return memory.page(request, name, lambda: HttpResponse(f"{next(shown)}")).content

    return get


def test_a_visitor_gets_the_kept_page(ask):
    assert ask() == ask() == ask(cookies={"django_language": "ru"})


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/ky/b/"},
        {"path": "/ky/a/?q=1"},
        {"name": "edition 2"},
        {"language": "ru"},
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"messages": "x"}},
    ],
)
def test_what_differs_is_rendered_anew(ask, other):
    assert ask() != ask(**other)


def test_people_with_a_session_never_share_a_page(ask):
    signed_in = {"cookies": {"sessionid": "x"}}
    assert ask(**signed_in) != ask(**signed_in)
    assert ask() != ask(**signed_in)
