"""Decisions about proposed entries, corrections, and entries by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.record import Entry, Figure, Ledger, Review, Span
from goodoffices.record.ledger.decisions import by_hand, changed, correct, retract, written
from goodoffices.record.ledger.fold import current
from tests.support.record import FERRY, note


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
