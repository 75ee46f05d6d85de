"""The time of an attempt, by the server's clock alone."""

from datetime import datetime, timedelta

GRACE = timedelta(seconds=60)
"""What an answer may need on a slow line: for so long after the deadline it still counts."""


def accepts_answers(deadline: datetime | None, now: datetime) -> bool:
    return deadline is None or now <= deadline + GRACE


def seconds_left(deadline: datetime | None, now: datetime) -> int | None:
    """Whole seconds until the deadline, 0 after it; None without one."""
    return None if deadline is None else max(0, int((deadline - now).total_seconds()))
