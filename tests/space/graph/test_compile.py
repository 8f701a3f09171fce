"""Cases compiled into integers: numbers of any size, and what rounding may cost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.agreements import (
    deals_of,
)
from goodoffices.casefile.dump import dump
from goodoffices.cli.main import app
from goodoffices.errors import RecordOnlyError
from goodoffices.model import Case
from goodoffices.space import agenda, compile, decode, feasible, reference
from tests.support.cases import CASES


def with_values(case: Case, by: Fraction, reservation: Fraction) -> Case:
    """The case with the first party's numbers multiplied, and a reservation value."""
    first, *others = case.preferences
    tables = tuple(replace(t, values=tuple(v * by for v in t.values)) for t in first.tables)
    changed = replace(first, tables=tables, reservation=reservation)
    return replace(case, preferences=(changed, *others))


@pytest.mark.parametrize("power", [-50, -20, 0, 12, 17, 25, 50])
def test_numbers_of_any_size_give_the_same_packages(power: int) -> None:
    case = go.load("cases/canal")
    by = Fraction(10) ** power
    found = deals_of(compile(with_values(case, by, 40 * by)))
    plain = deals_of(compile(case))
    rows = [(p.package, p.ties) for p in found.frontier]
    assert sorted(map(str, rows)) == sorted(str((p.package, p.ties)) for p in plain.frontier)
    for one, other in zip(found.frontier, plain.frontier, strict=True):
        assert abs(one.utilities["A"] - by * other.utilities["A"]) <= found.rounding["A"]


@pytest.mark.parametrize("reservation", [Fraction(10) ** 40, -(Fraction(10) ** 40)])
def test_a_reservation_value_beyond_everything(reservation: Fraction) -> None:
    found = deals_of(compile(with_values(go.load("cases/canal"), Fraction(1), reservation)))
    assert found.status == "rounded"
    space = compile(go.load("cases/canal"))
    acceptable = [reference.utilities(space, row)[1] >= 40 for row in reference.all_packages(space)]
    assert found.zopa.count == (0 if reservation > 0 else sum(acceptable))


def test_what_is_rounded_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = with_values(go.load("cases/canal"), Fraction(10) ** 20 / 3, Fraction(40))
    (tmp_path / "case.yaml").write_text(dump(case))

    def told() -> str:
        return " ".join(CliRunner().invoke(app, ["deals", str(tmp_path)]).stdout.split())

    assert "rounded" not in told()
    monkeypatch.setattr("goodoffices.space.exact.ordinal.RANKED", 20)
    assert (
        "numbers are too fine or too large to be kept exactly. They were rounded by at most" in told()
    )


def test_large_numbers_are_kept_as_they_are_if_that_is_asked_for() -> None:
    case = with_values(go.load("cases/canal"), Fraction(10) ** 40 / 3, Fraction(10) ** 41)
    space, plain = compile(case, exactly=True), compile(go.load("cases/canal"))
    assert space.wide
    assert space.wide_parties == [0]
    assert space.exact
    for row in reference.all_packages(plain):
        mine, theirs = (reference.utilities(one, row) for one in (space, plain))
        by = Fraction(10) ** 40 / 3
        assert space.units(0, mine[0]) == by * plain.units(0, theirs[0])
        assert mine[1:] == theirs[1:]


def in_thirds(draws: np.random.Generator, power: int) -> Case:
    """Return the canal with random numbers that no binary scale holds exactly."""
    case = go.load("cases/canal")
    preferences = []
    for one in case.preferences:
        tables = tuple(
            replace(
                t, values=tuple(Fraction(int(draws.integers(1, 999)), 3) * 10**power for _ in t.values)
            )
            for t in one.tables
        )
        reservation = Fraction(int(draws.integers(1, 999)), 7) * 10**power
        preferences.append(replace(one, tables=tables, reservation=reservation))
    return replace(case, preferences=tuple(preferences))


@pytest.mark.parametrize("power", [14, 17])
@pytest.mark.parametrize("seed", range(20))
def test_rounding_bounds_the_error_of_every_gain_over_the_reservation_value(
    seed: int, power: int
) -> None:
    """Each table and the reservation value is rounded once: half a unit of the scale for each of them."""
    case = in_thirds(np.random.Generator(np.random.Philox(seed)), power)
    space = compile(case)
    for p, preference in enumerate(case.preferences):
        worst, terms = Fraction(0), len({t.scope for t in preference.tables}) + 1
        for row in reference.all_packages(space):
            named = decode(space, np.array(row))
            options = {issue.id: issue.option_ids for issue in case.issues}
            exact = -preference.reservation
            for table in preference.tables:
                index = 0
                for issue in table.scope:
                    index = index * len(options[issue]) + options[issue].index(named[issue])
                exact += table.weight * table.values[index]
            gain = reference.utilities(space, row)[p] - int(space.reservations[p])
            worst = max(worst, abs(space.units(p, gain) - exact))
        assert 0 < worst <= space.rounding[p]
        assert space.rounding[p] == Fraction(terms, 2) / space.scales[p]


def test_an_agenda_is_the_issues_and_linkages_and_no_number() -> None:
    case = go.load(CASES / "canal")
    without = replace(case, kind="record-only", preferences=())
    found, space = agenda(without), compile(case)
    assert (found.issues, found.options, found.dims) == (space.issues, space.options, space.dims)
    assert [rule.scope for rule in found.rules] == [rule.scope for rule in space.rules]
    rows = np.array([[2, 0, 1], [0, 0, 1]])
    assert feasible(found, rows).tolist() == feasible(space, rows).tolist() == [False, True]
    with pytest.raises(RecordOnlyError, match="no issues"):
        agenda(replace(without, issues=(), linkages=()))
