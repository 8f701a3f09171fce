"""Rankings of states that are known in part: orders drawn from all that fit, and how often states are stable.

Every order that fits is as likely as another. Draws are exchangeable, so that sorting those of the ranked
states into their order gives draws given that order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.stability import UNRANKED, Conflict
from goodoffices.stability.concepts import CONCEPTS, paths, stable
from goodoffices.stability.graph import Matrix

Found = Mapping[str, NDArray[np.float64]]
"""By concept, the share of orders in which each state is stable, (states,)."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each state is stable in drawn orders.

    Attributes:
        orders: the number of orders drawn for each party whose ranking leaves states out.
        left_out: those parties, each with the states.
        every: by concept and state, the share in which it is stable for every party.
        by_party: by party, concept and state, the share in which it is stable for that party.
    """

    orders: int
    seed: int
    left_out: Mapping[str, tuple[str, ...]]
    every: Mapping[str, Mapping[str, float]]
    by_party: Mapping[str, Mapping[str, Mapping[str, float]]]

    def to_json(self) -> dict[str, object]:
        return {
            "orders": self.orders,
            "seed": self.seed,
            "left_out": {party: list(states) for party, states in self.left_out.items()},
            "every": {concept: dict(shares) for concept, shares in self.every.items()},
            "by_party": {
                party: {concept: dict(shares) for concept, shares in own.items()}
                for party, own in self.by_party.items()
            },
        }


def drawn(ranks: Sequence[int], orders: int, draws: np.random.Generator) -> NDArray[np.int64]:
    """Return orders that fit a ranking in which some states are unranked: ranks, (orders, states).

    A tie of the ranking stays a tie; unranked states tie with none.
    """
    given = np.array(ranks, dtype=np.int64)
    tiers, tier = np.unique(given[given != UNRANKED], return_inverse=True)
    unranked = np.flatnonzero(given == UNRANKED)
    numbers = draws.random((orders, len(tiers) + len(unranked)))
    numbers[:, : len(tiers)].sort(axis=1)
    places = numbers.argsort(axis=1).argsort(axis=1)
    found = np.empty((orders, len(given)), dtype=np.int64)
    found[:, given != UNRANKED] = places[:, tier]
    found[:, unranked] = places[:, len(tiers) :]
    return found


def shares(conflict: Conflict, own: Sequence[Matrix], orders: int, seed: int) -> Shares:
    """Return the share of drawn orders in which states are stable, for each party and for every party.

    Args:
        own: the moves of each party.
    """
    draws = np.random.Generator(np.random.Philox(seed))
    ranks = [drawn(one, orders, draws) for one in conflict.ranks.values()]
    states = len(conflict.states)
    counts = np.zeros((len(own), len(CONCEPTS), states))
    every = np.zeros((len(CONCEPTS), states))
    known = [paths(own, (party,)) for party in range(len(own))]
    for number in range(orders):
        here = [one[number] for one in ranks]
        found = np.array(
            [list(stable(own, here, (party,), known[party]).values()) for party in range(len(own))],
            dtype=np.bool_,
        )
        counts += found
        every += found.all(axis=0)
    names = [state.id for state in conflict.states]

    def by_concept(table: NDArray[np.float64]) -> dict[str, dict[str, float]]:
        return {
            concept: dict(zip(names, (row / orders).tolist(), strict=True))
            for concept, row in zip(CONCEPTS, table, strict=True)
        }

    return Shares(
        orders,
        seed,
        conflict.left_out(),
        by_concept(every),
        {party: by_concept(table) for party, table in zip(conflict.ranks, counts, strict=True)},
    )
