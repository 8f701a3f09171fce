"""Requests to a WSGI application, without a server."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Protocol


class Application(Protocol):
    """A WSGI application."""

    def __call__(self, environ: dict[str, Any], start_response: Any, /) -> Iterable[bytes]: ...


def got(app: Application, path: str, query: str = "", host: str = "localhost") -> str:
    """Return the body of the answer to a GET."""
    about = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host}
    body = app(about | {"wsgi.input": BytesIO()}, lambda status, headers, error=None: None)
    return b"".join(body).decode("utf-8")
