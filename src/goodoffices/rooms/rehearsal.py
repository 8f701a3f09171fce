"""A rehearsal: strategies play a class over HTTPS, and the export is compared with the engine's own results.

The engine plays every table first, in memory. Then each of its acts is done again by a browser of its own,
as people would do it, in the pages of the room. At every other table only the first party has a browser, and
machines of the room play the others; in the shuttle they have the seats of all that the engine never asks.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from goodoffices.agreements.units import by_party
from goodoffices.files import write_text
from goodoffices.model import Case
from goodoffices.rooms.browser import Browser, text_form
from goodoffices.rooms.classlist import Slip
from goodoffices.rooms.documents import answer_form
from goodoffices.rooms.folder import REHEARSAL_SECONDS
from goodoffices.rooms.letters import next_on_grid
from goodoffices.rooms.now import now
from goodoffices.rooms.players import (
    PROTOCOL,
    SHUTTLE,
    STEPS,
    answer,
    chairs,
    clauses,
    package_of,
    usual_mediator,
    usual_strategy,
)
from goodoffices.rooms.rehearsal_shuttle import MEDIATOR, Carried, shuttle_table
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

    ``strategy`` may name another. The mediator of a shuttle is the one that passes on what it may.
    """
    kind = protocol_named(protocol)
    space = compile(case, exactly=True)
    shuttles = protocol == SHUTTLE
    table = shuttle_table(case, space) if shuttles else arrange(case, space, kind.needs_mediator)
    mediator = MEDIATOR if shuttles else kind.usual_mediator
    rules = kind(replace(table.setting, rounds=1, steps=STEPS[protocol]))
    strategies = [strategy_named(strategy or kind.usual_strategy) for _ in case.parties]
    seats = table.seats(strategies, mediator_named(mediator))
    found = []
    for number in range(tables):
        log = drive(rules, seats, seed, range(number, number + 1))
        agreed = transcript(log, 0, case, table.routes).agreed
        codes = encode(space, agreed)[np.newaxis] if agreed else None
        points = by_party(space, evaluate(space, codes)[0]) if codes is not None else {}
        found.append(Played(tuple(rows_of(log)), agreed, points))
    return tuple(found)


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
    for slip in tickets[1:]:
        # machines of the room's own play against these at every other table
        if slip.table % 2 or slip.seat in _acting(case, wanted[slip.table - 1], protocol):
            seats.setdefault(slip.table, {})[slip.seat] = Browser(url, certificate)

    def sit(slip: Slip) -> None:
        seats[slip.table][slip.seat].sit_down(slip.url)

    carried: list[Carried] = []

    def one(table: int) -> None:
        if protocol == SHUTTLE:
            shuttled = Carried(case, seats[table], due)
            shuttled.play(wanted[table - 1].rows)
            carried.append(shuttled)
        else:
            _play(case, wanted[table - 1].rows, seats[table], due)
        # machines that have the last word act before a page is shown, one after the other
        for _ in case.parties:
            next(iter(seats[table].values())).get("watch")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(sit, (slip for slip in tickets[1:] if slip.seat in seats[slip.table])))
        teacher.post(
            "/x/",
            {"do": "fill", "strategy": usual_strategy(protocol), "mediator": usual_mediator(protocol)},
        )
        teacher.post("/x/", {"do": "time", "minutes": str(MINUTES)})
        list(pool.map(one, range(1, tables + 1)))
    if carried:
        # the last letters reach their parties at the next moment
        grid = timedelta(seconds=REHEARSAL_SECONDS)
        time.sleep((next_on_grid(now(), grid) - now()).total_seconds())
    for table in carried:
        table.check_letters()
    teacher.post("/x/", {"do": "debrief"})
    for browsers in seats.values():
        for browser in browsers.values():
            browser.post("/x/debrief", {"consent": "yes"})
    text = teacher.get("/x/tables.csv")
    write_text(out, text)
    return differences(case, wanted, text)


def _acting(case: Case, table: Played, protocol: str) -> set[str]:
    """Return the seats that have browsers even where machines of the room play.

    The engine's shuttle can be played by browsers alone: machines beside people play texts.
    """
    if protocol != SHUTTLE:
        return {case.parties[0].id}
    places = chairs(case, SHUTTLE)
    return {places[row["seat"]] for row in table.rows if row["seat"] < len(places)}


def _play(case: Case, rows: Sequence[Row], seats: Mapping[str, Browser], due: datetime) -> None:
    """Do each act of a table in its seat's browser; a seat without a browser has a machine."""
    places = chairs(case, SHUTTLE)
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
            form = text_form(clauses(case, row["package"]))
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
