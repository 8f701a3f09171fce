"""Exposure: the gain of each party if it stopped now, for every state of the deliveries, in integers.

A state is the number of units delivered of each delivery. A party's exposure in a state is the cost
of all that it still has to give, less the worth of all that it is still to receive, less the worth of
tables of what is owed. If it is above the cost of walking away, the party is better off leaving.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.model import Phases

Integers = NDArray[Any]
"""Scaled numbers: in 32 bits if they fit, so that a large grid needs half the memory; else in 64."""
State = tuple[int, ...]
"""Units delivered of each delivery."""
LARGEST = 2**61
"""Bound on every total: sums of a few such numbers fit in 64 bits."""


@dataclass(frozen=True, eq=False)
class Exposures:
    """Exposures of every party in every state, without listing the states.

    All parties' numbers have the same ``scale``, so that a guarantee is the same number for each.
    """

    phases: Phases

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Parties that give, receive or have a table, in the order in which they are named."""
        ends = [party for d in self.phases.deliveries for party in (d.by, d.to)]
        return tuple(dict.fromkeys([*ends, *(table.party for table in self.phases.tables)]))

    @cached_property
    def units(self) -> State:
        """Units of each delivery: the state in which nothing is owed."""
        return tuple(delivery.units for delivery in self.phases.deliveries)

    @property
    def shape(self) -> tuple[int, ...]:
        """States along each delivery, from none of its units to all."""
        return tuple(units + 1 for units in self.units)

    @property
    def states(self) -> int:
        """Number of states."""
        return prod(self.shape)

    @cached_property
    def givers(self) -> Mapping[str, tuple[int, ...]]:
        """The deliveries of each party that gives, by their index."""
        found: dict[str, list[int]] = {}
        for axis, delivery in enumerate(self.phases.deliveries):
            found.setdefault(delivery.by, []).append(axis)
        return {party: tuple(axes) for party, axes in found.items()}

    @property
    def additive(self) -> bool:
        """True if no table and no rule of order ties deliveries together."""
        return not self.phases.tables and not self.phases.before

    @cached_property
    def scale(self) -> int:
        """Factor that makes every number whole.

        Raises:
            UsageError: the numbers are too fine or too large for 64 bits.
        """
        deliveries, tables = self.phases.deliveries, self.phases.tables
        amounts = [number for d in deliveries for number in (d.cost, d.worth)]
        amounts += [number for table in tables for number in table.values]
        scale = lcm(*(number.denominator for number in amounts))
        total = sum((d.units * max(d.cost, d.worth) for d in deliveries), Fraction(0))
        total += sum(max(map(abs, table.values)) for table in tables)
        if total * scale >= LARGEST:
            raise UsageError(
                "phases: the numbers are too fine or too large to be kept exactly. Round the costs and "
                "worths to a few digits."
            )
        return scale

    @cached_property
    def number_type(self) -> np.dtype[Any]:
        """Type that holds every sum of exposures of all parties."""
        deliveries, tables = self.phases.deliveries, self.phases.tables
        total = sum((d.units * (d.cost + d.worth) for d in deliveries), Fraction(0))
        total += sum(max(map(abs, table.values)) for table in tables)
        return np.dtype(np.int32 if total * self.scale < 2**30 else np.int64)

    @cached_property
    def all(self) -> Mapping[str, Integers]:
        """Every party's exposure in all states, (*states)."""
        return {party: self.of(party) for party in self.parties}

    def of(self, party: str, first: State | None = None, last: State | None = None) -> Integers:
        """Return a party's exposure in the states of a box, both ends included; in all states if not given.

        Negative where it would lose by stopping.
        """
        first = first or (0,) * len(self.units)
        last = last or self.units
        total = np.zeros((1,) * len(self.units), dtype=self.number_type)
        # The axes one after another: only the last sum is as large as the box.
        for axis, delivery in enumerate(self.phases.deliveries):
            rate = delivery.cost * (delivery.by == party) - delivery.worth * (delivery.to == party)
            owed = delivery.units - np.arange(first[axis], last[axis] + 1)
            line = (int(rate * self.scale) * owed).astype(self.number_type)
            total = total + line.reshape([-1 if a == axis else 1 for a in range(len(self.units))])
        for table, axes in self._tables:
            if table[0] == party:
                box = tuple(slice(first[axis], last[axis] + 1) for axis in axes)
                part = table[1][box]
                order = np.argsort(axes)
                shape = [1] * len(self.units)
                for place in order:
                    shape[axes[place]] = part.shape[place]
                total = total - part.transpose(order).reshape(shape).astype(self.number_type)
        return np.broadcast_to(total, [b - a + 1 for a, b in zip(first, last, strict=True)])

    @cached_property
    def _tables(self) -> list[tuple[tuple[str, Integers], tuple[int, ...]]]:
        """Each table's party and worths by units delivered of its deliveries, and their indices."""
        names = [delivery.id for delivery in self.phases.deliveries]
        found = []
        for table in self.phases.tables:
            axes = tuple(names.index(name) for name in table.of)
            owed = np.array([int(value * self.scale) for value in table.values], dtype=np.int64)
            shape = [self.units[axis] + 1 for axis in axes]
            # The table is written by what is owed; states count what is delivered.
            found.append(((table.party, np.flip(owed.reshape(shape))), axes))
        return found

    def in_order(self) -> NDArray[np.bool_]:
        """Return the mask of states that keep every rule of order."""
        names = [delivery.id for delivery in self.phases.deliveries]
        mask = np.ones(self.shape, dtype=np.bool_)
        every = np.indices(self.shape, sparse=True)
        for rule in self.phases.before:
            begun = every[names.index(rule.then)] > 0
            for name, units in rule.first.items():
                mask &= ~(begun & (every[names.index(name)] < units))
        return mask

    def units_of(self, scaled: int) -> Fraction:
        """Return a scaled number in the parties' own units."""
        return Fraction(int(scaled), self.scale)
