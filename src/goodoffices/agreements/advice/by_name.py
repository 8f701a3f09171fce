"""From a package on the table onwards, and other lists of packages, by name and in the parties' units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction

import numpy as np

from goodoffices.agreements.advice.bridging import bridging
from goodoffices.agreements.advice.fallback import fallback
from goodoffices.agreements.advice.improvements import improvements
from goodoffices.agreements.advice.nearest import nearest
from goodoffices.agreements.advice.position import Standing, stands
from goodoffices.agreements.advice.tradeoffs import Trade, best_for, logrolling, top
from goodoffices.agreements.deals import JSON, number
from goodoffices.agreements.gains import zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.space import Codes, Frontier, Space, decode, encode, evaluate


@dataclass(frozen=True, slots=True)
class Proposal:
    """A package, what it is worth to each party, and in which issues it differs from the one it answers."""

    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]
    changed: tuple[str, ...] = ()

    def to_json(self) -> JSON:
        return {
            "package": dict(self.package),
            "utilities": {party: number(value) for party, value in self.utilities.items()},
            "changed": list(self.changed),
        }


@dataclass(frozen=True, slots=True)
class Ways:
    """A package on the table: where it stands, what is better for all, and what all could accept near it.

    ``improvements`` leave nobody worse off, the largest smallest gain first; ``nearest`` change the fewest
    issues. ``toward`` is the first improvement, or the Nash package where there is none, or nothing, and
    ``trade`` who gains how much in which issue on the way to it. ``forbidden_by`` holds the issues of each
    linkage that forbids the package.
    """

    package: Proposal
    standing: Standing
    forbidden_by: tuple[tuple[str, ...], ...]
    improvements: tuple[Proposal, ...]
    nearest: tuple[Proposal, ...]
    toward: Proposal | None
    trade: Trade | None

    def to_json(self) -> JSON:
        standing = asdict(self.standing)
        standing["utilities"] = {p: number(u) for p, u in self.standing.utilities.items()}
        found: JSON = {
            "package": dict(self.package.package),
            "stands": standing,
            "forbidden_by": [list(issues) for issues in self.forbidden_by],
            "improvements": [one.to_json() for one in self.improvements],
            "nearest": [one.to_json() for one in self.nearest],
            "logrolling": None,
        }
        if self.toward is not None and self.trade is not None:
            trade = self.trade
            found["logrolling"] = {
                "to": self.toward.to_json(),
                "by_issue": {issue: _plain(moved) for issue, moved in trade.by_issue.items()},
                "together": _plain(trade.together),
                "total": _plain(trade.total),
            }
        return found


@dataclass(frozen=True, slots=True)
class Best:
    """A party's best packages whoever else agrees, and its best one with everyone's consent, if any."""

    top: tuple[Proposal, ...]
    with_consent: Proposal | None

    def to_json(self) -> JSON:
        consent = self.with_consent
        return {
            "top": [one.to_json() for one in self.top],
            "with_consent": None if consent is None else consent.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Fallen:
    """Where fallback bargaining ends: at which depth, with which packages; 0 and none at an impasse."""

    depth: int
    packages: tuple[Proposal, ...]

    def to_json(self) -> JSON:
        return {"depth": self.depth, "packages": [one.to_json() for one in self.packages]}


def ways(space: Space, front: Frontier, package: Mapping[str, str]) -> Ways:
    """Where a package stands and where it can go from there.

    Raises:
        UsageError: an issue is missing or unknown, or has no such option.
    """
    codes = encode(space, dict(package))
    better = front.packages[list(improvements(space, front, codes))]
    nash = front.packages[list(CONCEPTS["nash"](zone(space, front)))]
    onwards = [row for row in (*better[:1], *nash[:1]) if (row != codes).any()][:1]
    (own,) = proposals(space, [codes])
    return Ways(
        package=own,
        standing=stands(space, front, codes),
        forbidden_by=tuple(
            tuple(space.issues[i] for i in rule.scope)
            for rule in space.rules
            if not rule.allowed[tuple(codes[list(rule.scope)])]
        ),
        improvements=proposals(space, better, codes),
        nearest=proposals(space, nearest(space, codes), codes),
        toward=proposals(space, onwards, codes)[0] if onwards else None,
        trade=logrolling(space, codes, onwards[0]) if onwards else None,
    )


def bridges(space: Space, front: Frontier, many: int = 3) -> tuple[Proposal, ...]:
    """Up to so many packages to bridge, each with what differs from the first; see :func:`bridging`."""
    rows = front.packages[list(bridging(front, zone(space, front), many))]
    return proposals(space, rows, rows[0] if len(rows) else None)


def fallen_back(space: Space) -> Fallen:
    """Fallback bargaining's packages by name; see :func:`fallback`."""
    found = fallback(space)
    return Fallen(found.depth, proposals(space, found.packages))


def best_of_each(space: Space, front: Frontier, many: int = 5) -> dict[str, Best]:
    """Each party's best packages, and its best one that no other party would refuse."""
    found = {}
    for place, party in enumerate(space.parties):
        agreed = best_for(space, front, place)
        rows = top(space, place, many)
        found[party] = Best(
            proposals(space, rows, rows[0] if len(rows) else None),
            None if agreed is None else proposals(space, [agreed], rows[0])[0],
        )
    return found


def proposals(space: Space, rows: Iterable[Codes], base: Codes | None = None) -> tuple[Proposal, ...]:
    """Rows of option codes by name, with the issues in which each differs from a base (issues,)."""
    found = []
    for row in rows:
        worth = evaluate(space, row[np.newaxis])[0]
        differs = () if base is None else np.flatnonzero(row != base)
        found.append(
            Proposal(
                decode(space, row),
                {party: space.units(p, worth[p]) for p, party in enumerate(space.parties)},
                tuple(space.issues[int(i)] for i in differs),
            )
        )
    return tuple(found)


def _plain(values: Mapping[str, Fraction]) -> dict[str, int | float]:
    return {name: number(value) for name, value in values.items()}
