"""Where sessions stand: arrays with a lane axis, written only by a protocol's ``apply``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.talks.engine.events import Lanes, Mask, Rows


@dataclass(frozen=True, slots=True)
class Lead:
    """A mediator's seat, and which mediators each party's messages to it pass through, as bits of seats."""

    seat: int
    carries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a protocol is played with: who sits where, how long, over how many issues, who leads which round.

    Seats are parties first, then mediators, then the clock. ``carries`` says for each party which
    mediators its messages pass through, as bits of their seats; ``lead`` is the seat that drafts.
    """

    parties: int
    mediators: int
    issues: int
    rounds: int
    steps: int
    lead: int
    carries: tuple[int, ...]
    strong: int = 20
    """How many strong votes each party has, where votes can be strong."""
    after: tuple[Lead, ...] = ()
    """Who leads the rounds after the first, in turn, beginning again with the first lead."""
    sharing: bool = False
    """Whether what a party says to one leading mediator is passed on to the others."""

    @property
    def clock(self) -> int:
        return self.parties + self.mediators

    @property
    def everyone(self) -> int:
        """Who a message to all parties reaches: them, and the mediators that carry it."""
        reached = (1 << self.parties) - 1
        for lead in self.leads:
            for carried in lead.carries:
                reached |= carried
        return reached

    @property
    def compartments(self) -> int:
        """How many mediators are each confided in alone: those that lead, or all as one where they share.

        What is confided in round ``r`` is in compartment ``r % compartments``.
        """
        return 1 if self.sharing else 1 + len(self.after)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The mediators that lead rounds, in turn."""
        return (Lead(self.lead, self.carries), *self.after)


@dataclass(frozen=True, slots=True)
class State:
    """One row a lane: phase, round and step, whose turn, the text put, the text held, the answers.

    ``answers`` (lanes, parties) is 0 where none was given, 1 for no, 2 for yes, and where votes can be strong
    also 3 and 4, see ``events.Voted``; ``strong`` (lanes, parties) counts those used.
    ``confided`` (lanes, compartments, parties, issues, CELL) is what each party confided to whom, see
    ``release_codec``; ``floated`` (lanes, compartments, parties, issues) is 1 where an
    idea on an issue was put to a party since the last step. Talks without release rules have neither.
    """

    phase: NDArray[np.int8]
    round: Lanes
    step: Lanes
    turn: Lanes
    put: Rows
    held: Rows
    has_held: Mask
    answers: NDArray[np.int8]
    strong: Rows
    confided: Rows
    floated: Rows

    @classmethod
    def start(cls, setting: Setting, lanes: int) -> State:
        def zeros() -> Lanes:
            return np.zeros(lanes, dtype=np.int64)

        return cls(
            phase=np.zeros(lanes, dtype=np.int8),
            round=zeros(),
            step=zeros(),
            turn=zeros(),
            put=np.zeros((lanes, setting.issues), dtype=np.int64),
            held=np.zeros((lanes, setting.issues), dtype=np.int64),
            has_held=np.zeros(lanes, dtype=np.bool_),
            answers=np.zeros((lanes, setting.parties), dtype=np.int8),
            strong=np.zeros((lanes, setting.parties), dtype=np.int64),
            confided=np.zeros((lanes, 0), dtype=np.int64),
            floated=np.zeros((lanes, 0), dtype=np.int64),
        )

    def copy(self, names: Sequence[str] | None = None) -> State:
        """The same, in arrays of its own; where registers are named, it shares the others."""
        own = self.__slots__ if names is None else names
        return replace(self, **{name: getattr(self, name).copy() for name in own})
