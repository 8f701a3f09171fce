"""Annealing mediators: keep a text that some like much although others dislike it a little.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125. The parties need not give way themselves, so none can wait for the others to do so; the mediator
remembers which parties it overrode, and overrides no party much more often than the others.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.bases import MediatorTurn
from goodoffices.talks.engine.event import STRONG_NO, STRONG_YES, WEAK_NO, Lanes, Mask
from goodoffices.talks.engine.players import Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import MediatorPrivate
from goodoffices.talks.mediators.hill_climb import HillClimb

MOST_OWED = 3
"""Maximum difference in overrides between any two parties."""
DRAWN = 1 << 20
"""Number of equally likely draws of willingness: whole numbers, so that lanes agree."""


class Annealing(HillClimb):
    """Changes up to ``most`` issues; overrides a weak no by a strong yes, less and less willingly."""

    remembers = True
    protocols = ("single-text-votes",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.owed: Lanes | None = None

    def weigh(self, turn: MediatorTurn) -> Mask:
        view, steps = turn.view, self.horizon.steps
        # the first vote says how many parties there are
        if self.owed is None:
            self.owed = np.zeros(view.answers.shape, dtype=np.int64)
        against, much = view.votes == WEAK_NO, view.votes == STRONG_YES
        last = self.horizon.rounds * steps
        left = last - view.round * steps - view.step
        willing = below(turn.draws("override"), DRAWN) * last < left * DRAWN
        patient = self.owed - self.owed.min(axis=1, keepdims=True) < MOST_OWED
        overrides = (
            willing
            & against.any(axis=1)
            & (view.votes != STRONG_NO).all(axis=1)
            & (much.sum(axis=1) >= against.sum(axis=1))
            & (patient | ~against).all(axis=1)
        )
        self.owed += (turn.live & overrides)[:, np.newaxis] & against
        return np.asarray(overrides | super().weigh(turn))


@mediator("annealing")
def annealing() -> MediatorPlayer:
    """Change a single issue; keep a text that some like much and others dislike a little."""
    return Annealing(1)


@mediator("annealing-two-issues")
def annealing_two_issues() -> MediatorPlayer:
    """Change one or two issues; keep texts as ``annealing`` does."""
    return Annealing(2)
