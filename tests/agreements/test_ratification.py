"""Ratification by name: win-sets, decisive constituencies, blockers, and who could open an empty overlap."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.agreements import Opening, Ratified, ratify
from goodoffices.errors import RecordOnlyError, UsageError
from goodoffices.model import Acceptance, Case, Constituency, Party
from goodoffices.space import compile, packages
from tests.support.homes import GROUPS, canal_with
from tests.support.small_cases import additive_case

Row = dict[str, str]


@pytest.fixture
def canal(tmp_path: Path) -> Case:
    return go.load(canal_with(tmp_path, GROUPS))


def rows_of(case: Case) -> list[tuple[Row, dict[str, Fraction]]]:
    """Every feasible package with each party's utility, added up from the case's own numbers."""
    space = compile(case)
    found = []
    for codes in packages(space):
        row = go.space.decode(space, codes)
        worth = {
            p.party: sum(
                (t.values[option_number(case, t.scope[0], row)] * t.weight for t in p.tables),
                Fraction(0),
            )
            for p in case.preferences
        }
        found.append((row, worth))
    return found


def option_number(case: Case, issue: str, row: Row) -> int:
    return next(i.option_ids.index(row[issue]) for i in case.issues if i.id == issue)


def test_the_canal_is_counted_by_hand(canal: Case) -> None:
    """B's quota is half of .5 shippers, .3 crews and .2 council, which has a veto."""
    rows = rows_of(canal)

    def answers(row: Row, worth: dict[str, Fraction]) -> tuple[bool, bool, bool]:
        return worth["B"] >= 45, row["notice"] in ("30", "42"), row["toll"] != "600"

    def passes(given: tuple[bool, ...]) -> bool:
        return given[2] and sum(w for w, yes in zip((5, 3, 2), given, strict=True) if yes) >= 5

    at_home = [(row, worth) for row, worth in rows if passes(answers(row, worth))]
    both = [(row, worth) for row, worth in at_home if worth["A"] >= 40]
    found = ratify(canal)
    assert (found.packages, found.feasible) == (27, 21)
    assert found.win_sets["A"].high == sum(worth["A"] >= 40 for _, worth in rows)
    assert found.win_sets["B"].high == len(at_home) == 12
    assert found.overlap.high == len(both) == 8
    assert found.zone.high == sum(worth["B"] >= 40 for _, worth in both) == 5
    decisive = []
    for number in range(3):
        given = [answers(row, worth) for row, worth in rows if worth["A"] >= 40]
        flipped = [(*g[:number], not g[number], *g[number + 1 :]) for g in given]
        decisive.append(sum(passes(a) != passes(b) for a, b in zip(given, flipped, strict=True)))
    assert [each.total.high for each in found.decisive["B"].values()] == decisive == [4, 5, 14]


def test_json_has_the_keys_it_promises(canal: Case) -> None:
    found = ratify(canal).to_json()
    assert found["packages"] == 27
    assert found["win_sets"]["B"]["count"] == 12  # type: ignore[index]
    assert found["overlap"] == {
        "count": 8,
        "exact": True,
        "method": "packages gone through one by one",
    }
    assert found["decisive"] == {"B": {"shippers": 4, "crews": 5, "council": 14}}


def test_a_quota_may_be_changed(canal: Case) -> None:
    sizes = [ratify(canal, {"B": Fraction(n, 10)}).win_sets["B"].high for n in range(1, 11)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[4], sizes[9]) == (12, 6)
    with pytest.raises(UsageError, match="found 'A'"):
        ratify(canal, {"A": Fraction(1, 2)})
    with pytest.raises(UsageError, match="at most 1, found 3/2"):
        ratify(canal, {"B": Fraction(3, 2)})


def test_who_blocks_a_package_and_what_brings_them_round(canal: Case) -> None:
    package = {"convoys": "33", "notice": "60", "toll": "600"}
    home = ratify(canal, package=package).at_home
    assert home is not None
    assert home.answers == {"B": {"shippers": True, "crews": False, "council": False}}
    assert home.passes == {"A": True, "B": False}
    assert home.blocked_by == {"B": ("crews", "council")}
    # The toll alone need change; the change that costs the canal authority less comes first.
    assert [(each.changed, each.package["toll"]) for each in home.brought_round] == [
        (("toll",), "400"),
        (("toll",), "200"),
    ]
    assert [list(map(int, gained.values())) for gained in home.gains] == [[-10, 6], [-25, 10]]


def test_a_package_that_passes_needs_no_change(canal: Case) -> None:
    home = ratify(canal, package={"convoys": "33", "notice": "42", "toll": "400"}).at_home
    assert home is not None
    assert all(home.passes.values())
    assert (home.brought_round, home.blocked_by) == ((), {})


def strip(a: tuple[int, ...], b: tuple[int, ...], quotas: tuple[Fraction, Fraction]) -> Case:
    """x in 0..100; A likes it high and B low; thresholds of constituencies with equal weights."""
    options = tuple(map(str, range(101)))
    case = additive_case(
        {"x": options},
        {
            "A": ({"x": [Fraction(n) for n in range(101)]}, 0),
            "B": ({"x": [Fraction(100 - n) for n in range(101)]}, 0),
        },
    )
    parties = tuple(
        Party(
            name,
            name,
            constituencies=tuple(
                Constituency(f"{name}{n}", name, weight=Fraction(1), accepts=accepting(least))
                for n, least in enumerate(thresholds)
            ),
            quota=quota,
        )
        for name, thresholds, quota in zip("AB", (a, b), quotas, strict=True)
    )
    return replace(case, parties=parties)


def accepting(least: int) -> Acceptance:
    return Acceptance(Fraction(least), "invented")


def test_an_empty_overlap_says_who_could_open_it_alone() -> None:
    """A's groups want 60 and 80 and both are needed; B's want at least 50 (x up to 50)."""
    found = ratify(strip((60, 80), (50, 30), (Fraction(1), Fraction(1, 2))))
    # With one of B's groups enough, x may be up to 70: A1 (80) is the one to move, by 10; or B1 by 10.
    assert found.overlap.high == 0
    assert set(found.openings) == {
        Opening("A", "A1", Fraction(10)),
        Opening("B", "B0", Fraction(30)),
        Opening("B", "B1", Fraction(10)),
    }


@pytest.mark.parametrize(("low", "high"), [(0, 60), (0, 100), (30, 60), (30, 100)])
def test_no_opening_if_the_overlap_is_open(low: int, high: int) -> None:
    found = ratify(strip((low, low), (100 - high, 100 - high), (Fraction(1), Fraction(1))))
    assert found.overlap.high == high - low + 1
    assert found.openings == ()


def test_an_option_never_accepted_is_not_bought_by_a_lower_threshold(canal: Case) -> None:
    party = canal.parties[1]
    refusing = Acceptance(
        Fraction(100), "invented", never=(("toll", "200"), ("toll", "400"), ("toll", "600"))
    )
    group = Constituency("none", "None", weight=Fraction(1), accepts=refusing)
    case = replace(canal, parties=(canal.parties[0], replace(party, constituencies=(group,))))
    found = ratify(case)
    assert found.overlap.high == 0
    assert found.openings == ()


def test_deals_counts_the_packages_that_could_be_ratified(canal: Case) -> None:
    found = go.deals(canal)
    assert found.ratified is not None
    assert (found.zopa.count, found.ratified.count) == (10, 5)
    assert "Of these, 5 could be ratified" in go.agreements.zone_words(found)
    settled = go.deals(canal, fix={"toll": "600"})
    assert settled.ratified is not None
    assert settled.ratified.count == 0
    assert "ratified" not in go.deals(go.load("cases/canal")).to_json()


def test_a_record_only_case_is_refused_with_a_sentence() -> None:
    with pytest.raises(RecordOnlyError, match="attributes no preferences to anyone"):
        ratify(go.load("cases/hostage-talks-2024"))


def test_a_case_without_ratification_counts_reservation_values() -> None:
    found: Ratified = ratify(go.load("cases/canal"))
    assert found.overlap.high == found.zone.high == 10
    assert found.decisive == {}
