"""Numbers that 64 bits do not hold, compared with going through every package in Python's integers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Frontier,
    Space,
    Table,
    best,
    count_zopa,
    evaluate,
    from_tables,
    frontier,
    in_64_bits,
    reference,
)
from goodoffices.space.exact.ordinal import ordinal
from tests.support.spaces import wide_spaces

ORDINAL = import_module("goodoffices.space.exact.ordinal")


@pytest.mark.parametrize(("many", "parts"), [(1, 1), (5, 3), (1 << 20, 40)])
def test_every_bit_of_a_number_is_in_one_group_of_digits(many: int, parts: int) -> None:
    order = ORDINAL._InOrder(many, parts)
    for bits in range(1, 3 * order.bits + 2):
        shifts = list(order.shifts(bits))
        groups = [range(shift, min(shift + order.bits, bits)) for shift in shifts]
        assert sorted(bit for group in groups for bit in group) == list(range(bits))
        assert shifts == sorted(shifts, reverse=True)


def as_dict(front: Frontier) -> dict[tuple[int, ...], int]:
    rows = zip(front.utilities.tolist(), front.counts.tolist(), strict=True)
    return {tuple(vector): count for vector, count in rows}


@given(space=wide_spaces(), bits=st.sampled_from([12, 20, 62]))
def test_ranks_are_those_of_the_exact_utilities(space: Space, bits: int) -> None:
    """With sums of few bits, many groups of digits are needed to tell two packages apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ORDINAL, "SUM_BITS", bits)
        patch.setattr(ORDINAL, "FEW", 1 if bits == 12 else 8)
        ranks, limits = ordinal(space)
    rows = reference.all_packages(space)
    worth = [reference.utilities(space, row) for row in rows]
    placed = [reference.utilities(ranks, row) for row in rows]
    for party in range(len(space.parties)):
        exact, rank = [u[party] for u in worth], [r[party] for r in placed]
        for one, other, a, b in zip(exact, exact[1:], rank, rank[1:], strict=False):
            assert (one > other, one == other) == (a > b, a == b)
        assert sorted(range(len(rows)), key=exact.__getitem__) == sorted(
            range(len(rows)), key=rank.__getitem__
        )
        least = int(space.reservations[party])
        assert [u >= least for u in exact] == [r >= limits[party][0] for r in rank]


@given(space=wide_spaces())
def test_frontier_ties_and_zone_are_exact(space: Space) -> None:
    found = frontier(space, counts=True)
    assert as_dict(found) == reference.frontier(space)
    assert found.exact
    assert found.utilities.tolist() == evaluate(space, found.packages).tolist()
    zone = count_zopa(space)
    assert (zone.low, zone.high, zone.exact) == (len(reference.zopa(space)),) * 2 + (True,)
    rational = frontier(space, rational=True)
    inside = {v for v in reference.frontier(space) if all(np.array(v, object) >= space.reservations)}
    assert set(map(tuple, rational.utilities.tolist())) == inside


@given(space=wide_spaces())
def test_too_many_packages_to_rank_are_rounded_and_said_to_be(space: Space) -> None:
    """The zone is then an interval, and no listed package dominates another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ORDINAL, "RANKED", 0)
        in_64_bits.cache_clear()
        found = frontier(space, counts=True)
        zone = count_zopa(space)
        in_64_bits.cache_clear()
    listed = [tuple(vector) for vector in found.utilities.tolist()]
    assert len(set(listed)) == len(listed)
    assert not any(reference.dominates(one, other) for one in listed for other in listed)
    assert listed == [tuple(row) for row in evaluate(space, found.packages).tolist()]
    assert found.exact == (not space.wide_parties)
    assert zone.low <= len(reference.zopa(space)) <= zone.high
    assert zone.exact == (zone.low == zone.high)


@given(space=wide_spaces(), many=st.integers(1, 5))
def test_a_party_s_best_packages(space: Space, many: int) -> None:
    rows = best(space, 0, many)
    worth = sorted(
        (reference.utilities(space, r)[0] for r in reference.all_packages(space)), reverse=True
    )
    assert evaluate(space, rows)[:, 0].tolist() == worth[:many]


def test_a_million_packages_of_many_digits_compared_with_adding_up_every_one() -> None:
    """2**20 packages of which many tie, or differ in the last digits, in Python's integers throughout."""
    draws = np.random.Generator(np.random.Philox(5))
    least = 10**28

    def table(issue: int) -> Table:
        values = [int(draws.integers(4)) * least + int(draws.integers(2)) for _ in range(2)]
        return Table((issue,), np.array(values, dtype=object))

    tables = tuple(tuple(table(issue) for issue in range(20)) for _ in range(2))
    space = from_tables([[[0, 0]] * 20] * 2)
    worth = []
    for own in tables:
        total = np.zeros(1, dtype=object)
        for each in own:
            total = (total[:, None] + each.values).ravel()
        worth.append(total.tolist())
    # Reservation values that some package meets exactly.
    limits = [sorted(column)[len(column) // 2] for column in worth]
    space = replace(space, tables=tables, reservations=np.array(limits, dtype=object))
    ties = Counter(zip(*worth, strict=True))
    front, highest = {}, -1
    for vector in sorted(ties, reverse=True):
        if vector[1] > highest:
            front[vector], highest = ties[vector], vector[1]
    found, zone = frontier(space, counts=True), count_zopa(space)
    assert as_dict(found) == front
    assert found.exact
    inside = sum(
        count for vector, count in ties.items() if vector[0] >= limits[0] and vector[1] >= limits[1]
    )
    assert 0 < inside < 1 << 20
    assert (zone.low, zone.high, zone.exact) == (inside, inside, True)
