"""A session, played event by event, and the loop that plays all simulated talks with it.

Sessions (runs) that are played together are *lanes* of the same arrays. In each *move* every seat whose turn
it is in some lane acts once; a lane whose talks have ended is no longer *live*. A lane gives the same bytes
whether it is played alone or among others: draws depend only on (seed, seat, purpose, run, move), and
players get views in which lanes do not meet. Only the loop counts the moves of the whole table: that count
would tell a player of acts that did not reach it, so that each is told the number of its own moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.outlined import Outlined
from goodoffices.talks.engine.event import Batch, Event, Happened, Lanes, Mask, has_seat, seats_in
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import (
    Act,
    Hears,
    Horizon,
    MediatorPlayer,
    Remark,
    Strategy,
    remarks,
)
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.state import Setting, State
from goodoffices.talks.engine.streams import Stream, stream_of
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Log(Outlined):
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
        return [happened.of(keep) for happened in self.happened if happened.batch.where[lane]]

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


@dataclass(slots=True, eq=False)
class _Book:
    """A seat's notebook, and how many events it has taken in."""

    notebook: Notebook
    read: int = 0


class Session:
    """A session of a protocol, event by event; a room rebuilds one from its rows at each request.

    It may hold many lanes. Nobody is asked anything here: whoever plays an event brings it.

    Attributes:
        state: the registers by now.
        happened: the events so far, in order.
    """

    def __init__(
        self, protocol: Protocol, begin: State | None = None, runs: Sequence[int] = (0,)
    ) -> None:
        """Begin a session.

        Args:
            protocol: the rules, with their setting.
            begin: the state in which it begins, if it is not that of ``protocol.start``.
            runs: the number of each lane's session.
        """
        self.protocol, self.runs = protocol, runs
        self.state = protocol.start(len(runs)) if begin is None else begin
        self.happened: list[Happened] = []
        self._begin = self.state
        self._books: dict[int, _Book] = {}

    def play(self, batch: Batch) -> Happened:
        """Apply an event in the lanes ``batch.where``, and return it with its audience, round and step.

        Raises:
            Refused: it is not allowed, and people sit here (``Setting.by_people``); names nobody.
            ProtocolError: it is not allowed; nothing has changed.
        """
        # an audience is reckoned only of what may happen: that of an impossible event has no meaning
        self.protocol.check(self.state, batch, batch.where)
        # it is fixed before the event changes who leads or whose turn it is
        happened = Happened(
            batch,
            self.protocol.audience(self.state, batch),
            self.state.round.copy(),
            self.state.step.copy(),
        )
        self.state = self.protocol.after(self.state, batch, batch.where)
        self.happened.append(happened)
        return happened

    @property
    def actors(self) -> Lanes:
        """Who may act now, a bit for each seat: (lanes,); 0 if talks have ended."""
        return self.protocol.acting(self.state)

    def phase(self, lane: int = 0) -> Phase:
        """Return the phase in which a lane is."""
        return self.protocol.ordered[int(self.state.phase[lane])]

    def may(self, lane: int = 0) -> dict[int, tuple[type[Event], ...]]:
        """Return who may act in a lane, and with which events; empty if talks have ended.

        The clock is the seat ``setting.clock``. An event with content may be allowed with some content
        only. Not for a party's eyes: it shows who has not answered yet.
        """
        phase, bits = self.phase(lane), int(self.actors[lane])
        events = [row.event for row in self.protocol.rows if row.phase == phase]
        return {
            seat: tuple(event for event in events if self._could(seat, event, lane))
            for seat in range(self.protocol.setting.clock + 1)
            if bits >> seat & 1
        }

    def _could(self, seat: int, event: type[Event], lane: int) -> bool:
        """Return true if a seat may do an event in a lane, perhaps with some content only."""
        setting, everywhere = self.protocol.setting, np.ones(len(self.runs), dtype=np.bool_)
        # contents are not tried one by one: there may be millions of packages
        if event.fields:
            return event.by_the_clock == (seat == setting.clock)
        empty = Act(event, everywhere).batch(seat, len(self.runs), setting.issues)
        return bool(self.protocol.allowed(self.state, empty)[lane])

    def view(self, seat: int) -> PartyView | MediatorView:
        """Return what has reached a seat, in copies."""
        book = self._books.get(seat)
        if book is None:
            book = self._books[seat] = _Book(self._opened(seat))
        # taken in when somebody looks: a seat that is asked rarely costs nothing in between
        for happened in self.happened[book.read :]:
            book.notebook.note(happened)
        book.read = len(self.happened)
        return book.notebook.view()

    def _opened(self, seat: int) -> Notebook:
        """Return the notebook of a seat before the first event, with the text that stands, if any."""
        setting, lanes = self.protocol.setting, len(self.runs)
        book = Notebook(
            seat, setting.parties, lanes, setting.issues, setting.strong, setting.compartments
        )
        # everybody knows the agreement that stands when talks after a settlement begin
        book.held[:], book.has_held[:] = self._begin.held, self._begin.has_held
        return book

    def log(self) -> Log:
        """Return everything that happened so far."""
        return Log(self.protocol, self.runs, tuple(self.happened), self.state)


def drive(
    protocol: Protocol,
    seats: Sequence[Seat],
    seed: int,
    runs: range,
    progress: Callable[[int, int], None] | None = None,
    begin: State | None = None,
) -> Log:
    """Play a range of runs to their end.

    Args:
        protocol: the rules, with their setting.
        seats: the parties, then the mediators; the clock is a seat of the protocol's own.
        seed: of all draws.
        runs: the numbers of the sessions.
        progress: called with the number of sessions that have ended, and of all.
        begin: the state in which sessions begin, if it is not that of ``protocol.start``.

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
    streams = [stream_of(seed, place, seat.private.name, runs) for place, seat in enumerate(seats)]
    return drive_out(protocol, seats, streams, runs, progress, begin)


def drive_out(
    protocol: Protocol,
    seats: Sequence[Seat],
    streams: Sequence[Stream],
    runs: Sequence[int],
    progress: Callable[[int, int], None] | None = None,
    begin: State | None = None,
) -> Log:
    """Play sessions to their end with prepared players and a stream of draws for each seat.

    If people sit, a party that does not answer when it is asked is silent: the clock ends the question.
    """
    setting, lanes = protocol.setting, len(runs)
    session = Session(protocol, begin, runs)
    moved = np.zeros((len(seats), lanes), dtype=np.int64)
    listening = [(n, seat.player) for n, seat in enumerate(seats) if isinstance(seat.player, Hears)]
    for _ in range(MOST_MOVES):
        # each seat that may act when the move begins acts at most once, and only if its turn is not over
        actors = able = session.actors
        anywhere = seats_in(able)
        if not anywhere:
            break
        for place in range(setting.clock + 1):
            if not anywhere >> place & 1:
                continue
            live = has_seat(able, place)
            if place == setting.clock:
                acts = _clock(session, live)
            else:
                # lanes in which it does not move are given the count of one in which it does: draws are then
                # mostly the same in all lanes
                own = np.where(live, moved[place], moved[place][live.argmax()])
                acts = acts_of(seats[place], place, session, live, streams[place], own)
                moved[place] += live
            for act in acts:
                happened = session.play(act.batch(place, lanes, setting.issues))
                for seat, player in listening:
                    tell(player, happened, seat)
            able = actors & session.actors
            anywhere = seats_in(able)
        # the lanes in which nobody can act any more are those that have ended
        if progress is not None:
            progress(int(lanes - np.count_nonzero(session.actors)), lanes)
    # a note is of a single session; that of a player in many lanes would be of all at once
    noted = [remark for s in seats if isinstance(s, MediatorSeat) for remark in remarks(s.player)]
    return replace(session.log(), remarks=frozenset(noted) if lanes == 1 else frozenset())


def tell(player: Hears, happened: Happened, seat: int) -> None:
    """Tell a player of an event, in the lanes in which it reached the player's seat, if there are any."""
    batch, where = happened.batch, happened.reached(seat)
    if where is not None:
        rows = where[:, np.newaxis]
        # a player gets arrays of its own, and could read there what was said in lanes in which it was
        # told nothing
        yes, own = batch.yes & where, where.copy()
        told = Batch(batch.by, batch.event, batch.package * rows, yes, own, batch.more * rows)
        player.hear(Happened(told, where * (1 << seat), happened.round * where, happened.step * where))


def prepared(seat: Seat, setting: Setting, lanes: int) -> Strategy | MediatorPlayer:
    """Return a seat's player, after giving it its private information."""
    horizon = Horizon(setting.rounds, setting.steps, lanes, setting.issues, setting.parties)
    if isinstance(seat, PartySeat):
        seat.player.prepare(seat.private, horizon)
    else:
        seat.player.prepare(seat.private, horizon)
    return seat.player


def acts_of(
    seat: Seat,
    place: int,
    session: Session,
    live: Mask,
    stream: Stream,
    move: Lanes,
) -> list[Act]:
    """Return a seat's acts, phase by phase: lanes may be in different phases of their talks."""
    acts: list[Act] = []
    protocol, state = session.protocol, session.state
    view = session.view(place)
    common = state.common_phase()
    for index in np.unique(state.phase[live]) if common is None else (common,):
        here = live & (state.phase == index) if common is None else live
        phase = protocol.ordered[index]
        if isinstance(seat, PartySeat):
            assert isinstance(view, PartyView)
            acts += seat.player.act(view, phase, here, stream, move)
        else:
            assert isinstance(view, MediatorView)
            acts += seat.player.act(view, phase, here, stream, move)
    return [act for act in acts if np.count_nonzero(act.where)]


def _clock(session: Session, live: Mask) -> list[Act]:
    """Return the clock's acts: in each phase, its event in the protocol's rows."""
    acts, state = [], session.state
    for index in np.unique(state.phase[live]).tolist():
        phase = session.protocol.ordered[index]
        [event] = [
            row.event for row in session.protocol.rows if row.phase == phase and row.event.by_the_clock
        ]
        acts.append(Act(event, live & (state.phase == index)))
    return acts
