"""Decisions about proposed entries, corrections, and entries by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.record import (
    Entry,
    Figure,
    Ledger,
    Note,
    Retraction,
    Review,
    Span,
)
from goodoffices.record.ledger.decisions import correct, retract
from goodoffices.record.ledger.fold import current
from tests.support.record import note


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


def test_proposals_to_review_first_come_first(work: Review) -> None:
    usual = work.pending()
    last = replace(work, first=frozenset([usual[-1].id])).pending()
    assert [entry.id for entry in last] == [entry.id for entry in (usual[-1], *usual[:-1])]


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


SOURCE = note(1).source
SPAN = Span(2, 7, "about")


def test_proposals_are_pending_by_dispatch_and_place(tmp_path: Path) -> None:
    """The longer of two that begin at one place comes first; the id decides between equals."""

    def at(dispatch: str, start: int, end: int, name: str) -> Entry:
        return Entry(name, Note("x"), replace(SOURCE, dispatch=dispatch), Span(start, end, ""))

    ordered = (
        at("a", 0, 9, "d"),
        at("a", 0, 5, "b"),
        at("a", 0, 5, "c"),
        at("a", 4, 5, "a"),
        at("b", 0, 1, "e"),
    )
    assert Review(Ledger(tmp_path / "record.jsonl"), ordered[::-1]).pending() == ordered


def test_an_accepted_entry_is_reviewed_and_a_rejected_one_keeps_its_reason(tmp_path: Path) -> None:
    proposals = tuple(replace(note(number), reviewed=False) for number in range(3))
    review = Review(Ledger(tmp_path / "record.jsonl"), proposals)
    assert review.accept("note-0") == note(0)
    refused = review.reject("note-1", "a misreading")
    assert refused.body == Retraction("note-1", "a misreading")
    assert (refused.id, refused.reviewed, refused.source, refused.span) == (
        "note-1-",
        True,
        proposals[1].source,
        proposals[1].span,
    )
    with pytest.raises(UsageError, match=r"^'note-1' was decided on already\.$"):
        review.accept("note-1")
    assert review.reject("note-2").body == Retraction("note-2", "rejected in review")
    assert list(review.ledger)[:2] == [note(0), refused]


def test_a_merged_entry_names_the_other_report(tmp_path: Path) -> None:
    review = Review(Ledger(tmp_path / "record.jsonl"), (note(1), replace(note(2), reviewed=False)))
    review.accept("note-1")
    assert review.merge("note-2", "note-1") == replace(note(2), same_as="note-1")
    assert list(review.ledger)[1].same_as == "note-1"


def test_entries_of_two_kinds_are_not_one_event(tmp_path: Path) -> None:
    figure = Entry("figure", Figure("4", 4, None, None, "exact", "x", None, None), SOURCE, SPAN)
    review = Review(Ledger(tmp_path / "record.jsonl"), (note(1), figure))
    review.accept("note-1")
    with pytest.raises(UsageError, match=r"^expected a figure, found the note 'note-1'\.$"):
        review.merge("figure", "note-1")


def test_the_nearest_proposal_is_named(tmp_path: Path) -> None:
    review = Review(Ledger(tmp_path / "record.jsonl"), (note(17),))
    with pytest.raises(UsageError) as caught:
        review.accept("not-17")
    assert str(caught.value) == "expected a proposal, found 'not-17'. Did you mean 'note-17'?"


def test_a_confidence_at_the_limit_is_enough_and_one_line_of_the_ledger_each(tmp_path: Path) -> None:
    proposals = tuple(
        Entry(f"n{number}", Note("x"), SOURCE, SPAN, confidence=number / 4) for number in range(5)
    )
    review = Review(Ledger(tmp_path / "record.jsonl"), proposals)
    assert review.accept_above(0.75) == proposals[3:] == tuple(review.ledger)
    assert review.accept_above(0.75) == ()
    assert len(list(review.ledger)) == 2


def test_nothing_accepted_writes_nothing(tmp_path: Path) -> None:
    review = Review(Ledger(tmp_path / "record.jsonl"), (replace(note(1), confidence=0.1),))
    review.accept_above(0.5)
    assert not review.ledger.path.exists()


def test_a_correction_keeps_what_it_does_not_change(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    first = replace(note(1), reviewed=False, same_as="x")
    ledger.append(first)
    found = correct(ledger, "note-1", {"text": "heard", "credibility": "2"})
    assert found == replace(
        first, id="note-1+2", body=Note("heard"), reviewed=True, replaces="note-1", credibility="2"
    )


def test_a_retraction_gives_its_reason(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    assert retract(ledger, "note-1", "withdrawn").body == Retraction("note-1", "withdrawn")
    with pytest.raises(UsageError) as caught:
        retract(ledger, "note-1", "withdrawn")
    assert str(caught.value) == "expected an entry that stands in the record, found 'note-1'."
