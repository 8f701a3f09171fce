"""Who takes part: parties, mediators, the people who speak for them, and who can speak with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who speaks for a party or a mediator."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Constituency:
    """A group inside a party whose acceptance or pressure binds it; ``wants`` in its own words."""

    id: str
    name: str
    wants: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A principal whose consent is needed."""

    id: str
    name: str
    delegates: tuple[Delegate, ...] = ()
    constituencies: tuple[Constituency, ...] = ()


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
