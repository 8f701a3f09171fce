"""The texts a mediator may propose: all packages if there are few, else the best found by search."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.prior import Preferences

LISTED = 12_000
"""Maximum number of packages to list: with 96 particles, their utilities take 9 MB for each party."""
SWEEPS = 8
"""Maximum number of passes over the issues in a search, so that its time is bounded."""
TILTS = (0.5, 0.3, 0.7)
"""Weights of the first party's utility at the three starts of a search; the others share the rest."""
Allowed = Callable[[Codes], NDArray[np.bool_]]


class Catalogue:
    """The packages of a layout that are allowed.

    Attributes:
        codes: option codes of all of them, shape (packages, issues); None if there are too many to list.
    """

    def __init__(self, layout: Layout, allowed: Allowed | None = None) -> None:
        self.layout = layout
        self._allowed = allowed
        self.codes: Codes | None = None
        if np.prod([float(dim) for dim in layout.dims]) <= LISTED:
            grid = np.indices(layout.dims, dtype=np.int64).reshape(layout.issues, -1).T
            self.codes = np.ascontiguousarray(grid if allowed is None else grid[allowed(grid)])
            self._columns = layout.onehot(self.codes)

    def allows(self, codes: Codes) -> Codes:
        """Return the allowed packages among some."""
        return codes if self._allowed is None else np.asarray(codes[self._allowed(codes)])

    def worth(self, thought: Preferences, codes: Codes) -> Floats:
        """Return utilities of packages, shape (parties, particles, packages)."""
        columns = self._columns if codes is self.codes else self.layout.onehot(codes)
        flat = thought.table.reshape(*thought.floor.shape, -1)
        return np.asarray(flat @ columns)

    def searched(self, thought: Preferences) -> Codes:
        """Return packages with about the largest product of gains, for each joint profile of particles.

        Coordinate ascent for all profiles at once: issue by issue, the option that is best given the
        options of the other issues, from three starts.
        """
        parties, profiles = thought.floor.shape
        table = np.where(self.layout.exists, thought.table, -1e9)
        best: Codes = np.zeros((profiles, self.layout.issues), dtype=np.int64)
        score = np.full(profiles, -np.inf)
        for tilt in TILTS:
            shares = np.full(parties, (1 - tilt) / max(parties - 1, 1))
            shares[0] = tilt
            codes = np.einsum("p,psio->sio", shares, table).argmax(axis=-1)
            codes, found = self._climbed(codes, table, thought.floor)
            better = found > score
            best[better], score[better] = codes[better], found[better]
        return np.unique(self.allows(best), axis=0)

    def _climbed(self, codes: Codes, table: Floats, floors: Floats) -> tuple[Codes, Floats]:
        """Return the packages at which the ascent from ``codes`` ends, and their scores (profiles,)."""
        profiles = np.arange(len(codes))
        issues = np.arange(self.layout.issues)
        total = table[:, profiles[:, None], issues, codes].sum(axis=-1)
        score = smoothed(total - floors).sum(axis=0)
        for _ in range(SWEEPS):
            before = score.copy()
            for issue in range(self.layout.issues):
                rest = total - table[:, profiles, issue, codes[:, issue]]
                options = rest[..., None] + table[:, :, issue, :]
                scores = smoothed(options - floors[..., None]).sum(axis=0)
                codes[:, issue] = scores.argmax(axis=-1)
                total = options[:, profiles, codes[:, issue]]
                score = scores[profiles, codes[:, issue]]
            if np.allclose(score, before):
                break
        return codes, score


def smoothed(gains: Floats) -> Floats:
    """Return the logarithm of gains, continued by a line below 0.001, so that losses can be compared too."""
    return np.where(gains > 1e-3, np.log(np.maximum(gains, 1e-3)), np.log(1e-3) + 50.0 * (gains - 1e-3))
