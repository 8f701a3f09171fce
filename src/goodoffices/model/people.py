"""Who takes part: parties, mediators, the people who speak for them, and who can speak with whom."""

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
    """What a constituency makes delay cost its party, in the party's own units.

    Up to ``from_round`` (the first is 1) nothing; each round after it ``cost_per_round`` more.
    """

    from_round: int
    cost_per_round: Fraction
    basis: Basis

    def cost(self, rounds: int) -> Fraction:
        """What it has come to in a round, the first being 0."""
        return self.cost_per_round * max(rounds + 1 - self.from_round, 0)


@dataclass(frozen=True, slots=True)
class Constituency:
    """A group inside a party whose acceptance or pressure binds it; ``wants`` in its own words."""

    id: str
    name: str
    wants: str | None = None
    pressure: Pressure | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A principal whose consent is needed."""

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    constituencies: tuple[Constituency, ...] = ()

    def pressure(self, rounds: int) -> Fraction:
        """What its constituencies' pressure has cost it in a round, the first being 0."""
        felt = (group.pressure for group in self.constituencies)
        return sum((one.cost(rounds) for one in felt if one is not None), Fraction(0))


@dataclass(frozen=True, slots=True)
class Mediator:
    """A third party. ``relays`` says through which other mediator it reaches a party."""

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    relays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """Two actors (parties or mediators, by id) who can speak with each other, both ways."""

    between: tuple[str, str]
    level: str | None = None
    means: str | None = None
    because: tuple[str, ...] = ()
