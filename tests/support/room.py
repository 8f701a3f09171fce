"""A room for tests: a folder made once a process, a database restored for each test, people with browsers."""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from goodoffices import casefile
from goodoffices.rooms import chance, now
from tests.support.kept_room import once

CASES = Path(__file__).parents[2] / "cases"
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough word of ours"
HOSTS = ("localhost", "testserver")
FORM = "application/x-www-form-urlencoded"
POSTGRES = os.environ.get("GOODOFFICES_ROOM_DATABASE") == "postgres"
"""Whether the rooms of these tests are in a database of PostgreSQL, instead of SQLite."""

LAKE = """
goodoffices: 1
title: The lake
kind: record-only
fictional: true
about: Three towns share a lake. Their preferences are in their heads.
parties:
  N: {name: North town}
  S: {name: South town}
  W: {name: West town}
mediators:
  ferry: {name: The ferryman}
channels:
  - {between: [ferry, N], means: boat}
  - {between: [ferry, S], means: boat}
  - {between: [ferry, W], means: boat}
issues:
  fish: {name: Fish, options: [100, 200]}
  boats: {name: Boats, options: [10, 20, 30]}
"""


class Draws:
    """Random bytes that are the same in each test: a hash of a counter."""

    def __init__(self, seed: str) -> None:
        self.seed, self.count = seed, 0
        self._one = Lock()

    def __call__(self, size: int) -> bytes:
        with self._one:
            number, self.count = self.count, self.count + 1
        return hashlib.shake_256(f"{self.seed} {number}".encode()).digest(size)


@lru_cache(maxsize=1)
def folder() -> Any:
    """Return a server's folder with an empty room of the canal, set up once in this process."""
    from goodoffices.rooms import serve
    from goodoffices.rooms.folder import Folder

    base = Path(tempfile.mkdtemp(prefix="room-"))
    # the memory of this computer, if it has such a file system: tests ask for thousands of syncs
    if Path("/dev/shm").is_dir() and os.access("/dev/shm", os.W_OK):
        shutil.rmtree(base)
        base = Path(tempfile.mkdtemp(prefix="room-", dir="/dev/shm"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    made = Folder(base / "data")
    database = _server().address("room") if POSTGRES else ""
    made.make(casefile.locate(CASES / "canal"), base / "keys" / "room.key", HOSTS, "UTC", database)
    serve.set_up(made)
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AUTH_PASSWORD_VALIDATORS = settings.AUTH_PASSWORD_VALIDATORS[:1]
    from goodoffices.rooms.upgrade import bring_up_to_date

    bring_up_to_date(made)
    from django.db import connection

    if POSTGRES:
        connection.close()
        _server().ask("ALTER DATABASE room RENAME TO empty")
        return made
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(made.database, base / "empty.sqlite3")
    return made


@lru_cache(maxsize=1)
def _server() -> Any:
    """Return a server of PostgreSQL that ends with this process, with an empty database ``room``."""
    from tests.support.postgres import cluster

    # a database is made anew for each test, and no test of these turns the power off
    held = cluster("-c fsync=off")
    made = held.__enter__()
    atexit.register(held.__exit__, None, None, None)
    made.ask("CREATE DATABASE room")
    return made


def _restore(made: Any) -> None:
    """Give a folder the empty database again, and no keys."""
    base = made.path.parent
    (made.path / "keys.sqlite3").unlink(missing_ok=True)
    if POSTGRES:
        _server().ask("DROP DATABASE IF EXISTS room WITH (FORCE)")
        _server().ask("CREATE DATABASE room TEMPLATE empty")
        return
    # a new file each time: a connection that somebody left open keeps the old file
    for name in ("room.sqlite3", "room.sqlite3-wal", "room.sqlite3-shm"):
        (made.path / name).unlink(missing_ok=True)
    shutil.copy(base / "empty.sqlite3", made.database)


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, house: House, name: str) -> None:
        from django.test import Client

        self.house, self.name = house, name
        self.client = Client(enforce_csrf_checks=False, headers={"host": "localhost"})
        self.client.handler = house.handler
        self.client.raise_request_exception = True

    def get(self, page: str, status: int = 200) -> str:
        """Return a page of the room, or of an absolute address."""
        return self.ask("get", page, status)

    def post(self, page: str, status: int = 302, **form: Any) -> str:
        """Send a form; return the page that comes back."""
        return self.ask("post", page, status, {k.replace("_", "-"): v for k, v in form.items()})

    def ask(self, how: str, page: str, status: int, form: dict[str, Any] | None = None) -> str:
        answer = self.raw(how, page, form)
        assert answer.status_code == status, (page, answer.status_code, answer.content.decode()[:3000])
        # a form that leads to a page of sign-in was not taken
        assert answer.headers.get("Location", "").split("?")[0] not in (
            "/again",
            "/factor/again",
            "/signin",
        )
        body: str = answer.content.decode()
        return body

    def raw(self, how: str, page: str, form: dict[str, Any] | None = None) -> Any:
        """Return the response to a request."""
        address = page if page.startswith("/") else f"/r/{self.house.room}/{page}"
        if how == "post":
            # as browsers send forms without files
            body = urlencode(form or {}, doseq=True)
            answer = self.client.post(address, body, FORM, secure=True)
        else:
            answer = getattr(self.client, how)(address, form or {}, secure=True)
        if answer.streaming:
            answer.close()
        return answer

    def fields(self, page: str = "") -> dict[str, str]:
        """Return the hidden fields of the question on a page."""
        found = re.findall(
            r'type="hidden" name="(window|digest|after)" value="([^"]*)"', self.get(page)
        )
        return dict(found)

    def accept_terms(self) -> None:
        """Accept the agreement to mediate."""
        [digest] = re.findall(r'name="digest" value="([^"]+)"', self.get("terms"))
        self.post("terms", digest=digest)

    def answer(self, **form: str) -> None:
        """Write an answer, look it over, and send it."""
        words = {k.replace("_", "-"): v for k, v in form.items()}
        self.ask("post", "", 302, {**self.fields(), **words, "do": "look"})
        self.ask("post", "look", 302, self.fields("look"))


class House:
    """A server with the room of a case: its people, its clock, its dice."""

    tables = False
    """Whether there are tables of an exercise instead."""

    def __init__(self, case: str = "canal", seed: str = "a", origin: Path | None = None) -> None:
        self.folder = folder()
        from django.contrib.sessions.models import Session
        from django.core.cache import cache
        from django.db import connections
        from django.middleware import csrf
        from django.test.client import ClientHandler

        from goodoffices.rooms import cases

        connections.close_all()
        base = self.folder.path.parent
        _restore(self.folder)
        kept = self.folder.path / "case" / case / "case.yaml"
        # two folders of tests may have cases of one name
        if not kept.exists() or kept.read_bytes() != (CASES / case / "case.yaml").read_bytes():
            shutil.rmtree(self.folder.path / "case")
            database = self.folder.config().database
            key = base / "keys" / "room.key"
            self.folder.make(casefile.locate(CASES / case), key, HOSTS, "UTC", database)
            cases.case.cache_clear()
        # without its own folder, a case has no record: no test writes into those that ship
        self.folder.write(replace(self.folder.config(), origin=str(origin or "")))
        cache.clear()
        assert not Session.objects.exists()
        self.time = BEGIN
        now.read = lambda: self.time
        # the token against forged forms is masked anew in each page: here always with the same mask
        csrf.get_random_string = lambda size, allowed_chars: allowed_chars[0] * size
        chance.draw = self.dice = Draws(seed)
        from goodoffices.rooms.doing.opening import make_room

        self.case = cases.case()
        self.room = str(make_room(self.case).id)
        self.people: dict[str, Person] = {}
        # as on a server: what is due at a moment is done at the first request of anybody
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def seat(self, key: str) -> Any:
        from goodoffices.rooms.models import Seat

        return Seat.objects.select_related("room").get(room=self.room, key=key)

    def link(self, key: str) -> str:
        from goodoffices.rooms.doing.people import make_link

        return make_link(self.seat(key), "The server")

    def join(self, key: str, name: str = "") -> Person:
        """Return a person in a seat, with an account and a second factor."""
        from allauth.mfa.totp.internal.auth import TOTP
        from django.contrib.auth import get_user_model

        person = Person(self, name or f"person-{key.replace(':', '-')}")
        form = {"username": person.name, "password": PASSWORD, "again": PASSWORD}
        person.ask("post", f"/i/{self.link(key)}", 302, form)
        user = get_user_model().objects.get(username=person.name)
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        self.people[name or key] = person
        return person

    def gather(self) -> None:
        """Seat everyone, and let every party accept the agreement to mediate."""
        once(self, "gather", self._gather)

    def _gather(self) -> None:
        lead = self.case.mediators[0].id
        for key in [lead, *(party.id for party in self.case.parties)]:
            self.join(key)
        self.mediator.post(
            "desk/terms", words="We keep silent.", interests="None.", retain_days="x", status=422
        )
        self.mediator.ask(
            "post",
            "desk/terms",
            302,
            {"words": "We keep silent.", "interests": "None.", "retain_days": "90"},
        )
        for party in self.parties:
            party.accept_terms()

    @property
    def mediator(self) -> Person:
        return self.people[self.case.mediators[0].id]

    @property
    def parties(self) -> list[Person]:
        return [self.people[party.id] for party in self.case.parties]

    def until(self, hours: float = 9) -> None:
        """Let time pass: to the next deadline by default."""
        self.time += timedelta(hours=hours)
        # sessions would end meanwhile; time passes for everyone while they are away
        for person in self.people.values():
            session = person.client.session
            minutes = int(self.time.timestamp()) // 60
            session["seen"] = session["began"] = minutes
            session.save()

    @property
    def due(self) -> str:
        """A deadline that is nine hours away, as a form has it."""
        return f"{self.time + timedelta(hours=9):%Y-%m-%dT%H:%M}"

    def adopt_agenda(self) -> None:
        """Put an agenda of all issues, and let every party accept it."""
        once(self, "adopt the agenda", self._adopt_agenda)

    def _adopt_agenda(self) -> None:
        issues = [issue.id for issue in self.case.issues]
        self.mediator.ask("post", "desk/agenda", 302, {"issues": issues, "due": self.due})
        for party in self.parties:
            party.answer(answer="yes")
        self.until()

    def draft(self, options: str) -> dict[str, str]:
        """Return the form of a text with an option for each issue, by their numbers, such as ``110``."""
        form: dict[str, str] = {}
        for number, (issue, digit) in enumerate(zip(self.case.issues, options, strict=True)):
            option = issue.option_ids[int(digit)]
            form[f"words-{number}"] = f"{issue.name} shall be {option}."
            form[f"settles-{number}"] = f"{issue.id}={option}"
        return form

    def put_text(self, options: str, stands: int = 0, words: dict[str, str] | None = None) -> None:
        form = self.draft(options) | (words or {}) | {"due": self.due, "do": "put"}
        self.mediator.ask("post", "desk/text", 302, form | ({"stands": str(stands)} if stands else {}))

    def put_close(self, stands: int = 0, who: str = "mediator") -> None:
        self.mediator.ask(
            "post",
            "desk/close",
            302,
            {"due": self.due, "who": who} | ({"stands": str(stands)} if stands else {}),
        )

    def window(self) -> str:
        """Return the id of the question that was put last."""
        from goodoffices.rooms.models import Window

        return str(Window.objects.filter(room=self.room).order_by("number").last().id)

    def dump(self) -> bytes:
        """Return all that is in the database, as somebody who has a copy of it finds it."""
        from django.db import connection

        if not POSTGRES:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            words = "\n".join(connection.connection.iterdump())
            return words.encode() + self.folder.database.read_bytes()
        return b"".join(value for _table, values in self.rows() for value in values)

    def rows(self) -> list[tuple[str, tuple[bytes, ...]]]:
        """Return all rows of the database, each with its table; an id is told by its hexadecimal digits."""
        from django.db import connection

        found = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [(table, tuple(map(_in_bytes, row))) for row in cursor.fetchall()]
        return found

    def log(self) -> str:
        from goodoffices.rooms import vault
        from goodoffices.rooms.models import Room

        return vault.log(Room.objects.get(id=self.room))


def _in_bytes(value: Any) -> bytes:
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    return value.hex.encode() if isinstance(value, UUID) else str(value).encode()


@contextmanager
def given_back() -> Iterator[None]:
    """Give time, dice and connections back afterwards."""
    draw, read = chance.draw, now.read
    try:
        yield
    finally:
        chance.draw, now.read = draw, read
        from django.db import connections

        connections.close_all()


@contextmanager
def house(case: str = "canal", seed: str = "a", origin: Path | None = None) -> Iterator[House]:
    """Yield a room; ``origin`` is the folder of its case, if it has a record."""
    with given_back():
        yield House(case, seed, origin)
