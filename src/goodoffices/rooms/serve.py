"""Start a server: its folder, database, certificate, the room of its case, and granian."""

from __future__ import annotations

import logging
import os
import signal
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import available_timezones

from filelock import FileLock

from goodoffices import casefile
from goodoffices.errors import UsageError
from goodoffices.files import real
from goodoffices.limits import CLASS_TABLES
from goodoffices.model import Case
from goodoffices.rooms.certificate import certificate, fingerprint, key_path
from goodoffices.rooms.classlist import Drawn, Slip, draw, read_class
from goodoffices.rooms.database import require_empty
from goodoffices.rooms.folder import REHEARSAL_SECONDS, Folder
from goodoffices.rooms.players import (
    PROTOCOL,
    chairs,
    require_machines,
    require_seats,
    usual_mediator,
)
from goodoffices.wording import did_you_mean

LOOPBACK = ("127.0.0.1", "localhost")
HOUR = 3600
"""Seconds between two looks at what is kept no longer; it counts in days."""
EVERY_ADDRESS = ("0.0.0.0", "::", "")
"""Hosts that browsers cannot name: the server answers only to names that it knows."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The output of a server that is ready: its address, the mediator's link, the certificate.

    Of an exercise there is no link; it has ``tickets``, the teacher's first, and ``sheet`` to print them.
    """

    url: str
    mediator_link: str
    fingerprint: str
    tickets: tuple[Slip, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Classroom:
    """An exercise as it was asked for; ``tables`` is 0 for as many as the students need.

    ``machines`` is the strategy that takes empty seats; empty if none does. ``protocol`` is of all tables.
    In a rehearsal letters reach the tables at each second.
    """

    students: Path | None
    tables: int
    minutes: int
    seed: int
    machines: str = ""
    protocol: str = PROTOCOL
    rehearsal: bool = False


def prepare(
    folder: Folder,
    case: Path | None,
    key: Path | None,
    hosts: tuple[str, ...],
    zone: str | None,
    classroom: Classroom | None = None,
    database: str = "",
) -> None:
    """Make the folder if it is not there, bring its database up to date, and make the room of its case.

    Of several processes that start with the same folder, one does so at a time.

    Raises:
        InputError: if the case or the class list cannot be read.
        UsageError: if there is no folder and no case, nobody could sit down to the case, the folder holds
            another case, a host stands for every address of this computer, the zone is unknown, or the
            database is not that of the folder.
    """
    for host in hosts:
        if host in EVERY_ADDRESS:
            raise UsageError(
                f"--host: expected the address by which browsers reach this computer, found '{host}'."
            )
    if zone is not None and zone not in available_timezones():
        near = did_you_mean(zone, available_timezones())
        raise UsageError(f"--zone: expected a time zone such as Europe/Vienna, found '{zone}'.{near}")
    if not folder.exists:
        if case is None:
            raise UsageError(f"{folder.path}: expected a case to make a room for, found none.")
        # before anything is made, as a folder without a room would refuse another case afterwards
        found = casefile.load(case)
        require_seats(found, classroom.protocol if classroom else PROTOCOL)
        if classroom is not None:
            _drawn(found, classroom)
        if database:
            require_empty(database)
    # new files of the folder are for their owner only
    os.umask(0o077)
    folder.path.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.path / "start.lock"):
        _prepare(folder, case, key, hosts, zone, classroom, database)


def _prepare(
    folder: Folder,
    case: Path | None,
    key: Path | None,
    hosts: tuple[str, ...],
    zone: str | None,
    classroom: Classroom | None,
    database: str,
) -> None:
    before = folder.config() if folder.exists else None
    if before is None:
        assert case is not None
        folder.make(casefile.locate(case), key, hosts, zone or "UTC", database)
        if classroom is not None and classroom.rehearsal:
            folder.write(replace(folder.config(), table_seconds=REHEARSAL_SECONDS))
    elif case is not None and casefile.load(case).digest() != casefile.load(folder.case).digest():
        raise UsageError(f"{folder.path}: expected the case of this room, found another; use --data.")
    else:
        folder.serve_on(hosts, zone, key, database, casefile.locate(case) if case else None)
    set_up(folder)
    from goodoffices.rooms.upgrade import bring_up_to_date, require_fitting

    try:
        bring_up_to_date(folder)
        require_fitting(
            folder, moved=before is not None and before.database != folder.config().database
        )
    except UsageError:
        if before is not None:
            # the next start asks for the database that was there before
            folder.write(before)
        raise
    _make_rooms(folder, classroom)


def _make_rooms(folder: Folder, classroom: Classroom | None) -> None:
    from goodoffices.rooms.cases import case as case_of
    from goodoffices.rooms.doing.opening import make_room
    from goodoffices.rooms.doing.retention import finish_shredding, shred_due
    from goodoffices.rooms.models import Room

    if not Room.objects.exists():
        if classroom is None:
            make_room(case_of())
        else:
            _make_exercise(case_of(), classroom)
    elif classroom is not None and not Room.objects.filter(exercise=True).exists():
        raise UsageError(f"{folder.path}: expected a new folder for an exercise, found a mediation.")
    finish_shredding()
    shred_due()


def _make_exercise(case: Case, wanted: Classroom) -> None:
    from goodoffices.rooms.doing.tickets import make_exercise

    drawn = _drawn(case, wanted)
    mediator = _mediator(wanted)
    make_exercise(case, drawn, wanted.minutes, wanted.seed, wanted.machines, mediator, wanted.protocol)


def _mediator(wanted: Classroom) -> str:
    return usual_mediator(wanted.protocol) if wanted.machines else ""


def _drawn(case: Case, wanted: Classroom) -> tuple[Drawn, ...]:
    """Return the seats of an exercise, drawn from its class list.

    Raises:
        InputError: if the class list cannot be read.
        UsageError: if its machines cannot play the case, or there are too many tables.
    """
    if wanted.machines:
        require_machines(case, wanted.protocol, wanted.machines, _mediator(wanted))
    places = chairs(case, wanted.protocol)
    students = read_class(wanted.students, places) if wanted.students else ()
    drawn = draw(students, places, wanted.tables, wanted.seed)
    tables = max(seat.table for seat in drawn)
    if tables > CLASS_TABLES.most:
        raise UsageError(f"--tables: expected {CLASS_TABLES}, found {tables}.")
    return drawn


def set_up(folder: Folder) -> None:
    """Set Django up for a folder, once in a process."""
    import django

    # numpy's threads would fight for the cores with the server's
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["GOODOFFICES_ROOM"] = str(real(folder.path))
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodoffices.rooms.settings"
    django.setup()


def tend() -> None:
    """Publish and shred, as before each page: nobody need look for the time to be over.

    An act that fails stops no other: what is kept no longer is shredded, whatever else is broken.
    """
    from django.db import connections

    from goodoffices.rooms.cases import case
    from goodoffices.rooms.doing.clock import publish_due
    from goodoffices.rooms.doing.polls import close_polls
    from goodoffices.rooms.doing.retention import finish_shredding, shred_due

    # first the questions, as one that is open keeps a room
    acts = (lambda: publish_due(case()), close_polls, shred_due, finish_shredding)
    for act in acts:
        try:
            act()
        except Exception:
            # such as a database that is restarting: the next hour is soon enough
            logging.getLogger("django.request").exception("the hourly round failed")
        finally:
            connections.close_all()


def read_ahead() -> None:
    """Read the program and the case, so that processes made from this one have them.

    To read them takes seconds, and longer if others use the cores. A process that takes the place of one that
    was killed would answer nobody meanwhile.
    """
    import numpy as np
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.urls import get_resolver

    from goodoffices.rooms.cases import case

    get_wsgi_application()
    _ = get_resolver().url_patterns  # reads the pages, too
    case()
    # loads what numpy loads late: a mediator's first suggestion would wait for it
    np.unique(np.zeros(1))
    # a connection is of one process
    connections.close_all()


def _tend_hourly() -> None:
    while True:
        time.sleep(HOUR)
        tend()


def mediator_link(url: str) -> str:
    """Return a new link for the first mediator's seat; empty if somebody sits there already.

    An exercise has none.
    """
    from goodoffices.rooms.doing.people import SERVER, make_link
    from goodoffices.rooms.models import Member, Room, Seat

    if Room.objects.filter(exercise=True).exists():
        return ""
    seat = Seat.objects.filter(role="mediator").order_by("place").first()
    if seat is None or Member.objects.filter(seat=seat).exists():
        return ""
    return f"{url}i/{make_link(seat, SERVER)}"


def in_address(host: str) -> str:
    """Return a host as it stands in an address: the numbers of IPv6 stand in brackets."""
    return f"[{host}]" if ":" in host else host


def numbers_of(host: str) -> str:
    """Return the address of a host in numbers, which the server listens on.

    Raises:
        UsageError: if nobody knows it.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UsageError(f"--host: expected an address of this computer, found '{host}'.") from error
    return str(found[0][4][0])


def free_port(host: str) -> int:
    """Return a port that is free on a host."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as found:
        found.bind((host, 0))
        port: int = found.getsockname()[1]
    return port


def rehearse(folder: Folder, ready: Ready, seed: int, protocol: str) -> list[str]:
    """Play the exercise of a server that answers; return the differences from the engine's results.

    ``tables.csv`` is then in the folder.
    """
    from goodoffices.rooms.cases import case
    from goodoffices.rooms.rehearsal import rehearse as play

    zone, out = folder.config().zone, folder.path / "tables.csv"
    return play(case(), ready.url, folder.certificate, ready.tickets, zone, seed, protocol, out)


def stop() -> None:
    """End the server of this process, as Ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)


def run(
    folder: Folder, host: str, port: int, tell: Callable[[Ready], None], processes: int = 1
) -> None:
    """Serve until Ctrl-C; ``tell`` is called when the server answers.

    A process that ends by itself, or is killed, is replaced; the others go on meanwhile.
    """
    from granian.constants import Interfaces, SSLProtocols
    from granian.server import Server

    config = folder.config()
    found = certificate(folder.certificate, config.hosts)
    url = f"https://{'localhost' if host in LOOPBACK else in_address(host)}:{port}/"
    tickets, sheet = _tickets(folder, url)
    ready = Ready(url, mediator_link(url), fingerprint(found), tickets, sheet)
    server = Server(
        "goodoffices.rooms.wsgi:application",
        address=numbers_of(host),
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        respawn_failed_workers=True,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
        ssl_cert=folder.certificate,
        ssl_key=key_path(folder.certificate),
        ssl_protocol_min=SSLProtocols.tls12,
        workers_kill_timeout=5,
    )
    read_ahead()
    watcher = threading.Thread(target=_tell_when_ready, args=(ready, tell), daemon=True)
    server.on_startup(watcher.start)
    server.on_startup(threading.Thread(target=_tend_hourly, daemon=True).start)
    server.serve()


def _tickets(folder: Folder, url: str) -> tuple[tuple[Slip, ...], str]:
    """Return the tickets of an exercise and the place of their sheet, written anew with this address."""
    from goodoffices.rooms.cases import case
    from goodoffices.rooms.sheet import slips, write_sheet

    tickets = slips(url)
    path = folder.path / "tickets.html"
    if tickets:
        write_sheet(path, case().title, tickets)
    return tickets, str(path) if tickets else ""


def _tell_when_ready(ready: Ready, tell: Callable[[Ready], None]) -> None:
    context = ssl.create_default_context()
    # the certificate is our own, made a moment ago
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{ready.url}health", context=context, timeout=5):
                tell(ready)
                return
        except OSError:
            time.sleep(0.1)
