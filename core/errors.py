"""Refusals: errors that carry a sentence for the person who asked."""

from typing import Any


class Refusal(Exception):
    """The act is not allowed or not possible now. `str()` gives a translated sentence that says what to do."""

    status = 409

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
