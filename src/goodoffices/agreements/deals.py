"""Possible agreements of a case: counts of packages, the zone, the frontier, solutions, trade-offs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.agreements.advice.tradeoffs import importance, least_concession
from goodoffices.agreements.agenda import fixed
from goodoffices.agreements.chosen import chosen
from goodoffices.agreements.gains import zone
from goodoffices.agreements.ratification import home
from goodoffices.agreements.solutions import CONCEPTS, Concept
from goodoffices.agreements.units import JSON, by_party, number, numbers
from goodoffices.model import Case
from goodoffices.progress import Progress
from goodoffices.shown import Shown
from goodoffices.space import (
    Electorate,
    Frontier,
    Plan,
    Space,
    anytime,
    compile,
    count_feasible,
    count_passed,
    count_zopa,
    decode,
    in_64_bits,
    last_of,
)
from goodoffices.table import Table
from goodoffices.wording import amount, count, listing, title

Choose = Callable[[Iterator[Frontier]], Frontier]
"""Returns the frontier to use, from frontiers that come ever closer to the exact frontier."""


@dataclass(frozen=True, slots=True)
class Point:
    """An undominated package with its utilities, in each party's own units.

    ``ties`` is the number of feasible packages with exactly these utilities, this one included.
    """

    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]
    ties: int

    def to_json(self) -> JSON:
        return {
            "package": dict(self.package),
            "utilities": numbers(self.utilities),
            "ties": self.ties,
        }


@dataclass(frozen=True, slots=True)
class Solutions:
    """The packages of each solution concept by its name, as in ``solutions.nash``.

    Several if the concept is tied, none if no package is acceptable to all parties.
    """

    by_concept: Mapping[str, tuple[Point, ...]]

    def __getattr__(self, name: str) -> tuple[Point, ...]:
        known: Mapping[str, tuple[Point, ...]] = object.__getattribute__(self, "by_concept")
        if name in known:
            return known[name]
        raise AttributeError(f"expected one of {', '.join(known)}, found {name!r}")

    def to_json(self, most: int | None = None) -> dict[str, list[JSON]]:
        return {name: [point.to_json() for point in points[:most]] for name, points in self.items()}

    def items(self) -> list[tuple[str, tuple[Point, ...]]]:
        """Return every concept with its packages, in a fixed order."""
        return list(self.by_concept.items())


@dataclass(frozen=True, slots=True)
class Zopa:
    """The number of feasible packages at or above every reservation value.

    Between ``count`` and ``most``, which are equal if the number is known; ``method`` says how it was found.
    """

    count: int
    most: int
    exact: bool
    method: str

    def to_json(self) -> JSON:
        found: JSON = {"count": self.count, "exact": self.exact, "method": self.method}
        return found | ({} if self.exact else {"most": self.most})


@dataclass(frozen=True, slots=True, repr=False)
class Deals(Shown):
    """The possible agreements of a case, and how they were found.

    Utilities and reservation values are in each party's own units, by party.

    Attributes:
        packages: number of packages, including those that linkages forbid.
        feasible: number of feasible packages; None if the linkages are too entangled to count.
        frontier: undominated packages, or a list close to the frontier: see ``status``.
        frontier_exact: whether utilities were kept exactly, without rounding.
        rounding: the most by which a utility was rounded.
        within: the most by which a package can beat every listed one for a party; 0 if exact.
        importance: for each party, the share of each issue in its total range of utilities.
        concessions: parties that could open a closed zone alone, each with the least fall of its
            reservation value and a package that is then in the zone.
        ratified: number of packages in the zone that pass at home as well; None if no party needs
            ratification.
        sampled: whether the packages were found by search, with no bound on how much better others are.
    """

    case: str
    case_digest: str
    parties: tuple[str, ...]
    packages: int
    feasible: int | None
    zopa: Zopa
    frontier: tuple[Point, ...]
    frontier_exact: bool
    solutions: Solutions
    reservations: Mapping[str, Fraction]
    rounding: Mapping[str, Fraction]
    method: str
    within: Mapping[str, Fraction]
    importance: Mapping[str, Mapping[str, Fraction]]
    concessions: tuple[tuple[str, Fraction, Mapping[str, str]], ...]
    sampled: bool = False
    ratified: Zopa | None = None

    @property
    def status(self) -> str:
        """The quality of the frontier: ``exact``, ``rounded``, ``within E`` or ``sampled``."""
        if self.sampled:
            return "sampled"
        if any(self.within.values()):
            return "within E"
        return "exact" if self.frontier_exact else "rounded"

    def lines(self) -> list[str]:
        """Return the counts, how good the frontier is, and the package of each solution concept."""
        zopa, number = self.zopa, len(self.frontier)
        most = "" if zopa.count == zopa.most else f" to {zopa.most:,}"
        found = [
            f"{self.case}: {count(number, 'package')} on the frontier ({self.status})",
            f"{zopa.count:,}{most} of {count(self.packages, 'package')} would be acceptable to every party",
        ]
        for number, (point, concepts) in enumerate(chosen(self), 1):
            worth = listing([f"{amount(point.utilities[party])} for {party}" for party in self.parties])
            found.append(f"package {number}: {listing(concepts)}, worth {worth}")
        return found

    def table(self) -> Table:
        """Return the frontier: the option of each issue, the utility of each party, ties, and solutions."""
        issues = list(self.frontier[0].package) if self.frontier else []
        chosen: dict[tuple[str, ...], list[str]] = {}
        for concept, points in self.solutions.items():
            for point in points:
                chosen.setdefault(tuple(point.package.values()), []).append(title(concept))
        names = [*issues, *(f"utility of {party}" for party in self.parties)]
        rows = [
            (
                *point.package.values(),
                *(float(point.utilities[party]) for party in self.parties),
                all(point.utilities[party] >= least for party, least in self.reservations.items()),
                point.ties,
                "; ".join(chosen.get(tuple(point.package.values()), [])) or None,
            )
            for point in self.frontier
        ]
        return Table.of_rows("frontier", [*names, "acceptable to all", "ties", "solutions"], rows)

    def to_json(self, most: int | None = None) -> JSON:
        """Return plain JSON, with utilities in each party's own units.

        ``most`` is the number of packages listed of the frontier, and of each solution if it ties; all of
        them by default. ``frontier.listed`` says how many there are if they are not all.
        """
        listed = self.frontier[:most]
        cut = {"listed": len(listed)} if len(listed) < len(self.frontier) else {}
        return {
            "case": self.case,
            "parties": list(self.parties),
            "packages": self.packages,
            "feasible": self.feasible,
            "zopa": self.zopa.to_json(),
            **({} if self.ratified is None else {"ratified": self.ratified.to_json()}),
            "frontier": {
                "count": len(self.frontier),
                "exact": self.frontier_exact,
                **cut,
                "points": [point.to_json() for point in listed],
            },
            "solutions": self.solutions.to_json(most),
            "reservations": numbers(self.reservations),
            "rounding": numbers(self.rounding),
            "method": self.method,
            "status": self.status,
            "within": numbers(self.within),
            "importance": {party: numbers(shares) for party, shares in self.importance.items()},
            "least_concession": [
                {"party": party, "by": number(by), "package": dict(package)}
                for party, by, package in self.concessions
            ],
            "case_digest": self.case_digest,
        }


Concepts = Iterable[str | Concept]
LONG = 60.0
"""Default time limit in seconds for a frontier predicted to take long: a person is waiting."""


def seconds_for(plan: Plan, asked: float | None = None) -> float | None:
    """Return the time limit of a frontier if a person waits: as asked, else ``LONG`` if it may take long."""
    return LONG if asked is None and plan.takes_long else asked


def deals(
    case: Case,
    fix: Mapping[str, str] | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
    concepts: Concepts | None = None,
) -> Deals:
    """Return the possible agreements of a modelled case.

    Solutions are chosen among packages at or above every reservation value; if there are none, every
    solution is empty.

    Args:
        case: the case.
        fix: the option of each issue that is settled beforehand.
        seconds: time limit. A frontier that takes longer is returned as a list of packages with a
            certified bound, party by party, on how far it falls short.
        progress: called after each round of a list with a bound.
        concepts: names of solution concepts, or functions such as they are; every one if not given.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: there are too many packages, or no such issue or option.
    """
    space = compile(case, exactly=True)
    space = fixed(space, fix) if fix else space
    return deals_of(space, seconds, progress, concepts=concepts, votes=home(case, fix))


def deals_of(
    space: Space,
    seconds: float | None = None,
    progress: Progress | None = None,
    plan: Plan | None = None,
    choose: Choose = last_of,
    concepts: Concepts | None = None,
    votes: Electorate | None = None,
) -> Deals:
    """Return the possible agreements of a space; see :func:`deals`.

    ``plan`` is the space's, if it is known already. ``votes`` are those of :func:`home`. ``choose`` reads
    frontiers that come ever closer to
    the exact one and returns the one to use; a command may stop early, when the user interrupts.
    """
    chosen = dict(map(CONCEPTS.given, CONCEPTS if concepts is None else concepts))
    plan = Plan(space) if plan is None else plan
    front = choose(anytime(space, plan, counts=True, seconds=seconds, progress=progress))
    return deals_on(space, front, seconds, plan, chosen, votes)


def deals_on(
    space: Space,
    front: Frontier,
    seconds: float | None = None,
    plan: Plan | None = None,
    concepts: Mapping[str, Concept] = CONCEPTS,
    votes: Electorate | None = None,
) -> Deals:
    """Return the possible agreements of a space, given its frontier or a list with a certified bound.

    ``votes`` are those of :func:`home`: with them, packages that pass at home are counted as well.
    The zone is counted for about ``seconds`` at the most, then estimated.
    """
    plan = Plan(space) if plan is None else plan
    points = _points(space, front)
    agreeable = zone(space, front)
    feasible = count_feasible(space, seconds)
    return Deals(
        case=space.case,
        case_digest=space.case_digest,
        parties=space.parties,
        packages=plan.size,
        feasible=feasible,
        zopa=_zopa(plan, seconds, len(agreeable.points), feasible),
        frontier=points,
        frontier_exact=front.exact,
        solutions=Solutions(
            {
                name: tuple(points[index] for index in concept(agreeable))
                for name, concept in concepts.items()
            }
        ),
        reservations=by_party(space, space.reservations),
        rounding=dict(zip(space.parties, in_64_bits(space).rounding, strict=True)),
        method=front.method,
        within=by_party(space, front.within or (0,) * len(space.parties)),
        importance=importance(space),
        concessions=tuple(
            (least.party, least.by, decode(space, least.package))
            for least in least_concession(space, front)
        ),
        sampled=front.sampled,
        ratified=None if votes is None else _ratified(votes),
    )


def _zopa(plan: Plan, seconds: float | None, found: int, feasible: int | None) -> Zopa:
    """Count the zone: at least the packages found in it, at most the feasible packages."""
    zopa = count_zopa(plan.space, plan, seconds=seconds)
    if zopa.low == zopa.high:
        return Zopa(zopa.low, zopa.high, zopa.exact, zopa.method)
    most = zopa.high if feasible is None else min(zopa.high, feasible)
    # If numbers were rounded, packages found at a reservation value may be below it.
    least = max(zopa.low, found) if plan.space.exact else zopa.low
    return Zopa(min(least, most), most, zopa.exact, zopa.method)


def _ratified(votes: Electorate) -> Zopa:
    """Count the packages of the zone that pass at home."""
    found = count_passed(votes)
    return Zopa(found.low, found.high, found.exact and found.low == found.high, found.method)


def _points(space: Space, front: Frontier) -> tuple[Point, ...]:
    rows = zip(front.packages, front.utilities, front.counts, strict=True)
    return tuple(
        Point(decode(space, codes), by_party(space, utilities), int(count))
        for codes, utilities, count in rows
    )
