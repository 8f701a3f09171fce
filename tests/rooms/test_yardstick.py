"""Measures of an agreement, checked by hand on the canal."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices import casefile
from goodoffices.rooms.yardstick import Yardstick

CANAL = Path(__file__).parents[2] / "cases" / "canal"


@pytest.fixture(scope="module")
def canal() -> Yardstick:
    return Yardstick(casefile.load(CANAL))


def test_points_and_gains_are_those_of_the_case(canal: Yardstick) -> None:
    found = canal.measured({"convoys": "20", "notice": "42", "toll": "400"})
    # authority 15 + 25 + 15, league 30 + 20 + 6; each is worth 40 without agreement
    assert found.points == {"A": Fraction(55), "B": Fraction(56)}
    assert found.gains == {"A": Fraction(15), "B": Fraction(16)}
    assert found.share is not None
    assert 0 < found.share < 1
    assert found.to_frontier == pytest.approx(0, abs=1) or found.to_frontier is not None


def test_what_was_left_on_the_table_is_a_package_better_for_both(canal: Yardstick) -> None:
    found = canal.measured({"convoys": "20", "notice": "30", "toll": "400"})
    assert found.better is not None
    assert min(found.rises.values()) >= 0
    assert max(found.rises.values()) > 0
    again = canal.measured(found.better)
    assert {p: again.points[p] - found.points[p] for p in found.points} == found.rises
    assert again.better is None
    assert again.to_frontier == 0


def test_the_best_share_on_the_frontier_is_one(canal: Yardstick) -> None:
    shares = [canal.measured(point.package).share for point in canal.deals.frontier]
    assert max(share for share in shares if share is not None) == pytest.approx(1)
