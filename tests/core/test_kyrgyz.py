import pytest

from core import kyrgyz


def test_words_sort_by_the_alphabet_of_36_letters():
    words = ["өмүр", "ооз", "үй", "уй", "ңыгыл", "нөл", "ель", "ёлка", "орто"]
    assert sorted(words, key=kyrgyz.sort_key) == ["ель", "ёлка", "нөл", "ңыгыл", "ооз", "орто", "өмүр", "уй", "үй"]


def test_case_does_not_matter_for_the_order():
    assert kyrgyz.sort_key("ҮЙ") == kyrgyz.sort_key("үй")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Издөө стратегиясы", "izdoo-strategiyasy"),
        ("Китепкана жана каталог", "kitepkana-jana-katalog"),
        ("Өңдүк күзгү", "ongduk-kuzgu"),
        ("Search log", "search-log"),
    ],
)
def test_a_kyrgyz_title_makes_a_latin_address(title, slug):
    assert kyrgyz.slugify(title) == slug
