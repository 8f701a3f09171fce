"""Adjusted winner: two parties divide issues by points, so that both win the same.

Brams, S. J. & Taylor, A. D. (1996), Fair Division: From Cake-Cutting to Dispute Resolution, Cambridge.
Whoever wins an issue has it settled by its best option. The result is envy-free, equitable and efficient
for issues whose worths add up and of which one can be shared in any proportion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.agreements.units import JSON, number, numbers
from goodoffices.errors import UsageError
from goodoffices.space import Space, decode, feasible

TOTAL = 100
"""Points of each party."""


@dataclass(frozen=True, slots=True)
class Division:
    """Issues divided between two parties.

    Attributes:
        wins: the party that wins each issue; the shared issue stands under the party that gives of it.
        shared: the issue that is shared, or None.
        part: the part of the shared issue that goes to the other party.
        each: the points that each party has in the end, the same for both.
    """

    wins: Mapping[str, str]
    shared: str | None
    part: Fraction
    each: Fraction


@dataclass(frozen=True, slots=True)
class AdjustedWinner:
    """A division of a case's issues, and the package that comes closest to it.

    Attributes:
        points: by party, the points of each issue: its share of what is at stake for the party.
        package: each issue at its winner's best option, the shared one at the option that leaves the party
            that has less with the most; None if linkages forbid every such package.
        has: the points of each party in that package.
    """

    points: Mapping[str, Mapping[str, Fraction]]
    division: Division
    package: Mapping[str, str] | None
    has: Mapping[str, Fraction]

    def to_json(self) -> JSON:
        return {
            "points": {party: numbers(own) for party, own in self.points.items()},
            "wins": dict(self.division.wins),
            "shared": self.division.shared,
            "part": number(self.division.part),
            "each": number(self.division.each),
            "package": None if self.package is None else dict(self.package),
            "has": numbers(self.has),
        }


def divided(
    points: Mapping[str, Mapping[str, Fraction]],
) -> Division:
    """Return the division of issues by two parties' points; a tie goes to the second party.

    Args:
        points: by party, in order, the points of each issue; the sums are the same.
    """
    (one, first), (two, second) = points.items()
    wins = {issue: one if first[issue] > second[issue] else two for issue in first}
    has = {p: sum((points[p][i] for i in wins if wins[i] == p), Fraction(0)) for p in (one, two)}
    ahead, behind = (one, two) if has[one] > has[two] else (two, one)
    own = [issue for issue in wins if wins[issue] == ahead]
    # The issues that the leader values least, beside the other, are handed over first.
    own.sort(key=lambda issue: _ratio(points[ahead][issue], points[behind][issue]))
    for issue in own:
        gap = has[ahead] - has[behind]
        if gap == 0:
            break
        worth = points[ahead][issue] + points[behind][issue]
        if worth and gap < worth:
            part = gap / worth
            return Division(wins, issue, part, has[ahead] - part * points[ahead][issue])
        wins[issue] = behind
        has[ahead] -= points[ahead][issue]
        has[behind] += points[behind][issue]
    return Division(wins, None, Fraction(0), has[ahead])


def _ratio(own: Fraction, other: Fraction) -> tuple[bool, Fraction]:
    """Return a key that sorts by own / other; what the other does not value at all comes last."""
    return (other == 0, own / other if other else own)


def adjusted_winner(space: Space) -> AdjustedWinner:
    """Return the division of a case's issues between its two parties.

    Raises:
        UsageError: there are not two parties, issues depend on each other, or a party values nothing.
    """
    if len(space.parties) != 2:
        raise UsageError(f"adjusted winner: expected two parties, found {len(space.parties)}.")
    if any(len(table.scope) > 1 for tables in space.tables for table in tables):
        raise UsageError(
            "adjusted winner: expected values that add up, found values of issues together."
        )
    cells = [_cells(space, party) for party in range(2)]
    points = {}
    for party, own in zip(space.parties, cells, strict=True):
        spans = [max(column) - min(column) for column in own]
        total = sum(spans)
        if not total:
            raise UsageError(f"adjusted winner: expected an issue that matters to {party}, found none.")
        points[party] = {
            issue: Fraction(TOTAL * span, total)
            for issue, span in zip(space.issues, spans, strict=True)
        }
    found = divided(points)
    package, has = _package(space, cells, found, points)
    return AdjustedWinner(points, found, package, has)


def _cells(space: Space, party: int) -> list[list[int]]:
    """Return the worth of each option of each issue."""
    found = [[0] * dim for dim in space.dims]
    for table in space.tables[party]:
        for issue in table.scope:
            found[issue] = [
                a + int(b) for a, b in zip(found[issue], table.values.tolist(), strict=True)
            ]
    return found


def _package(
    space: Space,
    cells: list[list[list[int]]],
    found: Division,
    points: Mapping[str, Mapping[str, Fraction]],
) -> tuple[dict[str, str] | None, dict[str, Fraction]]:
    """Return the package nearest to a division, and the points of each party in it."""
    codes = []
    for i, issue in enumerate(space.issues):
        own = cells[space.parties.index(found.wins[issue])][i]
        codes.append(own.index(max(own)))
    tried = [codes]
    if found.shared is not None:
        i = space.issues.index(found.shared)
        tried = [[*codes[:i], option, *codes[i + 1 :]] for option in range(space.dims[i])]
    kept = [row for row in tried if feasible(space, np.array([row]))[0]]
    if not kept:
        return None, {}

    def has(row: list[int]) -> dict[str, Fraction]:
        return {
            party: sum(
                (
                    Fraction(own[i][code] - min(own[i]), max(1, max(own[i]) - min(own[i])))
                    * points[party][issue]
                    for i, (issue, code) in enumerate(zip(space.issues, row, strict=True))
                ),
                Fraction(0),
            )
            for party, own in zip(space.parties, cells, strict=True)
        }

    best = max(kept, key=lambda row: (min(has(row).values()), sum(has(row).values())))
    return decode(space, np.array(best)), has(best)
