"""Serve the review page: on this computer only, under one secret link, until it is interrupted."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from goodoffices.review_page.app import ReviewApp


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Print nothing, because addresses contain the secret token."""


class Server:
    """Serve an application made for this server's token and host, on this computer only."""

    def __init__(self, make: Callable[[str, str], ReviewApp], port: int = 0) -> None:
        token = secrets.token_urlsafe(24)
        self._server = _Threads(("127.0.0.1", port), _Quiet)
        host = f"127.0.0.1:{self._server.server_port}"
        self._server.set_app(make(token, host))
        self.link = f"http://{host}/{token}/"

    def run(self) -> None:
        """Answer requests until :meth:`stop` is called or an interrupt arrives."""
        try:
            self._server.serve_forever(poll_interval=0.1)
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """End :meth:`run`; call it from another thread."""
        self._server.shutdown()
