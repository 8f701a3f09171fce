"""A case as a factor graph: issues are variables, utilities sums of small integer tables."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Codes = NDArray[np.int64]
"""Packages as rows of option codes, shape (packages, issues)."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What one party gains over ``scope``: an integer for each combination, shape ``dims[scope]``."""

    scope: tuple[int, ...]
    values: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A hard linkage: which combinations over ``scope`` may stand in one package."""

    scope: tuple[int, ...]
    allowed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Every package of a case, without listing them.

    The utility of a package to party p is the sum of ``tables[p]``, an integer; divided by
    ``scales[p]`` it is in the party's own units. ``reservations`` are integers on the same scales.
    ``rounding[p]`` bounds, in the party's units, what scaling changed: 0 where it is exact.
    """

    case: str
    case_digest: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    tables: tuple[tuple[Table, ...], ...]
    rules: tuple[Rule, ...]
    reservations: Integers
    scales: tuple[Fraction, ...]
    rounding: tuple[Fraction, ...]

    @property
    def dims(self) -> tuple[int, ...]:
        return tuple(len(options) for options in self.options)

    @property
    def exact(self) -> bool:
        return not any(self.rounding)

    def units(self, party: int, integer: int) -> Fraction:
        """An integer utility of a party, by its place, in the party's own units."""
        return Fraction(int(integer)) / self.scales[party]
