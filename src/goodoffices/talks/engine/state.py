"""The state of sessions: arrays with a lane axis, written only by a protocol's ``apply``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Rule
from goodoffices.talks.engine.event import NO_VOTE, NONE, Lanes, Mask, Rows, Where


@dataclass(frozen=True, slots=True)
class Lead:
    """A mediator that leads rounds.

    ``carries`` has for each party the mediators through which its messages to this seat pass, as bits of
    seats. An example: parties 0 and 1, mediators 2 and 3; party 1 reaches mediator 2 only through 3. Then
    ``Lead(2, (0b0100, 0b1100))``.
    """

    seat: int
    carries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The numbers that a protocol is played with. Seats are parties first, then mediators, then the clock.

    Attributes:
        parties, mediators, issues, rounds: numbers of each.
        steps: in a round.
        lead: the seat of the mediator that leads the first round; ``carries`` as in :class:`Lead`.
        strong: strong votes that each party has, if votes can be strong.
        after: the mediators that lead the following rounds in turn; then the first leads again.
        sharing: if true, every leading mediator receives each party's private answers.
        by_people: if true, people sit here: the clock may end a question that some party does not answer,
            and refusals name nobody.
        dims: number of options of each issue; none if options are not checked.
        rules: linkages that every text put, offered or published must keep.
    """

    parties: int
    mediators: int
    issues: int
    rounds: int
    steps: int
    lead: int
    carries: tuple[int, ...]
    strong: int = 20
    after: tuple[Lead, ...] = ()
    sharing: bool = False
    by_people: bool = False
    dims: tuple[int, ...] = ()
    # a rule is an array, which neither equals another nor hashes by its content
    rules: tuple[Rule, ...] = field(default=(), compare=False, repr=False)

    @property
    def clock(self) -> int:
        return self.parties + self.mediators

    @property
    def everyone(self) -> int:
        """The audience of a message to all: the parties, and the mediators that carry it, as bits."""
        # all parties are the lowest bits
        reached = (1 << self.parties) - 1
        for lead in self.leads:
            for carried in lead.carries:
                reached |= carried
        return reached

    @property
    def compartments(self) -> int:
        """The number of separate stores of confidences: a store for each leading mediator, or a common store
        if mediators share.

        Confidences of round ``r`` are in compartment ``r % compartments``, since mediators lead in turn.
        """
        return 1 if self.sharing else 1 + len(self.after)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The mediators that lead rounds, in turn."""
        return (Lead(self.lead, self.carries), *self.after)


@dataclass(frozen=True, slots=True)
class State:
    """The state of sessions: registers with a lane axis.

    Attributes:
        phase: (lanes,) index of the phase.
        round: (lanes,) from 0.
        step: (lanes,) steps taken in this round.
        turn: (lanes,) the party whose turn it is, or to which a text is carried next.
        put: (lanes, issues) the text or offer put last.
        held: (lanes, issues) the text that stands; ``has_held`` (lanes,) is true if there is one.
        variants: (lanes, variants, issues) the texts that are answered together.
        answered: (lanes, parties) true if the party has answered the last question.
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
            # no room: the protocols with variants or confidences make it when they start
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
        # what is shared is never written: 'written' of the protocol names all that it writes
        registers = {name: getattr(self, name) for name in self.__slots__}
        for name in own:
            registers[name] = registers[name].copy()
        return State(**registers)

    def common_phase(self) -> int | None:
        """Return the phase of all lanes; None if lanes are in different phases."""
        first = self.phase[0]
        # lanes that began together are mostly in the same phase, and then no mask of them is needed
        alike = len(self.phase) == 1 or np.count_nonzero(self.phase == first) == len(self.phase)
        return int(first) if alike else None

    def forget_answers(self, live: Where) -> None:
        """Begin to ask: nobody has answered the text put last."""
        self.answered[live] = False
        self.answers[live] = NONE
        self.votes[live] = NO_VOTE
