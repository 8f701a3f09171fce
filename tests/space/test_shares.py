"""Shares of all packages at once, against the slow twin on small random cases."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from goodoffices.errors import UsageError
from goodoffices.space import Agenda, Drawn, shares
from goodoffices.space.graph.space import Rule
from goodoffices.space.reference import accepting_share
from goodoffices.space.shares import accepted


def agenda_of(dims: tuple[int, ...], rules: tuple[Rule, ...] = ()) -> Agenda:
    options = tuple(tuple(map(str, range(dim))) for dim in dims)
    return Agenda("case", "", tuple(f"i{i}" for i in range(len(dims))), options, rules)


def drawn(dims: tuple[int, ...], many: int, seed: int) -> Drawn:
    draws = np.random.Generator(np.random.Philox(seed))
    whole = draws.integers(0, 9, (many, sum(dims))).astype(float)
    return Drawn(whole, draws.integers(3, 6 * len(dims), many).astype(float))


@pytest.mark.parametrize("seed", range(40))
def test_shares_are_those_of_the_slow_twin(seed: int) -> None:
    """Whole numbers, so that many packages are worth exactly the reservation value."""
    draws = np.random.Generator(np.random.Philox(1000 + seed))
    dims = tuple(int(d) for d in draws.integers(1, 4, int(draws.integers(1, 5))))
    rules: tuple[Rule, ...] = ()
    if len(dims) > 1:
        rules = (Rule((0, len(dims) - 1), draws.random((dims[0], dims[-1])) < 0.7),)
    parties = [drawn(dims, 20, 10 * seed + p) for p in range(int(draws.integers(2, 4)))]
    agenda = agenda_of(dims, rules)
    found = shares(agenda, parties, 2)
    firsts = np.cumsum([0, *dims])
    everyone = np.ones((20, len(found.codes)), dtype=bool)
    for p, one in enumerate(parties):
        cells = [[c[a:b].tolist() for a, b in pairwise(firsts)] for c in one.cells]
        own = found.own[:, p].mean(axis=0)
        for place, code in enumerate(found.codes.tolist()):
            assert own[place] == pytest.approx(accepting_share(cells, one.floor.tolist(), tuple(code)))
        assert np.allclose(accepted(dims, one, found.codes).mean(axis=0), own)
        everyone &= accepted(dims, one, found.codes)
    assert found.open.sum() == everyone.any(axis=1).sum()
    assert all(not rules or rules[0].allowed[c[0], c[-1]] for c in found.codes)


def test_the_nash_package_of_each_profile_is_counted() -> None:
    dims = (2, 3)
    parties = [drawn(dims, 30, 7), drawn(dims, 30, 8)]
    found = shares(agenda_of(dims), parties, 3)
    expected = np.zeros(6, dtype=int)
    for k in range(30):
        gains = [
            np.maximum(0, np.add.outer(one.cells[k, :2], one.cells[k, 2:]).ravel() - one.floor[k])
            for one in parties
        ]
        product = gains[0] * gains[1]
        if product.max() > 0:
            expected[product.argmax()] += 1
    assert found.nash.tolist() == expected.tolist()


def test_tables_over_several_issues_and_exact_parties_count_too() -> None:
    """A single profile stands for exact numbers: it accepts a package in all batches or in none."""
    dims = (2, 2, 2)
    together = (((0, 2), np.array([[0.0, 5.0], [-5.0, 0.0]])),)
    exact = Drawn(np.array([[0.1, 0.2, 0.2, 0.4, 0.0, 0.3]]), np.array([0.3]), together)
    found = shares(agenda_of(dims), [exact, drawn(dims, 20, 3)], 2)
    worth = [
        0.1 + 0.1 * a + 0.2 + 0.2 * b + 0.3 * c + [[0, 5], [-5, 0]][a][c]
        for a, b, c in found.codes.tolist()
    ]
    # 0.1 + 0.2 is a little more than 0.3 in floating point, and 0.3 exactly on paper
    assert found.own[0, 0].tolist() == [float(w >= 0.3 - 1e-9) for w in worth]
    assert found.own[0, 0].tolist() == found.own[1, 0].tolist()


def test_too_many_packages_are_refused() -> None:
    with pytest.raises(UsageError, match="more than the 500,000 listed"):
        shares(agenda_of((100, 100, 100)), [drawn((100, 100, 100), 2, 1)], 1)
