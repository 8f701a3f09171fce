"""What each issue is worth to whom, who gains how much where, and what would open a closed zone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from goodoffices.errors import UsageError, near_miss
from goodoffices.space import (
    Codes,
    Frontier,
    Integers,
    Space,
    best,
    encode,
    evaluate,
    restricted,
)


def importance(space: Space) -> dict[str, dict[str, Fraction]]:
    """For each party the share of each issue in what issues can move: its range over the sum of all ranges.

    A table over several issues counts for each of them with its mean range along that issue, so that the
    shares of a party add up to 1 (to nothing where nothing matters to it).
    """
    found = {}
    for party, tables in zip(space.parties, space.tables, strict=True):
        moved = dict.fromkeys(space.issues, Fraction(0))
        for table in tables:
            for axis, issue in enumerate(table.scope):
                options = list(np.moveaxis(table.values, axis, 0))  # quicker than along a short axis
                spans = reduce(np.maximum, options) - reduce(np.minimum, options)
                moved[space.issues[issue]] += Fraction(int(spans.sum()), max(1, spans.size))
        total = sum(moved.values(), Fraction(0))
        found[party] = {issue: span / total if total else total for issue, span in moved.items()}
    return found


@dataclass(frozen=True, slots=True)
class Trade:
    """What changes for each party from one package to another, issue by issue and in linkages."""

    by_issue: dict[str, dict[str, Fraction]]
    together: dict[str, Fraction]
    total: dict[str, Fraction]


def logrolling(space: Space, before: Codes, after: Codes) -> Trade:
    """Who gains and who gives where, from a package to another one: (issues,) each, in the parties' units."""
    by_issue: dict[str, dict[str, Fraction]] = {issue: {} for issue in space.issues}
    together = {}
    for party, (name, tables) in enumerate(zip(space.parties, space.tables, strict=True)):
        moved = dict.fromkeys(space.issues, 0)
        tied = 0
        for table in tables:
            change = int(table.values[tuple(after[i] for i in table.scope)]) - int(
                table.values[tuple(before[i] for i in table.scope)]
            )
            if len(table.scope) == 1:
                moved[space.issues[table.scope[0]]] += change
            else:
                tied += change
        for issue, change in moved.items():
            by_issue[issue][name] = space.units(party, change)
        together[name] = space.units(party, tied)
    ends = evaluate(space, np.stack([before, after]))
    total = {name: space.units(p, ends[1, p] - ends[0, p]) for p, name in enumerate(space.parties)}
    return Trade(by_issue, together, total)


@dataclass(frozen=True, slots=True)
class Concession:
    """The least fall of one party's reservation value that would open a zone, and a package then in it."""

    party: str
    by: Fraction
    package: Codes


def least_concession(space: Space, front: Frontier) -> tuple[Concession, ...]:
    """For each party that could open the zone alone: by how much its reservation value would have to fall.

    Smallest first, in each party's own units; empty where a zone is open already, or no single party can.
    """
    short = space.reservations - front.utilities
    if len(front) and (short.max(axis=1) <= 0).any():
        return ()
    found = []
    for party, name in enumerate(space.parties):
        others = np.delete(short, party, axis=1)
        fine = np.flatnonzero((others <= 0).all(axis=1))
        if len(fine):
            place = int(fine[short[fine, party].argmin()])
            found.append(
                Concession(name, space.units(party, short[place, party]), front.packages[place])
            )
    return tuple(sorted(found, key=lambda one: one.by))


def fixed(space: Space, choices: dict[str, str]) -> Space:
    """The space with an option settled for some issues; the other packages are left out.

    Raises:
        UsageError: there is no such issue or option.
    """
    kept: list[Integers] = [np.arange(dim, dtype=np.int64) for dim in space.dims]
    for issue, option in choices.items():
        whole = dict(zip(space.issues, (names[0] for names in space.options), strict=True)) | {
            issue: option
        }
        code = encode(space, whole)[space.issues.index(issue)]
        kept[space.issues.index(issue)] = np.array([code], dtype=np.int64)
    return restricted(space, kept)


def known_issue(space: Space, issue: str) -> None:
    """Raises a UsageError, with the near miss, where a space has no such issue."""
    if issue not in space.issues:
        near = near_miss(issue, space.issues)
        hint = f" Did you mean '{near}'?" if near else ""
        raise UsageError(f"expected an issue of {space.case}, found '{issue}'.{hint}")


def best_for(space: Space, front: Frontier, party: int) -> Codes | None:
    """A party's best package that no other party would refuse, or None; (issues,)."""
    others = np.delete(np.arange(len(space.parties)), party)
    fine = np.flatnonzero((front.utilities[:, others] >= space.reservations[others]).all(axis=1))
    if not len(fine):
        return None
    return np.asarray(front.packages[fine[front.utilities[fine, party].argmax()]])


def top(space: Space, party: int, many: int = 5) -> Codes:
    """A party's best packages whoever else agrees, best first: (packages, issues)."""
    return best(space, party, many)
