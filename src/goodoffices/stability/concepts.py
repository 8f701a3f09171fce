"""Stability of every state for a party or a coalition, by four rules of how far it looks ahead.

A coalition improves by a sequence of its members' moves to a state that each of them prefers. A state is
stable for it by

- ``nash`` (R): if it cannot improve.
- ``gmr`` (general metarationality): if the others can answer each improvement so that a member is no
  better off.
- ``smr`` (symmetric): and the coalition cannot escape that answer.
- ``seq`` (sequential): if the others can answer by moves that improve each mover.

Fang, L., Hipel, K. W. & Kilgour, D. M. (1993), Interactive Decision Making: The Graph Model for Conflict
Resolution, Wiley; coalitions: Inohara, T. & Hipel, K. W. (2008), Systems Engineering 11:343-359.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.graph import Matrix, product, sequences

CONCEPTS = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, slots=True)
class Paths:
    """Moves in turn that no ranking changes, each (states, states).

    Attributes:
        reach: from a state to those that the members of a coalition reach.
        answers: to those that all others reach.
    """

    reach: Matrix
    answers: Matrix


def paths(own: Sequence[Matrix], coalition: Sequence[int]) -> Paths:
    """Return where a coalition and all others get by moves in turn; ``own`` are the moves of each party."""
    reach = sequences([own[p] for p in coalition])
    others = _others(own, coalition)
    answers = sequences([own[p] for p in others]) if others else np.zeros_like(reach)
    return Paths(reach, answers)


def _others(own: Sequence[Matrix], coalition: Sequence[int]) -> list[int]:
    return [p for p in range(len(own)) if p not in coalition]


def stable(
    own: Sequence[Matrix],
    ranks: Sequence[NDArray[np.int64]],
    coalition: Sequence[int],
    known: Paths | None = None,
) -> Mapping[str, NDArray[np.bool_]]:
    """Return by concept the states that are stable for a coalition, each (states,).

    Args:
        own: the moves of each party.
        ranks: each party's rank of each state, (states,), 0 for the best.
        coalition: the members, by their position; a single party is a coalition of its own.
        known: the ``paths`` of the coalition, if they are known: they are the same for all rankings.
    """
    better = [rank[None, :] < rank[:, None] for rank in ranks]
    members, others = list(coalition), _others(own, coalition)
    known = known or paths(own, coalition)
    reach, answers = known.reach, known.answers
    improves = reach & np.logical_and.reduce([better[p] for p in members])
    # A member is no better off in the column's state than in the row's.
    deterred = ~np.logical_and.reduce([better[p] for p in members])
    found = {"nash": ~improves.any(axis=1)}
    improving = sequences([own[p] & better[p] for p in others]) if others else answers
    escape = product(~deterred, reach.T)
    for name, answered, bad in (
        ("gmr", answers, deterred),
        ("smr", answers, deterred & ~escape),
        ("seq", improving, deterred),
    ):
        sanctioned = product(answered, bad.T)
        found[name] = ~(improves & ~sanctioned.T).any(axis=1)
    return found
