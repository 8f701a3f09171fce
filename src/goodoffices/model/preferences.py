"""What a party would rather have, exactly as it was written, and what each number rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

Basis = Literal["reported", "stated by the party", "inferred", "invented"]
BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """What the options of one issue, or the combinations of several, are worth to one party.

    ``values`` is flat, row-major over ``scope`` in each issue's own option order, one number for each
    combination. What a combination adds to the utility is ``weight * value``; weights are used as
    written and never renormalised. ``numbers`` counts the numbers a person gave for it: a line drawn
    through two points is two, however many options it covers.
    """

    scope: tuple[str, ...]
    values: tuple[Fraction, ...]
    basis: Basis
    numbers: int
    weight: Fraction = Fraction(1)
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preference:
    """One party's preferences: a sum of tables.

    ``reservation`` is what no agreement is worth to it, in its own units. What an agreement of utility
    u reached in round t (the first is 0) is worth is ``u * discount**t - cost_per_round * t``.
    """

    party: str
    tables: tuple[ValueTable, ...]
    reservation: Fraction
    reservation_basis: Basis
    discount: Fraction = Fraction(1)
    cost_per_round: Fraction = Fraction(0)
    because: tuple[str, ...] = ()

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """How many of this party's numbers rest on which basis."""
        counts = dict.fromkeys(BASES, 0)
        counts[self.reservation_basis] += 1
        for table in self.tables:
            counts[table.basis] += table.numbers
        return counts
