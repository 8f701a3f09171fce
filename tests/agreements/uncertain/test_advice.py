"""Fallback bargaining and bridging under uncertainty: against the exact ones, profile by profile."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import goodoffices as go
from goodoffices.agreements import fallback, fallbacks, robust_bridges, robust_of, sample_of
from goodoffices.agreements.uncertain import advice
from goodoffices.errors import UsageError
from goodoffices.space import from_tables
from tests.support.in_part import canal_in_ranges, square, with_known


def test_exact_numbers_have_the_one_outcome_of_fallback_bargaining() -> None:
    """RC-1: fallback bargaining with impasse at 40 ends at (33, 60, 400) (ORACLES.md)."""
    found = fallbacks(sample_of(go.load("cases/canal")))
    assert found.packages == (({"convoys": "33", "notice": "60", "toll": "400"}, 1.0),)
    assert found.impasse == 0.0


@pytest.mark.parametrize("seed", range(10))
def test_shares_are_those_of_each_profile_by_itself(seed: int) -> None:
    """Each joint profile as a case of its own, by the exact fallback bargaining."""
    case = with_known([], square(2, 3))
    sample = sample_of(case, 100, seed)
    counts: dict[tuple[str, ...], int] = {}
    impasses = 0
    for k in range(100):
        tables = [
            [np.rint(one.cells[k, 3 * i : 3 * i + 3] * 10**9).tolist() for i in range(2)]
            for one in sample.profiles
        ]
        floors = [float(np.rint(one.floor[k] * 10**9)) for one in sample.profiles]
        outcome = fallback(from_tables(tables, reservations=floors))
        impasses += not outcome.packages
        for each in outcome.packages:
            key = tuple(each.package.values())
            counts[key] = counts.get(key, 0) + 1
    found = fallbacks(sample, shown=100)
    assert found.impasse == impasses / 100
    shown = {tuple(p[1:] for p in package.values()): share for package, share in found.packages}
    assert shown == {key: count / 100 for key, count in counts.items()}


def test_bridges_are_robust_and_unlike_each_other() -> None:
    found = robust_of(sample_of(canal_in_ranges(), 1000))
    bridges = robust_bridges(found, 3)
    assert bridges[0] == found.survivors[0]
    assert all(one.joint >= found.survivors[0].joint / 2 for one in bridges)
    assert len({tuple(one.package.values()) for one in bridges}) == 3
    changed = [
        sum(one.package[i] != bridges[0].package[i] for i in one.package) for one in found.survivors
    ]
    promising = [
        c for c, one in zip(changed, found.survivors, strict=True) if one.joint >= bridges[0].joint / 2
    ]
    assert sum(bridges[1].package[i] != bridges[0].package[i] for i in bridges[0].package) == max(
        promising
    )


def test_nothing_that_survives_is_no_bridge() -> None:
    found = robust_of(sample_of(canal_in_ranges(), 100))
    none = replace(found, survivors=tuple(replace(one, joint=0.0) for one in found.survivors))
    assert robust_bridges(none) == ()


def test_too_many_packages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice, "RANKED", 10)
    with pytest.raises(UsageError, match="at most 10 packages, found 27"):
        fallbacks(sample_of(canal_in_ranges(), 100))
