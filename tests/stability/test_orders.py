"""Rankings known in part: orders that fit, drawn alike, and how often states are stable in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import factorial
from typing import Any

import numpy as np
import pytest

from goodoffices.model.stability import UNRANKED
from goodoffices.stability import concepts, stability
from goodoffices.stability import orders as orders_module
from goodoffices.stability.concepts import Paths, paths
from goodoffices.stability.graph import Matrix
from goodoffices.stability.orders import drawn
from tests.support.conflicts import ELMIRA, case_with, dilemma

SURE = 4.5
"""Standard errors that a right share is off by once in 150,000 seeds."""


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.Philox(4))


def test_every_order_that_fits_is_as_likely_as_another() -> None:
    """Of four states two are ranked: 4! / 2 orders; the ranked two keep their order in each."""
    many = 12_000
    found = Counter(map(tuple, drawn([1, UNRANKED, 0, UNRANKED], many, generator()).tolist()))
    assert len(found) == factorial(4) / 2
    assert all(order[2] < order[0] and sorted(order) == [0, 1, 2, 3] for order in found)
    spread = (1 / 12 * 11 / 12 / many) ** 0.5
    assert all(abs(count / many - 1 / 12) < SURE * spread for count in found.values())


def test_a_tie_stays_a_tie_and_a_whole_ranking_is_every_order() -> None:
    orders = drawn([0, 0, UNRANKED, 5], 200, generator())
    assert (orders[:, 0] == orders[:, 1]).all()
    assert (orders[:, 0] < orders[:, 3]).all()
    assert (orders[:, 2] != orders[:, 0]).all()
    assert (drawn([2, 0, 1], 3, generator()) == [2, 0, 1]).all()


def test_shares_of_a_dilemma_worked_out_by_hand() -> None:
    """Of row it is known alone that it prefers dc to cc.

    Row leaves cc for dc always, and column leaves dc for dd. From dd row can only make cd, from cd only dd:
    each is better in half of the orders. So cc and dc are never Nash, and dd or cd is, never both.
    """
    conflict = {**dilemma(["dc", "cc"], ["cd", "cc", "dd", "dc"]), "unsaid": "open"}
    found = stability(case_with(conflict), orders=1_000, seed=1)
    assert found.shares is not None
    nash = found.shares.every["nash"]
    assert (nash["cc"], nash["dc"]) == (0, 0)
    assert nash["cd"] == pytest.approx(0.5, abs=SURE * (0.25 / 1_000) ** 0.5)
    assert nash["cd"] + nash["dd"] == 1
    assert found.shares.by_party["column"]["nash"] == {"cc": 0, "cd": 1, "dc": 0, "dd": 1}
    assert found.shares.left_out == {"row": ("cd", "dd")}
    assert found.by_party["column"]["nash"] == ("cd", "dd")
    assert (found.equilibria["nash"], found.for_coalitions) == ((), None)


def test_what_is_stable_in_every_order_is_stable_in_the_true_one() -> None:
    """Of Elmira's rankings only the first half is written: what is sure does not contradict the whole."""
    halves = {party: order[:5] for party, order in ELMIRA["preferences"].items()}
    found = stability(case_with({**ELMIRA, "preferences": halves, "unsaid": "open"}), orders=300)
    whole = stability(case_with(ELMIRA))
    assert found.shares is not None
    for concept, states in found.equilibria.items():
        assert set(states) <= set(whole.equilibria[concept])
        assert all(found.shares.every[concept][state] > 0 for state in whole.equilibria[concept])


def test_the_paths_that_no_ranking_changes_are_found_once_for_all_orders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def counted(own: Sequence[Matrix], coalition: Sequence[int]) -> Paths:
        asked.extend(coalition)
        return paths(own, coalition)

    monkeypatch.setattr(concepts, "paths", counted)
    monkeypatch.setattr(orders_module, "paths", counted)
    some = {**ELMIRA, "preferences": {"moe": ["7", "3"]}, "unsaid": "open"}
    stability(case_with(some), orders=20)
    assert asked == [0, 1, 2]


def test_the_same_seed_draws_the_same_orders() -> None:
    conflict: dict[str, Any] = {**ELMIRA, "preferences": {"moe": ["7", "3"]}, "unsaid": "open"}
    one, same, other = (stability(case_with(conflict), 100, seed).to_json() for seed in (1, 1, 2))
    assert one == same
    assert one["shares"] != other["shares"]
