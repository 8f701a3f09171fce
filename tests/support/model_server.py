"""A server on this computer that answers like OpenAI's chat API, as well or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler", dict[str, Any]], None]
EMPTY: dict[str, list[Any]] = {
    name: [] for name in ("actors", "statements", "contacts", "outcomes", "positions", "figures")
}


@dataclass
class Heard:
    """A request that came in: its path, its headers, and its body."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def sentences(self) -> list[str]:
        """The sentences that were sent."""
        rows = json.loads(self.body["messages"][-1]["content"])
        return [row["text"] for row in rows]


@dataclass
class FakeServer:
    """The address of a running server, and all requests it had."""

    url: str
    heard: list[Heard] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Hand each request to the function that replies."""

    reply: Reply
    fake: FakeServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.fake.heard.append(Heard(self.path, dict(self.headers), body))
        type(self).reply(self, body)

    def log_message(self, *args: Any) -> None:
        """Print nothing."""

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def saying(content: Any, **more: Any) -> Reply:
    """Return a reply with a message's content: text as it is, anything else as JSON."""

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        choice = {"message": {"role": "assistant", "content": text, **more}, "finish_reason": "stop"}
        handler.send(json.dumps({"choices": [choice]}).encode())

    return reply


def answering(**lists: list[dict[str, Any]]) -> Reply:
    """Return a reply in the right form; lists that are not given are empty."""
    return saying(EMPTY | lists)


class _Quiet(ThreadingHTTPServer):
    """A server that does not print that a client left before the end."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *args: Any) -> None:
        """Print nothing."""


@contextmanager
def serving(reply: Reply) -> Iterator[FakeServer]:
    """Run a server on a free port of this computer until the block ends."""
    fake = FakeServer("")
    kind = type("Replying", (Handler,), {"reply": staticmethod(reply), "fake": fake})
    server = _Quiet(("127.0.0.1", 0), kind)
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
