"""Serve the review page: on this computer only, under a secret link, until it is interrupted."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.handlers import SimpleHandler
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from goodoffices.review_page.app import ReviewApp
from goodoffices.review_page.requests import HEADERS

AT_ONCE = 32
"""Most connections at once; a browser opens about six to a page."""
QUEUE = 128
"""Most connections that the system keeps until there is a thread for them, as most systems allow."""
IDLE = 10.0
"""Most seconds that a connection may send nothing; a browser on this computer sends at once."""
IN_ALL = 60.0
"""Most seconds from a connection's first byte to its last, however often it sends a byte."""
LINGER = 5.0
"""Most seconds for which the rest of a refused form is read, so that its sender gets the answer."""
PAUSE = 0.1
"""Seconds between two checks of the connections, and after a connection that could not be opened."""
NAME = "goodoffices"
"""The ``Server`` header: a version would tell more than anybody needs."""


class _Threads(ThreadingMixIn, WSGIServer):
    """A server with a thread for each connection, but never for more than AT_ONCE connections.

    If there are that many, the oldest connection that has not yet sent its request makes place.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = QUEUE

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._lock = threading.Lock()
        self._started: dict[socket.socket, float] = {}
        self._silent: dict[socket.socket, None] = {}

    def get_request(self) -> tuple[socket.socket, Any]:
        try:
            return super().get_request()
        except OSError:
            # Out of descriptors, for example: the connection waits, and asking again at once is in vain.
            time.sleep(PAUSE)
            raise

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Return whether there is place for a connection, and enter it."""
        with self._lock:
            if len(self._started) >= AT_ONCE:
                if not self._silent:
                    return False
                oldest = next(iter(self._silent))
                self._forget(oldest)
                _cut(oldest)
            self._started[request] = time.monotonic()
            self._silent[request] = None
        return True

    def heard(self, request: socket.socket) -> None:
        """Note that a connection has sent its request."""
        with self._lock:
            self._silent.pop(request, None)

    def service_actions(self) -> None:
        """Cut the connections that last too long."""
        latest = time.monotonic() - IN_ALL
        with self._lock:
            for request, started in self._started.items():
                if started < latest:
                    _cut(request)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._forget(request)
        super().shutdown_request(request)

    def _forget(self, request: socket.socket) -> None:
        self._started.pop(request, None)
        self._silent.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that broke or was cut; anything else is a fault of this program."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Answer(SimpleHandler):
    """Writes the application's answer; its errors are shown on the console, not to the browser."""

    server_software = NAME
    error_body = b"This page could not be shown. The terminal in which the program runs says why.\n"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.error_headers = [*HEADERS.items(), ("Content-Type", "text/plain")]

    def log_exception(self, exc_info: Any) -> None:
        """Say nothing of a browser that does not take its answer."""
        if not isinstance(exc_info[1], OSError):
            super().log_exception(exc_info)


class _Handler(WSGIRequestHandler):
    timeout = IDLE
    server: _Threads

    def handle(self) -> None:
        """Answer a request; a connection that sends none in time is closed without an answer."""
        with suppress(TimeoutError):
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ""
                self.send_error(414)
                return
            if not self.parse_request():
                return
            if self.request_version == "HTTP/0.9":
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
                return
            self.server.heard(self.connection)
            app = self.server.get_app()
            assert app is not None
            _Answer(self.rfile, self.wfile, self.get_stderr(), self.get_environ()).run(app)
            if self.command not in ("GET", "HEAD"):
                self._linger()

    def _linger(self) -> None:
        """Read the rest of a refused form: closing before its end would reset the connection."""
        self.wfile.flush()
        end = time.monotonic() + LINGER
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(LINGER)
        while time.monotonic() < end and self.rfile.read1(1 << 16):
            pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request, with headers also if its version, which has none, could not be read."""
        self.request_version = self.protocol_version
        super().send_error(code, message, explain)

    def version_string(self) -> str:
        return NAME

    def end_headers(self) -> None:
        """Add the headers of every answer to those that the base class gives by itself."""
        for header in HEADERS.items():
            self.send_header(*header)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Print nothing, because addresses contain the secret token."""


def _cut(request: socket.socket) -> None:
    """End a connection from outside its thread, which then reads its end and closes it."""
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class Server:
    """Serve an application made for this server's token and host, on this computer only."""

    def __init__(self, make: Callable[[str, str], ReviewApp], port: int = 0) -> None:
        token = secrets.token_urlsafe(24)
        self._server = _Threads(("127.0.0.1", port), _Handler)
        host = f"127.0.0.1:{self._server.server_port}"
        self._server.set_app(make(token, host))
        self.link = f"http://{host}/{token}/"

    def run(self) -> None:
        """Answer requests until :meth:`stop` is called or an interrupt arrives."""
        try:
            self._server.serve_forever(poll_interval=PAUSE)
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """End :meth:`run`; call it from another thread."""
        self._server.shutdown()
