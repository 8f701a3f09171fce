"""Utility of packages: tables over many pairs summed as one matrix."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from goodoffices.space import Table, worth


def _table_of(dims: tuple[int, ...], draws: np.random.Generator) -> tuple[Table, ...]:
    scopes = [(), *((i,) for i in range(len(dims)))]
    scopes += [(i, j) for i in range(len(dims)) for j in range(len(dims)) if i != j]
    return tuple(
        Table(scope, np.asarray(draws.integers(-9, 10, [dims[i] for i in scope]))) for scope in scopes
    )


@pytest.mark.parametrize("seed", range(20))
def test_many_pairs_by_one_matrix_are_worth_what_they_are_table_by_table(seed: int) -> None:
    draws = np.random.Generator(np.random.Philox(seed))
    dims = tuple(draws.integers(1, 4, 8).tolist())
    tables = _table_of(dims, draws)
    rows = draws.integers(0, dims, (50, len(dims)))
    slow = [sum(int(t.values[tuple(row[i] for i in t.scope)]) for t in tables) for row in rows.tolist()]
    assert len(tables) >= 40
    assert worth(tables, rows).tolist() == slow
    without = tuple(table for table in tables if 2 not in table.scope)
    assert len(without) >= 40
    assert worth(without, rows).tolist() == [
        sum(int(t.values[tuple(row[i] for i in t.scope)]) for t in without) for row in rows.tolist()
    ]
    large = (*tables, Table((0,), np.full(dims[0], 2**53)))
    assert worth(large, rows).tolist() == [value + 2**53 for value in slow]


class _Walked(tuple[Table, ...]):
    """Tables that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[Table]:
        type(self).times += 1
        return super().__iter__()


def test_many_tables_are_gone_through_once_for_all_packages() -> None:
    draws = np.random.Generator(np.random.Philox(0))
    tables = _Walked(_table_of((2,) * 8, draws))
    rows = draws.integers(0, 2, (50, 8))
    first = worth(tables, rows)
    walked = _Walked.times
    assert [worth(tables, row[np.newaxis]).item() for row in rows] == first.tolist()
    assert _Walked.times == walked > 0
