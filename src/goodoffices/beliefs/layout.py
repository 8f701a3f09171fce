"""Where a party's unknown preferences stand in an array: weights, values and a reservation value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """Issues with ``dims`` options, padded to the largest: tables are (…, issues, options).

    A particle is a standard normal vector: a weight for each issue, a value for each option, one
    reservation value, and for each opening answer whether it was mistaken (next-door issues of the
    ranking, best options).
    """

    dims: tuple[int, ...]

    @property
    def issues(self) -> int:
        return len(self.dims)

    @property
    def options(self) -> int:
        return max(self.dims)

    @property
    def cells(self) -> int:
        return self.issues * self.options

    @property
    def latent(self) -> int:
        """How long a particle is."""
        return self.issues + self.cells + 1 + 2 * self.issues

    @property
    def features(self) -> int:
        """How long the features of a particle are: its table, its weights, its reservation value, 1."""
        return self.cells + self.issues + 2

    @cached_property
    def exists(self) -> NDArray[np.bool_]:
        """Which cells are options, (issues, options)."""
        return np.arange(self.options) < np.array(self.dims)[:, None]

    def onehot(self, codes: Codes) -> Floats:
        """Packages (packages, issues) as columns that add up a table's cells: (cells, packages)."""
        out = np.zeros((self.cells, len(codes)))
        for issue in range(self.issues):
            out[issue * self.options + codes[:, issue], np.arange(len(codes))] = 1.0
        return out
