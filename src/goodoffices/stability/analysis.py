"""The stable states of a case's conflict, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.limits import USUAL_ORDERS
from goodoffices.model import Case, as_case
from goodoffices.model.stability import Conflict, Ripeness
from goodoffices.outlined import Outlined
from goodoffices.stability.concepts import CONCEPTS, stable
from goodoffices.stability.graph import moves
from goodoffices.stability.orders import Shares, shares

MOST_PARTIES = 6
"""Parties of which every coalition is looked at: 57 coalitions of two or more."""
JSON = dict[str, object]


@dataclass(frozen=True, slots=True, repr=False)
class Stable(Outlined):
    """Stable states by concept: ``nash``, ``gmr``, ``smr`` and ``seq``.

    Where rankings are known in part, a state is called stable if it is in every drawn order.

    Attributes:
        by_party: by party and concept, the states that are stable for it.
        equilibria: by concept, the states that are stable for every party.
        for_coalitions: by concept, those that are stable for every coalition as well; None if the parties
            are too many, or rankings are known in part.
        shares: if rankings are known in part, how often each state is stable in drawn orders.
    """

    case: str
    case_digest: str
    conflict: Conflict
    by_party: Mapping[str, Mapping[str, tuple[str, ...]]]
    equilibria: Mapping[str, tuple[str, ...]]
    for_coalitions: Mapping[str, tuple[str, ...]] | None
    shares: Shares | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(self.by_party)

    def to_json(self) -> JSON:
        return {
            "case": self.case,
            "states": {
                state.id: {"taken": sorted(state.taken), "either": sorted(state.either)}
                for state in self.conflict.states
            },
            **{concept: list(states) for concept, states in self.equilibria.items()},
            "by_party": {
                party: {concept: list(states) for concept, states in own.items()}
                for party, own in self.by_party.items()
            },
            "coalitions": None
            if self.for_coalitions is None
            else {concept: list(states) for concept, states in self.for_coalitions.items()},
            **({} if self.shares is None else {"shares": self.shares.to_json()}),
            "ripeness": [_ripeness(each) for each in self.conflict.ripeness],
            "case_digest": self.case_digest,
        }


def stability(case: Case, orders: int = USUAL_ORDERS, seed: int = 0) -> Stable:
    """Return the stable states of a modelled case's conflict.

    Args:
        orders: number of orders drawn for each ranking that is known in part.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: the case has no 'stability'.
    """
    conflict = as_case(case).modelled().conflict
    if conflict is None:
        raise UsageError(f"{case.id}: expected 'stability: …' in the case, found none.")
    names = tuple(conflict.ranks)
    own = [moves(conflict, party) for party in names]
    if conflict.left_out():
        return _in_part(case, conflict, shares(conflict, own, orders, seed))
    ranks = [np.array(conflict.ranks[party], dtype=np.int64) for party in names]
    alone = [stable(own, ranks, (p,)) for p in range(len(names))]
    every = {c: np.logical_and.reduce([found[c] for found in alone]) for c in CONCEPTS}
    together = None
    if len(names) <= MOST_PARTIES:
        kept = {c: mask.copy() for c, mask in every.items()}
        for size in range(2, len(names) + 1):
            for coalition in combinations(range(len(names)), size):
                found = stable(own, ranks, coalition)
                for c in CONCEPTS:
                    kept[c] &= found[c]
        together = {c: _named(conflict, mask) for c, mask in kept.items()}
    return Stable(
        case=case.id,
        case_digest=case.digest(),
        conflict=conflict,
        by_party={
            party: {c: _named(conflict, found[c]) for c in CONCEPTS}
            for party, found in zip(names, alone, strict=True)
        },
        equilibria={c: _named(conflict, mask) for c, mask in every.items()},
        for_coalitions=together,
    )


def _in_part(case: Case, conflict: Conflict, found: Shares) -> Stable:
    """Return the states that are stable in every drawn order, with the shares."""

    def always(table: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[str, ...]]:
        return {
            concept: tuple(state for state, share in shares.items() if share == 1)
            for concept, shares in table.items()
        }

    return Stable(
        case=case.id,
        case_digest=case.digest(),
        conflict=conflict,
        by_party={party: always(table) for party, table in found.by_party.items()},
        equilibria=always(found.every),
        for_coalitions=None,
        shares=found,
    )


def _named(conflict: Conflict, mask: np.ndarray) -> tuple[str, ...]:
    return tuple(state.id for state, kept in zip(conflict.states, mask, strict=True) if kept)


def _ripeness(each: Ripeness) -> JSON:
    least = each.least_success
    numbers = (each.settle, each.carry_on, each.attempt)
    return {
        "party": each.party,
        "stalemate": {"judgement": each.stalemate.verdict, "by": each.stalemate.by},
        "way_out": {"judgement": each.way_out.verdict, "by": each.way_out.by},
        "least_success": None if least is None else float(least),
        "never": None not in numbers and least is None,
    }
