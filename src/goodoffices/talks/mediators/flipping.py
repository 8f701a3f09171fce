"""Flipping mediators: put random packages until all accept a package, then that with an issue changed.

``RandomFlippingMediator`` and ``FixedOrderFlippingMediator`` of GENIUS: an issue and an option of it are
drawn until the option differs from that of the text that stands.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import MediatorTurn, TextMediator, either
from goodoffices.talks.engine.event import Mask, Rows
from goodoffices.talks.engine.events import AgreementReached, NoAgreement
from goodoffices.talks.engine.players import Act, Horizon, mediator
from goodoffices.talks.engine.streams import Draws, below
from goodoffices.talks.engine.views import MediatorPrivate
from goodoffices.talks.mediators.parts.java_random import JavaRandom

SHARE = 1 << 20
"""Weight of an issue, divided evenly among its options: whole numbers, so that lanes agree."""
TRIES = 1000
"""Draws of a flip in a fixed order, as linkages may forbid it; after that any allowed package is put."""


def flips(rows: Rows, dims: Integers) -> Rows:
    """Return each package with each option put in: (lanes, issues) -> (lanes, options, issues)."""
    issue = np.repeat(np.arange(len(dims)), dims)
    out = np.repeat(rows[:, np.newaxis, :], len(issue), axis=1)
    out[:, np.arange(len(issue)), issue] = np.concatenate([np.arange(dim) for dim in dims])
    return out


def open_flips(rows: Rows, private: MediatorPrivate) -> tuple[Rows, Mask]:
    """Return the flips, and a mask (lanes, options) of those that differ and that linkages allow."""
    texts = flips(rows, np.array(private.dims, dtype=np.int64))
    changed = (texts != rows[:, np.newaxis, :]).any(axis=2)
    return texts, changed & private.allows(texts.reshape(-1, rows.shape[1])).reshape(changed.shape)


def picked(draws: Draws, weights: Integers) -> Integers:
    """Return an index drawn by weight: (lanes, choices) -> (lanes,); 0 if all weights are 0."""
    at = below(draws, weights.sum(axis=1))
    return np.asarray((weights.cumsum(axis=1) > at[:, np.newaxis]).argmax(axis=1))


@mediator("random-flip")
class RandomFlip(TextMediator):
    """Puts random packages until all accept a package, then that package with an issue changed."""

    protocols = ("mediator-vote",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.weights = np.repeat(SHARE // self.dims, self.dims)

    def text(self, turn: MediatorTurn) -> Rows:
        view, codes = turn.view, self.private.codes
        texts, free = open_flips(view.held, self.private)
        chosen = picked(turn.draws("flip"), free * self.weights)
        flipped = texts[np.arange(len(texts)), chosen]
        afresh = codes[below(turn.draws("any"), len(codes))]
        climbing = view.has_held & free.any(axis=1)
        return np.where(climbing[:, np.newaxis], flipped, afresh)

    def close(self, turn: MediatorTurn) -> list[Act]:
        """Announce the last package that all accepted, which binds without another question."""
        return either(turn.live, turn.view.has_held, AgreementReached, NoAgreement)


@mediator("fixed-order-flip")
class FixedOrderFlip(RandomFlip):
    """Draws as GENIUS does from ``Random(0)``: the same flips in every session."""

    random = False
    remembers = True

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.source = JavaRandom(0, horizon.lanes)

    def text(self, turn: MediatorTurn) -> Rows:
        view, live = turn.view, turn.live
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
