"""The server of the review page: connections that say nothing, say too much, or are too many."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from goodoffices.record import Ledger, Review
from goodoffices.review_page import ReviewApp, Server, serve

Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the server of an empty review, as often as asked, and stop it at the end."""
    review = Review(Ledger(tmp_path / "record.jsonl"), ())
    with ExitStack() as stack:

        def started(app: Any = None) -> Server:
            server = Server(lambda token, host: app or ReviewApp("Empty", (), review, token, host))
            thread = threading.Thread(target=server.run)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.stop)
            return server

        yield started


def address(server: Server) -> tuple[str, int]:
    host, port = server.link.split("/")[2].split(":")
    return host, int(port)


def path(server: Server) -> str:
    return "/" + server.link.split("/", 3)[3]


def get(server: Server) -> int:
    client = http.client.HTTPConnection(*address(server), timeout=20)
    client.request("GET", path(server))
    status = client.getresponse().status
    client.close()
    return status


def silent(server: Server, stack: ExitStack, count: int) -> list[socket.socket]:
    """Return connections that have sent half a request."""
    found = [stack.enter_context(socket.create_connection(address(server))) for _ in range(count)]
    for one in found:
        with suppress(OSError):  # made place for a later connection already
            one.sendall(b"GET / HTTP/1.1\r\nHost: ")
    return found


def ended(connection: socket.socket, seconds: float) -> bytes:
    """Return what a connection is sent until its end, which must come within some seconds."""
    connection.settimeout(seconds)
    told = b""
    try:
        while part := connection.recv(65536):
            told += part
    except ConnectionResetError:
        pass
    return told


def test_a_connection_that_says_nothing_is_closed(
    start: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve._Handler.timeout == serve.IDLE <= 30
    monkeypatch.setattr(serve._Handler, "timeout", 0.3)
    server = start()
    with ExitStack() as stack:
        stack.enter_context(nothing := socket.create_connection(address(server)))
        for one in (*silent(server, stack, 3), nothing):
            assert ended(one, 5) == b""
    assert get(server) == 200
    assert capsys.readouterr().err == ""


def test_a_connection_that_says_little_for_ever_is_closed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "IN_ALL", 0.5)
    server = start()
    with ExitStack() as stack:
        (one,) = silent(server, stack, 1)
        begun = time.monotonic()
        with suppress(OSError):
            while time.monotonic() < begun + serve.IDLE:
                one.sendall(b"x")
                time.sleep(0.05)
        assert time.monotonic() - begun < serve.IDLE


def test_many_silent_connections_hold_few_threads_and_nobody_up(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start()
    before = threading.active_count()
    with ExitStack() as stack:
        silent(server, stack, 200)
        begun = time.monotonic()
        assert get(server) == 200
        assert time.monotonic() - begun < serve.IDLE
        time.sleep(0.3)
        assert threading.active_count() - before <= serve.AT_ONCE <= 64
        used = time.process_time()
        time.sleep(1)
        assert time.process_time() - used < 0.4
    assert get(server) == 200


def test_without_descriptors_the_server_waits_and_goes_on(start: Start) -> None:
    resource = pytest.importorskip("resource")
    server = start()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as stack:
        clients = [stack.enter_context(socket.socket()) for _ in range(3)]
        lowest = stack.enter_context(socket.socket()).fileno()
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
        for client in clients:
            client.connect(address(server))
        used = time.process_time()
        time.sleep(1)
        assert time.process_time() - used < 0.4
    assert get(server) == 200


def test_requests_that_are_all_at_work_are_not_cut_for_another(start: Start) -> None:
    go_on = threading.Event()

    def slow(environ: dict[str, Any], respond: Any) -> Iterable[bytes]:
        go_on.wait(20)
        respond("200 OK", [("Content-Type", "text/plain")])
        return [b"done"]

    server = start(slow)
    with ExitStack() as stack:
        stack.callback(go_on.set)
        working = [
            stack.enter_context(socket.create_connection(address(server))) for _ in range(serve.AT_ONCE)
        ]
        for one in working:
            one.sendall(b"GET / HTTP/1.0\r\n\r\n")
        time.sleep(0.5)
        late = stack.enter_context(socket.create_connection(address(server)))
        assert ended(late, 5) == b""
        go_on.set()
        assert all(ended(one, 5).endswith(b"done") for one in working)


@pytest.mark.parametrize("to", ["decide", "elsewhere"])
def test_a_form_of_many_megabytes_gets_its_answer(start: Start, to: str) -> None:
    server = start()
    client = http.client.HTTPConnection(*address(server), timeout=20)
    client.request("POST", path(server) + to, body=b"x" * 30_000_000)
    assert client.getresponse().status == (413 if to == "decide" else 404)
    client.close()


def test_a_form_that_does_not_arrive_is_said(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve._Handler, "timeout", 0.3)
    server = start()
    with socket.create_connection(address(server)) as one:
        host = server.link.split("/")[2]
        head = f"POST {path(server)}decide HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n"
        one.sendall(head.encode() + b"entry")
        assert ended(one, 5).startswith(b"HTTP/1.0 408 ")


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET / HTTP/1.1", b"404"),
        (b"GET / HTTP/9.9", b"505"),
        (b"GET / / / HTTP/1.1", b"400"),
        (b"nonsense nonsense nonsense", b"400"),
        (b"GET /", b"505"),
        (b"GET /" + b"x" * 70_000, b"414"),
    ],
)
def test_every_answer_has_the_headers_and_none_names_a_version(
    start: Start, request_line: bytes, status: bytes
) -> None:
    server = start()
    with socket.create_connection(address(server)) as one:
        one.sendall(request_line + b"\r\n\r\n")
        head = ended(one, 5).partition(b"\r\n\r\n")[0]
    assert head.split()[1] == status
    lines = head.decode().split("\r\n")
    assert "Server: goodoffices" in lines
    assert "Python" not in head.decode()
    for name in (
        "Cache-Control",
        "Content-Security-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
    ):
        assert sum(line.startswith(f"{name}: ") for line in lines) == 1


def test_a_fault_of_the_program_is_told_on_the_console_only(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(environ: dict[str, Any], respond: Any) -> Iterable[bytes]:
        raise KeyError("secret")

    server = start(faulty)
    with socket.create_connection(address(server)) as one:
        one.sendall(b"GET / HTTP/1.0\r\n\r\n")
        told = ended(one, 5)
    assert told.startswith(b"HTTP/1.0 500 ")
    assert b"X-Content-Type-Options: nosniff" in told
    assert b"secret" not in told
    assert "KeyError" in capsys.readouterr().err
