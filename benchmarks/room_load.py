"""A room under load: answers that arrive at a fixed rate whether or not the last was taken, then a burst.

The server is ``goodoffices serve`` as it is, over TLS on loopback, with a folder on disk. Thirty rooms of
three parties have a question open; a party sends its answer, is led to its side, and loads that page: that
is an answer with its page. Nothing is measured of how the answers got there: seats and sessions are made
beforehand. Afterwards the server ends, and the database is read: answers that are lost or kept twice, and
links of chains that do not hold, are counted.

With ``--database postgres`` the server has two processes and a database of PostgreSQL, on a server of its own
in a temporary folder. The load is then sent once more, while each process is killed and the database crashes
and starts again.

If other programs used the cores meanwhile, the run is void and says so: its times mean nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from rich.console import Console
from tests.support.postgres import Cluster, cluster

ROOMS, RATE, SECONDS, QUICK_SECONDS = 200, 50, 20, 5
CLASS, BURST = 90, 600
"""Answers that are sent at once: of a class, and of every party of every room."""
PROCESSES = 2
IDLE = 5.0
"""Seconds without a request after which a guest makes its connection anew."""
AGAIN = 100
"""Attempts to send an answer, or load its page, while the server or its database is restarting."""
OTHERS_LIMIT = 0.1
"""The share of all cores that others may use before a run is void."""
say = partial(Console().print, highlight=False)
FAILED = "answers that failed (status 5xx or no reply)"
HELD = re.compile(r'name="after" value="([0-9a-f]*)"')
CONTEXT = ssl.create_default_context()
# the certificate is the server's own, on this computer
CONTEXT.check_hostname, CONTEXT.verify_mode = False, ssl.CERT_NONE
CASE = """
goodoffices: 1
title: The lake
kind: record-only
fictional: true
about: Three towns share a lake.
parties: {N: {name: North town}, S: {name: South town}, W: {name: West town}}
mediators: {ferry: {name: The ferryman}}
channels:
  - {between: [ferry, N], means: boat}
  - {between: [ferry, S], means: boat}
  - {between: [ferry, W], means: boat}
issues:
  fish: {name: Fish, options: [100, 200]}
  boats: {name: Boats, options: [10, 20, 30]}
  season: {name: Days of the season, options: [60, 90, 120]}
  fees: {name: Fees, options: [1, 2, 3]}
  wardens: {name: Wardens, options: [2, 4]}
  moorings: {name: Moorings, options: [5, 9]}
"""


@dataclass
class Guest:
    """A party's browser: one connection that stays open, and the receipts it was shown."""

    room: str
    seat: str
    cookie: str
    window: str
    digest: str
    after: str = ""
    receipts: list[str] = field(default_factory=list)
    taken: int = 0
    failed: int = 0
    spoke: float = 0.0
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None


@dataclass
class Measured:
    """Seconds from the scheduled time of each answer to its page, and the share that others used."""

    seconds: list[float]
    took: float
    server: float
    others: float
    failed: int = 0


@dataclass(frozen=True)
class House:
    """A server that runs: its folder, its process, its port, and PostgreSQL if its rows are there."""

    folder: Path
    process: subprocess.Popen[str]
    port: int
    cluster: Cluster | None

    def used(self) -> float:
        """Return the CPU seconds of the server and its database."""
        roots = {self.process.pid}
        if self.cluster is not None and (pid := self.cluster.pid()):
            roots.add(pid)
        return _used(roots)


def main(quick: bool, database: str = "sqlite") -> list[dict[str, Any]]:
    """Measure, print a table, and return its rows."""
    say(f"load of this machine before: {os.getloadavg()}, cores: {os.cpu_count()}")
    seconds = QUICK_SECONDS if quick else SECONDS
    with tempfile.TemporaryDirectory(prefix="room-load-") as folder:
        if database == "sqlite":
            rows, others = run(Path(folder), seconds)
        else:
            with cluster() as made:
                made.ask("CREATE DATABASE room")
                rows, others = run(Path(folder), seconds, cluster=made)
    say(f"load of this machine after: {os.getloadavg()}")
    if others > OTHERS_LIMIT:
        say(f"VOID: other programs used {others:.0%} of the cores; run it on an idle machine.")
    for row in rows:
        row["void"] = others > OTHERS_LIMIT
        sign = "≤" if row["at_most"] else "≥"
        say(f"{row['name']}: {row['ours']:,.1f} {row['unit']} (goal {sign} {row['goal']:,})")
    return rows


def run(
    folder: Path, seconds: int, rooms: int = ROOMS, cluster: Cluster | None = None
) -> tuple[list[dict[str, Any]], float]:
    """Return the rows of a run in an empty folder, and the share of the cores that others used."""
    (folder / "lake").mkdir()
    (folder / "lake" / "case.yaml").write_text(CASE, "utf-8")
    address = cluster.address("room") if cluster else ""
    guests = _in_a_process_of_its_own(folder, "prepare", [rooms, address])
    people = [Guest(**guest) for guest in guests]
    server, ready = _start(folder, PROCESSES if cluster else 1)
    house = House(folder, server, int(ready["url"].rsplit(":", 1)[1].rstrip("/")), cluster)
    try:
        load, class_, burst, trouble = asyncio.run(_drive(people, house, seconds))
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)
    told = {guest.seat: [guest.taken, guest.failed, guest.receipts] for guest in people}
    found = _in_a_process_of_its_own(folder, "judge", told)
    answers = len(load.seconds)
    cut = quantiles(load.seconds, n=100)
    sent = len(people) + answers + len(class_.seconds) + len(burst.seconds) + len(trouble.seconds)
    rows = [
        _row(
            f"answers a second, asked for {RATE}", answers / load.took, "answers/s", RATE * 0.95, False
        ),
        _row("answer with its page, half within", 1000 * cut[49], "ms", 300),
        _row("answer with its page, 95 of 100 within", 1000 * cut[94], "ms", 300),
        _row("CPU of an answer with its page", 1000 * load.server / answers, "ms", 15),
        _row(f"burst of {len(class_.seconds)}: all acknowledged", max(class_.seconds), "s", 3),
        _row(f"burst of {len(burst.seconds)}: all acknowledged", max(burst.seconds), "s", 15),
        _row("CPU of publishing a window of three parties", 1000 * found["publish"], "ms", 50),
        _row(FAILED, load.failed + class_.failed + burst.failed, "", 0),
        _row("answers acknowledged", sum(guest.taken for guest in people), "", sent, False),
        _row("acknowledged answers that are lost", found["lost"], "", 0),
        _row("answers that are kept twice", found["doubled"], "", 0),
        _row("links of chains that do not hold", found["broken"], "", 0),
    ]
    if trouble.seconds:
        rows[-4:-4] = [
            _row(
                "answers while processes and database were killed", len(trouble.seconds), "", 1, False
            ),
            _row("the longest of them, sent again until acknowledged", max(trouble.seconds), "s", 20),
        ]
    return rows, max(load.others, class_.others, burst.others)


def _row(name: str, ours: float, unit: str, goal: float, at_most: bool = True) -> dict[str, Any]:
    return {"name": name, "ours": ours, "unit": unit, "goal": goal, "at_most": at_most}


def _start(folder: Path, processes: int) -> tuple[subprocess.Popen[str], dict[str, str]]:
    words = ["serve", "--data", str(folder / "data"), "--port", "0", "--json"]
    server = subprocess.Popen(
        [sys.executable, "-m", "goodoffices", *words, "--processes", str(processes)],
        stdout=subprocess.PIPE,
        # nobody reads it while the server runs, and a pipe that is full would stop it
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    return server, json.loads(line)


async def _drive(people: list[Guest], house: House, seconds: int) -> list[Measured]:
    """Send everything; return the measures of the load, both bursts, and the load in trouble."""
    for guest in people:
        await _answer(guest, house.port)
    count = RATE * seconds
    plan = [(n / RATE, people[n % len(people)]) for n in range(count)]
    answer, send = partial(_answer, port=house.port), partial(_send, port=house.port)
    found = [await _measured(house, plan, answer)]
    for burst in (people[:CLASS], people[:BURST]):
        found.append(await _measured(house, [(0.0, guest) for guest in burst], send))
        for guest in burst:
            await _look(guest, house.port)
    if house.cluster is None:
        found.append(Measured([], 0, 0, 0))
    else:
        troubles = asyncio.create_task(_trouble(house, house.cluster, seconds))
        found.append(await _measured(house, plan, partial(_insist, port=house.port)))
        await troubles
    for guest in people:
        _hang_up(guest)
    await asyncio.sleep(0.1)
    return found


async def _trouble(house: House, cluster: Cluster, seconds: int) -> None:
    """Kill each process of the server once, and let the database crash and start again, under load."""
    pause = seconds / 4
    for _ in range(PROCESSES):
        await asyncio.sleep(pause)
        [*workers] = _children(house.process.pid)
        os.kill(workers[0], signal.SIGKILL)
    await asyncio.sleep(pause)
    await asyncio.to_thread(cluster.stop, "immediate")
    await asyncio.to_thread(cluster.start)


def _hang_up(guest: Guest) -> None:
    if guest.line is not None:
        # the server may have closed it already: do not wait for it to close
        guest.line[1].transport.abort()
        guest.line = None


async def _measured(
    house: House, plan: list[tuple[float, Guest]], act: Callable[[Guest], Awaitable[object]]
) -> Measured:
    """Start each act at its time, whether or not earlier ones have ended."""
    taken: list[float] = []
    busy, own, begin = _busy(), house.used(), time.monotonic()
    mine, failed = time.process_time(), sum(guest.failed for _, guest in plan)

    async def one(at: float, guest: Guest) -> None:
        await asyncio.sleep(max(0.0, begin + at - time.monotonic()))
        async with guest.busy:
            await act(guest)
        taken.append(time.monotonic() - begin - at)

    await asyncio.gather(*(one(at, guest) for at, guest in plan))
    took = time.monotonic() - begin
    server_took = house.used() - own
    others = (_busy() - busy - server_took - (time.process_time() - mine)) / took
    share = max(0.0, others) / (os.cpu_count() or 1)
    return Measured(taken, took, server_took, share, sum(guest.failed for _, guest in plan) - failed)


async def _answer(guest: Guest, port: int) -> None:
    """Send the answer and load the page that it leads to."""
    await _send(guest, port)
    await _look(guest, port)


async def _insist(guest: Guest, port: int) -> None:
    """Send the answer until it is acknowledged, and load its page until it comes, as people do."""
    for _ in range(AGAIN):
        if await _send(guest, port):
            break
        await asyncio.sleep(0.2)
        await _look(guest, port)
    for _ in range(AGAIN):
        if await _look(guest, port):
            break
        await asyncio.sleep(0.2)


async def _look(guest: Guest, port: int) -> bool:
    """Load the page of a party, and keep the receipt that it shows; return whether it came."""
    status, body = await _ask(guest, port, "GET", f"/r/{guest.room}/", "")
    found = HELD.search(body)
    if status != 200 or found is None:
        return False
    guest.after = found[1]
    if found[1] and found[1] not in guest.receipts:
        guest.receipts.append(found[1])
    return True


async def _send(guest: Guest, port: int) -> bool:
    form = f"window={guest.window}&digest={guest.digest}&after={guest.after}"
    status, place = await _ask(guest, port, "POST", f"/r/{guest.room}/look", form)
    # a redirection may also lead to the page of sign-in
    taken = status == 302 and place == f"/r/{guest.room}/"
    guest.taken += taken
    guest.failed += not taken
    return taken


async def _ask(guest: Guest, port: int, how: str, path: str, form: str) -> tuple[int, str]:
    """Return the status and the body of a response, or the place that it leads to; 599 if there is none."""
    token = "a" * 32
    cookies = f"__Host-session={guest.cookie}; __Host-csrf={token}"
    body = f"{form}&csrfmiddlewaretoken={token}" if form else ""
    head = f"{how} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookies}\r\n"
    if form:
        head += f"Origin: https://localhost:{port}\r\nContent-Length: {len(body)}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\n"
    try:
        # as browsers do: servers close connections that say nothing
        if time.monotonic() - guest.spoke > IDLE:
            _hang_up(guest)
        guest.spoke = time.monotonic()
        if guest.line is None:
            guest.line = await asyncio.open_connection("127.0.0.1", port, ssl=CONTEXT)
        reader, writer = guest.line
        writer.write(f"{head}\r\n{body}".encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = re.search(r"(?im)^content-length: (\d+)", answer)
        content = await reader.readexactly(int(size[1])) if size else b""
        if size is None:
            # such as a failure while the database is down: the rest of it is no answer to the next request
            _hang_up(guest)
    except (OSError, asyncio.IncompleteReadError):
        _hang_up(guest)
        return 599, ""
    status = int(answer.split(" ", 2)[1])
    if status == 302 and (place := re.search(r"(?im)^location: (\S+)", answer)):
        return status, place[1]
    return status, content.decode()


def _children(parent: int) -> list[int]:
    """Return the processes of a server that answer: those that it has started for it."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text("utf-8").split()
    names = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in found}
    # Python keeps a process beside them that only counts what they share
    return [pid for pid, name in names.items() if b"resource_tracker" not in name]


def _used(roots: set[int]) -> float:
    """Return the CPU seconds of processes and all their descendants."""
    ticks = os.sysconf("SC_CLK_TCK")
    parents: dict[int, int] = {}
    times: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text("utf-8").rpartition(")")
        except OSError:
            continue  # it has ended meanwhile
        fields, pid = rest.split(), int(name.split(" ", 1)[0])
        parents[pid] = int(fields[1])
        times[pid] = (int(fields[11]) + int(fields[12])) / ticks
    family = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(times.get(pid, 0.0) for pid in family)


def _busy() -> float:
    """Return the seconds for which the cores of this machine were in use."""
    words = Path("/proc/stat").read_text("utf-8").split("\n", 1)[0].split()[1:9]
    user, nice, system, _, _, irq, soft, steal = map(int, words)
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def _in_a_process_of_its_own(folder: Path, what: str, told: object = None) -> Any:
    """Ask for something with the database in another process: Django can be set up once in each."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.room_rows", what, str(folder)],
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
