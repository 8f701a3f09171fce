"""The fold of a ledger: the entries that stand at its end, and everything decided on."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.record.ledger.decisions import retraction
from goodoffices.record.ledger.fold import current
from tests.support.record import note


def test_entries_stand_until_they_are_corrected_or_retracted() -> None:
    corrected = replace(note(2), id="note-2+2", replaces="note-2")
    found = current([note(1), note(2), note(3), retraction(note(1), "wrong"), corrected])
    assert list(found.entries.values()) == [note(3), corrected]
    assert found.settled == {"note-1", "note-1-", "note-2", "note-2+2", "note-3"}


def test_a_rejected_proposal_was_never_an_entry_but_is_decided_on() -> None:
    found = current([retraction(note(1), "a misreading")])
    assert found.entries == {}
    assert found.settled == {"note-1", "note-1-"}


def test_a_correction_of_an_entry_from_elsewhere_stands() -> None:
    corrected = replace(note(2), id="note-2+2", replaces="note-2")
    assert current([corrected]).settled == {"note-2", "note-2+2"}
    assert list(current([corrected]).entries) == ["note-2+2"]


def test_an_empty_ledger_has_nothing() -> None:
    assert current([]).entries == {}
    assert current([]).settled == frozenset()
