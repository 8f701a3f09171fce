"""Spaces to test with: drawn by hypothesis, or made from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations
from math import prod
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.space import (
    Rule,
    Space,
    Table,
    from_tables,
)

Integers = NDArray[np.int64]

WIDE = 2**40
"""Factor that makes numbers too large for the regrets of two parties to be packed."""


def numbers(draw: st.DrawFn, size: int, least: int, most: int) -> Integers:
    """Draw whole numbers from ``least`` to ``most``, (size,), of a byte each; simpler means nearer to 0.

    For Hypothesis to draw one number after another takes several times as long as most tests of a space.
    """
    drawn = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype=np.uint8)
    found = drawn.astype(np.int64) % (most - least + 1)
    return found + least if least > 0 else np.where(found > most, found - (most - least + 1), found)


@cache
def _scopes(issues: int) -> list[tuple[int, ...]]:
    """Return the scopes of tables in any order of issues: those of one, two and three issues as often."""
    sizes = [list(permutations(range(issues), size)) for size in (1, 2, 3)]
    most = max(map(len, sizes))
    return [scope for scopes in sizes for scope in scopes * (most // max(len(scopes), 1))]


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """Small factor graphs with ties, empties, linkages of values and of rules, one-option issues."""
    parties = draw(st.integers(1, 5))
    dims = numbers(draw, draw(st.integers(1, 5)), 1, 3).tolist()
    issues = range(len(dims))

    def scopes(many: int) -> list[tuple[int, ...]]:
        known = _scopes(len(dims))
        return [known[place] for place in numbers(draw, many, 0, len(known) - 1)]

    def shape(scope: tuple[int, ...]) -> list[int]:
        return [dims[i] for i in scope]

    def cells(scopes: list[tuple[int, ...]], least: int, most: int) -> Iterator[Integers]:
        ends = np.cumsum([prod(shape(scope)) for scope in scopes]).tolist()
        drawn = np.split(numbers(draw, ends[-1] if ends else 0, least, most), ends[:-1])
        return (values.reshape(shape(scope)) for scope, values in zip(scopes, drawn, strict=False))

    tables = []
    for many in numbers(draw, parties, 0, 4).tolist():
        # two tables of a party are not over the same issues
        own = list({frozenset(scope): scope for scope in scopes(many)}.values())
        tables.append(tuple(map(Table, own, cells(own, -3, 6))))
    rules = scopes(draw(st.integers(0, 3)))
    return Space(
        case="any",
        case_digest="",
        parties=tuple(f"p{n}" for n in range(parties)),
        issues=tuple(f"i{n}" for n in issues),
        options=tuple(tuple(f"o{k}" for k in range(d)) for d in dims),
        tables=tuple(tables),
        # a rule forbids one combination in four
        rules=tuple(
            Rule(scope, values < 3) for scope, values in zip(rules, cells(rules, 0, 3), strict=True)
        ),
        reservations=numbers(draw, parties, -3, 6),
        scales=tuple(Fraction(1) for _ in range(parties)),
        rounding=tuple(Fraction(0) for _ in range(parties)),
    )


@st.composite
def wide_spaces(draw: st.DrawFn) -> Space:
    """Spaces whose numbers have many digits, equal but for the last, or close to a reservation value."""
    space = draw(spaces())
    power = 10 ** draw(st.sampled_from([19, 25, 60]))

    def fine(values: Any) -> Any:
        digits = np.array([0, 0, 0, -1, 1, 7], dtype=object)[numbers(draw, values.size, 0, 5)]
        return values.astype(object) * power + digits.reshape(values.shape)

    def wide(table: Table) -> Table:
        return Table(table.scope, fine(table.values))

    tables = tuple(
        own if party and draw(st.booleans()) else tuple(map(wide, own))
        for party, own in enumerate(space.tables)
    )
    found = replace(space, tables=tables)
    many = np.isin(np.arange(len(tables)), list(found.wide_parties))
    limits = np.where(many, fine(space.reservations), space.reservations.astype(object))
    return replace(found, reservations=limits)


@st.composite
def additive_spaces(draw: st.DrawFn) -> Space:
    """Small additive spaces with ties, some with numbers too wide for words."""
    parties, scale = draw(st.integers(1, 4)), draw(st.sampled_from([1, WIDE]))
    dims = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    cuts = np.cumsum(dims)[:-1]
    tables = [
        [own.tolist() for own in np.split(numbers(draw, sum(dims), -3, 5), cuts)]
        for _ in range(parties)
    ]
    space = from_tables(tables)
    return replace(
        space,
        tables=tuple(tuple(Table(t.scope, t.values * scale) for t in party) for party in space.tables),
    )


def above(space: Space, data: st.DataObject) -> Space:
    """Return the space with reservation values drawn for it."""
    floor = data.draw(
        st.lists(st.integers(-4, 9), min_size=len(space.parties), max_size=len(space.parties))
    )
    return replace(space, reservations=np.array(floor, dtype=np.int64))


def times(space: Space, factors: list[int]) -> Space:
    """Return the space with each party's numbers multiplied by its factor."""
    return replace(
        space,
        tables=tuple(
            tuple(Table(t.scope, t.values * factor) for t in tables)
            for tables, factor in zip(space.tables, factors, strict=True)
        ),
    )


@st.composite
def fine_spaces(draw: st.DrawFn) -> Space:
    """Small factor graphs, each party's numbers up to 2**40 times as large and not multiples of anything."""
    space = draw(spaces())
    factors = [2 ** draw(st.integers(30, 40)) + draw(st.integers(0, 9)) for _ in space.parties]
    return times(space, factors)


def chain(parties: int, issues: int, most: int, factor: int = 1, seed: int = 3) -> Space:
    """Five options an issue, each tied to the next."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, most, 5) for _ in range(issues)] for _ in range(parties)]
    linked = [
        {(i, i + 1): draws.integers(0, most, (5, 5)) for i in range(issues - 1)} for _ in range(parties)
    ]
    return times(from_tables(tables, linked=linked), [factor] * parties)


def random_case(seed: int, issues: int, options: int, share: float, linked: bool = False) -> Space:
    """Two parties with totals of about a million, who want a share of their best."""
    draws = np.random.Generator(np.random.Philox(seed))
    weights = draws.dirichlet(np.ones(issues), 2) * 10**6
    tables = [[np.rint(draws.random(options) * w) for w in own] for own in weights]
    pairs = [(i, i + 1) for i in range(issues - 1)] if linked else []
    links = [
        {pair: np.rint(draws.random((options, options)) * 9_000) for pair in pairs} for _ in tables
    ]
    space = from_tables(tables, linked=links)
    best = [sum(int(table.values.max()) for table in own) for own in space.tables]
    return replace(space, reservations=np.array([int(share * most) for most in best], dtype=np.int64))


def entangled(issues: int, options: int, seed: int = 0) -> Space:
    """Every two issues tied by a rule that forbids a tenth of their combinations."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, 10, options).tolist() for _ in range(issues)] for _ in range(2)]
    forbidden: dict[tuple[int, ...], list[tuple[int, ...]]] = {
        pair: [tuple(row) for row in np.argwhere(draws.random((options, options)) < 0.1).tolist()]
        for pair in combinations(range(issues), 2)
    }
    return from_tables(tables, forbidden=forbidden, reservations=[20, 20])


def one_table(options: int = 60) -> Space:
    """Three issues in one table, so that all packages are gone through."""
    draws = np.random.Generator(np.random.Philox(1))
    scope = (0, 1, 2)
    zeros = [[[0] * options] * 3] * 2
    linked = [{scope: draws.integers(0, 1000, (options,) * 3)} for _ in range(2)]
    return from_tables(zeros, linked=linked, reservations=[500, 500])


@st.composite
def linked_spaces(draw: st.DrawFn) -> Space:
    """A few parties and issues, some of them tied together, some combinations forbidden."""
    parties = draw(st.integers(2, 4))
    dims = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    cuts = np.cumsum(dims)[:-1]
    tables = [
        [own.tolist() for own in np.split(numbers(draw, sum(dims), 0, 30), cuts)]
        for _ in range(parties)
    ]
    linked: list[dict[tuple[int, ...], np.ndarray]] = [{} for _ in range(parties)]
    forbidden: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    if len(dims) > 1:
        shape = (dims[0], dims[1])
        for own in linked:
            own[0, 1] = numbers(draw, prod(shape), 0, 30).reshape(shape)
        if shape[0] > 1 and draw(st.booleans()):
            forbidden = {(0, 1): [(0, 0)]}
    floors = [draw(st.integers(0, 60)) for _ in range(parties)]
    return from_tables(tables, linked=linked, forbidden=forbidden, reservations=floors)
