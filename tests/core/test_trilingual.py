import pytest

from core.trilingual import best_language, pick


@pytest.mark.parametrize(
    ("available", "wanted", "found"),
    [
        ({"ky": "а", "ru": "б", "en": "c"}, "en", "en"),
        ({"ky": "а", "ru": "б"}, "en", "ky"),
        ({"ru": "б", "en": "c"}, "ky", "ru"),
        ({"en": "c", "ky": ""}, "ru", "en"),
        ({}, "ru", None),
    ],
)
def test_a_missing_language_is_shown_in_the_order_ky_ru_en(available, wanted, found):
    assert best_language(available, wanted) == found
    assert pick(available, wanted) == (available[found] if found else "")
