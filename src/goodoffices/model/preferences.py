"""Preferences of a party, exactly as written, with the basis of each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from goodoffices.outlined import Outlined

Basis = Literal["reported", "stated by the party", "inferred", "invented", "not stated"]
BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True, slots=True, repr=False)
class ValueTable(Outlined):
    """Values of the options of an issue, or of the combinations of several issues, for a party.

    ``values`` is flat, row-major over ``scope`` in each issue's own option order, a number for each
    combination. A combination adds ``weight * value`` to the utility; weights are used as written and
    never renormalised. ``numbers`` counts the numbers a person gave: a line through two points counts as
    two, however many options it covers.
    """

    scope: tuple[str, ...]
    values: tuple[Fraction, ...]
    basis: Basis
    numbers: int
    weight: Fraction = Fraction(1)
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Preference(Outlined):
    """Preferences of a party: its utility is the sum of the tables.

    ``reservation`` is the utility of no agreement, in the party's own units. If an agreement of utility u
    is reached in round t (counted from 0), its value is ``u * discount**t - cost_per_round * t``.
    """

    party: str
    tables: tuple[ValueTable, ...]
    reservation: Fraction
    reservation_basis: Basis
    discount: Fraction = Fraction(1)
    cost_per_round: Fraction = Fraction(0)
    because: tuple[str, ...] = ()

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """Return how many of this party's numbers rest on each basis."""
        counts = dict.fromkeys(BASES, 0)
        counts[self.reservation_basis] += 1
        for table in self.tables:
            counts[table.basis] += table.numbers
        return counts
