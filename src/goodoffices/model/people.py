"""Participants: parties, mediators, their delegates, and the channels between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.model.preferences import Basis


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
class Constituency:
    """A group inside a party that must accept an agreement or presses for it; ``wants`` quotes it."""

    id: str
    name: str
    wants: str | None = None
    pressure: Pressure | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A principal: no agreement is possible without its consent."""

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    constituencies: tuple[Constituency, ...] = ()

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
