"""A room for each test that asks for one."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest

from tests.support import room as support
from tests.support.browsing import Quiet, Server
from tests.support.chromium import chromium
from tests.support.classroom import Classroom
from tests.support.room import LAKE, House, given_back, house


@pytest.fixture(scope="session", autouse=True)
def set_up() -> None:
    """Set Django up before any test: one that did so for a folder of its own would leave it to all others."""
    if find_spec("django") is not None:
        support.folder()


@pytest.fixture
def room() -> Iterator[House]:
    """A room of the canal: the canal authority, the shipping league, and a mediator."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with house() as made:
        yield made


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A room of three towns whose preferences are in their heads."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "case.yaml").write_text(LAKE, "utf-8")
    support.folder()
    monkeypatch.setattr(support, "CASES", tmp_path)
    with house("lake") as made:
        yield made


@pytest.fixture
def classroom() -> Iterator[Classroom]:
    """Two tables of the canal, with a ticket for each seat."""
    yield from exercise()


@pytest.fixture
def pairs() -> Iterator[Classroom]:
    """Two tables of the canal without a mediator: the parties make offers to each other."""
    yield from exercise("alternating-offers")


@pytest.fixture
def shuttle() -> Iterator[Classroom]:
    """Two tables of the strait, with three mediators at each who carry letters."""
    yield from exercise("shuttle", "strait")


def exercise(protocol: str = "", case: str = "canal") -> Iterator[Classroom]:
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with given_back():
        yield Classroom(protocol=protocol, case=case)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions that do not end while the test sets its clock."""
    from goodoffices.rooms.pages import guard

    for name in ("IDLE_MINUTES", "LONGEST_MINUTES"):
        monkeypatch.setattr(guard, name, 10**6)


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the room, served over TLS by this process, so that the test sets its clock."""
    [name] = {"room", "lake", "classroom", "pairs", "shuttle"} & set(request.fixturenames)
    room = request.getfixturevalue(name)
    from django.core.wsgi import get_wsgi_application

    from goodoffices.rooms.certificate import certificate, key_path

    found = room.folder.certificate
    certificate(found, ("localhost",))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(found, key_path(found))
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    # the handshake is made in the thread of its connection, so that no slow browser holds the others up
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*room.folder.config().hosts, "127.0.0.1"]
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def launched() -> Iterator[Any]:
    """A browser for all tests of a file: launching it takes longer than many a test."""
    with pytest.MonkeyPatch.context() as patched, chromium() as found:
        # Playwright runs a loop in this thread, in which the test also asks the database
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@pytest.fixture
def browser(launched: Any) -> Iterator[Any]:
    """The browser, without a window that a test before has opened."""
    yield launched
    for context in launched.contexts:
        context.close()
    from django.db import connections

    # those of Playwright's loop are not closed by others
    connections.close_all()
