"""What a player is handed follows from what reached it: nothing tells it of acts that did not.

Sessions differ in what the others want, how they play and what they confide. Wherever the same events had
reached a seat, everything that it is handed is the same, byte for byte: view, phase, lanes, numbers, draws of
its stream, and how often it was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pytest

from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import MEDIATORS, PROTOCOLS, STRATEGIES, Log, arrange, drive
from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.release_rules import Confidence, Form, Point, pair
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.table import Table
from tests.support.cases import shipped, three_parties
from tests.support.shuttling import Errand, Telling
from tests.support.thorough import THOROUGH

Handed = tuple[object, ...]
Told = tuple[object, ...]


@dataclass
class Spied:
    """A player as it is, and a note of everything that it was handed."""

    player: Any

    def __post_init__(self) -> None:
        self.lanes, self.random, self.remembers = False, self.player.random, self.player.remembers
        self.offers = getattr(self.player, "offers", False)
        self.protocols = getattr(self.player, "protocols", ())
        self.handed: list[tuple[int, Handed]] = []

    def prepare(self, private: Any, horizon: Any) -> None:
        self.player.prepare(private, horizon)
        self.horizon = horizon

    def act(self, view: Any, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        seen = [(own.name, np.asarray(getattr(view, own.name)).tobytes()) for own in fields(view)]
        drawn = [stream.draws("spied", at).tolist() for at in (move, 0)]
        number = np.asarray(move)
        asked = str(phase), phase.role, phase.events, live.tolist(), number.tolist(), str(number.dtype)
        # a player that remembers knows how often it was asked, whether it is told so or not
        times = len(self.handed)
        self.handed.append((int(view.heard[0]), (seen, asked, drawn, self.horizon, times)))
        return list(self.player.act(view, phase, live, stream, move))


def reached(log: Log, seat: int) -> list[Told]:
    """Return the events that reached a seat, in order, with all that they hold."""
    return [
        (
            *(h.batch.by, h.batch.event.__name__, h.batch.package.tolist(), h.batch.yes.tolist()),
            *(h.batch.more.tolist(), h.round.tolist(), h.step.tolist()),
        )
        for h in log.happened
        if int(h.audience[0]) >> seat & 1
    ]


class Worlds:
    """What each seat was handed after each history of its own, over many sessions.

    ``compared`` counts the times that a history was one of another session too.
    """

    def __init__(self) -> None:
        self.known: dict[str, tuple[Handed, int]] = {}
        self.sessions = self.compared = 0

    def take(self, log: Log, players: list[Spied]) -> None:
        """Hold what the players of a session were handed against the sessions before."""
        self.sessions += 1
        for seat, spied in enumerate(players):
            events, nth = reached(log, seat), Counter[int]()
            for heard, handed in spied.handed:
                nth[heard] += 1
                key = repr((seat, events[:heard], nth[heard]))
                before, session = self.known.setdefault(key, (handed, self.sessions))
                assert handed == before, f"seat {seat} is handed something else after {events[:heard]}"
                self.compared += session != self.sessions


CONVOYS, NOTICE, TOLL = range(3)
TASKS = ("invite", "text", "invite", "text", "none")
"""What a scripted mediator of the shuttle does between its texts."""


def changed(case: Case) -> Iterator[Case]:
    """Yield the case, and the case with what all but the first party want changed."""
    yield case
    first, *others = case.preferences
    turned = tuple(
        replace(one, tables=tuple(replace(t, values=t.values[::-1]) for t in one.tables))
        for one in others
    )
    yield replace(case, preferences=(first, *turned))


def played(table: Table, protocol: str, parties: list[Any], third: Any, worlds: Worlds) -> Log:
    """Play a session of spied players, and take it to the worlds."""
    spied = [Spied(player) for player in parties]
    seats = table.seats(spied, Spied(third))
    log = drive(PROTOCOLS[protocol](table.setting), seats, 3, range(1))
    worlds.take(log, [seat.player for seat in seats])  # type: ignore[misc]
    return log


def small(parties: int, protocol: str) -> Case:
    case = shipped("canal")
    rounds, steps = (1, 2) if protocol == "shuttle" else (2, 3)
    case = replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))
    return three_parties(case) if parties == 3 else case


@pytest.mark.parametrize("protocol", sorted(PROTOCOLS))
@pytest.mark.parametrize("parties", [2, 3])
def test_everything_a_player_is_handed_follows_from_what_reached_it(
    parties: int, protocol: str
) -> None:
    kind, worlds = PROTOCOLS[protocol], Worlds()
    tables = [
        arrange(case, compile(case), kind.needs_mediator) for case in changed(small(parties, protocol))
    ]
    thirds = [m for m in MEDIATORS if protocol in MEDIATORS[m]().protocols] or ["one-issue"]
    usual = kind.usual_strategy
    for number, strategy in enumerate(STRATEGIES):
        if kind.offers() and not strategy_named(strategy).offers:
            continue
        # every mediator plays with some strategies, and every strategy with a mediator, in the shuttle a
        # script: what is handed does not depend on who else sits there, which is what is shown
        some = strategy in (usual, "stonewalling", "boulware")
        one = "as told" if protocol == "shuttle" else thirds[0]
        if parties == 3 and not some and number % 2 and not THOROUGH:
            # what reaches a seat does not depend on how many others there are, which half of them show
            continue
        for third in thirds if some else [one]:
            for table in tables:
                others = [strategy_named(usual) for _ in range(parties - 1)]
                seated = [strategy_named(strategy), *others]
                made = Errand(*TASKS) if third == "as told" else mediator_named(third)
                played(table, protocol, seated, made, worlds)
    assert worlds.compared > 50


GIVES = Confidence(1, Point(NOTICE, 2), Form.VERBATIM, Point(TOLL, 1))
RETURNS = Confidence(2, Point(TOLL, 1), Form.VERBATIM, Point(NOTICE, 2))


def test_two_others_exchange_confidences_and_a_third_is_handed_the_same() -> None:
    """B and C confide, and the mediator passes it on to each other, or not: A cannot tell."""
    case = small(3, "single-text")
    logs, handed = [], []
    for between in ((), (pair(GIVES, RETURNS),)):
        spied = [Spied(Telling(*said)) for said in ((None, None), (GIVES, None), (RETURNS, None))]
        table = arrange(case, compile(case), True)
        errand = Errand("invite", *between, "text", "invite", "text", "none")
        seats = table.seats(spied, errand)  # type: ignore[arg-type]
        log = drive(PROTOCOLS["shuttle"](table.setting), seats, 3, range(1))
        logs.append(log)
        handed.append([spied[0].handed, reached(log, 0)])
    assert len(logs[1].happened) == len(logs[0].happened) + 1
    assert handed[0] == handed[1]
    assert reached(logs[0], 1) != reached(logs[1], 1)
