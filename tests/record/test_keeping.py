"""Keeping the record: review, corrections, the index, exports, and the command that does them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import LedgerError, UsageError
from goodoffices.record import Entry, Figure, Index, Ledger, Note, Review, Source, Span, Wanted
from goodoffices.record.ledger.decisions import by_hand, changed, correct, retract, written
from goodoffices.record.ledger.export import jsonl, prov, table
from goodoffices.record.ledger.fold import current

FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


@pytest.fixture
def work(folder: Path) -> Review:
    readings = go.reader.read_all(go.casefile.locate(folder).dispatches).readings
    proposals = tuple(entry for reading in readings for entry in reading.entries)
    return Review(Ledger(folder / "record.jsonl"), proposals)


def note(number: int, text: str = "seen") -> Entry:
    source = Source(f"report-{number % 7}", "2031-03-04", None, None, "")
    return Entry(
        f"note-{number}", Note(text), source, Span(0, 4, text), f"2031-03-{number % 28 + 1:02}", True
    )


def test_nothing_is_asked_twice(work: Review, folder: Path) -> None:
    first, second, third = work.pending()[:3]
    work.accept(first.id)
    work.reject(second.id, "a misreading")
    left = {entry.id for entry in work.pending()}
    assert not {first.id, second.id} & left
    assert third.id in left
    for decided in (first.id, second.id):
        with pytest.raises(UsageError, match="decided on already"):
            work.accept(decided)
    found = {entry.id: entry for entry in go.brief(folder).entries}
    assert found[first.id].reviewed
    assert second.id not in found


def test_an_edit_is_what_enters(work: Review) -> None:
    contact = next(entry for entry in work.pending() if entry.kind == "contact")
    entered = work.accept(
        contact.id, {"place": "the old pier", "edtf": "2031-03-02", "reliability": "B"}
    )
    assert list(work.ledger) == [entered]
    assert (entered.body.place, entered.edtf, entered.reliability) == (  # type: ignore[union-attr]
        "the old pier",
        "2031-03-02",
        "B",
    )


def test_merged_reports_are_one_event(work: Review, folder: Path) -> None:
    notes = [entry for entry in work.pending() if entry.kind == "proposal"][:2]
    work.accept(notes[0].id)
    work.merge(notes[1].id, notes[0].id)
    events = {version.id: event.id for event in go.brief(folder).events for version in event.versions}
    assert events[notes[0].id] == events[notes[1].id]


def test_only_what_stands_can_be_merged_with(work: Review) -> None:
    first, *_ = work.pending()
    with pytest.raises(UsageError, match="expected an entry of the record"):
        work.merge(first.id, "nothing")


def test_accepting_above_a_confidence_leaves_entries_unreviewed(work: Review) -> None:
    taken = work.accept_above(0.8)
    assert taken
    assert all(entry.confidence >= 0.8 and not entry.reviewed for entry in taken)
    assert all(entry.confidence < 0.8 for entry in work.pending())


def test_a_correction_stands_in_the_place_of_its_entry(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2))
    again = correct(ledger, correct(ledger, "note-1", {"text": "heard"}).id, {"text": "told"})
    assert again.id == "note-1+3"
    assert [e.body.text for e in current(ledger).entries.values()] == ["seen", "told"]  # type: ignore[union-attr]
    retract(ledger, "note-2", "withdrawn")
    assert set(current(ledger).entries) == {"note-1+3"}
    assert len(list(ledger)) == 5
    ledger.verify()


def test_only_what_stands_can_be_corrected(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    retract(ledger, "note-1", "withdrawn")
    with pytest.raises(UsageError, match="stands in the record"):
        correct(ledger, "note-1", {"text": "x"})


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"value": "many"}, "value: expected a number"),
        ({"qualifer": "about"}, "Did you mean 'qualifier'"),
        ({"qualifier": "aboot"}, "Did you mean 'about'"),
        ({"edtf": "May"}, "expected a date"),
        ({"reliability": "Z"}, "expected one of A, B"),
    ],
)
def test_a_bad_field_is_refused(values: dict[str, str], says: str) -> None:
    figure = Figure("about 40", 40, None, None, "about", "workers", None, None)
    entry = Entry("x", figure, note(1).source, Span(0, 0, ""))
    with pytest.raises(UsageError, match=says):
        changed(entry, values)


def test_every_problem_of_an_entry_by_hand_is_said_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        by_hand("x", Figure, {"valu": "1"}, note(1).source, Span(0, 0, ""))
    assert len(str(caught.value).splitlines()) == 4


def test_a_field_is_read_back_as_it_was_written() -> None:
    (reading,) = [
        r for r in go.reader.read_all(sorted(FERRY.iterdir())).readings if "04" in r.source.dispatch
    ]
    for entry in reading.entries:
        names = go.record.decisions.editable(type(entry.body))
        values = {name: written(getattr(entry.body, name)) for name in names}
        assert changed(entry, values) == entry


def test_a_long_record_lists_and_filters_in_little_memory(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number, "x" * 400) for number in range(6000)))
    index = Index(ledger)
    index.refresh()
    tracemalloc.start()
    assert sum(1 for _ in index.entries()) == 6000
    assert sum(1 for _ in index.entries(Wanted(dispatch="report-3"))) == 857
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ledger.path.stat().st_size > 4_000_000
    assert peak < 1_000_000


@settings(max_examples=25)
@given(data=st.data())
def test_the_index_lists_what_going_through_all_lists(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "record.jsonl")
    index = Index(ledger)
    known: list[str] = []
    for number in range(data.draw(st.integers(1, 12))):
        step = data.draw(st.sampled_from(("add", "correct", "retract", "list", "break")))
        standing = list(current(ledger).entries)
        if step == "add" or not standing:
            ledger.append(note(number))
        elif step == "correct":
            correct(ledger, data.draw(st.sampled_from(standing)), {"edtf": "2031-04"})
        elif step == "retract":
            retract(ledger, data.draw(st.sampled_from(standing)), "gone")
        elif step == "break" and index.path.exists():
            index.path.write_bytes(data.draw(st.binary(max_size=40)))
        known = sorted(entry.id for entry in index.entries())
    assert known == sorted(current(ledger).entries)
    assert [e.id for e in index.entries(Wanted(since="2031-04"))] == [
        e.id for e in current(ledger).entries.values() if e.edtf == "2031-04"
    ]


def test_the_index_of_another_ledger_is_made_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(5)))
    assert len(list(Index(ledger).entries())) == 5
    ledger.path.unlink()
    ledger.append(*(note(number, "quite another text") for number in range(9, 20)))
    assert [entry.id for entry in Index(ledger).entries()] == [f"note-{n}" for n in range(9, 20)]


def test_exports(folder: Path, work: Review) -> None:
    work.accept_above(0)
    first = next(entry for entry in work.ledger if entry.kind == "statement")
    correct(work.ledger, first.id, {"told": "Coast Courier"})
    entries = list(work.ledger)
    assert [json.loads(line)["id"] for line in jsonl(entries)] == [entry.id for entry in entries]
    rows = list(csv.DictReader(io.StringIO("".join(table(entries)))))
    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    document = prov(entries, {"ines-calloway": "Ines Calloway"})
    ids = set(document["entity"]) | set(document["agent"])
    for relation in ("wasDerivedFrom", "wasAttributedTo"):
        for value in document[relation].values():
            assert {v for k, v in value.items() if k != "prov:type"} <= ids
    assert "prov:Revision" in {v["prov:type"] for v in document["wasDerivedFrom"].values()}
    assert document["agent"]["go:actor/ines-calloway"] == {"prov:label": "Ines Calloway"}


@pytest.mark.parametrize("sign", list("=+-@\t"))
def test_no_cell_is_a_formula(sign: str) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(table([note(1, f"{sign}SUM(A1)")]))))
    assert row["text"].startswith("'")


def goodoffices(*words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goodoffices", *map(str, words)],
        input=typed,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
    )


def test_review_in_the_terminal_can_be_interrupted(folder: Path) -> None:
    done = goodoffices("record", folder, "review", typed="a\nr\nnot so\ns\nx\nm\nnothing\n")
    assert done.returncode == 0
    assert "expected an entry of the record, found 'nothing'" in done.stderr
    entries = list(Ledger(folder / "record.jsonl"))
    assert [entry.kind == "retraction" for entry in entries] == [False, True]
    again = goodoffices("record", folder, "review", typed="q\n")
    assert f"{int(again.stdout.split(' of ')[1].split(',')[0])} left to review" in again.stdout


def test_the_record_command(folder: Path) -> None:
    assert (
        "entered, not reviewed"
        in goodoffices("record", folder, "review", "--accept-above", "0.8").stdout
    )
    fields = ("text=about 20", "value=20", "qualifier=about", "unit=boats")
    assert (
        "added"
        in goodoffices("record", folder, "add", "figure", *fields, "--dispatch", "minutes").stdout
    )
    assert (
        goodoffices("record", folder, "correct", "minutes:figure-by-hand-1", "value=30").returncode == 0
    )
    shown = json.loads(
        goodoffices("record", folder, "show", "minutes:figure-by-hand-1+2", "--json").stdout
    )
    assert [one["body"]["value"] for one in shown] == [30]
    listed = json.loads(goodoffices("record", folder, "list", "--dispatch", "minutes", "--json").stdout)
    assert [one["id"] for one in listed] == ["minutes:figure-by-hand-1+2"]
    head = json.loads(goodoffices("record", folder, "verify", "--json").stdout)["head"]
    assert goodoffices("record", folder, "verify", "--held", head).returncode == 0
    out = folder / "record.csv"
    assert goodoffices("record", folder, "export", "--format", "csv", "--out", out).returncode == 0
    assert out.read_text("utf-8").startswith("id,kind,edtf")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "figur"), "Did you mean 'figure'"),
        (("add", "note", "text"), "expected FIELD=VALUE"),
        (("show", "nothing"), "expected an entry of the record"),
        (("correct", "nothing", "value=1"), "stands in the record"),
        (("correct", "nothing"), "at least one FIELD=VALUE"),
        (("list", "--since", "May"), "expected a date"),
        (("list", "--kind", "figures"), "expected one of"),
        (("export", "--format", "xml"), "expected jsonl, csv or prov"),
        (("verify", "--held", "0f"), "found it cut off"),
        (("review", "--dispatch", "2031-03-04-harbour-wir"), "Did you mean"),
    ],
)
def test_bad_use_of_the_record_command(words: tuple[str, ...], says: str, folder: Path) -> None:
    done = goodoffices("record", folder, *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_changed_last_line_is_not_added_to(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2))
    ledger.path.write_text(ledger.path.read_text().replace('"text":"seen"}', '"text":"sent"}'))
    with pytest.raises(LedgerError, match="does not agree with its own hash"):
        ledger.append(note(3))


def test_an_index_that_is_up_to_date_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number, "x") for number in range(20)))
    index = Index(ledger)
    added: list[int] = []
    known = Index._add

    def counted(self: Index, base: sqlite3.Connection, start: int, number: int, line: bytes) -> None:
        added.append(number)
        known(self, base, start, number, line)

    monkeypatch.setattr(Index, "_add", counted)
    assert sum(1 for _ in index.entries()) == 20
    assert sum(1 for _ in index.entries()) == 20
    ledger.append(note(20, "x"))
    assert sum(1 for _ in index.entries()) == 21
    assert len(added) == 21
