"""What stands on the paper to be typed by a stranger: the registration number and the check code. Plain functions."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

SERIES = "KG-IL"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8

_SHAPE = re.compile(r"(?P<series>[A-Z]+(?:-[A-Z]+)*)-(?P<year>[0-9]{4})-(?P<serial>[0-9]{6,9})-(?P<digit>[0-9])")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
# Cyrillic letters that look Latin: people copy a number by eye, on the keyboard that they have.
_BY_EYE = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")
_CROCKFORD_READING = str.maketrans("OIL", "011")


class NotANumber(ValueError):
    """The text does not have the shape of a registration number."""


class WrongDigit(ValueError):
    """The text has the shape of a number, but its last digit does not follow from the others: it was mistyped."""


@dataclass(frozen=True)
class Number:
    """A registration number without its last digit, which follows from year and serial."""

    series: str
    year: int
    serial: int

    def __str__(self) -> str:
        """As printed: `KG-IL-2026-000123-7`; the serial has six digits, more when six are used up."""
        return f"{self.series}-{self.year:04}-{self.serial:06}-{check_digit(self._digits)}"

    @property
    def _digits(self) -> str:
        return f"{self.year:04}{self.serial:06}"


def check_digit(digits: str) -> str:
    """The ISO 7064 MOD 11,10 digit of a string of digits.

    A number is guarded over the four digits of its year followed by the six of its serial, in this order, without the
    letters of the series: for KG-IL-2026-000123-7 over "2026000123". Every wrong digit is noticed; so is every swap of
    two neighbours, but for one in ten of those whose digits are next to each other in the circle 0, 1, … 9, 0.
    """
    state = 10
    for digit in digits:
        state = (state + int(digit)) % 10 or 10
        state = state * 2 % 11
    return str((11 - state) % 10)


def parse(text: str) -> Number:
    """The number that a person typed: case, spaces, kinds of dash and Cyrillic look-alikes don't matter.

    Raises NotANumber for another shape and WrongDigit when the last digit is not the right one.
    """
    tidy = _SEPARATORS.sub("-", text.strip().upper().translate(_BY_EYE)).strip("-")
    found = _SHAPE.fullmatch(tidy)
    if found is None:
        raise NotANumber(text)
    number = Number(found["series"], int(found["year"]), int(found["serial"]))
    if str(number) != tidy:
        raise WrongDigit(text)
    return number


def is_well_formed(text: str) -> bool:
    """Is this exactly a number as it is printed?"""
    try:
        return str(parse(text)) == text
    except ValueError:
        return False


def new_check_code() -> str:
    """Eight random Crockford characters (40 bits), stored without a hyphen."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))


def read_check_code(text: str) -> str:
    """The check code that a person typed, as it is stored: O is 0, I and L are 1, case and separators don't matter."""
    return _SEPARATORS.sub("", text.upper().translate(_BY_EYE)).translate(_CROCKFORD_READING)


def is_check_code(code: str) -> bool:
    """Has it the shape in which check codes are stored?"""
    return len(code) == CODE_LENGTH and set(code) <= set(CROCKFORD)


def printed_check_code(code: str) -> str:
    """In two groups of four, as on the paper: `7K3M-9QXZ`."""
    return f"{code[:4]}-{code[4:]}"


def new_token() -> str:
    """128 random bits for the address of an award: 22 characters that need no quoting."""
    return secrets.token_urlsafe(16)
