"""The index of the ledger: the same entries as a walk through all, in little memory."""

from __future__ import annotations

import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record import Index, Ledger, Wanted
from goodoffices.record.ledger.decisions import correct, retract
from goodoffices.record.ledger.fold import current
from tests.support.record import note


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
