"""The prior of a party's preferences, given its opening answers: from particles to preferences.

Weights are proportional to exponential draws (uniform on the simplex). Values are uniform within an issue,
then rescaled to reach from 0 to 1. Opening answers are taken in by exact conditioning: the prior treats all
issues alike and all options alike, so sorting the weights into the stated order, and swapping the largest
value of an issue onto the stated best option, gives draws conditional on those answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from goodoffices.beliefs.layout import Floats, Layout
from goodoffices.beliefs.replies import Opening

PROBIT = 1.702
"""Slope at which the logistic curve is closest to the normal distribution: normal draws become uniform."""
HIGHEST = 0.98
"""Highest reservation value on the scale 0 to 1: every party can gain from its very best packages."""


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """The preferences that particles stand for. A package's utility, from 0 to 1, is the sum of its cells.

    Attributes:
        table: utility of each option, shape (parties, particles, issues, options).
        weights: weight of each issue, shape (parties, particles, issues).
        floor: reservation values, shape (parties, particles).
    """

    table: Floats
    weights: Floats
    floor: Floats

    def features(self) -> Floats:
        """Return table, weights, floor and 1 in a row, shape (parties, particles, features)."""
        lead = self.floor.shape
        return np.concatenate(
            [
                self.table.reshape(*lead, -1),
                self.weights,
                self.floor[..., None],
                np.ones((*lead, 1)),
            ],
            axis=-1,
        )


@dataclass(frozen=True, slots=True)
class Prior:
    """The map from particles of several parties to preferences.

    Attributes:
        openings: each party's opening answers.
        known_floor: every party's reservation value if it is known (0: the worst package), else None.
        mistakes: probability that a part of an opening answer is wrong.
    """

    layout: Layout
    openings: Sequence[Opening]
    known_floor: float | None = None
    mistakes: float = 0.0

    def preferences(self, particles: Floats) -> Preferences:
        """Return the preferences of particles, shape (parties, particles, latent)."""
        layout = self.layout
        n, cells = layout.issues, layout.cells
        weights = np.logaddexp(0.0, PROBIT * particles[..., :n])
        values = 1.0 / (1.0 + np.exp(-PROBIT * particles[..., n : n + cells]))
        values = values.reshape(*particles.shape[:-1], n, layout.options)
        wrong = particles[..., n + cells + 1 :]
        weights = self._ranked(weights, wrong[..., :n])
        weights = weights / weights.sum(axis=-1, keepdims=True)
        values = self._with_best(values, wrong[..., n:])
        low = np.where(layout.exists, values, np.inf).min(axis=-1, keepdims=True)
        high = np.where(layout.exists, values, -np.inf).max(axis=-1, keepdims=True)
        values = np.where(layout.exists, (values - low) / np.maximum(high - low, 1e-12), 0.0)
        table = weights[..., None] * values
        return Preferences(table, weights, self._floor(table, particles[..., n + cells]))

    def _ranked(self, weights: Floats, wrong: Floats) -> Floats:
        """Return weights sorted into each party's ranking; a mistake swaps neighbours of the ranking."""
        if all(opening.ranking is None for opening in self.openings):
            return weights
        largest_first = -np.sort(-weights, axis=-1)
        out = weights.copy()
        edge = NormalDist().inv_cdf(self.mistakes) if self.mistakes else -np.inf
        for party, opening in enumerate(self.openings):
            if opening.ranking is None:
                continue
            order = np.broadcast_to(np.array(opening.ranking), weights[party].shape).copy()
            if self.mistakes:
                for rank in range(self.layout.issues - 1):
                    swap = wrong[party][:, rank] < edge
                    order[swap, rank : rank + 2] = order[swap, rank : rank + 2][:, ::-1]
            np.put_along_axis(out[party], order, largest_first[party], axis=-1)
        return out

    def _with_best(self, values: Floats, wrong: Floats) -> Floats:
        """Return values with each issue's largest swapped onto the stated best option, unless mistaken."""
        if all(opening.best is None for opening in self.openings):
            return values
        out = values.copy()
        edge = NormalDist().inv_cdf(self.mistakes) if self.mistakes else -np.inf
        hidden = np.where(self.layout.exists, values, -np.inf)
        for party, opening in enumerate(self.openings):
            if opening.best is None:
                continue
            top = hidden[party].argmax(axis=-1)[..., None]
            best = np.broadcast_to(np.array(opening.best)[:, None], top.shape)
            highest = np.take_along_axis(values[party], top, axis=-1)
            stated = np.take_along_axis(values[party], best, axis=-1)
            obeys = (wrong[party] >= edge)[..., None]
            new = out[party]
            np.put_along_axis(new, top, np.where(obeys, stated, highest), axis=-1)
            kept = np.take_along_axis(new, best, axis=-1)
            np.put_along_axis(new, best, np.where(obeys, highest, kept), axis=-1)
        return out

    def _floor(self, table: Floats, latent: Floats) -> Floats:
        """Return reservation values: the mean package plus 0.6 standard deviations, give or take 0.8."""
        if self.known_floor is not None:
            return np.full(latent.shape, self.known_floor)
        dims = np.array(self.layout.dims)
        means = table.sum(axis=-1) / dims
        variances = (table**2).sum(axis=-1) / dims - means**2
        deviation = np.sqrt(np.maximum(variances, 0.0).sum(axis=-1))
        return np.asarray(np.clip(means.sum(axis=-1) + (0.6 + 0.8 * latent) * deviation, 0.0, HIGHEST))
