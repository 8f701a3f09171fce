"""The record: entries that survive writing and reading, a ledger that shows tampering, EDTF dates."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import InputError, LedgerError
from goodoffices.record import Entry, Ledger, Note, Source, Span
from goodoffices.record.dates import order, parse, valid
from goodoffices.record.entries import KINDS
from goodoffices.record.ledger.file import FIRST

CASES = Path(__file__).parents[2] / "cases"


def note(number: int, text: str = "seen") -> Entry:
    source = Source("report", "2024-05-26", None, None, "0" * 64)
    return Entry(f"note-{number}", Note(text), source, Span(0, 4, "seen"), "2024-05", True)


def read_entries() -> tuple[Entry, ...]:
    (reading,) = go.reader.read_all(
        go.casefile.locate(CASES / "hostage-talks-2024").dispatches
    ).readings
    return reading.entries


def test_every_kind_of_entry_survives_the_ledger(tmp_path: Path) -> None:
    entries = (*read_entries(), note(1))
    assert {entry.kind for entry in entries} == set(KINDS) - {"retraction"}
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*entries)
    assert tuple(ledger) == entries


def test_an_empty_ledger_has_the_first_head(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    assert ledger.verify() == FIRST
    assert list(ledger) == []


@settings(max_examples=60)
@given(text=st.text(max_size=60))
def test_any_text_survives(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "record.jsonl")
    entry = note(1, text.encode("utf-8", "replace").decode())
    head = ledger.append(entry)
    assert list(ledger) == [entry]
    assert ledger.verify(head) == head


def changed(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace("seen", "said"), *lines[2:]]


def forged(lines: list[str]) -> list[str]:
    line = json.loads(lines[1])
    line["hash"] = "f" * 64
    return [lines[0], json.dumps(line) + "\n", *lines[2:]]


@pytest.mark.parametrize(
    "tamper",
    [
        changed,
        forged,
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
    ],
    ids=["changed", "forged", "swapped", "dropped", "first dropped", "truncated", "repeated"],
)
def test_tampering_is_detected_against_a_held_head(tamper: object, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(*(note(n) for n in range(5)))
    lines = ledger.path.read_text().splitlines(keepends=True)
    ledger.path.write_text("".join(tamper(lines)))  # type: ignore[operator]
    with pytest.raises(LedgerError):
        ledger.verify(head)


def test_an_older_head_stays_good_as_entries_are_added(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1))
    newer = ledger.append(note(2))
    assert ledger.verify(head) == newer


def test_a_line_cut_off_by_a_crash_is_dropped(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + whole[: len(whole) // 2])
    assert list(ledger) == [note(1)]
    ledger.append(note(2))
    assert list(ledger) == [note(1), note(2)]


def test_a_line_that_is_no_entry_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text('{"previous": 1}\n')
    with pytest.raises(InputError, match=r"record.jsonl:1: expected a line of the record"):
        list(Ledger(path))


WRITER = """
import sys
from pathlib import Path
from goodoffices.record import Entry, Ledger, Note, Source, Span
ledger = Ledger(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 100000):
    source = Source("r", None, None, None, "")
    ledger.append(Entry(f"{sys.argv[3]}-{number}", Note("x" * 500), source, Span(0, 0, "")))
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    acknowledged: list[int] = []
    for pause in (0.02, 0.05, 0.11):
        start = acknowledged[-1] + 1 if acknowledged else 0
        command = [sys.executable, "-c", WRITER, str(path), str(start), "w"]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        acknowledged.append(int(writer.stdout.readline()))
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().splitlines()]
        writer.wait()
        writer.stdout.close()
        kept = [int(entry.id.partition("-")[2]) for entry in Ledger(path)]
        assert set(acknowledged) <= set(kept)
        acknowledged = kept
    Ledger(path).verify()


def test_two_writers_at_once_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    code = WRITER.replace("100000", "15")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, path, "0", name], stdout=subprocess.DEVNULL)
        for name in "ab"
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    Ledger(path).verify()
    assert len(list(Ledger(path))) == 30


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-26", date(2024, 5, 26), date(2024, 5, 26)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("../2024-05-24", None, date(2024, 5, 24)),
        ("2024-05-24/..", date(2024, 5, 24), None),
        ("2024-05-01/2024-05-10", date(2024, 5, 1), date(2024, 5, 10)),
    ],
)
def test_edtf(text: str, first: date | None, last: date | None) -> None:
    span = parse(text)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "May", "2024-13", "2024-02-30", "2024-05-10/2024-05-01", "../..", "24-05-26"]
)
def test_not_edtf(text: str) -> None:
    assert not valid(text)


def test_dates_sort_by_when_they_can_have_begun() -> None:
    found = [None, "2024-06", "../2024-05-24", "2024-05-20/2024-05-30", "2024-05-19"]
    assert sorted(found, key=order) == [
        "2024-05-19",
        "2024-05-20/2024-05-30",
        "../2024-05-24",
        "2024-06",
        None,
    ]


def test_the_brief_of_the_living_case_says_where_the_talks_stand() -> None:
    brief = go.brief(CASES / "hostage-talks-2024")
    found = brief.to_json()
    assert {
        "case", "as_of", "status", "last_round", "next_round", "parties", "mediators", "actors", "contacts",
        "positions", "proposals", "pressure", "figures", "statements", "damage", "open_questions",
    } <= set(found)  # fmt: skip
    assert (found["last_round"]["place"], found["last_round"]["status"]) == (
        "Cairo",
        "ended-without-result",
    )
    assert found["next_round"]["edtf"] == "2024-05-27/2024-06-02"
    assert found["as_of"] == "2024-05-26"
    assert "ended without result" in found["status"]
    known = {entry.id for entry in brief.entries}
    assert all(set(clause.entries) <= known for clause in (*brief.clauses, *brief.open_questions))


def test_a_reviewed_entry_stands_in_for_its_proposal(tmp_path: Path) -> None:
    folder = tmp_path / "hostage-talks-2024"
    (folder / "dispatches").mkdir(parents=True)
    for path in (CASES / "hostage-talks-2024").rglob("*.*"):
        (folder / path.relative_to(CASES / "hostage-talks-2024")).write_bytes(path.read_bytes())
    proposed = go.brief(folder)
    first = proposed.entries[0]
    Ledger(folder / "record.jsonl").append(
        Entry(first.id, first.body, first.source, first.span, first.edtf, reviewed=True)
    )
    after = go.brief(folder)
    assert len(after.entries) == len(proposed.entries)
    assert [entry.id for entry in after.entries if entry.reviewed] == [first.id]
