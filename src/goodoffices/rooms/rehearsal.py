"""A rehearsal: strategies play a class over HTTPS, and the export is compared with the engine's own results.

The engine plays every table first, in memory. Then each of its acts is done again by a browser of its own,
as people would do it, in the pages of the room. At every other table only the first party has a browser, and
machines of the room play the others.
"""

from __future__ import annotations

import csv
import http.client
import io
import re
import ssl
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import numpy as np

from goodoffices.agreements.units import by_party
from goodoffices.errors import LedgerError
from goodoffices.files import write_text
from goodoffices.model import Case
from goodoffices.rooms.classlist import Slip
from goodoffices.rooms.documents import Clause, answer_form
from goodoffices.rooms.now import now
from goodoffices.rooms.players import (
    PROTOCOL,
    STEPS,
    answer,
    clauses,
    package_of,
    usual_mediator,
    usual_strategy,
)
from goodoffices.space import compile, encode, evaluate
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import protocol_named
from goodoffices.talks.engine.session import drive
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.engine.wire import Row, rows_of
from goodoffices.talks.outcomes.transcript import transcript

AT_ONCE = 8
"""Tables that are played at the same time."""
MINUTES = 120
IDLE = 3.0
"""Seconds without a request after which a connection is made anew."""
LOOKS = 50
"""Times that a party looks for the next question before it gives up."""
HIDDEN = re.compile(r'type="hidden" name="(window|digest|after)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Played:
    """A table as the engine played it: its acts, the package agreed, if any, and each party's points."""

    rows: tuple[Row, ...]
    agreed: Mapping[str, str] | None
    points: Mapping[str, Fraction]


def played(
    case: Case, tables: int, seed: int, strategy: str = "", protocol: str = PROTOCOL
) -> tuple[Played, ...]:
    """Return every table as the engine plays it, with the usual strategy and mediator of the protocol.

    ``strategy`` may name another.
    """
    kind = protocol_named(protocol)
    space = compile(case, exactly=True)
    table = arrange(case, space, kind.needs_mediator)
    rules = kind(replace(table.setting, rounds=1, steps=STEPS[protocol]))
    strategies = [strategy_named(strategy or kind.usual_strategy) for _ in case.parties]
    seats = table.seats(strategies, mediator_named(kind.usual_mediator))
    found = []
    for number in range(tables):
        log = drive(rules, seats, seed, range(number, number + 1))
        agreed = transcript(log, 0, case, table.routes).agreed
        codes = encode(space, agreed)[np.newaxis] if agreed else None
        points = by_party(space, evaluate(space, codes)[0]) if codes is not None else {}
        found.append(Played(tuple(rows_of(log)), agreed, points))
    return tuple(found)


@dataclass
class Browser:
    """A browser of a seat: a connection that stays open, and its cookies."""

    url: str
    certificate: Path
    room: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPSConnection | None = None
    used: float = 0.0
    answered: str = ""

    def ask(self, how: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, the address it leads to, and the body of a response."""
        if self.line is not None and time.monotonic() - self.used > IDLE:
            # servers close connections that say nothing
            self.line.close()
            self.line = None
        if self.line is None:
            context = ssl.create_default_context(cafile=str(self.certificate))
            self.line = http.client.HTTPSConnection(
                urlsplit(self.url).netloc, context=context, timeout=60
            )
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            # the secret in the cookie may stand for a masked one
            token = self.cookies.setdefault("__Host-csrf", "a" * 32)
            headers["Cookie"] = "; ".join(f"{n}={value}" for n, value in self.cookies.items())
            headers["Origin"] = self.url.rstrip("/")
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": token})
        self.line.request(how, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        self.used = time.monotonic()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def get(self, page: str) -> str:
        """Return a page."""
        status, _, text = self.ask("GET", page if page.startswith("/") else f"{self.room}{page}")
        return self._expected(status, 200, page, text)

    def post(self, page: str, form: Mapping[str, str]) -> str:
        """Send a form, and return the address that it leads to."""
        status, found, text = self.ask(
            "POST", page if page.startswith("/") else f"{self.room}{page}", form
        )
        self._expected(status, 302, page, text)
        return found

    def _expected(self, status: int, wanted: int, page: str, text: str) -> str:
        if status != wanted:
            raise LedgerError(f"rehearsal: expected {wanted} for {page or 'a side'}, found {status}.")
        return text

    def sit_down(self, ticket: str) -> None:
        """Take the seat of a ticket."""
        path = urlsplit(ticket).path
        self.get(path)
        self.post(path, {})
        status, found, _ = self.ask("GET", "/")
        if status == 302 and found.startswith("/r/"):
            self.room = "/".join(found.split("/")[:3]) + "/"

    def answer(self, form: Mapping[str, str]) -> None:
        """Answer the next question, as a party does: write, look it over, send.

        A machine may still have to answer the last question, or to put the next: then it looks again.

        Raises:
            LedgerError: if no new question is put.
        """
        for _ in range(LOOKS):
            asked = dict(HIDDEN.findall(self.get("")))
            if asked.get("window", self.answered) != self.answered:
                break
        else:
            raise LedgerError("rehearsal: expected another question to a side, found none.")
        self.answered = asked["window"]
        self.post("", {**asked, **form, "do": "look"})
        self.post("look", dict(HIDDEN.findall(self.get("look"))))

    def offer(self, package: Mapping[str, str]) -> None:
        """Make an offer, as a party does: write it, look it over, make it.

        Raises:
            LedgerError: if its turn does not come.
        """
        self.post(
            "offer", {**{f"issue-{issue}": said for issue, said in package.items()}, "do": "look"}
        )
        self._in_turn("offer/look")

    def accept(self) -> None:
        """Accept the offer on the table.

        Raises:
            LedgerError: if its turn does not come.
        """
        self._in_turn("accept")

    def _in_turn(self, page: str) -> None:
        """Send the form of a page as soon as it is there: machines may still have to act."""
        for _ in range(LOOKS):
            status, _address, text = self.ask("GET", f"{self.room}{page}")
            if status == 200:
                self.post(page, dict(HIDDEN.findall(text)))
                return
        raise LedgerError("rehearsal: expected the turn of a side, found that it did not come.")


def rehearse(
    case: Case,
    url: str,
    certificate: Path,
    tickets: Sequence[Slip],
    zone: str,
    seed: int,
    protocol: str,
    out: Path,
) -> list[str]:
    """Play every table over HTTPS, write the export to a file, and return the differences, a sentence each.

    Args:
        case: of the exercise, with numbers.
        url: of the server.
        certificate: of the server.
        tickets: of all seats and the teacher.
        zone: time zone of the server's forms.
        seed: of the strategies' draws.
        protocol: of every table.
        out: file for the export.
    """
    tables = max(slip.table for slip in tickets)
    wanted = played(case, tables, seed, protocol=protocol)
    teacher = Browser(url, certificate)
    teacher.sit_down(tickets[0].url)
    due = (now() + timedelta(minutes=MINUTES)).astimezone(ZoneInfo(zone))
    seats: dict[int, dict[str, Browser]] = {}
    first = case.parties[0].id
    for slip in tickets[1:]:
        # machines of the room's own play against the first party at every other table
        if slip.table % 2 or slip.seat == first:
            seats.setdefault(slip.table, {})[slip.seat] = Browser(url, certificate)

    def sit(slip: Slip) -> None:
        seats[slip.table][slip.seat].sit_down(slip.url)

    def one(table: int) -> None:
        _play(case, wanted[table - 1].rows, seats[table], due)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(sit, (slip for slip in tickets[1:] if slip.seat in seats[slip.table])))
        teacher.post(
            "/x/",
            {"do": "fill", "strategy": usual_strategy(protocol), "mediator": usual_mediator(protocol)},
        )
        teacher.post("/x/", {"do": "time", "minutes": str(MINUTES)})
        list(pool.map(one, range(1, tables + 1)))
    teacher.post("/x/", {"do": "debrief"})
    for browsers in seats.values():
        for browser in browsers.values():
            browser.post("/x/debrief", {"consent": "yes"})
    text = teacher.get("/x/tables.csv")
    write_text(out, text)
    return differences(case, wanted, text)


def _play(case: Case, rows: Sequence[Row], seats: Mapping[str, Browser], due: datetime) -> None:
    """Do each act of a table in its seat's browser; a seat without a browser has a machine."""
    places = [*(party.id for party in case.parties), *(mediator.id for mediator in case.mediators)]
    newest = standing = 0
    stamp = f"{due:%Y-%m-%dT%H:%M}"
    for row in rows:
        event = row["event"]
        browser = seats.get(places[row["seat"]]) if row["seat"] < len(places) else None
        stands = {"stands": str(standing)} if standing else {}
        if event == "TextPut":
            newest += 1
        elif event == "TextKept":
            standing = newest
        if browser is None:
            continue
        if event == "TextPut":
            form = _text(clauses(case, row["package"]))
            browser.post("desk/text", {**form, **stands, "due": stamp, "do": "put"})
        elif event == "TextClosed":
            browser.post("desk/close", {**stands, "due": stamp, "who": "mediator"})
        elif event in ("Criticised", "Answer"):
            browser.answer(answer_form(asdict(answer(case, row))))
        elif event == "Offer":
            browser.offer(package_of(case, row["package"]))
        elif event == "Accept":
            browser.accept()
        elif event == "BrokenOff":
            browser.post("leave", {})
    # machines that have the last word act before a page is shown, one after the other
    for _ in case.parties:
        next(iter(seats.values())).get("watch")


def _text(text: Sequence[Clause]) -> dict[str, str]:
    """Return the form of a text."""
    form = {}
    for number, clause in enumerate(text):
        form[f"words-{number}"] = clause.words
        form[f"settles-{number}"] = f"{clause.issue}={clause.option}"
    return form


def differences(case: Case, wanted: Sequence[Played], text: str) -> list[str]:
    """Return the differences of an export from the engine's results, table by table."""
    rows = {row["table"]: row for row in csv.DictReader(io.StringIO(text))}
    found = []
    for number, table in enumerate(wanted, 1):
        row = rows.get(str(number))
        if row is None:
            found.append(f"table {number}: expected a row, found none.")
            continue
        agreed = dict(table.agreed or {})
        options = {issue.id: row[f"option {issue.id}"] for issue in case.issues}
        if (row["agreed"] == "yes") != bool(agreed) or (agreed and options != agreed):
            found.append(f"table {number}: expected {agreed or 'no agreement'}, found {options}.")
        for party, points in table.points.items():
            if row[f"points {party}"] != f"{float(points):.12g}":
                told = row[f"points {party}"]
                found.append(f"table {number}: expected {points} points for {party}, found '{told}'.")
    return found
