"""A room of the canal at every stage of its talks, and an exercise, within this process.

Django is set up once in a process, so nothing else about rooms can run in the same one.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.fuzz import samples
from goodoffices import casefile
from goodoffices.rooms import now
from goodoffices.rooms.classlist import Drawn
from goodoffices.rooms.folder import Folder
from goodoffices.rooms.players import PROTOCOL, chairs

BEGIN = datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough word of ours"
HOSTS = ("localhost",)
PEOPLE = ("harbour-master", "A", "B", "observer")
"""The people in a room, by the keys of their seats."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The database, the keys and the browsers of a room at one moment."""

    name: str
    files: dict[str, bytes]
    cookies: dict[str, dict[str, str]]
    room: str
    time: datetime


@dataclass
class House:
    """A server's folder, and who has a browser: a name with its client."""

    folder: Folder
    clients: dict[str, Any] = field(default_factory=dict)
    room: str = ""
    time: datetime = BEGIN

    def person(self, name: str) -> Any:
        """Return the browser of a person, new if there is none."""
        from django.test import Client

        if name not in self.clients:
            self.clients[name] = Client(enforce_csrf_checks=False, headers={"host": HOSTS[0]})
        return self.clients[name]

    def post(self, name: str, page: str, **form: Any) -> None:
        """Send a form that must be taken."""
        address = page if page.startswith("/") else f"/r/{self.room}/{page}"
        answer = self.person(name).post(address, form, secure=True)
        assert answer.status_code == 302, (address, answer.status_code, answer.content.decode()[-2000:])

    def hidden(self, name: str, page: str) -> dict[str, str]:
        """Return the hidden fields of a page's form."""
        answer = self.person(name).get(f"/r/{self.room}/{page}", secure=True)
        pattern = r'type="hidden" name="(window|digest|after)" value="([^"]*)"'
        return dict(re.findall(pattern, answer.content.decode()))

    def answer(self, name: str, **form: str) -> None:
        """Answer the question that a party is asked."""
        self.post(name, "", **self.hidden(name, ""), **form, do="look")
        self.post(name, "look", **self.hidden(name, "look"))

    def wait(self) -> str:
        """Let the time of a question pass; return the end of the next one as a form has it."""
        self.time += timedelta(hours=9)
        for client in self.clients.values():
            session = client.session
            session["seen"] = session["began"] = int(self.time.timestamp()) // 60
            session.save()
        return f"{self.time + timedelta(hours=9):%Y-%m-%dT%H:%M}"

    def kept(self, name: str) -> Stage:
        """Return this moment, so that every input can begin from it."""
        from django.db import connection

        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        files = {
            path.relative_to(self.folder.path.parent).as_posix(): path.read_bytes()
            for path in self.folder.path.parent.rglob("*")
            if path.is_file()
        }
        cookies = {
            who: {key: morsel.value for key, morsel in client.cookies.items()}
            for who, client in self.clients.items()
        }
        return Stage(name, files, cookies, self.room, self.time)

    def restore(self, stage: Stage) -> None:
        """Go back to a moment."""
        from django.core.cache import cache as answers
        from django.db import connections

        connections.close_all()
        answers.clear()
        base = self.folder.path.parent
        for path in base.rglob("*"):
            if path.is_file() and path.relative_to(base).as_posix() not in stage.files:
                path.unlink()
        for name, data in stage.files.items():
            # a new file: a connection that somebody left open keeps the old one
            (base / name).unlink(missing_ok=True)
            (base / name).write_bytes(data)
            (base / name).chmod(0o600)
        self.clients, self.room, self.time = {}, stage.room, stage.time
        for who, cookies in stage.cookies.items():
            self.person(who).cookies.load(cookies)


@cache
def house() -> tuple[House, tuple[Stage, ...]]:
    """Return the house and its stages, made once."""
    from goodoffices.rooms import serve

    base = Path(
        tempfile.mkdtemp(prefix="fuzz-room-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )
    case = base / "canal"
    (case / "dispatches").mkdir(parents=True)
    (case / "case.yaml").write_text(samples.cases()["canal"], "utf-8")
    (case / "dispatches" / "2031-05-04-wire.txt").write_text(samples.REPORT, "utf-8")
    (case / "record.jsonl").write_bytes(samples.ledger())
    made = House(Folder(base / "data"))
    made.folder.make(casefile.locate(case), base / "room.key", HOSTS, "UTC", "")
    serve.set_up(made.folder)
    from django.conf import settings

    from goodoffices.rooms.upgrade import bring_up_to_date

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    bring_up_to_date(made.folder)
    now.read = lambda: made.time
    empty = made.kept("empty")
    stages = [*_mediation(made)]
    made.restore(empty)
    stages += [*_exercise(made)]
    return made, tuple(stages)


def remove() -> None:
    """Remove the folder of the house."""
    if house.cache_info().currsize:
        shutil.rmtree(house()[0].folder.path.parent, ignore_errors=True)


def _mediation(made: House) -> Iterator[Stage]:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth import get_user_model

    from goodoffices.rooms.cases import case
    from goodoffices.rooms.doing.opening import make_room
    from goodoffices.rooms.doing.people import make_link
    from goodoffices.rooms.models import Seat

    made.room = str(make_room(case()).id)
    for name in PEOPLE:
        seat = Seat.objects.select_related("room").get(room=made.room, key=name)
        link = f"/i/{make_link(seat, 'The server')}"
        made.post(name, link, username=name, password=PASSWORD, again=PASSWORD)
        TOTP.activate(get_user_model().objects.get(username=name), "JBSWY3DPEHPK3PXP")
    made.person("stranger")
    yield made.kept("joined")
    lead, parties = "harbour-master", ("A", "B")
    made.post(lead, "desk/terms", words="We keep silent.", interests="None.", retain_days="90")
    yield made.kept("agreement to mediate")
    for party in parties:
        made.post(party, "terms", digest=made.hidden(party, "terms")["digest"])
    issues = [issue.id for issue in case().issues]
    due = f"{made.time + timedelta(hours=9):%Y-%m-%dT%H:%M}"
    made.post(lead, "desk/agenda", issues=issues, due=due)
    yield made.kept("agenda")
    for party in parties:
        made.answer(party, answer="yes")
    due = made.wait()
    words = {f"words-{n}": f"{issue.name}." for n, issue in enumerate(case().issues)}
    settled = {f"settles-{n}": f"{i.id}={i.option_ids[0]}" for n, i in enumerate(case().issues)}
    made.post(lead, "desk/text", **words, **settled, due=due, do="put")
    yield made.kept("text")
    for party in parties:
        made.answer(party, level="4")
    due = made.wait()
    made.post(lead, "desk/close", due=due, who="mediator", stands="1")
    yield made.kept("close")
    for party in parties:
        made.answer(party, answer="yes")
    made.wait()
    made.person("A").get(f"/r/{made.room}/", secure=True)
    yield made.kept("agreed")


def _exercise(made: House) -> Iterator[Stage]:
    from goodoffices.rooms.cases import case
    from goodoffices.rooms.doing.tickets import make_exercise, token_of
    from goodoffices.rooms.models import Room, Ticket

    keys = chairs(case(), PROTOCOL)
    made.time = BEGIN
    make_exercise(case(), [Drawn(1, key) for key in keys], 20, seed=0, protocol=PROTOCOL)
    made.room = str(Room.objects.get(exercise=True).id)
    for ticket in Ticket.objects.select_related("seat"):
        name = ticket.seat.key if ticket.seat else "teacher"
        made.post(name, f"/t/{token_of(ticket)}")
    yield made.kept("exercise")
    made.post("teacher", "/x/", do="time", minutes="20")
    yield made.kept("exercise begun")
