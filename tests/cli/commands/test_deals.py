"""goodoffices deals: a package on the table, bridges, fallback, best, dropped issues, marks, long work.

Numbers are those of RC-1, the canal, worked out apart from this project.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import goodoffices as go
from goodoffices.cli import console, main
from goodoffices.cli.main import app
from goodoffices.errors import UsageError
from goodoffices.space import Space
from goodoffices.space.exact.elimination import eliminate
from goodoffices.talks.engine.streams import below, stream_of

CASES = Path(__file__).parents[3] / "cases"
CANAL = str(CASES / "canal")
TABLE = ("--package", "convoys=20", "--package", "notice=42", "--package", "toll=400")
FRONTIER = import_module("goodoffices.space.frontier")
ROUTE = import_module("goodoffices.space.plan.route")


def deals(*words: str, wide: int = 100) -> Result:
    """Run the command on a terminal so many columns wide, whatever the console was made with."""
    with patch.object(console.out, "_width", wide):
        return CliRunner().invoke(app, ["deals", *words])


def numbers(below_what: int, *shape: int) -> np.ndarray:
    """The same whole numbers every time, evenly spread."""
    draws = stream_of(5, 0, "a case", range(int(np.prod(shape)))).draws("numbers", 0)
    return below(draws, below_what).reshape(shape)


def asked(*words: str) -> Any:
    done = deals(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def options(found: Any) -> list[tuple[str, ...]]:
    return [tuple(one["package"].values()) for one in found]


def gains(one: Any, over: tuple[int, int] = (55, 56)) -> tuple[int, int]:
    return one["utilities"]["A"] - over[0], one["utilities"]["B"] - over[1]


def test_a_package_on_the_table() -> None:
    found = asked(CANAL, *TABLE)["on_the_table"]
    assert found["stands"]["utilities"] == {"A": 55, "B": 56}
    assert found["stands"]["acceptable"] == {"A": True, "B": True}
    assert found["stands"]["better"]["A"] == [11 / 21, 11 / 21]
    assert options(found["improvements"]) == [("33", "60", "400"), ("33", "60", "600")]
    assert [gains(one) for one in found["improvements"]] == [(5, 10), (15, 4)]
    assert [one["changed"] for one in found["improvements"]] == [
        ["convoys", "notice"],
        ["convoys", "notice", "toll"],
    ]
    assert options(found["nearest"]) == [("20", "42", "400")]
    trade = found["logrolling"]
    assert options([trade["to"]]) == [("33", "60", "400")]
    assert trade["by_issue"] == {
        "convoys": {"A": -15, "B": 30},
        "notice": {"A": 20, "B": -20},
        "toll": {"A": 0, "B": 0},
    }
    assert (trade["together"], trade["total"]) == ({"A": 0, "B": 0}, {"A": 5, "B": 10})


def test_a_package_on_the_table_in_words() -> None:
    text = deals(CANAL, *TABLE).stdout
    first, second = (line for line in text.splitlines() if re.match(r"[12] ", line))
    assert first.split(None, 5)[1:5] == ["60", "(+5)", "66", "(+10)"]
    assert first.rstrip().endswith("Ships in a convoy: 33; Days of notice: 60 days")
    assert second.split(None, 5)[1:5] == ["70", "(+15)", "60", "(+4)"]
    assert "Every party could accept the package on the table as it is." in text
    assert re.search(r"total +\+5 +\+10\n", text)
    assert "Pareto frontier" not in text


def test_from_a_forbidden_package_the_nearest_change_one_issue() -> None:
    words = ("--package", "convoys=33", "--package", "notice=30", "--package", "toll=400")
    found = asked(CANAL, *words)["on_the_table"]
    assert (found["stands"]["feasible"], found["forbidden_by"]) == (False, [["convoys", "notice"]])
    assert [(*options([one]), one["changed"]) for one in found["nearest"]] == [
        (("33", "42", "400"), ["notice"]),
        (("33", "60", "400"), ["notice"]),
    ]
    assert options([found["logrolling"]["to"]]) == [("33", "60", "600")]
    text = deals(CANAL, *words).stdout
    assert "A linkage between Ships in a convoy and Days of notice forbids it." in text
    assert "from the package on the table to the Nash package" in text


def test_bridges_start_with_the_most_even_package() -> None:
    found = asked(CANAL, "--bridge", "3")["bridging"]
    assert options(found)[0] == ("33", "60", "400")
    assert found[0]["changed"] == []
    assert len({*options(found)}) == 3
    assert all(min(one["utilities"].values()) >= 40 for one in found)
    assert len(asked(CANAL, "--bridge", "99")["bridging"]) == 4
    text = deals(CANAL, "--bridge", "3").stdout
    (second,) = (line for line in text.splitlines() if line.startswith("2 "))
    assert second.rstrip().endswith("Days of notice: 42 days; Toll: 600 coins a ship")


def test_fallback_from_rankings_alone() -> None:
    found = asked(CANAL, "--fallback")["fallback"]
    assert (found["depth"], options(found["packages"])) == (8, [("33", "60", "400")])
    assert (
        "Both parties have this package among the best 8. Among fewer they have no package in common."
        in (deals(CANAL, "--fallback").stdout)
    )


def test_each_partys_best_and_its_best_with_consent() -> None:
    found = asked(CANAL, "--best", "2")["best"]
    assert [one["utilities"]["A"] for one in found["A"]["top"]] == [85, 80]
    assert options([found["A"]["with_consent"]]) == [("33", "60", "600")]
    assert options(found["B"]["top"]) == [("33", "42", "200"), ("33", "42", "400")]
    assert options([found["B"]["with_consent"]]) == [("33", "42", "400")]
    text = deals(CANAL, "--best", "2").stdout
    assert "Best packages for The canal authority" in text
    assert re.search(r"accepted +40 +86 ", text)


def test_without_the_toll() -> None:
    found = asked(CANAL, "--drop", "toll")
    assert (found["dropped"], found["packages"], found["feasible"]) == (["toll"], 9, 7)
    assert found["zopa"]["count"] == 2
    assert found["reservations"] == {"A": 40, "B": 40}
    (nash,) = found["solutions"]["nash"]
    assert (nash["package"], nash["utilities"]) == (
        {"convoys": "33", "notice": "60"},
        {"A": 45, "B": 60},
    )
    text = deals(CANAL, "--drop", "toll").stdout
    assert "Without Toll. The reservation values are unchanged." in text


def test_options_go_together() -> None:
    found = asked(
        CANAL,
        "--drop",
        "toll",
        "--fix",
        "convoys=33",
        "--package",
        "convoys=33",
        "--package",
        "notice=42",
    )
    assert found["on_the_table"]["stands"]["acceptable"] == {"A": False, "B": True}
    assert options(found["on_the_table"]["nearest"]) == [("33", "60")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--package", "convoys"), "--package: expected ISSUE=OPTION, found 'convoys'."),
        (("--package", "convoys=20"), "found none for 'notice'"),
        ((*TABLE, "--package", "tolls=400"), "found 'tolls'. Did you mean 'toll'?"),
        ((*TABLE, "--package", "toll=600"), "--package: expected one option for 'toll', found two."),
        (
            ("--package", "convoys=20", "--package", "notice=42", "--package", "toll=40"),
            "toll: expected one of its options, found '40'. Did you mean '400'?",
        ),
        (("--drop", "tol"), "found 'tol'. Did you mean 'toll'?"),
        (("--drop", "notice"), "'notice' cannot be dropped: a linkage ties it to 'convoys'."),
        (("--fix", "tol=400"), "found 'tol'. Did you mean 'toll'?"),
    ],
)
def test_bad_options_are_exit_2(
    words: tuple[str, ...],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["goodoffices", "deals", CANAL, *words])
    with pytest.raises(SystemExit) as stopped:
        main.main()
    assert stopped.value.code == 2
    told = capsys.readouterr()
    assert (told.out, message in told.err) == ("", True), told.err


def test_help_shows_every_option_with_an_example() -> None:
    text = deals("--help").stdout
    for option in ("--package", "--bridge", "--fallback", "--best", "--drop"):
        assert text.count(option) >= 2, option


def test_solutions_are_told_by_their_differences_from_nash() -> None:
    text = deals(CANAL).stdout
    assert "1  Nash, leximin, utilitarian (tie of 2)" in text
    rows = [line.split() for line in text.splitlines() if re.match(r"[123] +\d", line)]
    assert [row[:3] for row in rows] == [["1", "70", "60"], ["2", "60", "66"], ["3", "50", "80"]]
    assert " ".join(rows[0][3:]).startswith("Ships in a convoy: 33; Days of notice: 60 days; Toll:")
    assert [" ".join(row[3:]) for row in rows[1:]] == [
        "Toll: 400 coins a ship",
        "Days of notice: 42 days",
    ]


def test_a_line_of_the_frontier_tells_its_differences_from_the_line_above() -> None:
    text = deals(CANAL, wide=120).stdout
    shown = [" ".join(line.split()) for line in text.partition("line above")[2].splitlines()[1:8]]
    assert shown[0] == "85 30 Ships in a convoy: 20; Days of notice: 60 days; Toll: 600 coins a ship"
    assert shown[1] == "75 36 Toll: 400 coins a ship"
    assert shown[2] == "70 60 Ships in a convoy: 33; Toll: 600 coins a ship"


def test_issues_and_options_may_be_given_by_name() -> None:
    by_name = asked(CANAL, "--fix", "Days of notice=60 days", "--drop", "Toll")
    assert by_name == asked(CANAL, "--fix", "notice=60", "--drop", "toll")
    assert by_name["dropped"] == ["toll"]


def test_each_count_about_a_package_on_the_table_is_given_the_seconds_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[float] = []
    position = import_module("goodoffices.agreements.advice.position")
    counted = position.count_zopa

    def watched(space: Space, *, seconds: float) -> Any:
        given.append(seconds)
        return counted(space, seconds=seconds)

    monkeypatch.setattr(position, "count_zopa", watched)
    asked(CANAL, *TABLE, "--seconds", "1.5")
    asked(CANAL, *TABLE)
    assert given == [1.5, 1.5, position.WAIT, position.WAIT]


@pytest.mark.parametrize("case", ["canal", "strait", "wage-talks"])
@pytest.mark.parametrize("wide", [80, 120])
def test_no_option_is_cut_or_broken(case: str, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every option of every solution and of the frontier is there in whole words, and no line is too long."""
    monkeypatch.setattr("goodoffices.cli.console.out.width", wide, raising=False)
    monkeypatch.setattr("goodoffices.cli.console.out._width", wide, raising=False)
    found = go.deals(go.load(CASES / case))
    text = deals(str(CASES / case), wide=wide).stdout
    assert max(map(len, text.splitlines())) <= wide
    points = [*found.frontier[:20], *(p for _, many in found.solutions.items() for p in many)]
    words = re.findall(r"\S+", text)
    case_ = go.load(CASES / case)
    for issue in case_.issues:
        for option in {point.package[issue.id] for point in points}:
            assert set(f"{issue.name}: {issue.text(option)}".split()) <= {w.rstrip(";") for w in words}


def test_a_report_lists_what_differs_from_nash_alone() -> None:
    case = go.load(CASES / "canal")
    page = go.report.html(case, go.brief(CASES / "canal"), go.deals(case))
    packages = page[page.index('<div id="packages">') :].partition("</table>")[0]
    first, *others = packages.split('<th role="rowheader"')[1:]
    assert "600 coins a ship" in first
    assert all("400 coins a ship" in other for other in others[:1])
    assert all("600 coins a ship" not in other for other in others)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Seven issues of six options, 279,936 packages; parties want nearly the opposite: many points."""
    values = numbers(1000, 2, 7, 6)
    values[1] = 1000 - values[0] + values[1] // 4
    lines = ["goodoffices: 1", "title: A large case", "kind: modelled", "fictional: true"]
    lines += ["basis: invented", "about: Made up.", "parties: {A: {name: A}, B: {name: B}}", "issues:"]
    lines += [f"  i{i}: {{name: Issue {i}, options: [a, b, c, d, e, f]}}" for i in range(7)]
    lines += ["linkages:", "  - forbid: {i0: a, i1: b}", "preferences:"]
    for party, tables in zip("AB", values, strict=True):
        lines += [f"  {party}:", "    reservation: 100", "    values:"]
        lines += [
            f"      i{i}: {{{', '.join(f'{o}: {v}' for o, v in zip('abcdef', table, strict=True))}}}"
            for i, table in enumerate(tables.tolist())
        ]
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n")
    return tmp_path


def test_an_interrupt_ends_with_the_best_round_so_far(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    def interrupted(*given: Any, **named: Any) -> Any:
        rounds.append(1)
        if len(rounds) == 2:
            raise KeyboardInterrupt
        return eliminate(*given, **named)

    monkeypatch.setattr(FRONTIER, "eliminate", interrupted)
    monkeypatch.setattr(ROUTE, "MUCH", 0)
    done = deals(str(large), "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (len(rounds), found["status"], found["frontier"]["exact"]) == (2, "within E", False)
    assert max(found["within"].values()) > 0
    assert "The exact frontier may take long." in done.stderr
    rounds.clear()
    text = deals(str(large)).stdout
    assert "close to the Pareto frontier" in text
    assert "Pareto frontier:" not in text
    assert "by at most" in " ".join(text.split())


def test_long_work_left_alone_ends_exact(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = asked(str(large))
    monkeypatch.setattr(ROUTE, "MUCH", 0)
    done = deals(str(large))
    assert "At most 32 points a context" in done.stderr
    again = asked_after_a_notice(large)
    assert again["status"] == "exact"
    assert {tuple(p["utilities"].values()) for p in again["frontier"]["points"]} == {
        tuple(p["utilities"].values()) for p in whole["frontier"]["points"]
    }


def asked_after_a_notice(case: Path) -> Any:
    return json.loads(deals(str(case), "--json").stdout)


def test_each_round_is_told_and_an_interrupt_in_the_first_is_passed_on(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int, int]] = []
    case = go.load(large)
    go.deals(case, seconds=60, progress=lambda *step: told.append(step))
    assert told[:3] == [
        ("At most 32 points a context", 0, 1),
        ("At most 32 points a context", 1, 1),
        ("At most 128 points a context", 0, 1),
    ]

    def interrupted(*given: Any, **named: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(FRONTIER, "eliminate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        go.deals(case, seconds=60)


def test_a_library_call_never_swallows_an_interrupt(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command ends with the first round; the same call from Python passes the interrupt on."""
    rounds: list[int] = []

    def interrupted(*given: Any, **named: Any) -> Any:
        rounds.append(1)
        if len(rounds) == 2:
            raise KeyboardInterrupt
        return eliminate(*given, **named)

    monkeypatch.setattr(FRONTIER, "eliminate", interrupted)
    monkeypatch.setattr(ROUTE, "MUCH", 0)
    with pytest.raises(KeyboardInterrupt):
        go.deals(go.load(large), seconds=60)
    rounds.clear()
    with pytest.raises(KeyboardInterrupt):
        go.run(large, out=large / "out", runs=2)
    rounds.clear()
    done = CliRunner().invoke(
        app, ["run", str(large), "--out", str(large / "out"), "--runs", "2"], env={"COLUMNS": "100"}
    )
    assert done.exit_code == 0
    results = json.loads((large / "out" / "results.json").read_text())
    assert results["deals"]["status"] == "within E"


@pytest.mark.parametrize("word", ["raise=4.0", "raise=4", "raise=4.00", "raise=4 percent", "raise=8/2"])
def test_a_number_is_taken_in_the_spellings_of_the_case_file(word: str) -> None:
    rest = ("length=3", "overtime=by rota", "health=80", "return=at once")
    words = [f"--package={one}" for one in (word, *rest)]
    found = asked(str(CASES / "wage-talks"), *words)
    assert found["on_the_table"]["package"]["raise"] == "4"


def test_everything_wrong_with_a_package_is_told_at_once() -> None:
    told = deals(str(CASES / "wage-talks"), "--package", "rise=4", "--package", "health=61")
    assert str(told.exception).split("\n") == [
        "expected an issue of wage-talks, found 'rise'. Did you mean 'raise'?",
        "health: expected one of its options, found '61'.",
        "expected an option for every issue, found none for 'raise', 'length', 'overtime' and 'return'.",
    ]


TWINS = """
goodoffices: 1
title: Twins
kind: modelled
fictional: true
about: Two options and two issues have the same name.
parties: {a: {name: A}, b: {name: B}}
issues:
  toll:
    name: Toll
    options: [{id: low, name: Same}, {id: high, name: Same}, {id: none, name: None}]
  tax:
    name: Toll
    options: [{id: "4"}, {id: "4.0"}]
preferences:
  a: {reservation: 0, values: {toll: {low: 0, high: 1, none: 0}, tax: {"4": 1, "4.0": 0}}, basis: invented}
  b: {reservation: 0, values: {toll: {low: 1, high: 0, none: 0}, tax: {"4": 0, "4.0": 1}}, basis: invented}
"""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--fix toll=Same", "--fix: expected an id, as 'Same' is the name of low and high."),
        ("--package toll=Same", "--package: expected an id, as 'Same' is the name of low and high."),
        ("--fix Toll=low", "--fix: expected an id, as 'Toll' is the name of toll and tax."),
        ("--drop Toll", "--drop: expected an id, as 'Toll' is the name of toll and tax."),
    ],
)
def test_a_name_that_means_two_things_is_refused(tmp_path: Path, words: str, message: str) -> None:
    (tmp_path / "case.yaml").write_text(TWINS)
    done = CliRunner().invoke(app, ["deals", str(tmp_path), *words.split()])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == message
    assert CliRunner().invoke(app, ["deals", str(tmp_path), "--fix", "toll=low"]).exit_code == 0
