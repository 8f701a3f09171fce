"""Profiles: exact means where they are known, and slices against rejection sampling from other starts."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.beliefs import profiles
from goodoffices.beliefs.profiles import BATCHES, Profiles, profiles_of
from goodoffices.errors import UsageError
from tests.support.in_part import canal_in_ranges, partial, row, square, tree, with_known

HARD: list[dict[str, Any]] = [
    {"issue": "i0", "at least": 1.5, "times": "i1"},
    {"best first": {"i0": ["o0", "o1"]}},
    {"prefers": row(1, 0, 2), "over": row(0, 2, 0)},
    {"prefers": row(2, 1, 1), "over": row(1, 2, 0)},
    {"can live with": row(0, 1, 2)},
    {"cannot accept": row(1, 1, 0)},
]
"""Three issues of three options, six statements: three in a hundred draws of the prior fit."""


def drawn(known: list[dict[str, Any]], many: int = 4000, seed: int = 0, **more: Any) -> Profiles:
    case = with_known(known, square(3, 3), **more)
    return profiles_of(partial(case), case.issues, many, seed)


def moments(found: Profiles) -> tuple[np.ndarray, np.ndarray]:
    """Return means of every feature that varies, and their standard errors by batch."""
    every = np.concatenate([found.cells, found.importance, found.floor[:, None]], axis=1)
    batches = every.reshape(BATCHES, -1, every.shape[1]).mean(axis=1)
    return batches.mean(axis=0), batches.std(axis=0, ddof=1) / np.sqrt(BATCHES)


def test_weights_in_a_stated_order_have_the_exact_means() -> None:
    """w1 >= w2 >= w3 on the simplex: 11/18, 5/18, 2/18 (UNCERTAIN.md, decision 5)."""
    found = drawn([{"most important first": ["i0", "i1", "i2"]}], 10_000)
    assert found.method == "rejection"
    assert found.fits == 1.0
    assert np.allclose(found.importance.mean(axis=0) / 100, [11 / 18, 5 / 18, 2 / 18], atol=0.006)
    assert (np.diff(found.importance, axis=1) <= 0).all()


def test_an_issue_matters_twice_as_much_as_another_in_a_third_of_the_prior() -> None:
    """P(w1 >= 2 w2) = 1/3 on any simplex (UNCERTAIN.md, oracles)."""
    for issues in (2, 3, 6):
        case = with_known([{"issue": "i0", "at least": 2, "times": "i1"}], square(issues, 3))
        found = profiles_of(partial(case), case.issues, 4000, 1)
        assert found.fits == pytest.approx(1 / 3, abs=0.02)
        assert (found.importance[:, 0] >= 2 * found.importance[:, 1]).all()


def test_weights_are_uniform_whatever_the_number_of_options() -> None:
    """Issues of 10 and of 2 options weigh the same before anything is said (decision 4)."""
    issues = {**square(1, 10), "few": {"options": ["a", "b"]}}
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, issues))
    found = profiles_of(case.partial[0], case.issues, 10_000)
    assert np.allclose(found.importance.mean(axis=0), 50, atol=1.5)
    assert np.allclose(found.importance.sum(axis=1), 100)


def test_ranges_are_uniform_and_numbers_stay_exact() -> None:
    case = canal_in_ranges()
    found = profiles_of(partial(case), case.issues, 10_000)
    assert found.cells[0].tolist() == [30, 15, 0, 0, 25, 45, 0, 15, 25]
    assert (found.cells == found.cells[0]).all()
    quantiles = np.quantile(found.floor, [0, 0.25, 0.5, 0.75, 1])
    assert np.allclose(quantiles, [35, 42.5, 50, 57.5, 65], atol=0.6)


def test_a_range_of_weights_holds_and_one_end_is_enough() -> None:
    found = drawn([], weights={"i0": {"between": [10, 20]}, "i1": {"at_least": 50}})
    assert (found.importance[:, 0] >= 10).all()
    assert (found.importance[:, 0] <= 20).all()
    assert (found.importance[:, 1] >= 50).all()
    assert np.allclose(found.importance.sum(axis=1), 100)


def test_every_statement_holds_in_every_profile() -> None:
    found = drawn(HARD)
    cells = found.cells.reshape(-1, 3, 3)

    def worth(a: int, b: int, c: int) -> np.ndarray:
        return np.asarray(cells[:, 0, a] + cells[:, 1, b] + cells[:, 2, c])

    assert (found.importance[:, 0] >= 1.5 * found.importance[:, 1]).all()
    assert (cells[:, 0, 0] >= cells[:, 0, 1]).all()
    assert (worth(1, 0, 2) >= worth(0, 2, 0)).all()
    assert (worth(2, 1, 1) >= worth(1, 2, 0)).all()
    assert (worth(0, 1, 2) >= found.floor).all()
    assert (worth(1, 1, 0) <= found.floor).all()


@cache
def by_rejection() -> Profiles:
    return drawn(HARD, 6000, seed=1)


@pytest.mark.parametrize(("tried", "started"), [(4, 0.05), (1, 0.5)])
def test_slices_agree_with_rejection_from_other_starts(
    tried: int, started: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a few profiles that fit, and from the prior level by level: means within chance of rejection's.

    The design's bar is an rms z of 1.3 (UNCERTAIN.md, section 10).
    """
    exact = by_rejection()
    assert exact.method == "rejection"
    monkeypatch.setattr(profiles, "DRAWN", tried)
    monkeypatch.setattr(profiles, "ANCESTORS", started)
    found = drawn(HARD, 3000, seed=2)
    assert found.method == "slices"
    (means, errors), (others, more) = moments(exact), moments(found)
    varies = errors + more > 1e-9
    z = ((means - others) / np.sqrt(errors**2 + more**2))[varies]
    assert float(np.sqrt((z**2).mean())) < 1.3
    for a, b in zip(exact.cells.T, found.cells.T, strict=True):
        at = np.sort(np.concatenate([a, b]))
        steps = [np.searchsorted(np.sort(one), at, side="right") / len(one) for one in (a, b)]
        assert np.abs(steps[0] - steps[1]).max() < 0.05


def test_what_hardly_a_draw_of_the_prior_fits_is_reached_by_levels() -> None:
    """An issue a hundred times as important as two others: one draw in 5,000."""
    known = [{"issue": "i0", "at least": 100, "times": issue} for issue in ("i1", "i2")]
    found = drawn(known, 300)
    assert found.method == "slices"
    assert (found.fits or 0) < 0.001
    assert (found.importance[:, 0] > 98).all()
    assert len(np.unique(found.importance[:, 0])) > 200


def test_the_same_seed_gives_the_same_profiles_and_another_party_others() -> None:
    case = with_known(HARD, square(3, 3))
    one, same = (profiles_of(partial(case), case.issues, 200, 5) for _ in range(2))
    assert np.array_equal(one.cells, same.cells)
    other = profiles_of(partial(case, "B"), case.issues, 200, 5)
    assert not np.array_equal(one.cells, other.cells)
    assert not np.array_equal(one.cells, profiles_of(partial(case), case.issues, 200, 6).cells)


def test_a_conclusion_that_nothing_reaches_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "LEVELS", 1)
    known = [{"issue": "i0", "at least": 10**9, "times": "i1"}]
    with pytest.raises(UsageError, match="no preferences were found that fit"):
        drawn(known, 100)
