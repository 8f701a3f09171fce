"""Conformance of strategies and mediators: checks that they behave as they declare (lanes, draws, memory)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.events import Offer
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import (
    Act,
    MediatorPlayer,
    Strategy,
    mediator_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Seat
from goodoffices.talks.engine.streams import Draws, Moves, Stream

LANES = 6
"""Sessions played alone and together: few, but not a multiple of the four draws of a Philox block."""
ALONE = 3
"""Sessions of a player that plays one at a time: they are compared with nothing."""
SEED = 11


class _NoDraws(Stream):
    """Stream of a player that declares that it never draws."""

    def draws(self, purpose: str, move: Moves) -> Draws:
        raise AssertionError(f"says it is not random, and draws for '{purpose}'")


class _Noted(Stream):
    """Stream that notes the purpose of each draw."""

    __slots__ = ("_noted", "_source")

    def __init__(self, source: Stream, noted: list[str]) -> None:
        super().__init__(b"", 0, 0)
        self._source, self._noted = source, noted

    def draws(self, purpose: str, move: Moves) -> Draws:
        self._noted.append(purpose)
        return self._source.draws(purpose, move)


class _Watched:
    """Plays as a player does, and checks each of its acts against its declarations."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make
        self.player = make()
        self.lanes, self.random = self.player.lanes, self.player.random
        self.remembers = self.player.remembers
        self.offers = getattr(self.player, "offers", False)
        self.drawn: list[str] = []
        self.offered = False
        self.protocols: tuple[str, ...] = getattr(self.player, "protocols", ())

    def prepare(self, private: Any, horizon: Any) -> None:
        self.brought = (private, horizon)
        self.player.prepare(private, horizon)

    def act(self, view: Any, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        source = _Noted(stream, self.drawn) if self.random else _NoDraws(b"", 0, 0)
        before = view.fingerprint()
        acts: list[Act] = self.player.act(view, phase, live, source, move)
        self.offered = self.offered or any(act.event is Offer for act in acts)
        assert view.fingerprint() == before, "changes the view it is given"
        if not self.remembers:
            fresh = self.make()
            fresh.prepare(*self.brought)
            again = fresh.act(view, phase, live, source, move)
            assert _same(acts, again), "says it keeps nothing from move to move, and does"
        return acts


def check_strategy(make: Callable[[], Strategy], case: Case, protocol: str) -> None:
    """Play a strategy on a case and check what it declares.

    Args:
        make: returns a new player of the strategy, since a player may remember a session.
        case: a small case; each of its parties plays the strategy.
        protocol: the name of a protocol that the strategy can play.

    Raises:
        AssertionError: if it draws or remembers although it declares that it does not, if it changes its
            view, if it plays sessions together, or stacked, otherwise than alone, or if it declares that it
            is random and makes its offers without a draw.
    """
    watched: list[_Watched] = []

    def play(runs: range) -> Log:
        table = arrange(case, compile(case), PROTOCOLS[protocol].needs_mediator)
        seated = [_Watched(make) for _ in case.parties]
        watched.extend(seated)
        players: list[Strategy] = list(seated)
        seats = table.seats(players, mediator_named("one-issue"))
        return drive(PROTOCOLS[protocol](table.setting), seats, SEED, runs)

    _lanes_are_sessions(make().lanes, play)
    if vars(type(make())).get("stacks", False):
        _stacked_lanes_are_sessions(make, case, protocol)
    offering = [player for player in watched if player.random and player.offered]
    drew = any(player.drawn for player in offering)
    assert drew or not offering, "says it is random, and never draws"


def check_mediator(make: Callable[[], MediatorPlayer], case: Case, protocol: str) -> None:
    """Play a mediator on a case, with truthful parties, and check what it declares.

    Args:
        make: returns a new player of the mediator.
        case: a small case.
        protocol: the name of a protocol that the mediator can play.

    Raises:
        AssertionError: if it is not as it declares; see :func:`check_strategy`.
    """

    def play(runs: range) -> Log:
        table = arrange(case, compile(case), True)
        players = [strategy_named("truthful") for _ in case.parties]
        seats = table.seats(players, _Watched(make))
        return drive(PROTOCOLS[protocol](table.setting), seats, SEED, runs)

    _lanes_are_sessions(make().lanes, play)


def _lanes_are_sessions(lanes: bool, play: Callable[[range], Log]) -> None:
    """Check that sessions played together are those played alone, event by event."""
    alone = [play(range(run, run + 1)).fingerprint(0) for run in range(LANES if lanes else ALONE)]
    if lanes:
        many = play(range(LANES))
        together = [many.fingerprint(run) for run in range(LANES)]
        assert together == alone, "says it plays lanes, and plays them otherwise than alone"


def _stacked_lanes_are_sessions(make: Callable[[], Strategy], case: Case, protocol: str) -> None:
    """Check that players of two tables, joined by ``stack``, play the sessions of each table alone."""
    kind, rules = PROTOCOLS[protocol], list[Protocol]()

    def seats(one: Case) -> list[Seat]:
        table = arrange(one, compile(one), kind.needs_mediator)
        rules.append(kind(table.setting))
        return table.seats([make() for _ in one.parties], mediator_named("one-issue"))

    cases, runs = (case, _others_preferences(case)), range(LANES)
    tables = [seats(one) for one in cases]
    stacked = drive_together(rules[0], tables, SEED, runs)
    for place, one in enumerate(cases):
        alone = drive(rules[0], seats(one), SEED, runs)
        for run in runs:
            same = stacked.fingerprint(place * LANES + run) == alone.fingerprint(run)
            assert same, "says it stacks, and plays otherwise than alone"


def _others_preferences(case: Case) -> Case:
    """Return a case with as many packages, in which each party has the next party's preferences."""
    owners = [own.party for own in case.preferences]
    turned = zip(case.preferences, owners[1:] + owners[:1], strict=True)
    return replace(case, preferences=tuple(replace(own, party=owner) for own, owner in turned))


def _same(acts: list[Act], again: list[Act]) -> bool:
    """Return True if two lists of acts are the same events in the same lanes."""

    # packages and answers count only in the lanes in which a player acts
    def flat(act: Act) -> tuple[object, ...]:
        package = None if act.package is None else act.package[act.where].tolist()
        yes = None if act.yes is None else act.yes[act.where].tolist()
        more = None if act.more is None else act.more[act.where].tolist()
        return act.event, np.flatnonzero(act.where).tolist(), package, yes, more

    return [flat(act) for act in acts] == [flat(act) for act in again]
