"""Results that show themselves: never more than a kilobyte of plain text, a card, and a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import goodoffices as go
from goodoffices.shown import BYTES, Shown, Tabled, short
from goodoffices.talks.tournament import play, read_plan

DATA = Path("tests/data")
RESULTS: dict[str, Callable[[], Shown]] = {
    "deals": lambda: go.deals(go.load("cases/strait")),
    "talks": lambda: go.talks.run(go.load("cases/wage-talks"), runs=50),
    "brief": lambda: go.brief("cases/strait"),
}


def test_text_is_cut_to_what_may_be_printed_unasked() -> None:
    assert short(["one", "two"]) == "one\ntwo"
    assert short([str(n) for n in range(50)]).splitlines()[-2:] == ["8", "… 41 more lines"]
    long = short(["é" * 3000])
    assert BYTES - 3 <= len(long.encode()) <= BYTES
    assert long.endswith("é…")
    assert short(["a\x1b[31mb"]) == "a\\x1b[31mb"


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_shows_itself(name: str) -> None:
    """The plain text is at most 1 kB; the card has the same sentences, a chart, and needs nothing else."""
    shown = RESULTS[name]()
    bundle = shown._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "text/html"]
    assert bundle["text/plain"] == repr(shown)
    assert len(repr(shown).encode()) <= BYTES
    html = bundle["text/html"]
    assert html.count("<svg") == 1
    assert "<li>" in html
    assert "script" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")
    table = shown.table()
    assert pa.table(shown).num_rows == len(table) > 0
    assert pa.table(shown).column_names == list(table.columns)
    assert shown.to_arrow().equals(pa.table(shown))


HELD: dict[str, Callable[[], object]] = {
    "case": lambda: go.load("cases/strait"),
    "preference": lambda: go.load("cases/wage-talks").preferences[0],
    "space": lambda: go.space.compile(go.load("cases/strait")),
    "reading": lambda: go.read(next(Path("cases/hostage-talks-2024/dispatches").glob("*"))),
    "run": lambda: go.report.gather("cases/canal", runs=2),
    "robust": lambda: go.agreements.robust(go.load("cases/strait/in-part.yaml"), 100),
    "questions": lambda: go.agreements.ask(go.load("cases/strait/in-part.yaml"), profiles=100),
    "ratified": lambda: go.agreements.ratify(go.load("cases/strait")),
    "stable": lambda: go.stability.stability(go.load("cases/strait/in-part.yaml")),
    "schedule": lambda: go.phases.schedule(go.load("cases/strait")),
}


@pytest.mark.parametrize("name", HELD)
def test_what_holds_much_is_outlined(name: str) -> None:
    """A notebook prints what a line returns: at most a kilobyte, which begins with the kind of the thing."""
    held = HELD[name]()
    assert repr(held).startswith(f"{type(held).__name__}(")
    assert 60 < len(repr(held).encode()) <= BYTES


def test_deals_are_their_frontier() -> None:
    deals = go.deals(go.load("cases/strait"))
    rows = deals.to_arrow().to_pylist()
    for row, point in zip(rows, deals.frontier, strict=True):
        assert all(row[issue] == option for issue, option in point.package.items())
        assert all(row[f"utility of {party}"] == float(u) for party, u in point.utilities.items())
        acceptable = all(point.utilities[party] >= r for party, r in deals.reservations.items())
        assert row["acceptable to all"] is acceptable
    [nash] = [row for row in rows if row["solutions"] and "Nash" in row["solutions"]]
    assert {i: nash[i] for i in deals.solutions.nash[0].package} == dict(
        deals.solutions.nash[0].package
    )


def test_talks_are_their_sessions() -> None:
    talks = go.talks.run(go.load("cases/wage-talks"), runs=50)
    rows = talks.to_arrow().to_pylist()
    assert [row["run"] for row in rows] == list(range(50))
    assert [row["agreed"] for row in rows] == [own is not None for own in talks.each]
    own = [tuple(row[f"utility of {party}"] for party in ("union", "company")) for row in rows]
    assert own == [each or (None, None) for each in talks.each]
    assert 0 < sum(row["agreed"] for row in rows) < 50


def test_a_tournament_has_a_row_for_each_session_and_party(tmp_path: Path) -> None:
    results = play(read_plan(DATA / "plan.yaml"), DATA, tmp_path / "out.jsonl")
    assert repr(results).startswith(f"Tournament of {len(results)} cells: ")
    table = results.to_arrow()
    assert table.num_rows == sum(cell["runs"] * len(cell["strategies"]) for cell in results)
    agreed = sum(row["agreed"] for row in table.to_pylist() if row["party"] == 0)
    assert agreed == sum(cell["agreed"] for cell in results)
    assert "<svg" in results._repr_mimebundle_()["text/html"]
    # still the list that it always was
    assert results == list(results)


def test_a_ledger_is_its_entries(tmp_path: Path) -> None:
    brief = go.brief("cases/strait")
    ledger = go.record.Ledger(tmp_path / "record.jsonl")
    ledger.append(*brief.entries[:3])
    assert isinstance(ledger, Tabled)
    assert ledger.to_arrow()["entry"].to_pylist() == [entry.id for entry in brief.entries[:3]]
    assert ledger.to_arrow()["how reported"].to_pylist()[0] in go.record.entry_words.HOW.values()
