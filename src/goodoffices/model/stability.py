"""A conflict as a graph: options that each party takes or leaves, states, moves that cannot be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from goodoffices.model.preferences import BASES, Basis

Verdict = Literal["yes", "no", "unknown"]
UNRANKED = -1
"""In place of a rank: nothing is known of where the party ranks this state."""


@dataclass(frozen=True, slots=True)
class Course:
    """An option that a party takes or leaves; ``stays_taken`` and ``stays_left`` say if for good."""

    id: str
    name: str
    party: str
    stays_taken: bool = False
    stays_left: bool = False


@dataclass(frozen=True, slots=True)
class ConflictState:
    """A state: the courses that are taken; those of ``either`` may be taken or not, the rest are left."""

    id: str
    taken: frozenset[str]
    either: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's judgement; ``unknown`` if nobody has made it."""

    verdict: Verdict
    by: str | None
    basis: Basis
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Judgements on whether a party is ready to talk, each with its author; they are never added up.

    Attributes:
        stalemate: whether going on hurts the party and cannot bring it victory.
        way_out: whether the party sees a way out by talks.
        settle: worth of a settlement to the party, in its own units; None if nobody says.
        carry_on: worth of going on.
        attempt: cost of an attempt at talks that fails.
    """

    party: str
    stalemate: Judgement
    way_out: Judgement
    settle: Fraction | None = None
    carry_on: Fraction | None = None
    attempt: Fraction | None = None
    basis: Basis = "not stated"

    @property
    def least_success(self) -> Fraction | None:
        """Share of attempts that must succeed for trying to be worth its cost; None if none is enough."""
        if self.settle is None or self.carry_on is None or self.attempt is None:
            return None
        if self.settle <= self.carry_on:
            return None
        return self.attempt / (self.settle - self.carry_on + self.attempt)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A graph model of a conflict (Kilgour, Hipel & Fang 1987, Automatica 23:41-55).

    Attributes:
        ranks: for each party, the rank of each state, 0 for the best; equal ranks tie. States that are left
            out of a ranking known in part are :data:`UNRANKED`.
    """

    courses: tuple[Course, ...]
    states: tuple[ConflictState, ...]
    ranks: Mapping[str, tuple[int, ...]]
    basis: Basis
    ripeness: tuple[Ripeness, ...] = field(default=())

    def left_out(self) -> Mapping[str, tuple[str, ...]]:
        """Return the states that parties' rankings leave out, of each party that leaves some out."""
        found = {
            party: tuple(
                state.id for state, rank in zip(self.states, ranks, strict=True) if rank == UNRANKED
            )
            for party, ranks in self.ranks.items()
        }
        return {party: states for party, states in found.items() if states}

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """Return how many rankings, judgements and numbers rest on each basis."""
        counts = dict.fromkeys(BASES, 0)
        counts[self.basis] += len(self.ranks)
        for each in self.ripeness:
            numbers = (each.settle, each.carry_on, each.attempt)
            counts[each.basis] += sum(number is not None for number in numbers)
            for judgement in (each.stalemate, each.way_out):
                counts[judgement.basis] += judgement.verdict != "unknown"
        return counts
