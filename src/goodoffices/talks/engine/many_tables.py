"""Talks at many tables in the lanes of a single drive: cases and strategies differ, the protocol does not.

Every session has the same events as if its table were played alone: a player gets a view of its own lanes
only, and draws depend on its seat's name and the run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.event import Event, Happened, Lanes, Mask, Rows
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Hears
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.session import Log, MediatorSeat, PartySeat, Seat, drive_out, prepared
from goodoffices.talks.engine.streams import ManyStreams, Moves, Stream, stream_of
from goodoffices.talks.engine.views import View


class Shared:
    """Players of the same seat at different tables; each acts in its own lanes and sees nothing else."""

    lanes = True
    offers = True
    protocols: tuple[str, ...] = ()

    def __init__(self, parts: Sequence[tuple[Any, Lanes]], lanes: int, issues: int) -> None:
        self.parts = [(player, in_a_row(own)) for player, own in parts]
        self.count, self.issues = lanes, issues
        self.random = any(player.random for player, _ in parts)
        self.remembers = any(player.remembers for player, _ in parts)

    def prepare(self, private: Any, horizon: Any) -> None:
        """Do nothing: each player was prepared with its own private information."""

    def tell(self, happened: Happened) -> None:
        """Tell an event to each player that hears, in its own lanes."""
        for player, lanes in self.parts:
            if isinstance(player, Hears) and np.count_nonzero(happened.batch.where[lanes]):
                player.hear(happened.of(lanes))

    def act(self, view: View, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        """Return the acts of all players, merged by event; the order of each player's acts is kept."""
        assert isinstance(stream, ManyStreams)
        slots: list[_Slot] = []
        # the count may be a single number for all lanes
        moves = np.broadcast_to(move, live.shape)
        for player, lanes in self.parts:
            here = live[lanes]
            if not np.count_nonzero(here):
                continue
            if len(here) == self.count:
                acts = player.act(view, phase, here, stream, move)
            else:
                acts = player.act(view.of(lanes), phase, here, stream.of(lanes), moves[lanes])
            # a player may do the same event twice in a move, so that an act goes to the next fitting slot
            after = 0
            for act in acts:
                fitting = (n for n in range(after, len(slots)) if slots[n].event is act.event)
                place = next(fitting, len(slots))
                if place == len(slots):
                    slots.append(_Slot(act.event, self.count, self.issues))
                slots[place].add(act, lanes)
                after = place + 1
        return [slot.act() for slot in slots]


class SharedHearing(Shared):
    """As :class:`Shared`, if one of the players hears: talks are slower if each event is told."""

    def hear(self, happened: Happened) -> None:
        self.tell(happened)


class _Slot:
    """An event of several players, in different lanes."""

    def __init__(self, event: type[Event], lanes: int, issues: int) -> None:
        self.event, self.issues = event, issues
        self.where = np.zeros(lanes, dtype=np.bool_)
        self.package: Rows | None = None
        self.yes: Mask | None = None
        self.more: Rows | None = None

    def add(self, act: Act, lanes: Lanes | slice) -> None:
        self.where[lanes] = act.where
        if act.package is not None:
            if self.package is None:
                self.package = np.zeros((len(self.where), self.issues), dtype=np.int64)
            self.package[lanes] = act.package
        if act.yes is not None:
            if self.yes is None:
                self.yes = np.zeros(len(self.where), dtype=np.bool_)
            self.yes[lanes] = act.yes
        if act.more is not None:
            if self.more is None:
                self.more = np.zeros((len(self.where), self.issues + 3), dtype=np.int64)
            # acts of an event may bring different numbers of columns; those that are missing are 0
            self.more[lanes, : act.more.shape[1]] = act.more

    def act(self) -> Act:
        return Act(self.event, self.where, self.package, self.yes, self.more)


def in_a_row(lanes: Lanes) -> Lanes | slice:
    """Return lanes that follow each other as a slice, which is read without a copy; others as they are."""
    first, many = int(lanes[0]), len(lanes)
    return slice(first, first + many) if (np.diff(lanes) == 1).all() else lanes


def drive_together(protocol: Protocol, tables: Sequence[Sequence[Seat]], seed: int, runs: range) -> Log:
    """Play a range of runs at every table; lane ``table * len(runs) + run`` is that table's run.

    A seat object may sit at several tables, at the same place of each, and is prepared once; two seats with
    equal strategies must not share a player. Players that know how to ``stack`` are made one.

    Raises:
        ProtocolError: a player did what the protocol does not allow.
        UsageError: a player says it cannot play lanes.
    """
    if not all(seat.player.lanes for table in tables for seat in table):
        raise UsageError("tables: expected players that play many sessions at once, found another.")
    lanes, seats, streams = len(tables) * len(runs), list[Seat](), list[Stream]()
    stackable = not protocol.asks()
    for place in range(len(tables[0])):
        at = [table[place] for table in tables]
        parts = _parts(protocol, at, len(runs), stackable)
        hear = any(isinstance(player, Hears) for player, _ in parts)
        together = SharedHearing if hear else Shared
        player, first = together(parts, lanes, protocol.setting.issues), at[0]
        if isinstance(first, PartySeat):
            seats.append(PartySeat(first.private, player))
        else:
            seats.append(MediatorSeat(first.private, player))
        # draws depend on a seat's name: equal names at two tables have equal draws, as if played alone
        names = tuple(dict.fromkeys(seat.private.name for seat in at))
        begins = np.array([names.index(seat.private.name) for seat in at], dtype=np.int64) * len(runs)
        rows = (begins[:, np.newaxis] + np.arange(len(runs))).ravel()
        streams.append(ManyStreams([stream_of(seed, place, name, runs) for name in names], rows))
    return drive_out(protocol, seats, streams, tuple(runs) * len(tables))


def _parts(
    protocol: Protocol, seats: Sequence[Seat], runs: int, stackable: bool
) -> list[tuple[Any, Lanes]]:
    """Return the prepared players of a seat, each with its lanes, (lanes,) indices."""
    sitting: dict[int, list[int]] = defaultdict(list)
    for table, seat in enumerate(seats):
        sitting[id(seat)].append(table)
    parts: list[tuple[Any, Lanes]] = []
    kinds: dict[type, list[tuple[Any, Lanes]]] = defaultdict(list)
    for found in sitting.values():
        lanes = (np.array(found)[:, np.newaxis] * runs + np.arange(runs)).ravel()
        player = prepared(seats[found[0]], protocol.setting, len(lanes))
        # a class may add to what it inherits, so that it must say itself that stacking is right
        if stackable and vars(type(player)).get("stacks", False):
            kinds[type(player)].append((player, lanes))
        else:
            parts.append((player, lanes))
    for kind, members in kinds.items():
        lanes = np.concatenate([own for _, own in members])
        which = np.repeat(np.arange(len(members)), [len(own) for _, own in members])
        order = np.argsort(lanes)
        players = [player for player, _ in members]
        stack: Any = kind
        parts.append((stack.stack(players, which[order]), lanes[order]))
    return parts
