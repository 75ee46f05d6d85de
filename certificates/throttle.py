"""How often one address may try number and check code. Counted in the cache, minute by minute."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

ATTEMPTS_A_MINUTE = 20
_WINDOW = 60


def seconds_to_wait(request: HttpRequest, *, timestamp: float) -> int:
    """Count an attempt made at a Unix time; 0 if it is allowed, else the seconds until the next minute begins."""
    window, passed = divmod(int(timestamp), _WINDOW)
    # The minute is part of the key: not every cache keeps the time-out of a counter.
    key = f"certificate-lookup:{get_adapter().get_client_ip(request)}:{window}"
    cache.add(key, 0, timeout=2 * _WINDOW)
    try:
        attempts = cache.incr(key)
    except ValueError:  # the cache has dropped the counter in between
        attempts = 1
    return _WINDOW - passed if attempts > ATTEMPTS_A_MINUTE else 0
