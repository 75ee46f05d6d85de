"""How gunicorn serves Sabat. The address comes with --bind."""

import os

wsgi_app = "lms.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 10
control_socket_disable = True
loglevel = "warning"


def when_ready(server):  # the names of arguments are gunicorn's
    from lms.welcome import welcome  # noqa: PLC0415 the application is loaded only now

    print(welcome(), flush=True)  # noqa: T201 for the person who has typed `make serve`


def pre_fork(server, worker):
    from django.db import connections  # noqa: PLC0415

    connections.close_all()  # a connection must not be shared by processes
