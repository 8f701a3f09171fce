"""The parts that the table of a protocol is made of: phases with a role, rows, and conditions.

A :class:`Role` says who acts in a phase; a :class:`Row` says that an event leads from one phase to another,
``when`` it may happen, and the phase that follows the ``last`` event that the phase waits for. Conditions are
functions of the protocol, the state before the event, and the event; they return a mask, (lanes,).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.talks.engine.event import YES, Batch, Event, Lanes, Mask
from goodoffices.talks.engine.state import State

if TYPE_CHECKING:
    from goodoffices.talks.engine.protocol import Protocol

Condition = Callable[["Protocol", State, Batch], Mask]


class Question(Enum):
    """The question that a party answers with yes or no."""

    PREFER = "Would it rather have this text than the text that stands?"
    IMPROVE = "Would it rather have this text than the agreement that stands?"
    BIND = "Would it accept this text, now or as the outcome when time is over?"
    SIGN = "Does it sign this text?"


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts in a phase: here nobody, as talks are over.

    ``timed`` phases end when the round has no steps left: then the clock acts, and nobody else.
    """

    timed: bool = False

    @property
    def asks(self) -> tuple[type[Event], ...]:
        """The events with which every party is asked to answer; none in most phases."""
        return ()

    def actors(self, rules: Protocol, state: State) -> Lanes:
        """Return who may act, a bit for each seat: (lanes,)."""
        return np.zeros(len(state.phase), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Leads(Role):
    """The mediator that leads the round acts."""

    def actors(self, rules: Protocol, state: State) -> Lanes:
        return rules.leading(state)


@dataclass(frozen=True, slots=True)
class TakesTurns(Role):
    """The party whose turn it is acts."""

    def actors(self, rules: Protocol, state: State) -> Lanes:
        # seats of parties are the first, so that a party's index is its bit
        return np.left_shift(1, state.turn)


@dataclass(frozen=True, slots=True)
class Clock(Role):
    """The clock acts."""

    def actors(self, rules: Protocol, state: State) -> Lanes:
        return np.full(len(state.phase), 1 << rules.setting.clock, dtype=np.int64)


@dataclass(frozen=True, slots=True, init=False)
class Asks(Role):
    """Every party is asked once, in any order, to answer with an event of a given set.

    ``question`` is the question of a yes or no.
    """

    events: tuple[type[Event], ...] = ()
    question: Question = Question.SIGN

    def __init__(self, *events: type[Event], question: Question = Question.SIGN) -> None:
        # an __init__ of its own takes the events one by one: Asks(Answer), as tables are read
        for name, value in (("timed", False), ("events", events), ("question", question)):
            object.__setattr__(self, name, value)

    @property
    def asks(self) -> tuple[type[Event], ...]:
        return self.events

    def actors(self, rules: Protocol, state: State) -> Lanes:
        waiting = (~state.answered << np.arange(state.answered.shape[1])).sum(axis=1)
        # a person may never answer, and then only the clock can bring the question to an end
        return np.asarray(waiting | (1 << rules.setting.clock) * rules.setting.by_people)


class Phase(str):
    """A phase by its name; it equals the name alone. A player is told the phase in which it is to act.

    Attributes:
        role: who acts in it.
        events: the events that may happen in it.
    """

    role: Role
    events: tuple[type[Event], ...]

    def __new__(
        cls, name: str, role: Role | None = None, events: tuple[type[Event], ...] = ()
    ) -> Phase:
        phase = super().__new__(cls, name)
        phase.role, phase.events = role or Role(), events
        return phase

    @property
    def asks(self) -> tuple[type[Event], ...]:
        """The events with which every party is asked to answer; none if parties are not asked."""
        return self.role.asks

    @property
    def question(self) -> Question | None:
        """The question of a yes or no; None if parties are not asked."""
        return self.role.question if isinstance(self.role, Asks) else None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a protocol's table: in a phase, an event leads to another phase.

    Attributes:
        phase: in which the event may happen.
        event: the event.
        to: the phase that follows.
        last: the phase that follows instead if ``last_if`` holds.
        last_if: by default, for the clock: no round follows; for a party: all others have answered.
        when: the condition for the event to be allowed; none by default.
    """

    phase: str
    event: type[Event]
    to: str
    last: str | None = None
    last_if: Condition | None = None
    when: Condition | None = None

    @property
    def completes(self) -> Condition:
        """When the row leads to its ``last`` phase."""
        return self.last_if or (last_round if self.event.by_the_clock else last_answer)


def last_answer(rules: Protocol, state: State, batch: Batch) -> Mask:
    """All others have answered."""
    # the state is that before the event, in which the last to answer has not answered yet
    return np.asarray(state.answered.sum(axis=1) == rules.setting.parties - 1)


def last_round(rules: Protocol, state: State, batch: Batch) -> Mask:
    """No round follows this round."""
    # rounds count from 0
    return np.asarray(state.round + 1 >= rules.setting.rounds)


def all_yes(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Every party said yes."""
    return np.asarray((state.answers == YES).all(axis=1))


def any_no(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Some party said no, or nothing until time was over: silence is never a yes."""
    return ~all_yes(rules, state, batch)


def all_signed(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Every party said yes to the text put last, and no other text is named."""
    # with a text of its own the event would publish what nobody has signed
    return all_yes(rules, state, batch) & ~batch.yes


def text_stands(rules: Protocol, state: State, batch: Batch) -> Mask:
    """There is a text that stands."""
    return state.has_held


def no_text_stands(rules: Protocol, state: State, batch: Batch) -> Mask:
    """There is no text that stands."""
    return ~state.has_held


def standing_text(rules: Protocol, state: State, batch: Batch) -> Mask:
    """There is a text that stands, and no other is named."""
    return state.has_held & ~batch.yes


def names_a_text(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The event carries a text of its own."""
    return batch.yes
