"""Exact answers beyond the frontier, each held to going through every package."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import (
    best_with_consent,
    fixed,
    importance,
    least_concession,
    logrolling,
    standing,
    weighted_nash,
    zone,
)
from goodoffices.errors import UsageError
from goodoffices.space import (
    Sampler,
    Space,
    Table,
    best,
    compile,
    count_feasible,
    count_zone,
    decode,
    encode,
    evaluate,
    feasible,
    from_tables,
    frontier,
    narrowed,
    reference,
    widened,
)
from goodoffices.space import frontier as frontier_function
from goodoffices.space.exact.additive import additive_frontier, is_additive
from goodoffices.space.frontier import anytime
from goodoffices.space.zopa.count import proportion
from tests.space.test_space import spaces

WIDE = 2**40
"""Numbers so far apart that the parties' regrets do not fit in one word."""


@st.composite
def additive(draw: st.DrawFn) -> Space:
    """Small additive spaces with ties, some with numbers too wide for words."""
    parties, scale = draw(st.integers(1, 4)), draw(st.sampled_from([1, WIDE]))
    dims = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    tables = [
        [draw(st.lists(st.integers(-3, 5), min_size=d, max_size=d)) for d in dims]
        for _ in range(parties)
    ]
    space = from_tables(tables)
    return replace(
        space,
        tables=tuple(tuple(Table(t.scope, t.values * scale) for t in party) for party in space.tables),
    )


@settings(max_examples=300)
@given(space=additive(), count=st.booleans())
def test_sums_find_the_frontier_with_counts_and_packages(space: Space, count: bool) -> None:
    assert is_additive(space)
    vectors, rows, ways = additive_frontier(space, count)
    slow = reference.frontier(space)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    assert evaluate(space, rows).tolist() == vectors.tolist()
    if count:
        assert ways is not None
        assert ways.tolist() == [slow[tuple(row)] for row in vectors.tolist()]


def with_floor(space: Space, data: st.DataObject) -> Space:
    floor = data.draw(
        st.lists(st.integers(-4, 9), min_size=len(space.parties), max_size=len(space.parties))
    )
    return replace(space, reservations=np.array(floor, dtype=np.int64))


@settings(max_examples=300)
@given(space=spaces(), data=st.data())
def test_the_zone_is_counted(space: Space, data: st.DataObject) -> None:
    space = with_floor(space, data)
    found = count_zone(space)
    assert (found.low, found.high) == (len(reference.zopa(space)),) * 2
    assert count_feasible(space) == len(reference.all_packages(space))


@settings(max_examples=150)
@given(space=spaces(), many=st.integers(1, 12))
def test_a_partys_best_packages(space: Space, many: int) -> None:
    rows = best(space, 0, many)
    worth = sorted(
        (reference.utilities(space, row)[0] for row in reference.all_packages(space)), reverse=True
    )
    assert evaluate(space, rows)[:, 0].tolist() == worth[:many]
    assert feasible(space, rows).all()
    assert len({tuple(row) for row in rows.tolist()}) == len(rows)


@settings(max_examples=150)
@given(space=spaces())
def test_dominated_options_may_go(space: Space) -> None:
    smaller, kept = narrowed(space)
    assert set(reference.frontier(smaller)) == set(reference.frontier(space))
    rows = np.array(reference.all_packages(smaller), dtype=np.int64).reshape(-1, len(space.dims))
    assert evaluate(space, widened(rows, kept)).tolist() == evaluate(smaller, rows).tolist()


@settings(max_examples=150)
@given(space=spaces(), most=st.integers(1, 3))
def test_a_thinned_list_keeps_its_certificate(space: Space, most: int) -> None:
    from goodoffices.space.exact.certified_list import Thinner
    from goodoffices.space.exact.elimination import eliminate
    from goodoffices.space.regrets.packed import packing

    thin = Thinner(packing(space), most, None)
    message, packed = eliminate(space, False, thin)
    listed = packed.unpack(message.words)
    real = {reference.utilities(space, row) for row in reference.all_packages(space)}
    assert {tuple(row) for row in listed.tolist()} <= real
    for vector in real:
        assert (listed >= np.array(vector) - np.array(thin.within)).all(axis=1).any()
    if not any(thin.within):
        assert {tuple(row) for row in listed.tolist()} == set(reference.frontier(space))


def test_with_time_the_anytime_frontier_is_the_frontier() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [[draws.integers(0, 40, 4) for _ in range(8)] for _ in range(2)]
    linked = [{(i, i + 1): draws.integers(0, 40, (4, 4)) for i in range(7)} for _ in range(2)]
    space = from_tables(tables, linked=linked)
    found = anytime(space, 30)
    assert found.within == ()
    assert found.utilities.tolist() == frontier_function(space).utilities.tolist()


def test_draws_are_uniform_over_feasible_packages() -> None:
    space = compile(go.load("cases/canal"))
    rows = Sampler.of(space).draw(21_000, seed=4)
    counts = Counter(tuple(row) for row in rows.tolist())
    assert len(counts) == 21
    chi = sum((count - 1000) ** 2 / 1000 for count in counts.values())
    assert chi < 45.3  # 20 degrees of freedom: exceeded once in a thousand times


@pytest.mark.parametrize(
    ("hits", "draws", "low", "high"),
    # Clopper & Pearson (1934): 95 %, from the beta distribution's tables
    [(0, 10, 0.0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0), (1, 100, 0.0003, 0.0545)],
)
def test_the_interval_of_a_proportion(hits: int, draws: int, low: float, high: float) -> None:
    assert proportion(hits, draws, 0.95) == pytest.approx((low, high), abs=1e-4)


def test_an_estimate_holds_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    space = compile(go.load("cases/strait"))
    exact = count_zone(space)
    monkeypatch.setattr("goodoffices.space.zopa.count.MOST_SUMS", 0)
    monkeypatch.setattr("goodoffices.space.zopa.count.MOST_LISTED", 0)
    monkeypatch.setattr("goodoffices.space.zopa.loss_grid.CELLS", 1)
    found = count_zone(space)
    assert exact.exact
    assert not found.exact
    assert found.low < exact.low < found.high < 1.3 * exact.low


# --- trade-offs, on the canal ---------------------------------------------------------------------


@pytest.fixture
def canal() -> Space:
    return compile(go.load("cases/canal"))


def codes(space: Space, *options: str) -> np.ndarray:
    return encode(space, dict(zip(space.issues, options, strict=True)))


def test_importance_is_each_issues_share_of_what_can_move(canal: Space) -> None:
    assert importance(canal)["A"] == {
        "convoys": Fraction(30, 100),
        "notice": Fraction(45, 100),
        "toll": Fraction(25, 100),
    }
    assert sum(importance(compile(go.load("cases/strait")))["tavland"].values()) == 1


def test_logrolling_says_who_gains_where(canal: Space) -> None:
    trade = logrolling(canal, codes(canal, "20", "42", "400"), codes(canal, "33", "60", "600"))
    assert trade.by_issue == {
        "convoys": {"A": -15, "B": 30},
        "notice": {"A": 20, "B": -20},
        "toll": {"A": 10, "B": -6},
    }
    assert trade.total == {"A": 15, "B": 4}


def test_fixing_an_option_leaves_the_others(canal: Space) -> None:
    smaller = fixed(canal, {"toll": "400"})
    assert len(reference.all_packages(smaller)) == 7
    found = go.deals(go.load("cases/canal"), fix={"toll": "400"})
    assert {dict(point.package)["toll"] for point in found.frontier} == {"400"}
    with pytest.raises(UsageError, match="tolls"):
        fixed(canal, {"tolls": "400"})


def test_the_least_concession_opens_the_zone(canal: Space) -> None:
    closed = replace(canal, reservations=np.array([72, 67]))
    found = least_concession(closed, frontier(closed))
    assert {one.party for one in found} == {"A", "B"}
    for one in found:
        party = closed.parties.index(one.party)
        lower = closed.reservations.copy()
        lower[party] -= int(one.by)
        assert reference.zopa(replace(closed, reservations=lower))
        lower[party] += 1
        assert not reference.zopa(replace(closed, reservations=lower))
    assert least_concession(canal, frontier(canal)) == ()


def test_weighted_nash_with_equal_weights_is_nash(canal: Space) -> None:
    front = frontier(canal)
    agreeable = zone(canal, front)
    [place] = weighted_nash(agreeable, (Fraction(1), Fraction(1)))
    assert decode(canal, front.packages[place]) == {"convoys": "33", "notice": "60", "toll": "600"}
    [place] = weighted_nash(agreeable, (Fraction(1, 10), Fraction(9, 10)))
    assert front.utilities[place].tolist() == [50, 80]
    with pytest.raises(UsageError, match="above 0"):
        weighted_nash(agreeable, (Fraction(0), Fraction(1)))


def test_the_best_a_party_can_have_with_the_others_consent(canal: Space) -> None:
    package = best_with_consent(canal, frontier(canal), 1)
    assert package is not None
    assert decode(canal, package) == {"convoys": "33", "notice": "42", "toll": "400"}
    assert (
        best_with_consent(replace(canal, reservations=np.array([99, 99])), frontier(canal), 1) is None
    )


def test_where_a_package_standing(canal: Space) -> None:
    front = frontier(canal)
    found = standing(canal, front, codes(canal, "33", "60", "600"))
    assert found.utilities == {"A": 70, "B": 60}
    assert found.to_frontier == found.to_nash == 0.0
    above = [sum(u[p] >= limit for u in utilities(canal)) / 21 for p, limit in ((0, 70), (1, 60))]
    assert [found.better["A"][0], found.better["B"][0]] == pytest.approx(above)
    assert found.acceptable == {"A": True, "B": True}
    forbidden = standing(canal, front, codes(canal, "33", "30", "600"))
    assert not forbidden.feasible


def utilities(space: Space) -> list[tuple[int, ...]]:
    return [reference.utilities(space, row) for row in reference.all_packages(space)]


def test_tables_of_other_lengths_or_fractions_are_refused() -> None:
    with pytest.raises(UsageError, match="same length"):
        from_tables([[[1, 2]], [[1, 2, 3]]])
    with pytest.raises(UsageError, match="whole"):
        from_tables([[[0.5, 2]], [[1, 2]]])
    assert [int(s) for s in from_tables([[[0.5, 2]], [[1, 2]]], scale=2).scales] == [2, 2]
