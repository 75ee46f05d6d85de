"""What `make serve` runs: bring the database and the static files up to date, then serve in the foreground.

One process does all the preparing, because starting Django takes longer than what there usually is to do.
"""

import errno
import os
import socket
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def main() -> None:
    port = _port()
    os.chdir(BASE_DIR)
    sys.path.insert(0, str(BASE_DIR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    os.environ["PORT"] = str(port)
    _prepare()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"])


def _port() -> int:
    """The port to serve at, from PORT. Ends the program with a sentence when it cannot be had."""
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 0 < int(value) < 65536:
        sys.exit(f"PORT is {value!r}. Set it to a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(value)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.exit(
                    f"Port {value} is in use. Stop what uses it, or choose another: make serve PORT={int(value) + 1}"
                )
            sys.exit(f"Port {value} cannot be used: {error.strerror}.")
    return int(value)


def _prepare() -> None:
    import django
    from collect_static import collect_static
    from django.core.management import call_command

    print("Preparing …", flush=True)
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("prepare_demo")
    collect_static()


if __name__ == "__main__":
    main()
