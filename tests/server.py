"""A real server, as `make serve` runs it, for tests that need a browser or several clients at the same time."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import requests

from tests import databases
from tests.databases import BASE_DIR, TEST_CACHE_URL, Database, clean_environment

DEMO_PASSWORD = "sabat-demo-2026"
POLLS = 300
POLL_SECONDS = 0.1


class Server:
    """A gunicorn with two workers on a database and a port of its own. The port stays its own while it is down."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.database = database
        self._reserved = socket.socket()
        # Bound, never listening: a client of a dead server is refused, and nobody else gets the port.
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._reserved.bind(("127.0.0.1", 0))
        self._log = directory / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._reserved.getsockname()[1]}"
        self._environment = {
            "BASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tests.server_settings",
            "TEST_CACHE": f"test-{uuid4()}" if TEST_CACHE_URL else str(directory / "cache"),
            **({"CACHE_URL": TEST_CACHE_URL} if TEST_CACHE_URL else {}),
        }

    def start(self) -> None:
        """Start, and return when it is ready. Fails with the server's log when it doesn't become so."""
        address = self.url.removeprefix("http://")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "lms.wsgi", "--reuse-port", "--bind", address],
                cwd=BASE_DIR,
                env={
                    **clean_environment(),
                    **self._environment,
                    "DATABASE_URL": self.database.url,
                    "MEDIA_ROOT": str(self.database.media),
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(POLLS):
            if self._is_ready():
                return
            try:
                self._process.wait(timeout=POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            break
        raise RuntimeError(f"The server did not become ready. Its log:\n{self.log()}")

    def stop(self) -> None:
        """Stop politely, as Ctrl-C does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop as a power cut does: every process, at once."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        self._reserved.close()

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def manage(self, *arguments: str) -> str:
        """Standard output of `manage.py` on the server's database. Raises when the command fails."""
        return databases.manage(self.database, *arguments, **self._environment)

    def client(self, email: str | None = None) -> Client:
        """A client without a browser, signed in as this demo person."""
        client = Client(self.url)
        if email:
            client.sign_in(email)
        return client

    def _is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=10).ok
        except requests.ConnectionError:
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            self._process.wait(timeout=60)
            self._process = None


class Client(requests.Session):
    """HTTP with cookies, paths instead of addresses, and the CSRF token in every post."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def request(self, method: str | bytes, url: str | bytes, *args: object, **kwargs: object) -> requests.Response:  # type: ignore[override]
        kwargs.setdefault("timeout", 60)
        headers = {"Referer": self._url, **({"X-CSRFToken": token} if (token := self.cookies.get("csrftoken")) else {})}
        kwargs["headers"] = {**headers, **(kwargs.get("headers") or {})}
        return super().request(method, requests.compat.urljoin(self._url, str(url)), *args, **kwargs)

    def sign_in(self, email: str, password: str = DEMO_PASSWORD) -> None:
        form = self.get("/accounts/login/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, form
        answer = self.post(
            "/accounts/login/",
            data={"login": email, "password": password, "csrfmiddlewaretoken": token[1]},
            allow_redirects=False,
        )
        assert answer.status_code == 302, f"{email} could not sign in: {answer.status_code}"
