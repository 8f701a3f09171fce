"""Cases written for GENIUS and NegMAS: each reckons the utilities of the case, divided by the largest sum.

The rules of both programs are stated here anew, from their source and documentation.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.errors import UsageError
from goodoffices.model import Case
from tests.support.command import goodoffices
from tests.support.thorough import usually

CASE = """\
goodoffices: 1
title: Days and fees
kind: modelled
fictional: true
basis: invented
parties: {A: {name: A}, B: {name: B}}
mediators: {m: {name: M}}
channels: [{between: [m, A]}, {between: [m, B]}]
issues:
  days: {options: [two, three, four]}
  fee: {options: [low, mid, high]}
preferences:
  A: {reservation: 35, values: {days: {two: 0, three: 20, four: 45}, fee: {low: 55, mid: 30, high: 0}}}
  B: {reservation: 40, values: {days: {two: 60, three: 45, four: 0}, fee: {low: 0, mid: 25, high: 40}}}
"""
Package = tuple[str, ...]


def genius(profile: Path) -> tuple[dict[Package, float], float]:
    """GENIUS 10.4, AdditiveUtilitySpace.getUtility: values over the issue's largest, weighted, cut at 1."""
    root = ElementTree.parse(profile).getroot()
    weights = {w.get("index"): float(w.get("value") or 0) for w in root.iter("weight")}
    columns = []
    for issue in root.iter("issue"):
        worth = {
            str(item.get("value")): float(item.get("evaluation") or 0) for item in issue.iter("item")
        }
        largest = max(worth.values())
        share = weights[issue.get("index")]
        columns.append({o: share * (v / largest if largest else 0) for o, v in worth.items()})
    (reservation,) = root.iter("reservation")
    return _every(columns, cut=True), float(reservation.get("value") or 0)


def negmas_on_genius(profile: Path) -> dict[Package, float]:
    """NegMAS 0.16, Scenario.from_genius_folder: weights times the values as they are written."""
    root = ElementTree.parse(profile).getroot()
    weights = {w.get("index"): float(w.get("value") or 0) for w in root.iter("weight")}
    columns = [
        {
            str(item.get("value")): weights[issue.get("index")] * float(item.get("evaluation") or 0)
            for item in issue.iter("item")
        }
        for issue in root.iter("issue")
    ]
    return _every(columns)


def negmas(function: Path) -> tuple[dict[Package, float], float]:
    """NegMAS 0.16, LinearAdditiveUtilityFunction: the sum of weights times the values of tables."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(function.read_text("utf-8"))
    columns = [
        {str(o): weight * float(v) for o, v in table["mapping"].items()}
        for weight, table in zip(found["weights"], found["values"], strict=True)
    ]
    return _every(columns), float(found["reserved_value"])


def _every(columns: list[dict[str, float]], cut: bool = False) -> dict[Package, float]:
    found = {}
    for package in product(*columns):
        utility = sum(column[option] for column, option in zip(columns, package, strict=True))
        found[package] = min(utility, 1.0) if cut else utility
    return found


def ours(case: Case, party: str) -> tuple[dict[Package, Fraction], Fraction]:
    """Return the utilities of a case, divided by the largest, from the tables of the model."""
    (preference,) = (p for p in case.preferences if p.party == party)
    columns = []
    for issue in case.issues:
        tables = [t for t in preference.tables if t.scope == (issue.id,)]
        columns.append(
            {o: sum(t.weight * t.values[at] for t in tables) for at, o in enumerate(issue.option_ids)}
        )
    sums = {
        package: sum(
            (Fraction(column[option]) for column, option in zip(columns, package, strict=True)),
            Fraction(0),
        )
        for package in product(*columns)
    }
    largest = max(sums.values()) if max(sums.values()) > 0 else Fraction(1)
    return {package: utility / largest for package, utility in sums.items()}, (
        preference.reservation / largest
    )


def same(case: Case, folder: Path) -> None:
    go_to = {"genius": genius, "negmas": negmas}
    for tool, rule in go_to.items():
        target = folder / tool
        shutil.rmtree(target, ignore_errors=True)
        source = folder / "case.yaml"
        source.write_text(dump(case), "utf-8")
        go.convert(source, target, tool)
        for party in ("A", "B"):
            utilities, reservation = ours(case, party)
            (path,) = target.glob(f"{party}.*")
            found, floor = rule(path)
            assert floor == pytest.approx(float(reservation), abs=1e-12)
            assert found.keys() == utilities.keys()
            for package, utility in utilities.items():
                assert found[package] == pytest.approx(float(utility), abs=1e-12)
            if tool == "genius":
                raw = negmas_on_genius(path)
                assert all(abs(raw[p] - found[p]) < 1e-12 for p in found)


numbers = st.one_of(st.integers(0, 100), st.fractions(0, 3, max_denominator=60))


@st.composite
def additive(draw: st.DrawFn) -> str:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    issues = {f"i{n}": {"options": [f"o{o}" for o in range(size)]} for n, size in enumerate(sizes)}
    preferences = {
        party: {
            "reservation": str(draw(numbers)),
            "values": {
                f"i{n}": {f"o{o}": str(draw(numbers)) for o in range(size)}
                for n, size in enumerate(sizes)
            },
            "weights": {"i0": str(draw(numbers))},
        }
        for party in "AB"
    }
    return (
        CASE.partition("issues:")[0]
        + json.dumps({"issues": issues})[1:-1]
        + ",\n"
        + json.dumps({"preferences": preferences})[1:-1]
    )


@settings(
    max_examples=usually(25, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=additive())
def test_genius_and_negmas_reckon_the_same_utilities_divided_by_the_largest(
    drawn: str, tmp_path: Path
) -> None:
    head, _, rest = drawn.partition('"issues"')
    tree = json.loads('{"issues"' + rest + "}")
    same(go.load(YAML(typ="safe", pure=True).load(head) | tree), tmp_path)


@settings(
    max_examples=usually(25, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=additive(), picked=st.integers(0, 10**6))
def test_a_package_worth_the_reservation_value_stays_in_the_zone(
    drawn: str, picked: int, tmp_path: Path
) -> None:
    """Both programs add up doubles, and we add up the decimals in the files: each has the same zone."""
    head, _, rest = drawn.partition('"issues"')
    tree = json.loads('{"issues"' + rest + "}")
    case = go.load(YAML(typ="safe", pure=True).load(head) | tree)
    utilities = {party: ours(case, party)[0] for party in "AB"}
    case = replace(
        case,
        preferences=tuple(
            replace(p, reservation=_raw(case, p.party)[picked % len(utilities["A"])])
            for p in case.preferences
        ),
    )
    floors = {party: ours(case, party)[1] for party in "AB"}
    exact = {p for p in utilities["A"] if all(utilities[party][p] >= floors[party] for party in "AB")}
    for tool, rule in {"genius": genius, "negmas": negmas}.items():
        target = tmp_path / tool
        shutil.rmtree(target, ignore_errors=True)
        go.convert(case, target, tool)
        found = [rule(next(target.glob(f"{party}.*"))) for party in "AB"]
        assert {p for p in exact | found[0][0].keys() if all(u[p] >= r for u, r in found)} == exact
        assert go.deals(go.load(target)).zopa.count == len(exact)


def _raw(case: Case, party: str) -> list[Fraction]:
    """Return the utility of each package, not divided, in the order of packages."""
    (preference,) = (p for p in case.preferences if p.party == party)
    columns = [
        [
            sum(
                (t.weight * t.values[o] for t in preference.tables if t.scope == (issue.id,)),
                Fraction(0),
            )
            for o in range(len(issue.options))
        ]
        for issue in case.issues
    ]
    return [sum(row, Fraction(0)) for row in product(*columns)]


def test_a_reservation_value_is_lowered_only_if_rounding_needs_it_and_it_is_said(
    tmp_path: Path,
) -> None:
    table = "issue,option,A,B\nx,a,1,7\nx,b,0,0\ny,c,2,1\ny,d,0,0\nz,e,4,5\nz,f,0,0\nreservation,,3,6\n"
    (tmp_path / "one.csv").write_text(table)
    done = goodoffices("convert", tmp_path / "one.csv", tmp_path / "out", "--to", "negmas")
    said = "The reservation value of A is written lower by what NegMAS may lose in rounding."
    assert said in " ".join(done.stdout.split())
    floors = [negmas(tmp_path / "out" / f"{party}.yml")[1] for party in "AB"]
    assert 0 < 3 / 7 - floors[0] < 1e-12
    assert floors[1] == 6 / 13


def test_with_very_many_packages_a_reservation_value_is_lowered_unseen(tmp_path: Path) -> None:
    options = "".join(f"i{issue},o{n},{n},{9 - n}\n" for issue in range(6) for n in range(10))
    (tmp_path / "one.csv").write_text(f"issue,option,A,B\n{options}reservation,,27,27\n")
    go.convert(tmp_path / "one.csv", tmp_path / "out", "negmas")
    assert 0 < 0.5 - negmas(tmp_path / "out" / "A.yml")[1] < 1e-12


def test_a_case_in_points_is_divided_by_a_hundred_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(CASE)
    for tool in ("genius", "negmas"):
        done = goodoffices("convert", tmp_path / "case", tmp_path / tool, "--to", tool)
        said = "divided by the largest that a package can have: 100 for A and 100 for B."
        assert said in " ".join(done.stdout.split())
        zones = [go.deals(go.load(tmp_path / folder)).zopa for folder in (tool, "case")]
        assert [zone.count for zone in zones] == [4, 4]
    utilities, floor = genius(tmp_path / "genius" / "A.xml")
    assert utilities["three", "low"] == utilities["four", "mid"] == 0.75
    assert (utilities["three", "mid"], utilities["two", "low"], floor) == (0.5, 0.55, 0.35)


@pytest.mark.parametrize("tool", ["genius", "negmas"])
@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("canal", "cannot express linkages"),
        ("strait", "cannot express linkages"),
        ("discount", "discount"),
    ],
)
def test_what_a_program_cannot_hold_is_refused(tool: str, case: str, says: str, tmp_path: Path) -> None:
    if case == "discount":
        (tmp_path / "case.yaml").write_text(
            CASE.replace("A: {reservation", "A: {discount: 0.9, reservation")
        )
        if tool == "genius":
            assert go.convert(tmp_path / "case.yaml", tmp_path / "out", tool)
            return
    source = tmp_path / "case.yaml" if case == "discount" else f"cases/{case}"
    with pytest.raises(UsageError, match=says):
        go.convert(source, tmp_path / "out", tool)


def test_negmas_itself_reckons_the_same(tmp_path: Path) -> None:
    """Needs NegMAS in an environment of its own, as the benchmarks make it, or in this one."""
    own = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
    python = str(own) if own.exists() else sys.executable
    if subprocess.run([python, "-c", "import negmas"], capture_output=True, check=False).returncode:
        pytest.skip("NegMAS is not installed here; `python -m benchmarks.deals` installs it")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(CASE)
    go.convert(tmp_path / "case", tmp_path / "genius", "genius")
    go.convert(tmp_path / "case", tmp_path / "negmas", "negmas")
    program = (
        "import json, sys; from negmas.inout import Scenario\n"
        "s = Scenario.load(sys.argv[1])\n"
        "print(json.dumps([[[list(o), float(u(o))] for o in s.outcome_space.enumerate()] for u in s.ufuns]))"
    )
    for tool in ("genius", "negmas"):
        done = subprocess.run(
            [python, "-c", program, str(tmp_path / tool)], capture_output=True, text=True, check=True
        )
        for party, rows in zip("AB", json.loads(done.stdout.splitlines()[-1]), strict=True):
            utilities, _ = ours(go.load(tmp_path / "case"), party)
            assert {tuple(o): u for o, u in rows} == pytest.approx(
                {package: float(utility) for package, utility in utilities.items()}
            )
