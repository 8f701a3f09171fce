"""Stacked preferences: the value of a package is each party's own."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.space import Table
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.views import PartyPrivate
from tests.support.thorough import usually


def private(name: str, tables: tuple[Table, ...], dims: tuple[int, ...]) -> PartyPrivate:
    codes = np.array(list(np.ndindex(*dims)), dtype=np.int64)
    return PartyPrivate(name, tables, 0, codes, np.zeros(len(codes), dtype=np.int64), dims)


@settings(max_examples=usually(16, 40), deadline=None)
@given(st.integers(0, 10_000))
def test_stacked_values_are_each_partys_own(seed: int) -> None:
    """Tables over one, two and three issues, in any order of issues, and not equally many."""
    draws = np.random.Generator(np.random.Philox(seed))
    privates = []
    for number in range(3):
        dims = tuple(draws.integers(1, 5, 3).tolist())
        scopes = [
            tuple(draws.permutation(3)[: draws.integers(1, 4)].tolist()) for _ in range(number + 1)
        ]
        tables = tuple(
            Table(scope, draws.integers(-99, 99, [dims[issue] for issue in scope])) for scope in scopes
        )
        privates.append(private(str(number), tables, dims))
    which = draws.integers(0, 3, 20)
    rows = np.array(
        [privates[w].codes[draws.integers(0, len(privates[w].codes))] for w in which.tolist()]
    )
    stacked = Stacked(privates, which)
    expected = [int(privates[w].value(row[np.newaxis])[0]) for w, row in zip(which, rows, strict=True)]
    assert stacked.value(rows).tolist() == expected
    for one, begin in zip(privates, stacked.begins.tolist(), strict=True):
        assert np.array_equal(stacked.codes[begin : begin + len(one.codes)], one.codes)
