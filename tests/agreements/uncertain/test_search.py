"""The search for robust packages: what it finds against all packages, and that it keeps linkages."""

from __future__ import annotations

import numpy as np
import pytest

import goodoffices as go
from goodoffices.agreements.uncertain.drawn import sample_of
from goodoffices.agreements.uncertain.search import _with_each, candidates
from goodoffices.space import Drawn, feasible, shares
from goodoffices.space.shares import utilities
from tests.support.in_part import LINKAGES, square, tree, with_known


@pytest.mark.parametrize("parties", ["AB", "ABC"])
def test_the_best_found_is_nearly_the_best_of_all(parties: str) -> None:
    """Random small cases: the joint share of the best found is within .03 of the best of all packages."""
    for seed in range(4):
        case = go.load(tree({party: {"unsaid": "open"} for party in parties}, square(4, 3)))
        sample = sample_of(case, 1000, seed)
        every = shares(sample.agenda, sample.drawn, 10).own.mean(axis=0).prod(axis=0).max()
        codes, zone = candidates(sample.agenda, sample.drawn, 50)
        index = codes @ np.array([27, 9, 3, 1])
        found = shares(sample.agenda, sample.drawn, 10).own.mean(axis=0).prod(axis=0)[index]
        assert found.max() >= every - 0.03
        assert 0 <= zone <= 1
        assert len(np.unique(index)) == len(index)


def test_linkages_are_kept() -> None:
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, linkages=LINKAGES))
    sample = sample_of(case, 500)
    codes, _ = candidates(sample.agenda, sample.drawn, 50)
    assert feasible(sample.agenda, codes).all()


def test_profiles_of_the_first_half_alone_decide() -> None:
    """What is reported on is never looked at: other profiles there change nothing."""
    case = with_known([], square(4, 4))
    sample = sample_of(case, 400)
    half = sample.part(range(5))
    assert all(len(one.floor) == 200 for one in half)
    first, _ = candidates(sample.agenda, half, 20)
    for one in sample.profiles:
        one.cells[200:] = 0.0
    second, _ = candidates(sample.agenda, sample.part(range(5)), 20)
    assert np.array_equal(first, second)


def test_the_options_of_an_issue_are_tried_all_at_once() -> None:
    """As the utilities of the packages one by one, tables over several issues included."""
    case = with_known([], square(3, 4))
    sample = sample_of(case, 100)
    table = np.arange(16.0).reshape(4, 4)
    one = Drawn(sample.drawn[0].cells, sample.drawn[0].floor, (((0, 2), table),))
    codes = np.indices((5, 5, 4)).reshape(3, -1).T % 4
    for issue in range(3):
        found = _with_each(sample.agenda, one, codes, issue)
        for option in range(4):
            changed = codes.copy()
            changed[:, issue] = option
            every = utilities(sample.agenda.dims, one, changed)
            assert np.allclose(found[:, option], np.diag(every))
