"""Packages that survive: the canal's exact shares, and what follows from one more statement."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import goodoffices as go
from goodoffices.agreements.uncertain import robust as module
from goodoffices.agreements.uncertain.robust import Survivor, robust
from goodoffices.errors import RecordOnlyError, UsageError
from tests.support.in_part import (
    LINKAGES,
    RANGES,
    VALUES,
    canal_in_ranges,
    row,
    square,
    tree,
    with_known,
)


def survivor(found: go.agreements.Robust, *options: int) -> Survivor:
    return next(
        one for one in found.survivors if [int(o) for o in one.package.values()] == list(options)
    )


@pytest.mark.parametrize(
    ("package", "share"),
    [
        ((33, 60, 400), 7 / 12),
        ((33, 60, 600), 1 / 2),
        ((33, 42, 600), 1 / 2),
        ((20, 42, 400), 11 / 45),
        ((20, 42, 600), 1 / 6),
    ],
)
def test_the_canal_has_the_exact_shares(package: tuple[int, ...], share: float) -> None:
    """RC-1, reservations uniform on A [35, 65] and B [45, 75] (UNCERTAIN.md, oracles)."""
    one = survivor(robust(canal_in_ranges(), 10_000, seed=2), *package)
    assert one.joint == pytest.approx(share, abs=0.015)
    assert one.low - 0.005 <= share <= one.high + 0.005
    assert one.low <= one.joint <= one.high


def test_the_canal_is_certain_where_worth_leaves_the_ranges() -> None:
    """A certainly accepts worth 65 or more, and never less than 35; B 75 and 45."""
    found = robust(canal_in_ranges(), 1000)
    space = go.space.compile(go.load("cases/canal"))
    assert len(found.survivors) == found.feasible == 21
    for one in found.survivors:
        worth = go.space.evaluate(space, go.space.encode(space, one.package)[None])[0]
        for p, (party, (low, high)) in enumerate(RANGES.items()):
            assert (one.necessary[party], one.possible[party]) in [
                (worth[p] >= high, worth[p] >= low),
                (False if worth[p] < high else None, True if worth[p] >= low else None),
            ]
            assert one.own[party] == pytest.approx(
                min(max((worth[p] - low) / (high - low), 0), 1), abs=0.05
            )


def test_the_first_index_is_what_settles_the_most() -> None:
    """(33, 60, 400) is worth 60 and 66: A accepts in 5/6, B in 7/10, and each answer has its own variance."""
    found = robust(canal_in_ranges(), 10_000)
    assert [(m.party, m.kind) for m in found.matters] == [("B", "reservation"), ("A", "reservation")]
    joint = (5 / 6 * 0.7) * (1 - 5 / 6 * 0.7)
    assert found.matters[0].settles == pytest.approx((5 / 6) ** 2 * 0.21 / joint, abs=0.03)
    assert found.matters[1].settles == pytest.approx(0.7**2 * 5 / 36 / joint, abs=0.03)


def test_an_exact_case_is_settled_without_chance() -> None:
    found = robust(go.load("cases/canal"), 100)
    exact = go.deals(go.load("cases/canal"))
    accepted = [one for one in found.survivors if one.joint == 1.0]
    assert len(accepted) == exact.zopa.count == 10
    assert all(one.low == one.high == one.joint for one in found.survivors)
    assert found.matters == ()
    assert found.profiles == 1


def test_a_package_a_party_can_live_with_is_accepted_in_every_profile() -> None:
    """Another statement about a party never changes the other party's shares."""
    package = {"convoys": "20", "notice": "42", "toll": "400"}
    before = robust(with_known([]), 400)
    after = robust(with_known([{"can live with": package}]), 400)
    one = survivor(after, 20, 42, 400)
    assert one.own["A"] == 1.0
    assert one.necessary["A"]
    assert one.own["B"] == survivor(before, 20, 42, 400).own["B"]


def test_more_is_accepted_if_the_reservation_value_falls() -> None:
    """A property without an expected number: lower ranges never lower a share."""
    lower: dict[str, Any] = {
        party: {"unsaid": "open", "reservation": {"between": [a - 5, b - 5]}, "values": VALUES[party]}
        for party, (a, b) in RANGES.items()
    }
    high, low = robust(canal_in_ranges(), 500), robust(go.load(tree(lower, linkages=LINKAGES)), 500)
    for one in high.survivors:
        options = [int(option) for option in one.package.values()]
        assert survivor(low, *options).joint >= one.joint


def test_the_json_has_the_fields_as_written() -> None:
    found = robust(canal_in_ranges(), 200).to_json()
    rows = found["robust"]
    assert isinstance(rows, list)
    assert {"package", "own", "joint", "low", "high"} <= rows[0].keys()
    assert set(rows[0]["own"]) == {"A", "B"}


def test_without_highs_what_profiles_prove_is_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*given: object) -> None:
        raise UsageError("not here")

    monkeypatch.setattr(module, "Possible", missing)
    found = robust(canal_in_ranges(), 200)
    assert found.certainty == module.UNSOLVED
    assert found.survivors[0].necessary == {}


def test_too_many_packages_are_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every package listed, the search's best is nearly the best of all."""
    issues = square(4, 4)
    case = with_known([{"can live with": row(0, 1, 2, 3)}], issues)
    listed = robust(case, 2000, seed=3)
    monkeypatch.setattr(module, "LISTED", 10)
    found = robust(case, 2000, seed=3)
    assert not found.listed
    assert found.feasible is None
    assert "other half" in found.method
    assert found.survivors[0].joint == pytest.approx(listed.survivors[0].joint, abs=0.05)
    assert all(one.nash is None for one in found.survivors)


def test_the_record_only_case_is_refused() -> None:
    with pytest.raises(RecordOnlyError, match="attributes no preferences to anyone"):
        robust(go.load("cases/hostage-talks-2024"))


@pytest.mark.parametrize(("many", "words"), [(99, "at least 100"), (10**6, "at most 20,000")])
def test_numbers_of_profiles_out_of_range(many: int, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        robust(canal_in_ranges(), many)


@pytest.mark.parametrize("unit", ["0.000000000001", "1", "1000000000000"])
def test_the_unit_of_utilities_does_not_matter(unit: str) -> None:
    """Utilities in millionths or in millions: the same shares, and the same is certain."""
    scale = Fraction(unit)

    def written(numbers: dict[int, int]) -> dict[int, Fraction]:
        return {option: value * scale for option, value in numbers.items()}

    case = go.load(
        tree(
            {
                party: {
                    "unsaid": "open",
                    "reservation": {"between": [end * scale for end in RANGES[party]]},
                    "values": {issue: written(values) for issue, values in VALUES[party].items()},
                }
                for party in VALUES
            },
            linkages=LINKAGES,
        )
    )
    plain, found = robust(canal_in_ranges(), 200), robust(case, 200)
    assert [one.to_json() for one in found.survivors] == [one.to_json() for one in plain.survivors]


def test_nothing_survives_if_linkages_forbid_everything() -> None:
    forbidden = [{"forbid": {"convoys": [10, 20, 33], "notice": [30, 42, 60]}}]
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, linkages=forbidden))
    assert robust(case, 200).survivors == ()
    asked = go.agreements.ask(case, profiles=200)
    assert (asked.base, asked.best) == (0.0, ())


def test_an_issue_with_one_option_changes_nothing() -> None:
    issues: dict[str, Any] = {"x": {"options": ["a"]}, "y": {"options": ["a", "b"]}}
    for chosen in (issues, {"x": {"options": ["a"]}}):
        found = robust(go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, chosen)), 200)
        assert len(found.survivors) == found.feasible
