"""What an attempt is told of where it belongs: a word that only this app can read."""

from uuid import UUID

_PREFIX = "enrolment"


def context_key(enrolment_id: int, item_key: str) -> str:
    return f"{_PREFIX}:{enrolment_id}:{item_key}"


def read_context_key(context_key: str) -> tuple[int, str] | None:
    """Enrolment id and item key; None for the context of somebody else."""
    prefix, _, rest = context_key.partition(":")
    enrolment_id, _, item_key = rest.partition(":")
    if prefix != _PREFIX:
        return None
    return int(enrolment_id), str(UUID(item_key))
