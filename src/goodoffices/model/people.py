"""Participants: parties, mediators, their delegates, and the channels between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.model.preferences import Basis, ValueTable

UNLESS_DEFAULT = {"digest": "unless default"}
"""Metadata of a field that a case's digest leaves out if it has its default.

Cases that do not use the field then keep the digest that earlier results carry.
"""


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who speaks for a party or a mediator."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Pressure:
    """The cost of delay that a constituency imposes on its party, in the party's own units.

    An agreement up to round ``from_round`` (counted from 1) costs nothing; each later round adds
    ``cost_per_round``.
    """

    from_round: int
    cost_per_round: Fraction
    basis: Basis

    def cost(self, in_round: int) -> Fraction:
        """Return the cost of an agreement in a round, counted from 0."""
        return self.cost_per_round * max(in_round + 1 - self.from_round, 0)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The agreements that a constituency accepts, in its own units or in its party's.

    It accepts a package that is worth ``at_least`` this much to it and holds no option that it never
    accepts. ``at_least`` is None if only those options matter.

    Attributes:
        tables: the constituency's own values; None if it counts in its party's tables and units.
        never: issue id and option id of each option that it refuses whatever else a package holds.
        numbers: how many numbers a person gave.
    """

    at_least: Fraction | None
    basis: Basis
    tables: tuple[ValueTable, ...] | None = None
    never: tuple[tuple[str, str], ...] = ()
    numbers: int = 1


@dataclass(frozen=True, slots=True)
class Constituency:
    """A group inside a party that must accept an agreement or presses for it; ``wants`` quotes it.

    A constituency with ``accepts`` takes part in the ratification of an agreement: its ``weight`` counts
    towards the party's quota, and without its consent a ``veto`` blocks the agreement.
    """

    id: str
    name: str
    wants: str | None = None
    pressure: Pressure | None = None
    weight: Fraction = field(default=Fraction(0), metadata=UNLESS_DEFAULT)
    veto: bool = field(default=False, metadata=UNLESS_DEFAULT)
    accepts: Acceptance | None = field(default=None, metadata=UNLESS_DEFAULT)


@dataclass(frozen=True, slots=True)
class Party:
    """A principal: no agreement is possible without its consent.

    ``quota`` is the share of its constituencies' weight that must accept an agreement before it is
    ratified; None if the party needs no ratification.
    """

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    constituencies: tuple[Constituency, ...] = ()
    quota: Fraction | None = field(default=None, metadata=UNLESS_DEFAULT)

    @property
    def voters(self) -> tuple[Constituency, ...]:
        """Constituencies that take part in the ratification of an agreement."""
        return tuple(group for group in self.constituencies if group.accepts is not None)

    def pressure(self, in_round: int) -> Fraction:
        """Return the total cost of its constituencies' pressure in a round, counted from 0."""
        felt = (group.pressure for group in self.constituencies)
        return sum((pressure.cost(in_round) for pressure in felt if pressure is not None), Fraction(0))


@dataclass(frozen=True, slots=True)
class Mediator:
    """A third party. ``relays`` maps a party to the mediator who passes messages on to it."""

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    relays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """A link between two actors (parties or mediators, by id) who can speak with each other."""

    between: tuple[str, str]
    level: str | None = None
    means: str | None = None
    because: tuple[str, ...] = ()
