"""The review page as tests ask it: in process, and served to a browser."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from wsgiref.validate import validator

import goodoffices as go
from goodoffices.reader import Reading
from goodoffices.record import Ledger, Review
from goodoffices.review_page import ReviewApp, Server
from tests.support.record import FERRY

HOST, TOKEN = "127.0.0.1:8000", "secret"


@cache
def read_ferry_talks() -> tuple[Reading, ...]:
    """Return the readings of the ferry talks, read once for all tests."""
    return go.reader.read_all(go.casefile.locate(FERRY).dispatches).readings


def work_on(folder: Path) -> tuple[Any, Review]:
    """Return the readings of the ferry talks, and their review with its ledger in a folder."""
    found = read_ferry_talks()
    proposals = tuple(entry for reading in found for entry in reading.entries)
    texts = {reading.source.dispatch: reading.text for reading in found}
    return found, Review(Ledger(folder / "record.jsonl"), proposals, texts=texts)


class Client:
    """Asks a WSGI application, checked against PEP 3333 on the way."""

    def __init__(self, app: ReviewApp) -> None:
        self.app = validator(app)

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        host: str = HOST,
        **more: str,
    ) -> tuple[int, dict[str, str], str]:
        data = urlencode(form or {}).encode()
        parts = urlsplit(path)
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "HTTP_HOST": host,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(data),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **more,
        }
        got: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], error: object = None) -> Any:
            got.append((status, headers))
            return lambda data: None

        body = self.app(environ, start)
        text = b"".join(body).decode()
        body.close()  # type: ignore[attr-defined]
        return int(got[0][0][:3]), dict(got[0][1]), text


class Forms(HTMLParser):
    """What a browser would send of the form of a page's entry, and its labels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.labels: list[str] = []
        self.inside, self.open, self.name = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("class") == "entry"
        if not self.inside:
            return
        self.open = tag
        if tag == "input" and (found.get("type") != "checkbox" or "checked" in found):
            old = self.values.get(found["name"], "")
            self.values[found["name"]] = "; ".join(filter(None, (old, found["value"])))
        if tag in ("select", "textarea"):
            self.name = found["name"]
            self.values[self.name] = ""
        if tag == "option" and self.name and "selected" in found:
            self.values[self.name] = found["value"]

    def handle_endtag(self, tag: str) -> None:
        self.open = ""
        self.name = "" if tag in ("select", "textarea") else self.name

    def handle_data(self, data: str) -> None:
        if self.inside and self.open == "textarea":
            self.values[self.name] += data.removeprefix("\n")
        if self.inside and self.open in ("label", "legend"):
            self.labels.append(data)


@contextmanager
def served(folder: Path) -> Iterator[tuple[Server, Review]]:
    """Serve the review page of the ferry talks, with its ledger in a folder, until the block ends."""
    readings, review = work_on(folder)
    running = Server(lambda token, host: ReviewApp("Ferry talks", readings, review, token, host))
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        yield running, review
    finally:
        running.stop()
        thread.join()
