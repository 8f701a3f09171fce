"""A case as a factor graph: issues are variables, utilities are sums of small integer tables."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.outlined import Outlined

Integers = NDArray[np.int64]
Codes = NDArray[np.int64]
"""Packages as rows of option codes, shape (packages, issues)."""
Scope = tuple[int, ...]
"""Issues by their position in the space."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Utility of a party that depends on the issues of ``scope`` together.

    ``values`` has an axis for each issue of ``scope``, as long as the issue has options: integers on the
    party's scale.
    """

    scope: Scope
    values: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Hard linkage: ``allowed`` is true for the combinations over ``scope`` that a package may hold."""

    scope: Scope
    allowed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Agenda(Outlined):
    """What is to be settled, without a number about what it is worth to anybody.

    Talks of people need no more: they bring their preferences in their heads.
    """

    case: str
    case_digest: str
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    rules: tuple[Rule, ...]

    @property
    def dims(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(options) for options in self.options)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Space(Outlined):
    """Every package of a case, without listing them.

    The utility of a package to party p is the sum of its entries in ``tables[p]``, an integer; divided by
    ``scales[p]`` it is in the party's own units. ``reservations`` (parties,) are integers on the same scales.
    ``rounding[p]`` is the largest error that scaling caused in any utility or comparison with the
    reservation value, in the party's own units: 0 if scaling was exact.

    In a ``wide`` space the tables of some parties hold Python's integers: 64 bits hold too few digits.
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
        """Number of options of each issue."""
        return tuple(len(options) for options in self.options)

    @property
    def exact(self) -> bool:
        """True if scaling rounded no number."""
        return not any(self.rounding)

    @property
    def wide_parties(self) -> list[int]:
        """Parties whose tables hold Python's integers, by index."""
        return [
            party
            for party, tables in enumerate(self.tables)
            if any(table.values.dtype == object for table in tables)
        ]

    @property
    def wide(self) -> bool:
        """True if the tables or reservation values of a party are Python's integers."""
        return self.reservations.dtype == object or bool(self.wide_parties)

    @property
    def scopes(self) -> list[Scope]:
        """Scopes of all tables, then of all rules; a scope may come twice."""
        tables = [table.scope for tables in self.tables for table in tables]
        return tables + [rule.scope for rule in self.rules]

    def units(self, party: int, integer: int) -> Fraction:
        """Return an integer utility of a party, given by its index, in the party's own units."""
        return Fraction(int(integer)) / self.scales[party]
