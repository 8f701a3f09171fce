"""Annealing mediators: hold on to a text that one party likes much and another likes a little less.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125. The parties need not give way themselves, so that none can wait for the others to do it; the
mediator remembers whom it overrode, and nobody is overridden much more often than the others.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import Lanes, Mask, TextDropped, TextKept
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.hill_climb import HillClimb

MOST_OWED = 3
"""Nobody is overridden so many times more than whoever was least often."""
DRAWN = 1 << 20


class Annealing(HillClimb):
    """Changes up to ``most`` issues; overrides a weak no by a strong yes, less and less willingly."""

    lanes = True
    random = True
    remembers = True
    protocols = ("single-text-votes",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.steps, self.last = horizon.steps, horizon.rounds * horizon.steps
        self.owed: Lanes | None = None

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase != "voted":
            return super().act(view, phase, live, stream, move)
        if self.owed is None:
            self.owed = np.zeros(view.answers.shape, dtype=np.int64)
        against, much = view.answers == 2, view.answers == 4
        left = self.last - view.round * self.steps - view.step
        willing = below(stream.draws("override", move), DRAWN) * self.last < left * DRAWN
        patient = self.owed - self.owed.min(axis=1, keepdims=True) < MOST_OWED
        overrides = (
            willing
            & against.any(axis=1)
            & (view.answers != 1).all(axis=1)
            & (much.sum(axis=1) >= against.sum(axis=1))
            & (patient | ~against).all(axis=1)
        )
        self.owed += (live & overrides)[:, np.newaxis] & against
        keeps = overrides | (view.answers > 2).all(axis=1)
        return [Act(TextKept, live & keeps), Act(TextDropped, live & ~keeps)]


@mediator("annealing")
def one_issue() -> MediatorPlayer:
    """Changes one issue at a time, as in the paper."""
    return Annealing(1)


@mediator("annealing-two-issues")
def two_issues() -> MediatorPlayer:
    """Changes one or two issues at a time."""
    return Annealing(2)
