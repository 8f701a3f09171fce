"""The stable states of a case's conflict, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.model.stability import Conflict, Ripeness
from goodoffices.stability.concepts import CONCEPTS, stable
from goodoffices.stability.graph import moves

MOST_PARTIES = 6
"""Parties of which every coalition is looked at: 57 coalitions of two or more."""
JSON = dict[str, object]


@dataclass(frozen=True, slots=True)
class Stable:
    """Stable states by concept: ``nash``, ``gmr``, ``smr`` and ``seq``.

    Attributes:
        by_party: by party and concept, the states that are stable for it.
        equilibria: by concept, the states that are stable for every party.
        for_coalitions: by concept, those that are stable for every coalition as well; None if the parties
            are too many.
    """

    case: str
    case_digest: str
    conflict: Conflict
    by_party: Mapping[str, Mapping[str, tuple[str, ...]]]
    equilibria: Mapping[str, tuple[str, ...]]
    for_coalitions: Mapping[str, tuple[str, ...]] | None

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
            "ripeness": [_ripeness(each) for each in self.conflict.ripeness],
            "case_digest": self.case_digest,
        }


def stability(case: Case) -> Stable:
    """Return the stable states of a modelled case's conflict.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: the case has no 'stability'.
    """
    conflict = case.modelled().conflict
    if conflict is None:
        raise UsageError(f"{case.id}: expected 'stability: …' in the case, found none.")
    names = tuple(conflict.ranks)
    own = [moves(conflict, party) for party in names]
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
