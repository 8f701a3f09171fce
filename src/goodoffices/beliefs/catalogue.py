"""The texts a mediator may put: every package where there are few, else the best found by search."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.prior import Preferences

LISTED = 12_000
SWEEPS = 8
TILTS = (0.5, 0.3, 0.7)
Allowed = Callable[[Codes], NDArray[np.bool_]]


class Catalogue:
    """Packages of a layout that ``allowed`` lets stand; ``codes`` (packages, issues) where they are
    listed."""

    def __init__(self, layout: Layout, allowed: Allowed | None = None) -> None:
        self.layout = layout
        self._allowed = allowed
        self.codes: Codes | None = None
        if np.prod([float(dim) for dim in layout.dims]) <= LISTED:
            grid = np.indices(layout.dims, dtype=np.int64).reshape(layout.issues, -1).T
            self.codes = np.ascontiguousarray(grid if allowed is None else grid[allowed(grid)])
            self._columns = layout.onehot(self.codes)

    def allows(self, codes: Codes) -> Codes:
        """Those of some packages that may be put."""
        return codes if self._allowed is None else np.asarray(codes[self._allowed(codes)])

    def worth(self, thought: Preferences, codes: Codes | None = None) -> Floats:
        """What packages, all of them by default, are worth: (parties, particles, packages)."""
        columns = self._columns if codes is None else self.layout.onehot(codes)
        flat = thought.table.reshape(*thought.floor.shape, -1)
        return np.asarray(flat @ columns)

    def searched(self, thought: Preferences) -> Codes:
        """For each joint profile of particles the package with about the largest product of gains.

        Issue by issue, the option that is best given the others, from three starts, for all profiles at
        once.
        """
        parties, many = thought.floor.shape
        table = np.where(self.layout.exists, thought.table, -1e9)
        best: Codes = np.zeros((many, self.layout.issues), dtype=np.int64)
        score = np.full(many, -np.inf)
        for tilt in TILTS:
            shares = np.full(parties, (1 - tilt) / max(parties - 1, 1))
            shares[0] = tilt
            codes = np.einsum("p,psio->sio", shares, table).argmax(axis=-1)
            codes, found = self._climbed(codes, table, thought.floor)
            better = found > score
            best[better], score[better] = codes[better], found[better]
        return np.unique(self.allows(best), axis=0)

    def _climbed(self, codes: Codes, table: Floats, floors: Floats) -> tuple[Codes, Floats]:
        many = np.arange(len(codes))
        issues = np.arange(self.layout.issues)
        total = table[:, many[:, None], issues, codes].sum(axis=-1)
        score = smoothed(total - floors).sum(axis=0)
        for _ in range(SWEEPS):
            before = score.copy()
            for issue in range(self.layout.issues):
                rest = total - table[:, many, issue, codes[:, issue]]
                options = rest[..., None] + table[:, :, issue, :]
                scores = smoothed(options - floors[..., None]).sum(axis=0)
                codes[:, issue] = scores.argmax(axis=-1)
                total = options[:, many, codes[:, issue]]
                score = scores[many, codes[:, issue]]
            if np.allclose(score, before):
                break
        return codes, score


def smoothed(gains: Floats) -> Floats:
    """The logarithm of a gain; below nothing it goes on falling, so that a search sees which way is up."""
    return np.where(gains > 1e-3, np.log(np.maximum(gains, 1e-3)), np.log(1e-3) + 50.0 * (gains - 1e-3))
