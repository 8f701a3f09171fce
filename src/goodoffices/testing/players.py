"""Hold strategies and mediators to what they declare: lanes, randomness, memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import Mask, Offer
from goodoffices.talks.engine.players import (
    Act,
    MediatorPlayer,
    Strategy,
    mediator_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.streams import Draws, Stream

LANES = 6
SEED = 11


class _NoDraws(Stream):
    """A stream that must not be drawn from."""

    def draws(self, purpose: str, move: int) -> Draws:
        raise AssertionError(f"says it is not random, and draws for '{purpose}'")


@dataclass(frozen=True, slots=True)
class _Noted(Stream):
    """A stream that notes what it is drawn for."""

    noted: list[str] = field(default_factory=list)

    def draws(self, purpose: str, move: int) -> Draws:
        self.noted.append(purpose)
        return Stream.draws(self, purpose, move)


class _Watched:
    """Plays a player and holds each of its acts to what it declares."""

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

    def act(self, view: Any, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        of = stream.seed, stream.seat, stream.runs
        source = _Noted(*of, self.drawn) if self.random else _NoDraws(*of)
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
    """Play a strategy on a case and hold it to what it declares.

    Raises:
        AssertionError: it draws, remembers, writes in its view, or plays lanes otherwise than alone; or it
            says that it is random, and makes its offers without a draw.
    """
    watched: list[_Watched] = []

    def play(runs: range) -> Log:
        table = arrange(case, compile(case), PROTOCOLS[protocol].needs_mediator)
        here = [_Watched(make) for _ in case.parties]
        watched.extend(here)
        players: list[Strategy] = list(here)
        seats = table.seats(players, mediator_named("one-issue"))
        return drive(PROTOCOLS[protocol](table.setting), seats, SEED, runs)

    _lanes_are_sessions(make().lanes, play)
    offering = [player for player in watched if player.random and player.offered]
    drew = any(player.drawn for player in offering)
    assert drew or not offering, "says it is random, and never draws"


def check_mediator(make: Callable[[], MediatorPlayer], case: Case, protocol: str) -> None:
    """Play a mediator on a case and hold it to what it declares.

    Raises:
        AssertionError: as for :func:`check_strategy`.
    """

    def play(runs: range) -> Log:
        table = arrange(case, compile(case), True)
        players = [strategy_named("truthful") for _ in case.parties]
        seats = table.seats(players, _Watched(make))
        return drive(PROTOCOLS[protocol](table.setting), seats, SEED, runs)

    _lanes_are_sessions(make().lanes, play)


def _lanes_are_sessions(lanes: bool, play: Callable[[range], Log]) -> None:
    alone = [play(range(run, run + 1)).fingerprint(0) for run in range(LANES)]
    if lanes:
        many = play(range(LANES))
        together = [many.fingerprint(run) for run in range(LANES)]
        assert together == alone, "says it plays lanes, and plays them otherwise than alone"


def _same(acts: list[Act], again: list[Act]) -> bool:
    def flat(act: Act) -> tuple[object, ...]:
        package = None if act.package is None else act.package[act.where].tolist()
        yes = None if act.yes is None else act.yes[act.where].tolist()
        return act.event, np.flatnonzero(act.where).tolist(), package, yes

    return [flat(act) for act in acts] == [flat(act) for act in again]
