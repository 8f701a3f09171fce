"""A protocol: phases with roles, a table of rows, and a few registers. No input, output, time or chance.

A protocol is a class, and most consist of a table alone::

    @protocol
    class Handshake(Protocol):
        name = "handshake"
        phases: ClassVar[Phases] = {
            "issuing": Leads(),
            "closing": Asks(Answer),
            "closed": Leads(),
        }
        table: ClassVar[Table] = (Row("issuing", TextPut, to="closing"), *LAST_ANSWERS)

An event itself defines how it changes the registers of a :class:`~goodoffices.talks.engine.state.State`;
a protocol overrides :meth:`Protocol.write` if it does more here. Everything else is derived: who may act,
which events there are, whether a mediator is needed, whether parties make offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from goodoffices.errors import ProtocolError, Refusal, Refused, UsageError
from goodoffices.registry import Registry
from goodoffices.space import kept
from goodoffices.talks.engine.event import Batch, Event, Lanes, Mask, Where, has_seat, whole
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    DeadlinePassed,
    NoAgreement,
    Offer,
    Resumed,
)
from goodoffices.talks.engine.phases import (
    Asks,
    Clock,
    Condition,
    Leads,
    Phase,
    Role,
    Row,
    all_signed,
    any_no,
)
from goodoffices.talks.engine.state import Setting, State

Phases = Mapping[str, Role]
Table = tuple[Row, ...]
PhaseNames = tuple[str, ...]

LAST_ANSWERS: Table = (
    Row("closing", Answer, to="closing", last="closed"),
    Row("closed", AgreementReached, to="agreed", when=all_signed),
    Row("closed", NoAgreement, to="ended", when=any_no),
)
"""How most talks end: a last yes or no from each party, and then a single word to all."""
DEADLINE: Table = (
    Row("drafting", DeadlinePassed, to="broken off", last="time is over"),
    Row("broken off", Resumed, to="drafting"),
)
"""Rounds of drafting: talks break off and resume, until the last round is over."""
LAST_ANSWERS_PHASES: Phases = {"closing": Asks(Answer), "closed": Leads()}
DEADLINE_PHASES: Phases = {"broken off": Clock(), "time is over": Leads()}


class Protocol:
    """Rules of talks, as a table.

    Talks begin in the first phase. Phases to which rows lead and which are not in ``phases`` are where talks
    end; the phase named ``agreed`` is an agreement on the text in the register ``put``.

    Attributes:
        phases: each phase with its role.
        table: what may happen in them, at most one row for a phase and an event.
        usual_mediator, usual_strategy: names of the players if none are chosen.
        written: the registers that :meth:`write` sets. A state is copied so far and shares the rest.
        ordered: the phases by their numbers in the register ``phase``, those in which talks are over last.
        needs_mediator: whether a mediator leads some phase.
    """

    name: ClassVar[str]
    phases: ClassVar[Phases]
    table: ClassVar[Table]
    usual_mediator: ClassVar[str] = "two-issues"
    usual_strategy: ClassVar[str] = "truthful"
    written: ClassVar[tuple[str, ...]] = State.__slots__
    ordered: ClassVar[tuple[Phase, ...]]
    needs_mediator: ClassVar[bool]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # a table that cannot be meant is found when its class is written, not when somebody plays it
        _check_table(cls)
        names = [*cls.phases, *cls.ends()]
        events = {name: tuple(row.event for row in cls.table if row.phase == name) for name in names}
        cls.ordered = tuple(Phase(name, cls.phases.get(name), events[name]) for name in names)
        cls.needs_mediator = any(isinstance(role, Leads) for role in cls.phases.values())

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        names = list(map(str, self.ordered))
        # simulated parties always answer; people may not, and then only the clock can go on
        self.rows = (*self.table, *self._when_nobody_answers()) if setting.by_people else self.table
        self.events = tuple(dict.fromkeys(row.event for row in self.rows))
        leads = setting.leads
        shared = sum({1 << lead.seat for lead in leads}) if setting.sharing else 0
        # bit 5 of a number stands for seat 5: who may act and who hears something are such sets of seats
        self._leads = np.array([1 << lead.seat for lead in leads], dtype=np.int64)
        self._hearing = np.array(
            [[1 << p | carried | shared for p, carried in enumerate(lead.carries)] for lead in leads],
            dtype=np.int64,
        )
        # masks of phases and the actors of a state are asked for several times a move
        self._masks: dict[tuple[str, ...], Mask] = {}
        self._acting: tuple[State, Lanes] | None = None
        # by phase and event, the number of the phase that follows, and after the last event; -1: not allowed
        self._next = np.full((len(names), len(self.events), 2), -1, dtype=np.int8)
        for row in self.rows:
            following = names.index(row.to), names.index(row.last or row.to)
            self._next[names.index(row.phase), self.events.index(row.event)] = following
        self._knows = self._next[:, :, 0] >= 0
        # the events for which it matters whether they are the last that a phase waits for
        self._forks = (self._next[:, :, 0] != self._next[:, :, 1]).any(axis=0)
        # who acts depends on the class of a role only, so that phases are grouped by it
        self._roles: dict[type[Role], tuple[Role, tuple[str, ...]]] = {}
        for name, role in self.phases.items():
            _, others = self._roles.get(type(role), (role, ()))
            self._roles[type(role)] = role, (*others, name)
        self._when = _by_event([(row, row.when) for row in self.table if row.when])
        self._last = _by_event([(row, row.completes) for row in self.table if row.last])
        self._timed = tuple(name for name, role in self.phases.items() if role.timed)
        self._end_of_time = np.int64(1 << setting.clock)
        self._asking = tuple(name for name, role in self.phases.items() if role.asks)
        self._dims = np.array(setting.dims, dtype=np.int64)
        # each may rely on those before it: a text of options that do not exist has no linkages to keep
        self._checks = (
            (Refusal.NO_SUCH_OPTION, self._exists),
            (Refusal.FORBIDDEN, self._keeps_linkages),
            (Refusal.NOT_SO, self._meets_conditions),
        )

    @classmethod
    def _when_nobody_answers(cls) -> Table:
        """Return the rows by which the clock ends a question: to the phase that follows the last answer."""
        follows = {row.phase: row.last for row in cls.table if row.event in cls.phases[row.phase].asks}
        return tuple(Row(phase, DeadlinePassed, to=last) for phase, last in follows.items() if last)

    @classmethod
    def ends(cls) -> tuple[str, ...]:
        """The phases in which talks are over."""
        reached = [phase for row in cls.table for phase in (row.to, row.last) if phase is not None]
        return tuple(phase for phase in dict.fromkeys(reached) if phase not in cls.phases)

    @classmethod
    def offers(cls) -> bool:
        """Return whether parties make offers of their own, beside answering texts."""
        return any(row.event is Offer for row in cls.table)

    @classmethod
    def asks(cls) -> bool:
        """Return whether parties are asked about texts in some phase."""
        return any(role.asks for role in cls.phases.values())

    @classmethod
    def phase(cls, name: str) -> Phase:
        """Return a phase by its name, with its role."""
        return cls.ordered[cls.number(name)]

    @classmethod
    def number(cls, name: str) -> int:
        """Return the number of a phase, as it stands in the register ``phase``."""
        return cls.ordered.index(Phase(name))

    def within(self, state: State, *names: str) -> Mask:
        """Return the lanes that are in any of the given phases, (lanes,)."""
        known = self._masks.get(names)
        if known is None:
            known = np.array([phase in names for phase in self.ordered])
            self._masks[names] = known
        return np.asarray(known.take(state.phase))

    def start(self, lanes: int) -> State:
        """Return sessions that have not begun."""
        return State.start(self.setting, lanes)

    def actors(self, state: State) -> Lanes:
        """Return who may act now, a bit for each seat: (lanes,); 0 if talks have ended."""
        common = state.common_phase()
        if common is not None:
            role = self.ordered[common].role
            found, timed = role.actors(self, state), role.timed
        else:
            found, timed = np.zeros(len(state.phase), dtype=np.int64), bool(self._timed)
            for role, names in self._roles.values():
                # all lanes are reckoned and then chosen from: cheaper than to take the lanes of each role
                # out
                found = np.where(self.within(state, *names), role.actors(self, state), found)
        if timed:
            # the clock takes the turn from whoever would act, so that nobody acts after the deadline
            late = self.within(state, *self._timed) & self.out_of_time(state)
            found = np.where(late, self._end_of_time, found)
        return found

    def out_of_time(self, state: State) -> Mask:
        """Return the lanes in which the round has no steps left, (lanes,)."""
        return np.asarray(state.step >= self.setting.steps)

    def leading(self, state: State) -> Lanes:
        """The mediator that leads this round: its seat's bit, lane by lane."""
        return np.asarray(self._leads[state.round % len(self._leads)])

    def hearing(self, state: State, party: int | Lanes) -> Lanes:
        """Who hears what a party says to the mediator that leads this round, or is told by it: bits of seats.

        The party, those who carry its words, and where mediators share the others that lead rounds.
        """
        return np.asarray(self._hearing[state.round % len(self._leads), party])

    def acting(self, state: State) -> Lanes:
        """:meth:`actors`, reckoned once for the state that was asked about last."""
        # by identity: each event makes a new state, and the old is never written again
        if self._acting is None or self._acting[0] is not state:
            self._acting = state, self.actors(state)
        return self._acting[1]

    def guard(self, state: State, batch: Batch) -> Mask:
        """Return the lanes in which an event that the table knows may happen now, (lanes,)."""
        fine = np.ones(len(state.phase), dtype=np.bool_)
        common = state.common_phase()
        for when, names in self._when.get(batch.event, ()):
            # a condition counts in its own phases only; elsewhere it may ask for registers that mean
            # nothing
            if common is None:
                fine &= ~self.within(state, *names) | when(self, state, batch)
            elif self.ordered[common] in names:
                fine &= when(self, state, batch)
        return fine

    def against(self, state: State, batch: Batch, lane: int) -> str:
        """Return why an event is refused in a lane, if a list of the allowed events does not explain it."""
        return ""

    def completes(self, state: State, batch: Batch) -> Mask:
        """Return the lanes in which an event leads to the ``last`` phase of its row, (lanes,)."""
        found, common = np.zeros(len(state.phase), dtype=np.bool_), state.common_phase()
        for last_if, names in self._last.get(batch.event, ()):
            if common is None:
                found |= self.within(state, *names) & last_if(self, state, batch)
            elif self.ordered[common] in names:
                found |= last_if(self, state, batch)
        return found

    def audience(self, state: State, batch: Batch) -> Lanes:
        """Return who may know of an event, fixed when it happens: a bit for each seat, (lanes,)."""
        audience = batch.event.audience(self, state, batch)
        if batch.event is DeadlinePassed and self.setting.by_people:
            # were it told to all, they would know that somebody did not answer
            return np.where(self.within(state, *self._asking), self.leading(state), audience)
        return audience

    def write(self, state: State, batch: Batch, live: Where) -> None:
        """Set the registers of a copy of the state, in the live lanes only."""
        batch.event.write(state, batch, live)

    def allowed(self, state: State, batch: Batch) -> Mask:
        """Return the lanes in which a batch may happen, (lanes,).

        The table must know the event, it must be the seat's turn and to do, its numbers and options must
        exist, a text must keep the linkages, and the conditions of the row must hold.
        """
        fine = self._in_turn(state, batch)
        for _, narrow in self._checks:
            # what follows may take long (release rules look at lanes singly): spared if it decides nothing
            if not np.count_nonzero(fine):
                break
            fine = narrow(state, batch, fine)
        return fine

    def apply(self, state: State, batch: Batch, live: Mask) -> State:
        """Return the state after a batch, in the live lanes.

        Raises:
            ProtocolError: the event is not allowed in some live lane.
        """
        self.check(state, batch, live)
        return self.after(state, batch, live)

    def check(self, state: State, batch: Batch, live: Mask) -> None:
        """Refuse a batch that is not allowed in some live lane.

        Raises:
            Refused: it is not, and people sit here.
            ProtocolError: it is not; the message says whose turn it is.
        """
        # lanes outside of 'live' hold leftovers of other moves, which nobody has to allow
        refused = live & ~self.allowed(state, batch)
        if np.count_nonzero(refused):
            # the first alone: a player's fault is mostly the same in all lanes
            lane = int(np.flatnonzero(refused)[0])
            if self.setting.by_people:
                raise Refused(self.refusal(state, batch, lane).value)
            raise ProtocolError(self._why_not(state, batch, lane))

    def after(self, state: State, batch: Batch, live: Mask) -> State:
        """Return the state after a batch that is allowed."""
        index = self.events.index(batch.event)
        first, second = self._next[:, index, 0], self._next[:, index, 1]
        following = first.take(state.phase)
        if self._forks[index]:
            following = np.where(self.completes(state, batch), second.take(state.phase), following)
        # both phases are read off the state before the event; registers that are not written stay shared
        after = state.copy(self.written)
        where = whole(live)
        self.write(after, batch, where)
        after.phase[where] = following[where]
        return after

    def refusal(self, state: State, batch: Batch, lane: int) -> Refusal:
        """Return why a batch that is not allowed in a lane is refused, in words that name nobody."""
        fine = self._in_turn(state, batch)
        if not fine[lane]:
            return Refusal.NOT_NOW
        for refusal, narrow in self._checks:
            fine = narrow(state, batch, fine)
            if not fine[lane]:
                return refusal
        raise AssertionError("asked why an event is refused that is allowed")

    def _in_turn(self, state: State, batch: Batch) -> Mask:
        """Return the lanes in which the table knows an event, and it is the seat's turn and to do."""
        seat, clock = batch.by, self.setting.clock
        by_clock = seat == clock
        if (
            batch.event not in self.events
            or by_clock != batch.event.by_the_clock
            or not 0 <= seat <= clock
        ):
            return np.zeros(len(state.phase), dtype=np.bool_)
        # indexed by phase, then read off for each lane: no lane is looked at by itself
        known = self._knows[:, self.events.index(batch.event)].take(state.phase)
        return np.asarray(known & has_seat(self.acting(state), seat))

    def _exists(self, state: State, batch: Batch, fine: Mask) -> Mask:
        """Return the lanes of ``fine`` in which an event's numbers are possible and its options exist."""
        sound = batch.event.sound(batch)
        fine = fine if sound is None else np.asarray(fine & sound)
        there = batch.event.exists(batch, self._dims) if len(self._dims) else None
        return fine if there is None else np.asarray(fine & there)

    def _keeps_linkages(self, state: State, batch: Batch, fine: Mask) -> Mask:
        """Return the lanes of ``fine`` in which the text that an event puts, if it puts one, is allowed."""
        text = batch.event.package
        if text is None or not self.setting.rules:
            return fine
        puts = np.flatnonzero(fine & batch.yes if text.if_yes else fine)
        out = fine.copy()
        # codes of other lanes mean nothing, and might be no options at all
        out[puts] = kept(self.setting.rules, text.of(batch)[puts])
        return out

    def _meets_conditions(self, state: State, batch: Batch, fine: Mask) -> Mask:
        """Return the lanes of ``fine`` in which the conditions of the row hold."""
        return np.asarray(fine & self.guard(state, batch))

    def _why_not(self, state: State, batch: Batch, lane: int) -> str:
        phase = self.ordered[state.phase[lane]]
        could = [row.event.__name__ for row in self.rows if row.phase == phase]
        acting = int(self.acting(state)[lane])
        seats = [seat for seat in range(self.setting.clock + 1) if acting >> seat & 1]
        turn = batch.by in seats and batch.event.__name__ in could
        reason = self._reason(state, batch, lane) if turn else ""
        return (
            f"{self.name}: in '{phase}' (lane {lane}), {batch.event.__name__} by seat {batch.by} is not "
            f"allowed{f' ({reason})' if reason else ''}; {' or '.join(could) or 'nothing'} by seat "
            f"{' or '.join(map(str, seats)) or 'nobody'} is."
        )

    def _reason(self, state: State, batch: Batch, lane: int) -> str:
        """Return what speaks against an event that has its turn, if more is known than the phase."""
        told = {
            Refusal.NO_SUCH_OPTION: "it names what there is not",
            Refusal.FORBIDDEN: "linkages forbid it",
        }
        return told.get(self.refusal(state, batch, lane), "") or self.against(state, batch, lane)


def _by_event(
    rows: list[tuple[Row, Condition]],
) -> dict[type[Event], list[tuple[Condition, PhaseNames]]]:
    """Return the conditions of each event, each with the phases in which it counts."""
    found: dict[type[Event], dict[Condition, PhaseNames]] = {}
    for row, condition in rows:
        phases = found.setdefault(row.event, {})
        phases[condition] = (*phases.get(condition, ()), row.phase)
    return {event: list(phases.items()) for event, phases in found.items()}


def _check_table(kind: type[Protocol]) -> None:
    """Find rows that cannot be meant.

    Raises:
        UsageError: a row begins in a phase that there is not, two rows are of one phase and event, or nothing
            can happen in a phase.
    """
    seen: set[tuple[str, type[Event]]] = set()
    for row in kind.table:
        known = ", ".join(kind.phases)
        if row.phase not in kind.phases:
            raise UsageError(f"{kind.__name__}.table: expected one of {known}, found '{row.phase}'.")
        if (row.phase, row.event) in seen:
            again = f"two for '{row.phase}' and {row.event.__name__}"
            raise UsageError(
                f"{kind.__name__}.table: expected one row a phase and event, found {again}."
            )
        seen.add((row.phase, row.event))
    for phase in kind.phases:
        if phase not in {row.phase for row in kind.table}:
            raise UsageError(f"{kind.__name__}.table: expected a row for '{phase}', found none.")


PROTOCOLS: Registry[type[Protocol]] = Registry("protocol", "protocols", "goodoffices.talks.protocols")
protocol, protocol_named = PROTOCOLS.register, PROTOCOLS.named
