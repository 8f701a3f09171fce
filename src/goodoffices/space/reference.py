"""Slow, obvious versions of the kernels, to check by eye; tests compare the fast versions with them."""

from __future__ import annotations

from collections import Counter
from itertools import product

from goodoffices.space.graph.space import Space
from goodoffices.space.quota.electorate import Electorate, Vote

Vector = tuple[int, ...]
Row = tuple[int, ...]


def all_packages(space: Space) -> list[Row]:
    """Return every feasible package, in lexicographic order."""
    return [row for row in product(*map(range, space.dims)) if allowed(space, row)]


def allowed(space: Space, row: Row) -> bool:
    """Return true if a package keeps every hard linkage."""
    return all(rule.allowed[tuple(row[i] for i in rule.scope)] for rule in space.rules)


def utilities(space: Space, row: Row) -> Vector:
    """Return a package's integer utilities, party by party."""
    return tuple(
        sum(int(table.values[tuple(row[i] for i in table.scope)]) for table in tables)
        for tables in space.tables
    )


def dominates(one: Vector, other: Vector) -> bool:
    """Return true if the first vector is at least as good for every party, and not equal."""
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def frontier(space: Space) -> dict[Vector, int]:
    """Return the distinct undominated utility vectors and the number of packages that have each."""
    counts = Counter(utilities(space, row) for row in all_packages(space))
    return {
        vector: count
        for vector, count in counts.items()
        if not any(dominates(other, vector) for other in counts)
    }


def zopa(space: Space) -> list[Row]:
    """Return the feasible packages at or above every reservation value."""
    limits = [int(limit) for limit in space.reservations]
    return [
        row
        for row in all_packages(space)
        if all(u >= r for u, r in zip(utilities(space, row), limits, strict=True))
    ]


def answers(group: Electorate, row: Row) -> list[list[bool]]:
    """Return for each vote which voters accept a package."""
    worth = utilities(group.space, row)
    return [[worth[voter.row] >= voter.least for voter in vote.voters] for vote in group.votes]


def passes(vote: Vote, accepts: list[bool]) -> bool:
    """Return true if a vote passes with these answers."""
    weight = sum(voter.weight for voter, yes in zip(vote.voters, accepts, strict=True) if yes)
    vetoed = any(voter.veto and not yes for voter, yes in zip(vote.voters, accepts, strict=True))
    return weight >= vote.needed and not vetoed


def ratified(group: Electorate) -> list[Row]:
    """Return the feasible packages that pass every vote."""
    return [
        row for row in all_packages(group.space) if all(map(passes, group.votes, answers(group, row)))
    ]


def decisive(group: Electorate, vote: int, voter: int) -> tuple[int, int]:
    """Return in how many packages all votes pass only if a voter accepts: it accepts them, or does not."""
    found = {True: 0, False: 0}
    for row in all_packages(group.space):
        given = answers(group, row)
        results = []
        for answer in (True, False):
            changed = [list(each) for each in given]
            changed[vote][voter] = answer
            results.append(all(map(passes, group.votes, changed)))
        if results == [True, False]:
            found[given[vote][voter]] += 1
    return found[True], found[False]


def accepting_share(cells: list[list[list[float]]], floors: list[float], package: Row) -> float:
    """Return the share of profiles in which a package is worth the reservation value.

    Args:
        cells: ``cells[profile][issue][option]``.
        floors: the reservation value in each profile.
        package: option codes.
    """
    accepts = [
        sum(values[option] for values, option in zip(own, package, strict=True)) >= floor
        for own, floor in zip(cells, floors, strict=True)
    ]
    return sum(accepts) / len(accepts)
