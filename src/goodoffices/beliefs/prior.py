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
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.replies import Opening

Mask = NDArray[np.bool_]
PROBIT = 1.702
"""Slope at which the logistic curve is closest to the normal distribution: normal draws become uniform."""
IN_TURN = 8
"""Number of options from which on NumPy adds them up in another order, which rounds otherwise."""
HIGHEST = 0.98
"""Highest reservation value on the scale 0 to 1: every party can gain from its very best packages."""
PERSONAL = 0.35
"""Deviation, between people, of the natural logarithm of the gain of which they speak in the same words."""


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """The preferences that particles stand for. A package's utility, from 0 to 1, is the sum of its cells.

    Attributes:
        table: utility of each option, shape (parties, particles, issues, options).
        weights: weight of each issue, shape (parties, particles, issues).
        floor: reservation values, shape (parties, particles).
        unit: gain of which a party speaks as others do of a gain of 1, shape (parties, particles), if parties
            say how much a text gains them.
    """

    table: Floats
    weights: Floats
    floor: Floats
    unit: Floats | None = None

    def features(self) -> Floats:
        """Return table, weights, floor, 1 and the unit in a row, shape (parties, particles, features)."""
        lead = self.floor.shape
        parts = [
            self.table.reshape(*lead, -1),
            self.weights,
            self.floor[..., None],
            np.ones((*lead, 1)),
        ]
        if self.unit is not None:
            parts.append(self.unit[..., None])
        return np.concatenate(parts, axis=-1)


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
    def _ranks(self) -> list[Codes | None]:
        """Each issue's rank in each party's ranking, (issues,); None if it gave no ranking."""
        given = [opening.ranking for opening in self.openings]
        return [None if ranking is None else np.argsort(np.array(ranking)) for ranking in given]

    @cached_property
    def _best(self) -> Codes:
        """Each party's stated best options, shape (parties, issues); 0 if it stated none."""
        return np.array([opening.best or (0,) * self.layout.issues for opening in self.openings])

    @cached_property
    def _is_best(self) -> Mask:
        """Mask of the stated best options, shape (parties, 1, issues, options)."""
        return np.asarray(np.arange(self.layout.options) == self._best[..., None])[:, None]

    @cached_property
    def _states_best(self) -> Mask:
        """Mask of the parties that stated best options, shape (parties, 1, 1)."""
        return np.array([opening.best is not None for opening in self.openings])[:, None, None]

    @cached_property
    def _edge(self) -> float:
        """The number of a particle below which a part of an opening answer is a mistake."""
        return NormalDist().inv_cdf(self.mistakes) if self.mistakes else -np.inf

    @cached_property
    def _dims(self) -> Codes:
        return np.array(self.layout.dims)

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
        low = _over_options(np.minimum, self._hidden(values, np.inf))
        high = _over_options(np.maximum, self._hidden(values, -np.inf))
        # options are only swapped, so that the least and the largest value stay
        values = self._with_best(values, high, wrong[..., n : 2 * n])
        values = self._hidden((values - low) / np.maximum(high - low, 1e-12), 0.0)
        table = weights[..., None] * values
        unit = np.exp(PERSONAL * particles[..., -1]) if layout.told else None
        return Preferences(table, weights, self._floor(table, particles[..., n + cells]), unit)

    def _hidden(self, values: Floats, instead: float) -> Floats:
        """Return values with a number in place of those that are padding."""
        return np.where(self.layout.exists, values, instead) if self.layout.padded else values

    def _ranked(self, weights: Floats, wrong: Floats) -> Floats:
        """Return weights sorted into each party's ranking; a mistake swaps neighbours of the ranking."""
        if all(ranks is None for ranks in self._ranks):
            return weights
        found = weights.copy()
        for party, ranks in enumerate(self._ranks):
            if ranks is None:
                continue
            sizes = np.sort(weights[party], axis=-1)[:, ::-1]
            if self.mistakes:
                # A mistake swaps two ranks, the first ranks first: weights are swapped, the last first.
                swaps = wrong[party] < self._edge
                for rank in reversed(range(self.layout.issues - 1)):
                    pair = sizes[:, rank : rank + 2]
                    pair[...] = np.where(swaps[:, rank, None], pair[:, ::-1], pair)
            found[party] = sizes[:, ranks]
        return found

    def _with_best(self, values: Floats, highest: Floats, wrong: Floats) -> Floats:
        """Return values with each issue's largest swapped onto the stated best option, unless mistaken."""
        if not self._states_best.any():
            return values
        best, is_best = self._best, self._is_best
        top = self._hidden(values, -np.inf).argmax(axis=-1)[..., None]
        parties, issues = np.arange(len(best))[:, None], np.arange(self.layout.issues)
        stated = values[parties, :, issues, best].swapaxes(1, 2)[..., None]
        # the option that has the largest value gets that of the stated best, which gets the largest
        is_top = np.arange(self.layout.options) == top
        swapped = np.where(is_best, highest, np.where(is_top, stated, values))
        if self._states_best.all() and not self.mistakes:
            return swapped
        obeys = (wrong >= self._edge) & self._states_best
        return np.where(obeys[..., None], swapped, values)

    def _floor(self, table: Floats, latent: Floats) -> Floats:
        """Return reservation values: the mean package plus 0.6 standard deviations, give or take 0.8."""
        if self.known_floor is not None:
            return np.full(latent.shape, self.known_floor)
        means = _sum_over_options(table) / self._dims
        variances = _sum_over_options(table**2) / self._dims - means**2
        deviation = np.sqrt(np.maximum(variances, 0.0).sum(axis=-1))
        floor = means.sum(axis=-1) + (0.6 + 0.8 * latent) * deviation
        return np.asarray(np.minimum(np.maximum(floor, 0.0), HIGHEST))


def _over_options(extreme: np.ufunc, values: Floats) -> Floats:
    """Return the least or the largest value over options, shape (…, issues, 1).

    Options are few: to compare one after the other is quicker than a reduction of the last axis.
    """
    found: Floats = values[..., :1]
    for option in range(1, values.shape[-1]):
        found = extreme(found, values[..., option : option + 1])
    return found


def _sum_over_options(values: Floats) -> Floats:
    """Return the sum over options, shape (…, issues), as NumPy adds up fewer than eight numbers."""
    if values.shape[-1] >= IN_TURN:
        return np.asarray(values.sum(axis=-1))
    found: Floats = values[..., 0]
    for option in range(1, values.shape[-1]):
        found = found + values[..., option]
    return found
