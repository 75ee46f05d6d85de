from hypothesis import given, strategies as st

from accounts.names import tidy


def test_tidy_makes_one_line_with_single_spaces() -> None:
    assert tidy("  Өмүрбек \n кызы\u00a0 Айгүл ") == "Өмүрбек кызы Айгүл"


def test_tidy_removes_invisible_characters() -> None:
    assert tidy("Ай\u200bгүл\u0007") == "Айгүл"


def test_tidy_keeps_letters_of_every_script() -> None:
    assert tidy("Ңымат O’Brien-Ünal 王芳") == "Ңымат O’Brien-Ünal 王芳"


@given(st.text())
def test_tidy_twice_is_tidy_once(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
