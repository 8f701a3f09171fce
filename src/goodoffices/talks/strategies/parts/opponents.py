"""Opponent models: estimate the other side's utility from its offers.

A model is given packages as option indices and nothing else. If several other parties sit at the table, it
models them together, since a party sees only the package on the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol as Interface

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Codes

Floats = NDArray[np.float64]

STEADY = 0.2
"""Weight that an issue gains if its option is the same in the next offer, over the number of issues."""
CONCESSION = 0.5
"""Assumed concession of the other side until time is over, of its best utility 1."""
SPREAD = 0.15
"""Assumed standard deviation of the utilities of its offers around that line."""


class OpponentModel(Interface):
    """Estimates the other side's utility, from 0 to 1."""

    def take(self, package: Sequence[int], time: float) -> None:
        """Learn from an offer made at a time from 0 to 1."""

    def utility(self, codes: Codes) -> Floats:
        """Return the estimated utility of packages: (packages, issues) -> (packages,)."""


class FrequencyModel:
    """Options offered often are liked; issues that stay the same from offer to offer matter.

    van Krimpen, Looije & Hajizadeh (2013), HardHeaded, Studies in Computational Intelligence
    435:223-227; compared by Tunalı, Aydoğan & Sanchez-Anguix (2017), Rethinking frequency opponent
    modeling in automated negotiation, PRIMA 2017:263-279.
    """

    def __init__(self, dims: Sequence[int]) -> None:
        self.counts = [np.ones(dim) for dim in dims]
        self.weights: Floats = np.full(len(dims), 1.0 / len(dims))
        self.last: tuple[int, ...] | None = None

    def take(self, package: Sequence[int], time: float) -> None:
        offer = tuple(package)
        for counts, option in zip(self.counts, offer, strict=True):
            counts[option] += 1
        if self.last is not None:
            same = np.array([now == before for now, before in zip(offer, self.last, strict=True)])
            weights = self.weights + same * (STEADY / len(self.weights))
            self.weights = weights / weights.sum()
        self.last = offer

    def utility(self, codes: Codes) -> Floats:
        parts = [
            weight * (counts / counts.max())[codes[:, issue]]
            for issue, (weight, counts) in enumerate(zip(self.weights, self.counts, strict=True))
        ]
        return np.asarray(sum(parts, np.zeros(len(codes))))


class BayesianModel:
    """Weighs hypotheses on each issue: its rank, and the shape of its values along its options.

    Hindriks & Tykhonov (2008), Opponent modelling in automated multi-issue negotiation using Bayesian
    learning, AAMAS 2008:331-338, the scalable form: the hypotheses on an issue are tested with the
    other issues at their expected values. Shapes rise, fall, or rise to an option and fall after it;
    an issue of rank r of n weighs 2r / n(n + 1). The likelihood is Gaussian around a line of concession.
    """

    def __init__(self, dims: Sequence[int]) -> None:
        many = len(dims)
        self.shapes = [_shapes(dim) for dim in dims]
        self.shape_odds = [np.full(len(shapes), 1.0 / len(shapes)) for shapes in self.shapes]
        self.ranks: Floats = 2.0 * np.arange(1, many + 1) / (many * (many + 1))
        self.rank_odds = np.full((many, many), 1.0 / many)

    def take(self, package: Sequence[int], time: float) -> None:
        meant = 1.0 - CONCESSION * time
        weights, values = self._weights(), self._values()
        parts = np.array([w * v[option] for w, v, option in zip(weights, values, package, strict=True)])
        for issue, option in enumerate(package):
            others = parts.sum() - parts[issue]
            shaped = others + weights[issue] * self.shapes[issue][:, option]
            self.shape_odds[issue] = _updated(self.shape_odds[issue], shaped, meant)
            ranked = others + self.ranks * values[issue][option]
            self.rank_odds[issue] = _updated(self.rank_odds[issue], ranked, meant)

    def utility(self, codes: Codes) -> Floats:
        parts = [
            weight * values[codes[:, issue]]
            for issue, (weight, values) in enumerate(zip(self._weights(), self._values(), strict=True))
        ]
        return np.asarray(sum(parts, np.zeros(len(codes))))

    def _weights(self) -> Floats:
        expected = self.rank_odds @ self.ranks
        return np.asarray(expected / expected.sum())

    def _values(self) -> list[Floats]:
        return [odds @ shapes for odds, shapes in zip(self.shape_odds, self.shapes, strict=True)]


def _shapes(dim: int) -> Floats:
    """Return every shape of an issue's values, (shapes, options): a shape for each option as the peak."""
    options = np.arange(dim, dtype=np.float64)
    rows = []
    for peak in range(dim):
        below = options / peak if peak else np.ones(dim)
        above = (dim - 1 - options) / (dim - 1 - peak) if peak < dim - 1 else np.ones(dim)
        rows.append(np.where(options <= peak, below, above) if dim > 1 else np.ones(1))
    return np.array(rows)


def _updated(odds: Floats, utilities: Floats, meant: float) -> Floats:
    likely = odds * np.exp(-((utilities - meant) ** 2) / (2 * SPREAD**2)) + 1e-12
    return np.asarray(likely / likely.sum())
