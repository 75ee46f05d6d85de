"""The server of the tests is the server of `make serve`: it starts ready, and comes back after a power cut."""

import pytest
import requests

from tests.server import Server


def test_server_comes_back_after_a_kill_with_what_it_had(server: Server) -> None:
    signed_in = server.client("student@example.org")

    server.kill()
    with pytest.raises(requests.ConnectionError):
        signed_in.get("/healthz")
    server.start()

    assert signed_in.get("/ru/my/", allow_redirects=False).status_code == 200


def test_server_names_the_demo_people_when_it_is_ready(server: Server) -> None:
    assert f"Sabat is ready at {server.url}" in server.log()
    assert "student@example.org" in server.log()


def test_invariants_hold_in_a_new_demo(server: Server) -> None:
    assert server.manage("check_invariants", "--json") == '{"ok": true, "problems": []}\n'
