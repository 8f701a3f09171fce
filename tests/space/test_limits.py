"""What is too large, too fine or too entangled: time limits hold, and answers say what they are."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from itertools import combinations
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.agreements import deals_of, nearest, seconds_for, standing, zone_words
from goodoffices.casefile.dump import dump
from goodoffices.cli.main import app
from goodoffices.errors import UsageError
from goodoffices.model import Case, ValueTable
from goodoffices.space import (
    Space,
    ZoneSampler,
    compile,
    count_feasible,
    count_zone,
    drawn,
    evaluate,
    feasible,
    from_tables,
    frontier,
    reference,
    reweigh,
)
from goodoffices.space.exact.enumeration import Unfinished, listed_frontier, listed_zone
from goodoffices.space.frontier import anytime
from goodoffices.space.local_search import along, sampled_packages
from tests.space.test_space import spaces

FRONTIER = import_module("goodoffices.space.frontier")
JOINS = import_module("goodoffices.space.exact.messages")
LISTING = import_module("goodoffices.space.exact.enumeration")
PREDICTED = import_module("goodoffices.space.plan.predicted_work")
SAMPLING = import_module("goodoffices.space.zopa.uniform")


def entangled(issues: int, options: int, seed: int = 0) -> Space:
    """Every two issues tied by a rule that forbids a tenth of their combinations."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, 10, options).tolist() for _ in range(issues)] for _ in range(2)]
    forbidden: dict[tuple[int, ...], list[tuple[int, ...]]] = {
        pair: [tuple(row) for row in np.argwhere(draws.random((options, options)) < 0.1).tolist()]
        for pair in combinations(range(issues), 2)
    }
    return from_tables(tables, forbidden=forbidden, reservations=[20, 20])


def one_table(options: int = 60) -> Space:
    """Three issues in one table, so that all packages are gone through."""
    draws = np.random.Generator(np.random.Philox(1))
    scope = (0, 1, 2)
    zeros = [[[0] * options] * 3] * 2
    linked = [{scope: draws.integers(0, 1000, (options,) * 3)} for _ in range(2)]
    return from_tables(zeros, linked=linked, reservations=[500, 500])


# --- numbers --------------------------------------------------------------------------------------


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


def test_what_is_rounded_is_said_in_words(tmp_path: Path) -> None:
    case = with_values(go.load("cases/canal"), Fraction(10) ** 20 / 3, Fraction(40))
    (tmp_path / "case.yaml").write_text(dump(case))
    text = " ".join(CliRunner().invoke(app, ["deals", str(tmp_path)]).stdout.split())
    assert "Numbers are too fine or too large to be kept exactly: rounded by at most" in text


def test_whole_numbers_past_doubles_are_kept() -> None:
    large = 2**53 + 1
    space = from_tables([[[large, 0]], [[0, 1]]])
    assert evaluate(space, np.array([[0]])).tolist() == [[large, 0]]
    again = reweigh(space, [[np.array([large + 2, 0])], [np.array([0, 1])]])
    assert evaluate(again, np.array([[0]])).tolist() == [[large + 2, 0]]


# --- entangled linkages ---------------------------------------------------------------------------


def test_entangled_linkages_are_sampled_and_said() -> None:
    space = entangled(12, 10)
    found = deals_of(space, seconds=1)
    assert (found.status, found.feasible, found.packages) == ("sampled", None, 10**12)
    assert "linkages are too entangled to count those they forbid" in zone_words(found)
    assert len(found.frontier) > 3
    assert 0 < found.zopa.count < found.zopa.most
    assert json.loads(json.dumps(found.to_json()))["feasible"] is None


def test_drawn_packages_keep_linkages_counted_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    space = entangled(7, 4)
    for most in (SAMPLING.MOST_COUNTED, 8):
        monkeypatch.setattr(SAMPLING, "MOST_COUNTED", most)
        rows = drawn(space, 500, 3)
        assert len(rows) > 400
        assert feasible(space, rows).all()
        assert np.array_equal(rows, drawn(space, 500, 3)), "one seed, one answer"
    nothing = from_tables([[[1, 2], [1, 2]]] * 2, forbidden={(0, 1): [(0, 0), (0, 1), (1, 0), (1, 1)]})
    assert drawn(nothing, 10, 0).shape == (0, 2)


@given(spaces())
def test_uncounted_spaces_have_the_same_answers(space: Space) -> None:
    """Where linkages may not be counted through, packages are gone through, and intervals hold."""
    exact = count_zone(space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SAMPLING, "MOST_COUNTED", 0)
        assert count_feasible(space) == len(reference.all_packages(space))
        sampler = ZoneSampler.of(space)
        rows = sampler.draw(20, 1)
        assert feasible(space, rows).all()
        assert (evaluate(space, rows) >= space.reservations).all()
        assert len(rows) == (20 if exact.low else 0)


@given(spaces(), st.data())
def test_entries_along_an_issue(space: Space, data: st.DataObject) -> None:
    rows = np.array([[data.draw(st.integers(0, dim - 1)) for dim in space.dims] for _ in range(3)])
    for table in (table for tables in space.tables for table in tables):
        for issue in table.scope:
            found = along(table.scope, table.values, rows, issue)
            for row, entries in zip(rows, found, strict=True):
                for option in range(space.dims[issue]):
                    tried = [option if i == issue else int(row[i]) for i in range(len(row))]
                    assert entries[option] == table.values[tuple(tried[i] for i in table.scope)]


def test_climbs_stop_at_the_deadline_and_improve() -> None:
    space = entangled(8, 5)
    drawn_only, at = sampled_packages(space, deadline=monotonic() - 1)
    rows, utilities = sampled_packages(space)
    assert len(drawn_only) == 4096
    assert utilities.sum(axis=1).max() > at.sum(axis=1).max()
    assert feasible(space, rows).all()
    assert np.array_equal(utilities, evaluate(space, rows))


# --- time limits ----------------------------------------------------------------------------------


def test_going_through_packages_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    space = one_table()
    whole = frontier(space)
    assert whole.method == "enumeration"
    assert frontier(space, seconds=60).utilities.tolist() == whole.utilities.tolist()
    late = frontier(space, seconds=0)
    assert late.sampled
    assert "packages were gone through, others drawn and improved" in late.method
    assert count_zone(space).exact
    estimate = count_zone(space, seconds=0)
    assert not estimate.exact
    assert estimate.low <= count_zone(space).low <= estimate.high
    assert listed_zone(space, monotonic() - 1) is None


def test_an_interrupt_of_going_through_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    space = one_table()
    blocks = LISTING._blocks

    def interrupted(space: Space) -> Any:
        for number, block in enumerate(blocks(space)):
            if number == 2:
                raise KeyboardInterrupt
            yield block

    monkeypatch.setattr(LISTING, "_blocks", interrupted)
    with pytest.raises(Unfinished) as caught:
        listed_frontier(space, monotonic() + 60)
    utilities, rows, _ = caught.value.front
    assert np.array_equal(evaluate(space, rows), utilities)
    assert frontier(space, seconds=60).sampled
    with pytest.raises(KeyboardInterrupt):
        listed_frontier(space)


def test_a_first_round_that_takes_too_long_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.Generator(np.random.Philox(2))
    tables = [[draws.integers(0, 100, 4).tolist() for _ in range(10)] for _ in range(2)]
    linked = [{(i, i + 1): draws.integers(0, 100, (4, 4)) for i in range(9)} for _ in range(2)]
    space = from_tables(tables, linked=linked)
    monkeypatch.setattr(FRONTIER, "FIRST_ROUND", 0)
    assert anytime(space, 0).sampled
    monkeypatch.undo()
    assert not anytime(space, 0).sampled


@given(spaces())
def test_joins_in_chunks_of_any_size_are_the_same(space: Space) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FRONTIER, "LISTED", 0)
        patch.setattr(FRONTIER, "nearly_one_table", lambda space: False)
        whole = frontier(space, counts=True)
        patch.setattr(JOINS, "CHUNK", 3)
        parts = frontier(space, counts=True)
    assert parts.utilities.tolist() == whole.utilities.tolist()
    assert parts.counts.tolist() == whole.counts.tolist()
    assert {
        tuple(u): c for u, c in zip(whole.utilities.tolist(), whole.counts.tolist(), strict=True)
    } == (reference.frontier(space))


def test_run_takes_the_way_of_deals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds_for(compile(go.load("cases/canal"))) is None
    monkeypatch.setattr(PREDICTED, "MUCH", 0)
    space = compile(go.load("cases/canal"))
    assert (seconds_for(space), seconds_for(space, 3)) == (60, 3)
    given_to: list[float | None] = []
    results = import_module("goodoffices.report.results")

    def noted(space: Space, seconds: float | None, told: object) -> Any:
        given_to.append(seconds)
        return deals_of(space)

    monkeypatch.setattr(results, "deals_of", noted)
    go.run("cases/canal", out=tmp_path, runs=2)
    assert given_to == [60]


def test_the_page_says_intervals_and_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = import_module("goodoffices.report.results")

    def vague(space: Space, seconds: float | None, told: object) -> Any:
        found = deals_of(space)
        zopa = replace(found.zopa, count=0, most=9, exact=False, method="drawn")
        return replace(found, zopa=zopa, sampled=True, feasible=None)

    monkeypatch.setattr(results, "deals_of", vague)
    page = go.run("cases/canal", out=tmp_path, runs=2).report.read_text()
    assert "0 of the others are at or above every reservation value at the least, 9 at the most" in page
    assert "Nothing says how much better others may be" in page
    assert "None</strong> is at or above" not in page


def test_a_case_too_large_for_talks_has_its_page_all_the_same(tmp_path: Path) -> None:
    head = [f"i{issue},{option},{option},{25 - option}" for issue in range(30) for option in range(26)]
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "one.csv").write_text("\n".join(["issue,option,A,B", *head]) + "\n")
    done = CliRunner().invoke(app, ["run", str(tmp_path / "large"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "alternating-offers was not played: large has 2,813," in done.stderr
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    assert results["deals"]["frontier"]["count"] == 751
    assert [one["protocol"] for one in results["unplayed"]] == ["alternating-offers"]
    page = (tmp_path / "out" / "report.html").read_text()
    assert "alternating-offers was not played: large has 2,813," in page


# --- writing cases --------------------------------------------------------------------------------


def test_several_tables_over_an_issue_and_none_survive_being_written(tmp_path: Path) -> None:
    case = go.load("cases/wage-talks")
    preferences = [
        replace(one, tables=tuple(table for table in one.tables if len(table.scope) == 1))
        for one in case.preferences
    ]
    first, *others = preferences
    scope = first.tables[0].scope
    many = len(first.tables[0].values)
    again = ValueTable(scope, tuple(map(Fraction, range(many))), "invented", many, Fraction(1, 4))
    everywhere = ValueTable((), (Fraction(5),), "invented", 1)
    first = replace(first, tables=(*first.tables, again, everywhere))
    case = replace(case, linkages=(), preferences=(first, *others))
    (tmp_path / "case.yaml").write_text(dump(case))
    for kind in ("case", "genius"):
        go.convert(tmp_path, tmp_path / kind, kind)
        assert by_party(go.load(tmp_path / kind)) == by_party(case)


def test_a_linkage_without_a_reason_survives_being_written(tmp_path: Path) -> None:
    case = go.load("cases/canal")
    bare = replace(case, linkages=tuple(replace(one, because="") for one in case.linkages))
    (tmp_path / "case.yaml").write_text(dump(bare))
    assert len(go.load(tmp_path).linkages) == sum(len(one.forbidden) for one in case.linkages)


def by_party(case: Case) -> set[tuple[tuple[str, float], ...]]:
    """The frontier's utilities, each with its party, whatever the order of the parties."""
    return {
        tuple(sorted((party, float(worth)) for party, worth in point.utilities.items()))
        for point in deals_of(compile(case)).frontier
    }


def test_genius_profiles_never_share_a_file(tmp_path: Path) -> None:
    table = "issue,option,domain,a b,a-b\npay,low,1,2,3\npay,high,2,1,0\n"
    (tmp_path / "one.csv").write_text(table)
    written = go.convert(tmp_path, tmp_path / "out", "genius")
    assert [path.name for path in written] == ["domain.xml", "domain-2.xml", "a-b.xml", "a-b-2.xml"]
    assert len(go.load(tmp_path / "out").parties) == 3


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        go.convert("cases/canal", tmp_path / "out", "genius")
    assert not (tmp_path / "out").exists()


# --- a package on the table -----------------------------------------------------------------------


@given(spaces(), st.data())
def test_the_nearest_packages_are_those_of_going_through_all(space: Space, data: st.DataObject) -> None:
    row = np.array([data.draw(st.integers(0, dim - 1)) for dim in space.dims])
    limits = [data.draw(st.integers(-5, 25)) for _ in space.parties]
    space = replace(space, reservations=np.array(limits, dtype=np.int64))
    far = [(sum(a != b for a, b in zip(one, row, strict=True)), one) for one in reference.zopa(space)]
    least = min((by for by, _ in far if by <= 3), default=None)
    found = {tuple(one) for one in nearest(space, row).tolist()}
    assert found == {one for by, one in far if by == least}


def test_the_nearest_packages_of_a_large_space_are_found_or_given_up_soon() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [[draws.integers(0, 10, 26).tolist() for _ in range(30)] for _ in range(2)]
    space = from_tables(tables, reservations=[260, 260])
    worst = np.array([int(np.argmin(values)) for values in tables[0]])
    began = process_time()
    assert len(nearest(space, worst)) == 0
    assert process_time() - began < 5


def test_where_linkages_are_too_entangled_it_is_said() -> None:
    space = entangled(12, 10)
    front = frontier(space, seconds=1)
    assert standing(space, front, front.packages[0]).better == {"A": (0.0, 1.0), "B": (0.0, 1.0)}
    with pytest.raises(UsageError, match="too entangled to say which packages are best for A"):
        go.space.best(space, 0, 3)
