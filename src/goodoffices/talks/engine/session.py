"""The loop that plays all talks, simulated or with people in the seats.

Sessions (runs) that are played together are *lanes* of the same arrays. In each *move* every seat whose turn
it is in some lane acts once; a lane whose talks have ended is no longer *live*. A lane gives the same bytes
whether it is played alone or among others: draws depend only on (seed, seat, purpose, run, move), and
players get views in which lanes do not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.events import Happened, Mask
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, Remark, Strategy, remarks
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.state import Setting, State
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import (
    MediatorPrivate,
    MediatorView,
    Notebook,
    PartyPrivate,
    PartyView,
)

MOST_MOVES = 10_000_000
"""Number of moves at most, far above any setting, so that a protocol that never ends does not hang."""


@dataclass(frozen=True, slots=True)
class PartySeat:
    """A party at the table."""

    private: PartyPrivate
    player: Strategy


@dataclass(frozen=True, slots=True)
class MediatorSeat:
    """A mediator."""

    private: MediatorPrivate
    player: MediatorPlayer


Seat = PartySeat | MediatorSeat


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Everything that happened, move by move, and the state in which the sessions ended."""

    protocol: Protocol
    runs: Sequence[int]
    happened: tuple[Happened, ...]
    final: State
    remarks: frozenset[Remark] = frozenset()
    """Notes that mediators made for themselves, if a session was played alone."""

    def lane(self, lane: int) -> list[Happened]:
        """Return the events of a session, as batches of a single lane."""
        keep = slice(lane, lane + 1)
        return [
            Happened(
                type(h.batch)(
                    h.batch.by,
                    h.batch.event,
                    h.batch.package[keep],
                    h.batch.yes[keep],
                    h.batch.where[keep],
                    h.batch.more[keep],
                ),
                h.audience[keep],
                h.round[keep],
                h.step[keep],
            )
            for h in self.happened
            if h.batch.where[lane]
        ]

    def fingerprint(self, lane: int) -> bytes:
        """Return a session as bytes, equal whether it was played alone or among others."""
        parts = []
        for h in self.lane(lane):
            words = (
                h.batch.by,
                h.batch.event.__name__,
                h.batch.yes[0],
                h.audience[0],
                h.round[0],
                h.step[0],
            )
            parts.append(
                " ".join(map(str, words)).encode()
                + h.batch.package[0].tobytes()
                + h.batch.more[0].tobytes()
            )
        return b"\n".join(parts)


def drive(
    protocol: Protocol,
    seats: Sequence[Seat],
    seed: int,
    runs: range,
    progress: Callable[[int, int], None] | None = None,
) -> Log:
    """Play a range of runs to their end.

    Args:
        protocol: the rules, with their setting.
        seats: the parties, then the mediators; the clock is a seat of the protocol's own.
        seed: of all draws.
        runs: the numbers of the sessions.
        progress: called with the number of sessions that have ended, and of all.

    Returns:
        The log, with a lane for each run. A seat sees only the events that reached it.

    Raises:
        ProtocolError: a player did what the protocol does not allow.
        UsageError: there are several runs, and a player says it cannot play lanes.
    """
    if len(runs) > 1 and not all(seat.player.lanes for seat in seats):
        raise UsageError(
            "runs: expected one, found several; a player here plays one session at a time."
        )
    for seat in seats:
        prepared(seat, protocol.setting, len(runs))
    streams = [Stream(seed, seat.private.name, runs) for seat in seats]
    return drive_out(protocol, seats, streams, runs, progress)


def drive_out(
    protocol: Protocol,
    seats: Sequence[Seat],
    streams: Sequence[Stream],
    runs: Sequence[int],
    progress: Callable[[int, int], None] | None = None,
) -> Log:
    """Play sessions to their end with prepared players and a stream of draws for each seat."""
    setting, lanes = protocol.setting, len(runs)
    notebooks = [
        Notebook(place, setting.parties, lanes, setting.issues, setting.strong, setting.compartments)
        for place in range(len(seats))
    ]
    state, happened = protocol.start(lanes), list[Happened]()
    now = protocol.acting(state)
    for move in range(MOST_MOVES):
        # each seat that may act when the move begins acts at most once, and only if its turn is not over
        actors = now
        if not actors.any():
            break
        for place in range(setting.clock + 1):
            live = actors & now & (1 << place) != 0
            if not live.any():
                continue
            if place == setting.clock:
                acts = _clock(protocol, state, live)
            else:
                acts = _acts(
                    seats[place], notebooks[place], protocol, state, live, streams[place], move
                )
            for act in acts:
                batch = act.batch(place, lanes, setting.issues)
                # the audience is fixed before the event changes who leads or whose turn it is
                record = Happened(
                    batch, protocol.audience(state, batch), state.round.copy(), state.step.copy()
                )
                state = protocol.apply(state, batch, batch.where)
                happened.append(record)
                for notebook in notebooks:
                    notebook.note(record)
            now = protocol.acting(state)
        if progress is not None:
            progress(int(lanes - np.count_nonzero(now)), lanes)
    # a note is of a single session; that of a player in many lanes would be of all at once
    noted = [remark for s in seats if isinstance(s, MediatorSeat) for remark in remarks(s.player)]
    return Log(protocol, runs, tuple(happened), state, frozenset(noted) if lanes == 1 else frozenset())


def prepared(seat: Seat, setting: Setting, lanes: int) -> Strategy | MediatorPlayer:
    """Return a seat's player, after giving it its private information."""
    horizon = Horizon(setting.rounds, setting.steps, lanes, setting.issues)
    if isinstance(seat, PartySeat):
        seat.player.prepare(seat.private, horizon)
    else:
        seat.player.prepare(seat.private, horizon)
    return seat.player


def _acts(
    seat: Seat,
    notebook: Notebook,
    protocol: Protocol,
    state: State,
    live: Mask,
    stream: Stream,
    move: int,
) -> list[Act]:
    """Return a seat's acts, phase by phase: lanes may be in different phases of their talks."""
    acts: list[Act] = []
    view = notebook.view()
    # lanes that began together are mostly in the same phase, and then no mask is made
    present = state.phase[live]
    first = int(present.min())
    alike = first == int(present.max())
    for index in (first,) if alike else np.unique(present):
        here = live if alike else live & (state.phase == index)
        phase = protocol.ordered[index]
        if isinstance(seat, PartySeat):
            assert isinstance(view, PartyView)
            acts += seat.player.act(view, phase, here, stream, move)
        else:
            assert isinstance(view, MediatorView)
            acts += seat.player.act(view, phase, here, stream, move)
    return [act for act in acts if act.where.any()]


def _clock(protocol: Protocol, state: State, live: Mask) -> list[Act]:
    """Return the clock's acts: in each phase, its event in the protocol's table."""
    acts = []
    for index in np.unique(state.phase[live]).tolist():
        phase = protocol.ordered[index]
        [event] = [event for event in phase.events if event.by_the_clock]
        acts.append(Act(event, live & (state.phase == index)))
    return acts
