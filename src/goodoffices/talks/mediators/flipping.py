"""Flipping mediators: a random package until all accept one, then that one with one issue changed.

``RandomFlippingMediator`` and ``FixedOrderFlippingMediator`` of GENIUS: an issue and an option of it are
drawn until the option is another than the one that stands. The fixed one draws the same whatever the seed.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.events import (
    AgreementReached,
    Mask,
    NoAgreement,
    Rows,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.seats import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.streams import Draws, Stream, below
from goodoffices.talks.views import MediatorPrivate, MediatorView

SHARE = 1 << 20
"""Divided by the number of an issue's options, the weight of each: whole numbers, so that lanes agree."""


def flips(rows: Rows, dims: Integers) -> Rows:
    """Each package with each option of each issue put in: (lanes, issues) -> (lanes, options, issues)."""
    issue = np.repeat(np.arange(len(dims)), dims)
    out = np.repeat(rows[:, np.newaxis, :], len(issue), axis=1)
    out[:, np.arange(len(issue)), issue] = np.concatenate([np.arange(dim) for dim in dims])
    return out


def open_flips(rows: Rows, private: MediatorPrivate) -> tuple[Rows, Mask]:
    """The same, and which of them (lanes, options) are other packages that linkages allow."""
    texts = flips(rows, np.array(private.dims, dtype=np.int64))
    changed = (texts != rows[:, np.newaxis, :]).any(axis=2)
    return texts, changed & private.allows(texts.reshape(-1, rows.shape[1])).reshape(changed.shape)


def picked(draws: Draws, weights: Integers) -> Integers:
    """A place in each lane with the chance its weight gives it, (lanes, places) -> (lanes,); 0 where none has
    weight."""
    at = below(draws, weights.sum(axis=1))
    return np.asarray((weights.cumsum(axis=1) > at[:, np.newaxis]).argmax(axis=1))


class Flipping(MediatorPlayer):
    """Changes one issue of the last package that all accepted; linkages are kept."""

    lanes = True
    remembers = False
    protocols = ("mediator-vote",)

    def __init__(self, fixed: bool) -> None:
        self.random = not fixed

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private = private
        self.weights = np.concatenate(
            [np.full(dim, SHARE // dim, dtype=np.int64) for dim in private.dims]
        )

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "drafting":
            source = stream if self.random else Stream(0, "fixed order", range(1))
            return [Act(TextPut, live, package=self._draft(view, source, move))]
        if phase == "polled":
            accepted = (view.answers == 2).all(axis=1)
            return [Act(TextKept, live & accepted), Act(TextDropped, live & ~accepted)]
        return [Act(AgreementReached, live & view.has_held), Act(NoAgreement, live & ~view.has_held)]

    def _draft(self, view: MediatorView, source: Stream, move: int) -> Rows:
        texts, free = open_flips(view.held, self.private)
        chosen = picked(source.draws("flip", move), free * self.weights)
        flipped = texts[np.arange(len(texts)), chosen]
        afresh = self.private.codes[below(source.draws("any", move), len(self.private.codes))]
        climbing = view.has_held & free.any(axis=1)
        return np.where(climbing[:, np.newaxis], flipped, afresh)


@mediator("random-flip")
def random_flip() -> MediatorPlayer:
    """Draws what it changes."""
    return Flipping(fixed=False)


@mediator("fixed-order-flip")
def fixed_order_flip() -> MediatorPlayer:
    """Makes the same changes in every session, whatever the seed."""
    return Flipping(fixed=True)
