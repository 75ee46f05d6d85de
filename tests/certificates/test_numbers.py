import re
from contextlib import suppress

import pytest
from hypothesis import assume, given, strategies as st

from certificates import numbers
from certificates.numbers import Number

DIGITS = "0123456789"
digit_strings = st.text(DIGITS, min_size=1, max_size=14)
codes = st.text(numbers.CROCKFORD, min_size=8, max_size=8)
given_numbers = st.builds(
    Number,
    series=st.sampled_from(["KG-IL", "KG", "A-B-C"]),
    year=st.integers(2000, 9999),
    serial=st.integers(1, 999_999_999),
)


def is_valid(digits: str) -> bool:
    return numbers.check_digit(digits[:-1]) == digits[-1]


def neighbours_in_the_circle(one: str, other: str) -> bool:
    return abs(int(one) - int(other)) in {1, 9}


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        ("0794", "5"),  # the example of ISO 7064
        ("00200667308", "5"),  # python-stdnum's documentation
        ("13669597", "6"),  # a German VAT number, DE136695976
        ("3339200596", "1"),  # a Croatian personal number, 33392005961
        ("3657426180", "9"),  # a German tax number, 36574261809
    ],
)
def test_check_digit_known_vectors(digits: str, check: str) -> None:
    assert numbers.check_digit(digits) == check


def test_number_as_printed() -> None:
    assert str(Number("KG-IL", 2026, 123)) == "KG-IL-2026-000123-7"


def test_number_after_a_million() -> None:
    assert numbers.parse(str(Number("KG-IL", 2026, 1_000_000))) == Number("KG-IL", 2026, 1_000_000)


@given(digit_strings, st.data())
def test_every_wrong_digit_is_noticed(digits: str, data: st.DataObject) -> None:
    whole = digits + numbers.check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from(DIGITS.replace(whole[place], "")))

    assert not is_valid(whole[:place] + wrong + whole[place + 1 :])


@given(digit_strings, st.data())
def test_swapped_neighbours_are_noticed_unless_next_in_the_circle(digits: str, data: st.DataObject) -> None:
    whole = digits + numbers.check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 2))
    one, other = whole[place], whole[place + 1]
    assume(one != other and not neighbours_in_the_circle(one, other))

    assert not is_valid(whole[:place] + other + one + whole[place + 2 :])


def test_swapped_circle_neighbours_are_noticed_nine_times_in_ten() -> None:
    pairs = [(str(digit), str((digit + 1) % 10)) for digit in range(10)]
    unnoticed = {
        (first, one, other): is_valid(f"{first}{other}{one}4{check}")
        for first in DIGITS
        for one, other in pairs
        for check in [numbers.check_digit(f"{first}{one}{other}4")]
    }

    assert sum(unnoticed.values()) == len(unnoticed) / 10


@given(given_numbers)
def test_parse_reads_what_is_printed(number: Number) -> None:
    assert numbers.parse(str(number)) == number
    assert numbers.is_well_formed(str(number))


@pytest.mark.parametrize(
    "typed",
    [
        "  kg-il-2026-000123-7 ",
        "KG IL 2026 000123 7",
        "KG–IL–2026–000123–7",
        "KG-IL - 2026 - 000123 - 7",
        "КG-IL-2026-000123-7",  # the first letter is Cyrillic
    ],
)
def test_parse_forgives(typed: str) -> None:
    assert numbers.parse(typed) == Number("KG-IL", 2026, 123)
    assert not numbers.is_well_formed(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "-", "123", "KG-IL-2026-000123", "KG-IL-26-000123-7", "KG-IL-2026-00012-7", "KG-IL-२०२६-000123-7"],
)
def test_parse_another_shape(typed: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.parse(typed)


@pytest.mark.parametrize("typed", ["KG-IL-2026-000123-8", "KG-IL-2026-000132-7", "KG-IL-2025-000123-7"])
def test_parse_wrong_digit(typed: str) -> None:
    with pytest.raises(numbers.WrongDigit):
        numbers.parse(typed)
    assert not numbers.is_well_formed(typed)


@given(st.text())
def test_parse_never_breaks(typed: str) -> None:
    with suppress(numbers.NotANumber, numbers.WrongDigit):
        numbers.parse(typed)


@given(codes, st.data())
def test_check_code_survives_being_typed(code: str, data: st.DataObject) -> None:
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        data.draw(st.sampled_from(look_alikes.get(letter, letter + letter.lower())))
        + data.draw(st.sampled_from(["", " ", "-"]))
        for letter in code
    )

    assert numbers.read_check_code(typed) == code


def test_check_code_typed_on_a_cyrillic_keyboard() -> None:
    assert numbers.read_check_code("авсе-нкмх") == "ABCEHKMX"


def test_new_check_codes_have_their_shape_and_differ() -> None:
    made = {numbers.new_check_code() for _ in range(200)}

    assert len(made) == 200
    assert all(numbers.is_check_code(code) for code in made)


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "1234567U", "1234567o"])
def test_other_shapes_are_no_check_codes(code: str) -> None:
    assert not numbers.is_check_code(code)


def test_printed_check_code() -> None:
    assert numbers.printed_check_code("7K3M9QXZ") == "7K3M-9QXZ"


def test_tokens_carry_128_bits_and_need_no_quoting() -> None:
    made = {numbers.new_token() for _ in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in made)
