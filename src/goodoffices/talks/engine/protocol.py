"""A protocol: a transition table over phases and events, guards, and a few registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from goodoffices.errors import ProtocolError
from goodoffices.registry import Registry
from goodoffices.talks.engine.events import (
    PRIVATE,
    Batch,
    DeadlinePassed,
    Event,
    Lanes,
    Mask,
    Offer,
    Resumed,
)
from goodoffices.talks.engine.state import Setting, State

Where = Mask | slice
BY_THE_CLOCK = (DeadlinePassed, Resumed)
"""What the clock does, and nobody else; it does nothing else."""
Transitions = Mapping[tuple[str, type[Event]], tuple[str, ...]]


class Protocol:
    """Rules of talks with no input or output, no clock and no random numbers.

    ``transitions`` maps a phase and an event to the phases it may lead to; where there are two, the
    second is taken in the lanes in which :meth:`completes` says so. The first phase is where talks
    begin; ``agreed`` and ``ended`` are where they end.
    """

    name: ClassVar[str]
    needs_mediator: ClassVar[bool] = True
    transitions: ClassVar[Transitions]
    written: ClassVar[tuple[str, ...]] = State.__slots__
    """The registers that :meth:`write` sets: a state is copied so far, and shares the rest."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        phases = [phase for phase, _ in self.transitions] + [
            p for to in self.transitions.values() for p in to
        ]
        self.phases = tuple(dict.fromkeys(phases))
        self.events = tuple(dict.fromkeys(event for _, event in self.transitions))
        leads = setting.leads
        shared = sum({1 << lead.seat for lead in leads}) if setting.sharing else 0
        self._leads = np.array([1 << lead.seat for lead in leads], dtype=np.int64)
        self._hearing = np.array(
            [[1 << p | carried | shared for p, carried in enumerate(lead.carries)] for lead in leads],
            dtype=np.int64,
        )
        self._masks: dict[tuple[str, ...], Mask] = {}
        self._acting: tuple[State, Lanes] | None = None
        self._next = np.full((len(self.phases), len(self.events), 2), -1, dtype=np.int8)
        for (phase, event), following in self.transitions.items():
            cell = self._next[self.phases.index(phase), self.events.index(event)]
            cell[:] = [self.phases.index(following[0]), self.phases.index(following[-1])]

    @classmethod
    def diagram(cls) -> str:
        """The transition table as a Mermaid state diagram: what docs/reference/protocols.md shows."""
        names = {phase: phase.replace(" ", "_") for phase, _ in cls.transitions}
        ends = {p for to in cls.transitions.values() for p in to} - set(names)
        lines = ["stateDiagram-v2", f"    [*] --> {next(iter(names.values()))}"]
        lines += [f'    state "{phase}" as {name}' for phase, name in names.items() if phase != name]
        for (phase, event), following in cls.transitions.items():
            for target in dict.fromkeys(following):
                lines.append(f"    {names[phase]} --> {target.replace(' ', '_')}: {event.__name__}")
        return "\n".join([*lines, *(f"    {end.replace(' ', '_')} --> [*]" for end in sorted(ends))])

    @classmethod
    def offers(cls) -> bool:
        """Whether parties make offers of their own here, beside answering texts."""
        return any(event is Offer for _, event in cls.transitions)

    def phase(self, name: str) -> int:
        """A phase's place."""
        return self.phases.index(name)

    def within(self, state: State, *names: str) -> Mask:
        """The lanes that are in one of some phases."""
        known = self._masks.get(names)
        if known is None:
            known = np.isin(np.arange(len(self.phases)), [self.phase(name) for name in names])
            self._masks[names] = known
        return np.asarray(known.take(state.phase))

    def start(self, lanes: int) -> State:
        """Sessions that have not begun."""
        return State.start(self.setting, lanes)

    def actors(self, state: State) -> Lanes:
        """Who may act now: a bit for each seat, lane by lane; 0 where talks have ended."""
        raise NotImplementedError

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
        if self._acting is None or self._acting[0] is not state:
            self._acting = state, self.actors(state)
        return self._acting[1]

    def unanswered(self, state: State) -> Lanes:
        """The parties that have not answered yet: bits of their seats, lane by lane."""
        return np.asarray(((state.answers == 0) << np.arange(self.setting.parties)).sum(axis=1))

    def answered_by_the_last(self, state: State) -> Mask:
        """Where one answer is still to come, so that the next is the last."""
        return np.asarray((state.answers != 0).sum(axis=1) == self.setting.parties - 1)

    def guard(self, state: State, batch: Batch) -> Mask:
        """Where an event that the table knows may happen now."""
        return np.ones(len(state.phase), dtype=np.bool_)

    def against(self, state: State, batch: Batch, lane: int) -> str:
        """Why a guard refuses an event in one lane, where it has more to say than what may happen."""
        return ""

    def completes(self, state: State, batch: Batch) -> Mask:
        """Where an event leads to the second of its phases."""
        return np.zeros(len(state.phase), dtype=np.bool_)

    def audience(self, state: State, batch: Batch) -> Lanes:
        """Who may know of an event, fixed when it happens: a bit for each seat, lane by lane.

        What a party says in private reaches those that :meth:`hearing` names, and the rest everyone.
        """
        if batch.event in PRIVATE:
            return self.hearing(state, batch.by)
        return np.full(len(state.phase), self.setting.everyone, dtype=np.int64)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        """Set the registers of a copy of the state, in the live lanes only (a slice where all are)."""

    def allowed(self, state: State, batch: Batch) -> Mask:
        """Where a batch may happen: known to the table, the seat's turn and to do, and the guard agrees."""
        by_clock = batch.by == self.setting.clock
        if batch.event not in self.events or by_clock != (batch.event in BY_THE_CLOCK):
            return np.zeros(len(state.phase), dtype=np.bool_)
        known = (self._next[:, self.events.index(batch.event), 0] >= 0).take(state.phase)
        turn = self.acting(state) & (1 << batch.by) != 0
        possible = known & turn
        return np.asarray(possible & self.guard(state, batch)) if possible.any() else possible

    def apply(self, state: State, batch: Batch, live: Mask) -> State:
        """The state after a batch, in the live lanes.

        Raises:
            ProtocolError: the event is not allowed in some live lane.
        """
        refused = live & ~self.allowed(state, batch)
        if refused.any():
            lane = int(np.flatnonzero(refused)[0])
            raise ProtocolError(self._why_not(state, batch, lane))
        index = self.events.index(batch.event)
        first, second = self._next[:, index, 0], self._next[:, index, 1]
        following = first.take(state.phase)
        if (first != second).any():
            following = np.where(self.completes(state, batch), second.take(state.phase), following)
        after = state.copy(self.written)
        where = slice(None) if live.all() else live
        self.write(after, batch, where)
        after.phase[where] = following[where]
        return after

    def _why_not(self, state: State, batch: Batch, lane: int) -> str:
        phase = self.phases[int(state.phase[lane])]
        could = [event.__name__ for known, event in self.transitions if known == phase]
        seats = [s for s in range(self.setting.clock + 1) if int(self.actors(state)[lane]) >> s & 1]
        turn = batch.by in seats and batch.event.__name__ in could
        reason = self.against(state, batch, lane) if turn else ""
        return (
            f"{self.name}: in '{phase}' (lane {lane}), {batch.event.__name__} by seat {batch.by} is not "
            f"allowed{f' ({reason})' if reason else ''}; {' or '.join(could) or 'nothing'} by seat "
            f"{' or '.join(map(str, seats)) or 'nobody'} is."
        )


PROTOCOLS: Registry[type[Protocol]] = Registry("protocol", "protocols", "goodoffices.talks.protocols")
protocol, protocol_named = PROTOCOLS.register, PROTOCOLS.named
