"""What could be agreed in a case: how many packages, which all would accept, frontier, solutions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.agreements.advice.tradeoffs import fixed, importance, least_concession
from goodoffices.agreements.gains import zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.model import Case
from goodoffices.space import (
    Frontier,
    Space,
    compile,
    count_feasible,
    count_zone,
    decode,
    frontier,
    size,
    takes_long,
)

JSON = dict[str, object]
Progress = Callable[[str, int, int], None]
"""Told of each round: its name, how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Point:
    """One undominated package and what it is worth to each party, in the party's own units.

    ``ties`` counts the feasible packages worth exactly the same to everyone, this one included.
    """

    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]
    ties: int

    def to_json(self) -> JSON:
        utilities = {party: number(value) for party, value in self.utilities.items()}
        return {"package": dict(self.package), "utilities": utilities, "ties": self.ties}


@dataclass(frozen=True, slots=True)
class Solutions:
    """Each solution concept's packages by its name, as in ``solutions.nash``.

    More than one where it is tied, none where no package is acceptable to all.
    """

    by_concept: Mapping[str, tuple[Point, ...]]

    def __getattr__(self, name: str) -> tuple[Point, ...]:
        if name in CONCEPTS:
            return self.by_concept[name]
        raise AttributeError(f"expected one of {', '.join(CONCEPTS)}, found {name!r}")

    def to_json(self) -> dict[str, list[JSON]]:
        return {name: [point.to_json() for point in points] for name, points in self.items()}

    def items(self) -> list[tuple[str, tuple[Point, ...]]]:
        """Every concept with its packages, in a fixed order."""
        return list(self.by_concept.items())


@dataclass(frozen=True, slots=True)
class Zopa:
    """How many feasible packages are at or above every reservation value: ``count``, or that to ``most``."""

    count: int
    most: int
    exact: bool
    method: str


@dataclass(frozen=True, slots=True)
class Deals:
    """What could be agreed in a case, and how that was found."""

    case: str
    case_digest: str
    parties: tuple[str, ...]
    packages: int
    feasible: int | None
    """None where linkages are too entangled to count through."""
    zopa: Zopa
    frontier: tuple[Point, ...]
    frontier_exact: bool
    solutions: Solutions
    reservations: Mapping[str, Fraction]
    rounding: Mapping[str, Fraction]
    method: str
    within: Mapping[str, Fraction]
    """By how much at most a package can be better for a party than every listed one: 0 where exact."""
    importance: Mapping[str, Mapping[str, Fraction]]
    concessions: tuple[tuple[str, Fraction, Mapping[str, str]], ...]
    """Who could open a closed zone alone, by how much lower a reservation value, and a package then in it."""
    sampled: bool = False
    """Whether the packages were only found: nothing says how much better others may be."""

    @property
    def status(self) -> str:
        """``exact``, ``rounded``, ``within E`` or ``sampled``."""
        if self.sampled:
            return "sampled"
        if any(self.within.values()):
            return "within E"
        return "exact" if self.frontier_exact else "rounded"

    def to_json(self) -> JSON:
        """As plain JSON, utilities in each party's own units."""
        return {
            "case": self.case,
            "parties": list(self.parties),
            "packages": self.packages,
            "feasible": self.feasible,
            "zopa": {"count": self.zopa.count, "exact": self.zopa.exact, "method": self.zopa.method}
            | ({} if self.zopa.exact else {"most": self.zopa.most}),
            "frontier": {
                "count": len(self.frontier),
                "exact": self.frontier_exact,
                "points": [point.to_json() for point in self.frontier],
            },
            "solutions": self.solutions.to_json(),
            "reservations": {party: number(value) for party, value in self.reservations.items()},
            "rounding": {party: number(value) for party, value in self.rounding.items()},
            "method": self.method,
            "status": self.status,
            "within": {party: number(value) for party, value in self.within.items()},
            "importance": {
                party: {issue: number(share) for issue, share in shares.items()}
                for party, shares in self.importance.items()
            },
            "least_concession": [
                {"party": party, "by": number(by), "package": dict(package)}
                for party, by, package in self.concessions
            ],
            "case_digest": self.case_digest,
        }


LONG = 60.0
"""So many seconds are given to a frontier that may take long, unless others are asked for."""


def seconds_for(space: Space, asked: float | None = None) -> float | None:
    """How long a frontier is given where a person waits: as asked, else ``LONG`` where it may take long."""
    return LONG if asked is None and takes_long(space) else asked


def deals(
    case: Case,
    fix: Mapping[str, str] | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Deals:
    """What could be agreed in a modelled case; ``fix`` settles an option of some issues beforehand.

    With ``seconds``, a frontier that takes longer comes as a list of packages certified to be within some
    points of it, party by party; ``progress`` is then told of each round. Solutions are chosen among
    packages at or above every reservation value; where there are none, every solution is empty.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: there are more packages than can be gone through, or no such issue or option.
    """
    space = compile(case)
    return deals_of(fixed(space, dict(fix)) if fix else space, seconds, progress)


def deals_of(space: Space, seconds: float | None = None, progress: Progress | None = None) -> Deals:
    """What could be agreed in a space of packages; see :func:`deals`."""
    front = frontier(space, counts=True, seconds=seconds, progress=progress)
    return deals_on(space, front, seconds)


def deals_on(space: Space, front: Frontier, seconds: float | None = None) -> Deals:
    """What could be agreed in a space whose frontier, or certified list, is known.

    The zone is counted for about ``seconds`` at the most, then estimated.
    """
    points = _points(space, front)
    agreeable = zone(space, front)
    feasible = count_feasible(space, seconds)

    return Deals(
        case=space.case,
        case_digest=space.case_digest,
        parties=space.parties,
        packages=size(space),
        feasible=feasible,
        zopa=_zopa(space, seconds, len(agreeable.points), feasible),
        frontier=points,
        frontier_exact=front.exact,
        solutions=Solutions(
            {
                name: tuple(points[place] for place in concept(agreeable))
                for name, concept in CONCEPTS.items()
            }
        ),
        reservations=_by_party(space, space.reservations),
        rounding=dict(zip(space.parties, space.rounding, strict=True)),
        method=front.method,
        within=_by_party(space, np.array(front.within or (0,) * len(space.parties))),
        importance=importance(space),
        concessions=tuple(
            (one.party, one.by, decode(space, one.package)) for one in least_concession(space, front)
        ),
        sampled=front.sampled,
    )


def _zopa(space: Space, seconds: float | None, found: int, feasible: int | None) -> Zopa:
    """The zone's count: no less than the packages found in it, no more than those that are feasible."""
    zopa = count_zone(space, seconds=seconds)
    if zopa.low == zopa.high:
        return Zopa(zopa.low, zopa.high, zopa.exact, zopa.method)
    most = zopa.high if feasible is None else min(zopa.high, feasible)
    return Zopa(min(max(zopa.low, found), most), most, zopa.exact, zopa.method)


def number(value: Fraction) -> int | float:
    """A fraction as JSON writes it: whole numbers whole."""
    return value.numerator if value.denominator == 1 else float(value)


def _points(space: Space, front: Frontier) -> tuple[Point, ...]:
    rows = zip(front.packages, front.utilities, front.counts, strict=True)
    return tuple(
        Point(decode(space, codes), _by_party(space, utilities), int(count))
        for codes, utilities, count in rows
    )


def _by_party(space: Space, integers: np.ndarray) -> dict[str, Fraction]:
    return {party: space.units(p, integers[p]) for p, party in enumerate(space.parties)}
