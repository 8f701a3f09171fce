"""Regrets of each table: what an entry gives a party less than the table's best entry."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.space.graph.space import Integers, Scope, Space


def best_utilities(space: Space) -> tuple[int, ...]:
    """Return, for each party, the sum of the largest entries of its tables: utility = best - regret."""
    return tuple(sum(int(table.values.max()) for table in tables) for tables in space.tables)


def largest_regrets(space: Space) -> tuple[int, ...]:
    """Return, for each party, the sum of the ranges of its tables: no regret is larger."""
    return tuple(
        sum(int(table.values.max()) - int(table.values.min()) for table in tables)
        for tables in space.tables
    )


def regret_tables(space: Space) -> Iterator[tuple[int, Scope, Integers]]:
    """Yield every table's party, its scope in ascending order, and its regrets in that order of axes."""
    for party, tables in enumerate(space.tables):
        for table in tables:
            axes = sorted(range(len(table.scope)), key=lambda axis: table.scope[axis])
            regrets = (table.values.max() - table.values).transpose(axes)
            yield party, tuple(table.scope[axis] for axis in axes), regrets
