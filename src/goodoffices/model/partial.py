"""Preferences known in part: ranges in place of numbers, and statements that rule preferences out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.model.issues import Package
from goodoffices.model.people import UNLESS_DEFAULT
from goodoffices.model.preferences import BASES, Basis, ValueTable
from goodoffices.outlined import Outlined
from goodoffices.wording import listing

NAMED = 3
"""Issues that a message names: enough to see which they are."""
WHOLE = Fraction(100)
"""Utility between the worst and the best package of a party whose weights are not all written."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number that lies in a range, both ends included; an end is None if nobody knows it."""

    low: Fraction | None
    high: Fraction | None
    basis: Basis
    because: tuple[str, ...] = ()


Amount = Fraction | Between
"""A number, or the range it lies in."""


@dataclass(frozen=True, slots=True)
class IssueKnown:
    """The knowledge of the worth of an issue's options.

    Attributes:
        weight: factor of the values; None if nothing is said of it.
        values: a value for each option, None for an option of which nothing is said; empty if nothing is
            said of any. They are then drawn, from 0 for the worst option to 1 for the best.
        numbers: how many numbers a person gave, a range counted as a number.
    """

    issue: str
    weight: Amount | None
    values: tuple[Amount | None, ...]
    basis: Basis
    numbers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement about the preferences of a party, with its basis and its line in the case file."""

    basis: Basis
    because: tuple[str, ...] = ()
    line: int | None = field(default=None, compare=False, metadata={"digest": "never"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportanceOrder(Statement):
    """Issues, the most important first. An issue's importance is the span of its worth to the party."""

    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times(Statement):
    """An issue is at least ``factor`` times as important as another."""

    issue: str
    factor: Fraction
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionOrder(Statement):
    """Options of an issue, the best first."""

    issue: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefers(Statement):
    """A package is better for the party than another. Both name the same issues, the rest being equal."""

    package: Package
    over: Package


@dataclass(frozen=True, slots=True, kw_only=True)
class LivesWith(Statement):
    """A package is at or above the reservation value, or below it if ``accepts`` is false."""

    package: Package
    accepts: bool


@dataclass(frozen=True, slots=True, repr=False)
class Partial(Outlined):
    """The preferences of a party that are known in part; the rest is open.

    If each issue has a weight and values, utilities are in the units written. If some have not, utilities
    reach from the worst package to the best over :data:`WHOLE`.

    Attributes:
        issues: the knowledge of each issue, in the case's order.
        reservation: None if nothing is said of it.
        together: exact tables over several issues.
    """

    party: str
    issues: tuple[IssueKnown, ...]
    reservation: Amount | None
    reservation_basis: Basis
    statements: tuple[Statement, ...] = ()
    together: tuple[ValueTable, ...] = field(default=(), metadata=UNLESS_DEFAULT)
    because: tuple[str, ...] = ()

    @property
    def own_units(self) -> bool:
        """True if every issue has a weight and a value or range for some options, so units are written."""
        return all(known.weight is not None and known.values for known in self.issues)

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """Return how many of this party's numbers, ranges and statements rest on each basis."""
        counts = dict.fromkeys(BASES, 0)
        if self.reservation is not None:
            counts[_basis(self.reservation, self.reservation_basis)] += 1
        for known in self.issues:
            ranges = [a for a in (known.weight, *known.values) if isinstance(a, Between)]
            for each in ranges:
                counts[each.basis] += 1
            counts[known.basis] += known.numbers - len(ranges)
        for table in self.together:
            counts[table.basis] += table.numbers
        for statement in self.statements:
            counts[statement.basis] += 1
        return counts

    def missing(self, issues: Mapping[str, str]) -> str:
        """Return the parts that are no exact number, in words; ``issues`` maps ids to names."""
        found = [] if isinstance(self.reservation, Fraction) else ["the reservation value"]
        names = [
            f"'{issues[known.issue]}'"
            for known in self.issues
            if not known.values
            or not all(isinstance(a, Fraction) for a in (known.weight, *known.values))
        ]
        if len(names) > NAMED:
            rest = len(names) - NAMED + 1
            names = [*names[: NAMED - 1], f"{rest} other issues"]
        return listing([*found, *([f"the values of {listing(names)}"] if names else [])])


def _basis(amount: Amount, otherwise: Basis) -> Basis:
    return amount.basis if isinstance(amount, Between) else otherwise
