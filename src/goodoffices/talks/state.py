"""Where sessions stand: arrays with a lane axis, written only by a protocol's ``apply``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.talks.events import Lanes, Mask, Rows


@dataclass(frozen=True, slots=True)
class Setting:
    """What a protocol is played with: who sits where, how long, over how many issues.

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

    @property
    def clock(self) -> int:
        return self.parties + self.mediators

    @property
    def everyone(self) -> int:
        """Who a message to all parties reaches: them, and the mediators that carry it."""
        reached = (1 << self.parties) - 1
        for carried in self.carries:
            reached |= carried
        return reached


@dataclass(frozen=True, slots=True)
class State:
    """One row a lane: phase, round and step, whose turn, the text put, the text held, the answers.

    ``answers`` (lanes, parties) is 0 where none was given, 1 for no, 2 for yes.
    """

    phase: NDArray[np.int8]
    round: Lanes
    step: Lanes
    turn: Lanes
    put: Rows
    held: Rows
    has_held: Mask
    answers: NDArray[np.int8]

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
        )

    def copy(self, names: Sequence[str] | None = None) -> State:
        """The same, in arrays of its own; where registers are named, it shares the others."""
        own = self.__slots__ if names is None else names
        return replace(self, **{name: getattr(self, name).copy() for name in own})
