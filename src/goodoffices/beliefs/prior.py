"""From particles to preferences: what is thought of a party before it answers, given its opening answers.

Weights are proportional to exponential draws (uniform on the simplex), values uniform within an issue and
then rescaled to reach from 0 to 1. The opening answers are taken by exact conditioning: the prior is the
same whatever the issues and options are called, so that weights sorted and handed out in the stated
order, and the largest value of an issue swapped onto the stated best option, are draws given those
answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from goodoffices.beliefs.layout import Floats, Layout
from goodoffices.beliefs.replies import Opening

PROBIT = 1.702
"""The logistic curve that is closest to the normal one, so that a normal draw becomes a uniform one."""
HIGHEST = 0.98


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """Preferences of particles: ``table`` (parties, particles, issues, options), ``weights``, ``floor``.

    A package is worth the sum of its cells, between 0 and 1; ``floor`` is what no agreement is worth.
    """

    table: Floats
    weights: Floats
    floor: Floats

    def features(self) -> Floats:
        """(parties, particles, features): table, weights, floor, 1."""
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
    """Turns particles of several parties into preferences.

    ``known_floor`` is every party's reservation value where it is known (0: the worst package),
    ``mistakes`` the chance that a part of an opening answer is wrong.
    """

    layout: Layout
    openings: Sequence[Opening]
    known_floor: float | None = None
    mistakes: float = 0.0

    def preferences(self, particles: Floats) -> Preferences:
        """Particles (parties, particles, latent) as preferences."""
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
                for place in range(self.layout.issues - 1):
                    swap = wrong[party][:, place] < edge
                    order[swap, place], order[swap, place + 1] = (
                        order[swap, place + 1],
                        order[swap, place],
                    )
            np.put_along_axis(out[party], order, largest_first[party], axis=-1)
        return out

    def _with_best(self, values: Floats, wrong: Floats) -> Floats:
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
        """A reservation value in standard deviations above the mean package of that very particle."""
        if self.known_floor is not None:
            return np.full(latent.shape, self.known_floor)
        many = np.array(self.layout.dims)
        means = table.sum(axis=-1) / many
        spread = (table**2).sum(axis=-1) / many - means**2
        deviation = np.sqrt(np.maximum(spread, 0.0).sum(axis=-1))
        return np.asarray(np.clip(means.sum(axis=-1) + (0.6 + 0.8 * latent) * deviation, 0.0, HIGHEST))
