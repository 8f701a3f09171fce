"""The exact engine, held to going through every package."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.space import Rule, Space, Table, evaluate, feasible, reference
from goodoffices.space.exact import messages as joins_module
from goodoffices.space.exact.elimination import eliminate, elimination_order, fits
from goodoffices.space.exact.recover_packages import recover


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """Small factor graphs with ties, empties, linkages of values and of rules, one-option issues."""
    parties = draw(st.integers(1, 5))
    dims = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    issues = range(len(dims))
    scopes = st.lists(st.sampled_from(issues), min_size=1, max_size=3, unique=True).map(tuple)
    values = st.integers(-3, 6)

    def table(scope: tuple[int, ...]) -> Table:
        shape = [dims[i] for i in scope]
        flat = draw(st.lists(values, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
        return Table(scope, np.array(flat, dtype=np.int64).reshape(shape))

    def rule(scope: tuple[int, ...]) -> Rule:
        shape = [dims[i] for i in scope]
        size = int(np.prod(shape))
        flat = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=size, max_size=size))
        return Rule(scope, np.array(flat, dtype=np.bool_).reshape(shape))

    tables = tuple(
        tuple(table(scope) for scope in draw(st.lists(scopes, max_size=4, unique_by=frozenset)))
        for _ in range(parties)
    )
    return Space(
        case="any",
        case_digest="",
        parties=tuple(f"p{n}" for n in range(parties)),
        issues=tuple(f"i{n}" for n in issues),
        options=tuple(tuple(f"o{k}" for k in range(d)) for d in dims),
        tables=tables,
        rules=tuple(rule(scope) for scope in draw(st.lists(scopes, max_size=3))),
        reservations=np.array([draw(values) for _ in range(parties)], dtype=np.int64),
        scales=tuple(Fraction(1) for _ in range(parties)),
        rounding=tuple(Fraction(0) for _ in range(parties)),
    )


@pytest.mark.parametrize("chunk", [3, 1 << 20])
@settings(max_examples=400)
@given(space=spaces())
def test_elimination_finds_the_frontier_with_counts_and_packages(chunk: int, space: Space) -> None:
    slow = reference.frontier(space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins_module, "CHUNK", chunk)
        message, packed = eliminate(space, count=True)
    found = packed.unpack(message.words)
    assert message.counts is not None
    assert dict(zip(map(tuple, found.tolist()), message.counts.tolist(), strict=True)) == slow
    rows = recover(message, message.words, space.dims, packed.width)
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == found.tolist()


@settings(max_examples=100)
@given(space=spaces())
def test_not_counting_changes_nothing_else(space: Space) -> None:
    with_counts, _ = eliminate(space, count=True)
    without, _ = eliminate(space, count=False)
    assert without.counts is None
    assert without.words.tolist() == with_counts.words.tolist()


@given(space=spaces())
def test_small_spaces_fit(space: Space) -> None:
    assert fits(space)


def test_a_chain_is_eliminated_from_its_ends() -> None:
    order = elimination_order((5, 5, 5, 5), [(0, 1), (1, 2), (2, 3)])
    assert order[0] in (0, 3)
    assert set(order) == {0, 1, 2, 3}
