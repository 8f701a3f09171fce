"""Flipping mediators: a random package until all accept one, then that one with one issue changed.

``RandomFlippingMediator`` and ``FixedOrderFlippingMediator`` of GENIUS: an issue and an option of it are
drawn until the option is another than the one that stands.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.events import (
    AgreementReached,
    Mask,
    NoAgreement,
    Rows,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import Draws, Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.parts.java_random import JavaRandom

SHARE = 1 << 20
"""Divided by the number of an issue's options, the weight of each: whole numbers, so that lanes agree."""

TRIES = 1000


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


@mediator("random-flip")
class RandomFlip(MediatorPlayer):
    """Changes one issue of the last package that all accepted; linkages are kept."""

    lanes = True
    random = True
    remembers = False
    protocols = ("mediator-vote",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private = private
        self.weights = np.concatenate(
            [np.full(dim, SHARE // dim, dtype=np.int64) for dim in private.dims]
        )

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "drafting":
            return [Act(TextPut, live, package=self._draft(view, live, stream, move))]
        if phase == "polled":
            accepted = (view.answers == 2).all(axis=1)
            return [Act(TextKept, live & accepted), Act(TextDropped, live & ~accepted)]
        return [Act(AgreementReached, live & view.has_held), Act(NoAgreement, live & ~view.has_held)]

    def _draft(self, view: MediatorView, live: Mask, stream: Stream, move: int) -> Rows:
        texts, free = open_flips(view.held, self.private)
        chosen = picked(stream.draws("flip", move), free * self.weights)
        flipped = texts[np.arange(len(texts)), chosen]
        afresh = self.private.codes[below(stream.draws("any", move), len(self.private.codes))]
        climbing = view.has_held & free.any(axis=1)
        return np.where(climbing[:, np.newaxis], flipped, afresh)


@mediator("fixed-order-flip")
class FixedOrderFlip(RandomFlip):
    """The same, but it draws as GENIUS does from ``Random(0)``: the same flips in every session.

    A draw that linkages forbid is drawn again; after ``TRIES`` draws any package is put.
    """

    random = False
    remembers = True

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.dims = np.array(private.dims, dtype=np.int64)
        self.source = JavaRandom(0, horizon.lanes)

    def _draft(self, view: MediatorView, live: Mask, stream: Stream, move: int) -> Rows:
        text, wanting = view.held.copy(), live.copy()
        everything = np.full(len(live), len(self.private.codes), dtype=np.int64)
        for _ in range(TRIES):
            if not wanting.any():
                return text
            afresh, flipping = wanting & ~view.has_held, wanting & view.has_held
            for place, dim in enumerate(self.dims):
                drawn = self.source.below(np.full(len(live), dim), afresh)
                text[afresh, place] = drawn[afresh]
            issue = self.source.below(np.full(len(live), len(self.dims)), flipping)
            option = self.source.below(self.dims[issue], flipping)
            text[flipping] = view.held[flipping]
            text[flipping, issue[flipping]] = option[flipping]
            same = view.has_held & (text == view.held).all(axis=1)
            wanting &= same | ~self.private.allows(text)
        text[wanting] = self.private.codes[self.source.below(everything, wanting)[wanting]]
        return text
