"""Phases of carrying out an agreement: the deliveries of each party, unit by unit, and their worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.model.preferences import BASES, Basis


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that a party delivers in units: people who come home, days of a pause, vessels a day.

    ``cost`` is the cost of delivering a unit to the giver, ``worth`` the worth of a unit to the receiver,
    each in that party's own units. Neither is a price: they say how much the giver would save, and
    the receiver lose, if the rest were withheld.
    """

    id: str
    name: str
    by: str
    to: str
    units: int
    cost: Fraction
    worth: Fraction
    basis: Basis
    unit: str | None = None
    verified_by: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class OwedTable:
    """The worth to a party of the units of several deliveries that are still owed together.

    It is added to the costs and worths of the single deliveries. ``values`` is flat and row-major over the
    units still owed of each delivery, from 0 to all of them; the value is 0 if nothing is owed.
    """

    of: tuple[str, ...]
    party: str
    values: tuple[Fraction, ...]
    basis: Basis
    numbers: int


@dataclass(frozen=True, slots=True)
class Precedence:
    """A rule of order: no unit of ``then`` is delivered before these units of other deliveries are."""

    first: Mapping[str, int]
    then: str


@dataclass(frozen=True, slots=True)
class Phases:
    """The deliveries that carry out an agreement.

    Attributes:
        deliveries: the deliveries, at least one.
        agreed: the option of each issue of the agreement that is named; may be empty.
        tables: worths of what is owed of several deliveries together.
        before: rules of order.
        guarantee: the loss that walking away costs a party apart from what it is still owed, by party.
        guarantee_basis: the basis of these losses.
    """

    deliveries: tuple[Delivery, ...]
    agreed: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[OwedTable, ...] = ()
    before: tuple[Precedence, ...] = ()
    guarantee: Mapping[str, Fraction] = field(default_factory=dict)
    guarantee_basis: Basis = "not stated"

    @property
    def parties(self) -> set[str]:
        """The parties that deliver or receive, value what is owed, or give a guarantee."""
        of_deliveries = {party for delivery in self.deliveries for party in (delivery.by, delivery.to)}
        return of_deliveries | {table.party for table in self.tables} | set(self.guarantee)

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """Return how many numbers about preferences rest on each basis."""
        counts = dict.fromkeys(BASES, 0)
        for delivery in self.deliveries:
            counts[delivery.basis] += 2
        for table in self.tables:
            counts[table.basis] += table.numbers
        counts[self.guarantee_basis] += len(self.guarantee)
        return counts
