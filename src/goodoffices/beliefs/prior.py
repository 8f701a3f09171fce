"""The prior of a party's preferences, given its opening answers: from particles to preferences.

Weights are proportional to exponential draws (uniform on the simplex). Values are uniform within an issue,
then rescaled to reach from 0 to 1. Opening answers are taken in by exact conditioning: the prior treats all
issues alike and all options alike, so sorting the weights into the stated order, and swapping the largest
value of an issue onto the stated best option, gives draws conditional on those answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

from goodoffices.beliefs.layout import Codes, Floats, Layout
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


@dataclass(frozen=True)
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

    @cached_property
    def _ranks(self) -> Codes:
        """Each issue's rank in each party's ranking, shape (parties, issues)."""
        order = [opening.ranking or range(self.layout.issues) for opening in self.openings]
        return np.argsort(np.array([list(ranking) for ranking in order]), axis=-1)

    @cached_property
    def _best(self) -> Codes:
        """Each party's stated best options, shape (parties, issues); 0 if it stated none."""
        return np.array([opening.best or (0,) * self.layout.issues for opening in self.openings])

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
        low = _over_options(np.minimum, self._hidden(values, np.inf))
        high = _over_options(np.maximum, self._hidden(values, -np.inf))
        values = self._hidden((values - low) / np.maximum(high - low, 1e-12), 0.0)
        table = weights[..., None] * values
        return Preferences(table, weights, self._floor(table, particles[..., n + cells]))

    def _hidden(self, values: Floats, instead: float) -> Floats:
        """Return values with a number in place of those that are padding."""
        return np.where(self.layout.exists, values, instead) if self.layout.padded else values

    def _ranked(self, weights: Floats, wrong: Floats) -> Floats:
        """Return weights sorted into each party's ranking; a mistake swaps neighbours of the ranking."""
        given = [opening.ranking is not None for opening in self.openings]
        if not any(given):
            return weights
        sizes = np.where(np.array(given)[:, None, None], -np.sort(-weights, axis=-1), weights)
        if self.mistakes:
            swaps = (wrong < NormalDist().inv_cdf(self.mistakes)) & np.array(given)[:, None, None]
            # A mistake swaps two ranks, the first ranks first. Weights are swapped instead, the last first.
            for rank in reversed(range(self.layout.issues - 1)):
                pair = sizes[..., rank : rank + 2]
                pair[...] = np.where(swaps[..., rank, None], pair[..., ::-1], pair)
        parties, particles = np.arange(len(sizes))[:, None, None], np.arange(sizes.shape[1])[:, None]
        return sizes[parties, particles, self._ranks[:, None, :]]

    def _with_best(self, values: Floats, wrong: Floats) -> Floats:
        """Return values with each issue's largest swapped onto the stated best option, unless mistaken."""
        given = [opening.best is not None for opening in self.openings]
        if not any(given):
            return values
        edge = NormalDist().inv_cdf(self.mistakes) if self.mistakes else -np.inf
        obeys = (wrong >= edge) & np.array(given)[:, None, None]
        hidden = self._hidden(values, -np.inf)
        top = hidden.argmax(axis=-1)[..., None]
        best, options = self._best, np.arange(self.layout.options)
        is_best = (options == best[..., None])[:, None]
        highest = _over_options(np.maximum, hidden)
        parties, issues = np.arange(len(best))[:, None], np.arange(self.layout.issues)
        stated = values[parties, :, issues, best].swapaxes(1, 2)[..., None]
        # the option that has the largest value gets that of the stated best, which gets the largest
        swapped = np.where(is_best, highest, np.where(options == top, stated, values))
        return np.where(obeys[..., None], swapped, values)

    def _floor(self, table: Floats, latent: Floats) -> Floats:
        """Return reservation values: the mean package plus 0.6 standard deviations, give or take 0.8."""
        if self.known_floor is not None:
            return np.full(latent.shape, self.known_floor)
        dims = np.array(self.layout.dims)
        means = table.sum(axis=-1) / dims
        variances = (table**2).sum(axis=-1) / dims - means**2
        deviation = np.sqrt(np.maximum(variances, 0.0).sum(axis=-1))
        return np.asarray(np.clip(means.sum(axis=-1) + (0.6 + 0.8 * latent) * deviation, 0.0, HIGHEST))


def _over_options(extreme: np.ufunc, values: Floats) -> Floats:
    """Return the least or the largest value over options, shape (…, issues, 1).

    Options are few: to compare one after the other is quicker than a reduction of the last axis.
    """
    found: Floats = values[..., :1]
    for option in range(1, values.shape[-1]):
        found = extreme(found, values[..., option : option + 1])
    return found
