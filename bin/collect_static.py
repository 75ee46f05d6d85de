"""Collect the static files when one of them has changed since the last time. Compressing them takes long."""

import fcntl
import os
import sys
from hashlib import sha256
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def collect_static() -> None:
    """Django must be set up. Processes that do this at the same time wait for each other."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp = root / "collected-from"
    with (root.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = _state()
        if not stamp.exists() or stamp.read_text() != state:
            print("Collecting static files …", flush=True)
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(state)


def _state() -> str:
    """A hash over name, size and time of every static file, and over how they are stored."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(BASE_DIR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    collect_static()
