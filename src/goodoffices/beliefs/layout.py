"""The layout of a party's unknown preferences in arrays: weights, values and a reservation value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """The array shapes for issues with ``dims`` options, padded to the largest number of options.

    A table has shape (…, issues, options). A particle is a standard normal vector. In this order, it holds
    a weight for each issue, a value for each option, the reservation value, and two numbers for each
    issue that say if an opening answer was mistaken: a swap in the ranking, a wrong best option. If
    parties say how much a text gains them (``told``), there is also a number for how they speak of gains.
    """

    dims: tuple[int, ...]
    told: bool = False

    @cached_property
    def issues(self) -> int:
        return len(self.dims)

    @cached_property
    def options(self) -> int:
        return max(self.dims)

    @cached_property
    def cells(self) -> int:
        return self.issues * self.options

    @cached_property
    def latent(self) -> int:
        """Length of a particle."""
        return self.issues + self.cells + 1 + 2 * self.issues + self.told

    @cached_property
    def features(self) -> int:
        """Length of a particle's features: table, weights, reservation value, 1, and the unit if ``told``."""
        return self.cells + self.issues + 2 + self.told

    @cached_property
    def exists(self) -> NDArray[np.bool_]:
        """Mask of the table cells that are options, not padding; shape (issues, options)."""
        return np.arange(self.options) < np.array(self.dims)[:, None]

    @cached_property
    def padded(self) -> bool:
        """Whether some table cells are padding."""
        return not self.exists.all()

    def onehot(self, codes: Codes) -> Floats:
        """Return packages, shape (packages, issues), as columns of 0 and 1, shape (cells, packages).

        The product of a flat table and these columns is the utility of each package.
        """
        out = np.zeros((self.cells, len(codes)))
        for issue in range(self.issues):
            out[issue * self.options + codes[:, issue], np.arange(len(codes))] = 1.0
        return out
