"""Trade-offs: the importance of issues, gains and losses issue by issue, and the least concession."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from goodoffices.agreements.units import by_party
from goodoffices.space import Codes, Frontier, Integers, Space, evaluate


def importance(space: Space) -> dict[str, dict[str, Fraction]]:
    """Return for each party the share of each issue in its total range of utilities.

    A table over several issues counts for each of them with its mean range along that issue. The shares
    of a party add up to 1, or to 0 if no issue matters to it.
    """
    found = {}
    for party, tables in zip(space.parties, space.tables, strict=True):
        ranges = dict.fromkeys(space.issues, Fraction(0))
        for table in tables:
            for axis, issue in enumerate(table.scope):
                spans = _spans(table.values, axis)
                ranges[space.issues[issue]] += Fraction(int(spans.sum()), max(1, spans.size))
        total = sum(ranges.values(), Fraction(0))
        found[party] = {issue: span / total if total else total for issue, span in ranges.items()}
    return found


def _spans(values: Integers, axis: int) -> Integers:
    """Return the largest less the smallest entry along an axis of a table."""
    if values.dtype == object:
        return np.asarray(values.max(axis=axis) - values.min(axis=axis), dtype=object)
    options = list(np.moveaxis(values, axis, 0))  # quicker than along a short axis
    return np.asarray(reduce(np.maximum, options) - reduce(np.minimum, options))


@dataclass(frozen=True, slots=True)
class Trade:
    """The change in each party's utility between two packages, in its own units.

    Attributes:
        by_issue: for each issue, the change by party in tables over this issue alone.
        together: the change by party in tables over several issues.
        total: the sum of both by party.
    """

    by_issue: dict[str, dict[str, Fraction]]
    together: dict[str, Fraction]
    total: dict[str, Fraction]


def logrolling(space: Space, before: Codes, after: Codes) -> Trade:
    """Return who gains and who loses in which issue, between two packages.

    Args:
        space: the packages' space.
        before: option codes, shape (issues,).
        after: option codes, shape (issues,).
    """
    by_issue: dict[str, dict[str, Fraction]] = {issue: {} for issue in space.issues}
    together = {}
    for party, (name, tables) in enumerate(zip(space.parties, space.tables, strict=True)):
        alone = dict.fromkeys(space.issues, 0)
        tied = 0
        for table in tables:
            change = int(table.values[tuple(after[i] for i in table.scope)]) - int(
                table.values[tuple(before[i] for i in table.scope)]
            )
            if len(table.scope) == 1:
                alone[space.issues[table.scope[0]]] += change
            else:
                tied += change
        for issue, change in alone.items():
            by_issue[issue][name] = space.units(party, change)
        together[name] = space.units(party, tied)
    worth_before, worth_after = evaluate(space, np.stack([before, after]))
    return Trade(by_issue, together, by_party(space, worth_after - worth_before))


@dataclass(frozen=True, slots=True)
class Concession:
    """The least fall of a party's reservation value that opens a zone, and a package then in it.

    ``by`` is in the party's own units; ``package`` holds option codes, shape (issues,).
    """

    party: str
    by: Fraction
    package: Codes


def least_concession(space: Space, front: Frontier) -> tuple[Concession, ...]:
    """Return the least concession of each party that could open the zone alone, smallest first.

    Empty if the zone is open already, or if no single party can open it.
    """
    short = space.reservations - front.utilities
    if len(front) and (short.max(axis=1) <= 0).any():
        return ()
    found = []
    for party, name in enumerate(space.parties):
        others = np.delete(short, party, axis=1)
        agreed = np.flatnonzero((others <= 0).all(axis=1))
        if len(agreed):
            point = int(agreed[short[agreed, party].argmin()])
            fall = space.units(party, short[point, party])
            found.append(Concession(name, fall, front.packages[point]))
    return tuple(sorted(found, key=lambda concession: concession.by))


def best_with_consent(space: Space, front: Frontier, party: int) -> Codes | None:
    """Return a party's best package that no other party would refuse, shape (issues,), or None."""
    others = np.delete(np.arange(len(space.parties)), party)
    agreed = np.flatnonzero((front.utilities[:, others] >= space.reservations[others]).all(axis=1))
    if not len(agreed):
        return None
    return np.asarray(front.packages[agreed[front.utilities[agreed, party].argmax()]])
