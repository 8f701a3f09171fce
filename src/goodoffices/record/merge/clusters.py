"""Clusters of entries: compare only entries that share a key, then join the most similar pairs first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

NEIGHBOURS = 24
"""Entries after an entry in a block that it is compared with: the work stays linear in the entries."""
MEMBERS = 16
"""Members of a cluster that a new member is compared with: a cluster of a thousand reports says no more."""
CERTAIN = 99.0
"""A score that joins two clusters whatever their other members score: a person merged the two."""
T = TypeVar("T")


def pairs(items: Sequence[T], keys: Callable[[T], Iterable[Hashable]]) -> Iterator[tuple[int, int]]:
    """Yield the places of items that share a key, each pair once; items must be in the order of their dates.

    In a block with many items each is compared with its next neighbours only (sorted neighbourhood).
    """
    blocks: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        for key in keys(item):
            blocks.setdefault(key, []).append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for number, one in enumerate(block):
            for other in block[number + 1 : number + 1 + NEIGHBOURS]:
                if one != other and (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def clusters(
    items: Sequence[T],
    keys: Callable[[T], Iterable[Hashable]],
    score: Callable[[T, T], float],
    least: float,
    slack: float = 0.0,
) -> list[list[T]]:
    """Return items in clusters, each item once.

    Pairs are joined with the best score first, if it is at least ``least``. Two clusters stay apart if any
    of their members score less than ``least - slack``: such a pair cannot be of one thing.
    """
    found = [(score(items[one], items[other]), one, other) for one, other in pairs(items, keys)]
    good = sorted((pair for pair in found if pair[0] >= least), key=lambda pair: (-pair[0], pair[1:]))
    known = {(one, other): value for value, one, other in found}
    home = list(range(len(items)))
    members = {place: [place] for place in home}

    def allowed(one: int, other: int) -> bool:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            known[pair] = score(items[pair[0]], items[pair[1]])
        return known[pair] >= least - slack

    for value, one, other in good:
        mine, theirs = home[one], home[other]
        if mine == theirs:
            continue
        first, second = members[mine], members[theirs]
        if value >= CERTAIN or all(allowed(a, b) for a in first[:MEMBERS] for b in second[:MEMBERS]):
            keep, gone = (mine, theirs) if len(first) >= len(second) else (theirs, mine)
            for place in members[gone]:
                home[place] = keep
            members[keep] += members.pop(gone)
    groups = sorted((sorted(group) for group in members.values()), key=lambda group: group[0])
    return [[items[place] for place in group] for group in groups]
