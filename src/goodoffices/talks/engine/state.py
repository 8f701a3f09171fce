"""Where sessions stand: arrays with a lane axis, written only by a protocol's ``apply``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.talks.engine.events import NO_VOTE, NONE, Lanes, Mask, Rows, Where


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
    """Where sessions stand: registers with a lane axis.

    Attributes:
        phase: (lanes,) index of the phase.
        round: (lanes,) from 0.
        step: (lanes,) steps taken in this round.
        turn: (lanes,) the party whose turn it is, or to which a text is carried next.
        put: (lanes, issues) the text or offer put last.
        held: (lanes, issues) the text that stands; ``has_held`` (lanes,) is true if there is one.
        variants: (lanes, variants, issues) the texts that are answered together.
        answered: (lanes, parties) who has answered what was asked last.
        answers: (lanes, parties) ``NONE``, ``NO`` or ``YES`` to the text put last.
        votes: (lanes, parties) indices of ``events.VOTES``, or ``NO_VOTE``.
        chosen: (lanes, parties) a bit for each variant that the party said yes to.
        strong: (lanes, parties) strong votes used so far.
        confided: (lanes, compartments, parties, issues, CELL) what each party confided to whom, see
            ``release_codec``.
        floated: (lanes, compartments, parties, issues) 1 if an idea on that issue was put to that party
            since the last step. Talks without release rules have neither.
    """

    phase: NDArray[np.int8]
    round: Lanes
    step: Lanes
    turn: Lanes
    put: Rows
    held: Rows
    has_held: Mask
    variants: Rows
    answered: Mask
    answers: NDArray[np.int8]
    votes: NDArray[np.int8]
    chosen: Rows
    strong: Rows
    confided: Rows
    floated: Rows

    @classmethod
    def start(cls, setting: Setting, lanes: int) -> State:
        """Return sessions that have not begun."""
        parties, issues = (lanes, setting.parties), (lanes, setting.issues)
        return cls(
            phase=np.zeros(lanes, dtype=np.int8),
            round=np.zeros(lanes, dtype=np.int64),
            step=np.zeros(lanes, dtype=np.int64),
            turn=np.zeros(lanes, dtype=np.int64),
            put=np.zeros(issues, dtype=np.int64),
            held=np.zeros(issues, dtype=np.int64),
            has_held=np.zeros(lanes, dtype=np.bool_),
            variants=np.zeros((lanes, 0, setting.issues), dtype=np.int64),
            answered=np.zeros(parties, dtype=np.bool_),
            answers=np.full(parties, NONE, dtype=np.int8),
            votes=np.full(parties, NO_VOTE, dtype=np.int8),
            chosen=np.zeros(parties, dtype=np.int64),
            strong=np.zeros(parties, dtype=np.int64),
            confided=np.zeros((lanes, 0), dtype=np.int64),
            floated=np.zeros((lanes, 0), dtype=np.int64),
        )

    def copy(self, names: Sequence[str] | None = None) -> State:
        """Return the same in arrays of its own; if registers are named, it shares the others."""
        own = self.__slots__ if names is None else names
        return replace(self, **{name: getattr(self, name).copy() for name in own})

    def forget_answers(self, live: Where) -> None:
        """Begin to ask: nobody has answered the text put last."""
        self.answered[live] = False
        self.answers[live] = NONE
        self.votes[live] = NO_VOTE
