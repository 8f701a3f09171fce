"""The size of the ZOPA, compared with going through every package."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib import import_module
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.space import (
    Plan,
    Sampler,
    Space,
    ZopaCount,
    ZopaSampler,
    compile,
    count_feasible,
    count_zopa,
    from_tables,
    reference,
)
from goodoffices.space.zopa import limited
from goodoffices.space.zopa.count import proportion
from tests.support.spaces import (
    above,
    random_case,
    spaces,
)
from tests.support.thorough import usually

COUNT = import_module("goodoffices.space.zopa.count")
GRID = import_module("goodoffices.space.zopa.loss_grid")


@given(space=spaces(), data=st.data())
def test_the_zone_is_counted(space: Space, data: st.DataObject) -> None:
    space = above(space, data)
    found = count_zopa(space)
    assert (found.low, found.high) == (len(reference.zopa(space)),) * 2
    assert count_feasible(space) == len(reference.all_packages(space))


@pytest.mark.parametrize(("least", "many"), [(0, 8), (1, 7), (2, 4), (3, 1), (4, 0)])
def test_a_package_a_point_short_of_a_reservation_value_is_not_in_the_zone(
    least: int, many: int
) -> None:
    """Three issues worth a point each to one party, and nothing to the other."""
    space = from_tables([[[0, 1]] * 3, [[0, 0]] * 3], reservations=[least, 0])
    found = count_zopa(space)
    assert (found.low, found.high, found.exact) == (many, many, True)


@pytest.mark.parametrize(
    ("hits", "draws", "low", "high"),
    # Clopper & Pearson (1934): 95 %, from the beta distribution's tables
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (9, 10, 0.5550, 0.9975),
        (10, 10, 0.6915, 1.0),
        (1, 100, 0.0003, 0.0545),
    ],
)
def test_the_interval_of_a_proportion(hits: int, draws: int, low: float, high: float) -> None:
    assert proportion(hits, draws, 0.95) == pytest.approx((low, high), abs=1e-4)


def test_an_estimate_holds_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    space = compile(go.load("cases/strait"))
    exact = count_zopa(space)
    monkeypatch.setattr(limited, "MOST_SUMS", 0)
    monkeypatch.setattr(COUNT, "MOST_LISTED", 0)
    monkeypatch.setattr(GRID, "CELLS", 1)
    found = count_zopa(space)
    assert exact.exact
    assert not found.exact
    assert found.low < exact.low < found.high < 1.3 * exact.low
    assert found.method.endswith("holds with 99% confidence")


@pytest.mark.parametrize("cells", [200, 1_000, 1 << 24])
@pytest.mark.parametrize("linked", [False, True])
def test_draws_are_uniform_over_the_zone(
    cells: int, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = random_case(5, 5, 3, 0.65, linked)
    zopa = reference.zopa(space)
    assert 20 < len(zopa) < 120
    monkeypatch.setattr(GRID, "CELLS", cells)
    sampler = ZopaSampler.of(space)
    counts = Counter(tuple(row) for row in sampler.draw(200 * len(zopa), seed=7).tolist())
    assert set(counts) == set(zopa)
    assert sum(counts.values()) == 200 * len(zopa)
    freedom = len(zopa) - 1
    chi = sum((count - 200) ** 2 / 200 for count in counts.values())
    assert abs(chi - freedom) < 3.3 * (2 * freedom) ** 0.5


def test_where_there_is_no_room_for_a_grid_all_that_is_feasible_is_drawn_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = random_case(5, 5, 3, 0.65)
    monkeypatch.setattr(GRID, "CELLS", 1)
    sampler = ZopaSampler.of(space)
    assert isinstance(sampler.source, Sampler)
    assert {tuple(row) for row in sampler.draw(3_000, seed=1).tolist()} == set(reference.zopa(space))


def test_each_round_of_draws_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COUNT, "DRAWS", 20)
    space = from_tables([[[0, 1]] * 6] * 2, reservations=[0, 0])
    rows = ZopaSampler.of(space).draw(40, seed=1)
    assert len(rows) == 40
    assert not np.array_equal(rows[:20], rows[20:])


def test_an_empty_zone_gives_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    space = from_tables([[[0, 3], [5, 0]], [[3, 0], [0, 5]]], reservations=[6, 6])
    assert ZopaSampler.of(space).draw(10, seed=1).shape == (0, 2)
    monkeypatch.setattr(COUNT, "ROUNDS", 2)
    monkeypatch.setattr(GRID, "CELLS", 1)
    assert ZopaSampler.of(space).draw(10, seed=1).shape == (0, 2)


@cache
def counted(seed: int, linked: bool) -> tuple[Space, ZopaCount]:
    """Return a random space and its count: the same whatever is estimated of it."""
    space = random_case(seed, 7, 4, 0.7, linked)
    return space, count_zopa(space)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("cells", [300, 3_000, 30_000])
def test_intervals_hold_the_number(cells: int, linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GRID, "CELLS", cells)
    missed = 0
    for seed in range(usually(7, 20)):
        space, exact = counted(seed, linked)
        assert exact.exact
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(limited, "MOST_SUMS", 0)
            patch.setattr(COUNT, "MOST_LISTED", 0)
            found = count_zopa(space)
        missed += not found.low <= exact.low <= found.high
    assert missed <= usually(1, 2)  # each holds with 99 %


def test_a_zone_of_one_in_a_billion_is_estimated_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "MOST_SUMS", 0)
    space = random_case(2, 50, 5, 0.85)
    found = count_zopa(space)
    assert 0 < found.low < found.high < 1.15 * found.low
    assert found.high / prod(space.dims) < 1e-9
    assert "rounded losses" in found.method


def test_a_grid_of_points_counts_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    space = compile(go.load("cases/strait"))
    exact = count_zopa(space)
    monkeypatch.setattr(limited, "MOST_SUMS", 0)
    monkeypatch.setattr(COUNT, "MOST_LISTED", 0)
    assert count_zopa(space) == replace(exact, method="losses within the budgets")


def test_a_count_beyond_what_floats_hold_exactly_says_how_far_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixty issues of two options, of which one alone matters: half of all packages."""
    monkeypatch.setattr(limited, "MOST_SUMS", 0)
    space = from_tables([[[0, 1], *[[0, 0]] * 59]] * 2, reservations=[1, 1])
    found = count_zopa(space)
    assert not found.exact
    assert found.method == "losses within the budgets, in 64-bit floats"
    assert found.high - 2**59 == 2**59 - found.low == 2**59 // 10**12 + 1


def test_one_large_table_is_gone_through_for_its_zone() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [{(0, 1, 2): draws.integers(0, 100, (45, 45, 45))} for _ in range(2)]
    plain = [[np.zeros(45)] * 3] * 2
    space = from_tables(plain, linked=tables, reservations=[60, 70])
    found = count_zopa(space)
    fine = (tables[0][0, 1, 2] >= 60) & (tables[1][0, 1, 2] >= 70)
    assert (found.low, found.high, found.exact) == (fine.sum(), fine.sum(), True)
    assert found.method == "packages gone through one by one"


def test_few_packages_with_fine_numbers_are_gone_through() -> None:
    """Sums of sixty bits a party do not fit into one word, and a zone of 4,096 packages is no estimate."""
    draws = np.random.Generator(np.random.Philox(4))
    tables = [[draws.integers(0, 1 << 58, 8) for _ in range(4)] for _ in range(2)]
    space = from_tables(tables, reservations=[1 << 58] * 2)
    assert not Plan(space).packs
    many = len(reference.zopa(space))
    assert count_zopa(space) == ZopaCount(many, many, True, "packages gone through one by one")


def test_a_rounded_count_holds_the_number_and_is_exact_if_no_package_is_near_a_reservation_value() -> (
    None
):
    """(b, e) is worth 4.4e-17 less than the first reservation value, so that four packages are above it."""
    weight, other = Fraction("0.42857142857142855"), Fraction("0.5714285714285714")
    x = {"a": weight, "b": weight * Fraction("0.3333333333333333"), "c": Fraction(0)}
    y = {"d": other, "e": Fraction(0)}
    mine = {name: {o: str(v) for o, v in values.items()} for name, values in {"x": x, "y": y}.items()}
    theirs = {"x": {"a": 0, "b": 1, "c": 2}, "y": {"d": 0, "e": 1}}

    def both(least: Fraction) -> tuple[ZopaCount, int]:
        """Return the count of the compiled case, and the count in fractions."""
        found: dict[str, object] = {
            "goodoffices": 1,
            "title": "Close",
            "kind": "modelled",
            "fictional": True,
            "basis": "invented",
            "parties": {"A": {"name": "A"}, "B": {"name": "B"}},
            "issues": {"x": {"options": ["a", "b", "c"]}, "y": {"options": ["d", "e"]}},
            "preferences": {
                "A": {"reservation": str(least), "values": mine},
                "B": {"reservation": 0, "values": theirs},
            },
        }
        space = compile(go.load(found))
        assert not space.exact
        right = sum(one + two >= least for one in x.values() for two in y.values())
        return count_zopa(space), right

    close, right = both(Fraction("0.14285714285714288"))
    assert (close.low, close.high, close.exact, right) == (4, 5, False, 4)
    clear, right = both(Fraction("0.15285714285714288"))
    assert (clear.low, clear.high, clear.exact, right) == (4, 4, True, 4)
