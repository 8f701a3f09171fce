"""What was decided on each entry."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.record import Entry, Note
from goodoffices.record.ledger.decisions import retraction
from goodoffices.review_page.fields import Lists
from goodoffices.review_page.states import SIGNS, WORDS, Change, Decision, decisions_on
from tests.support.record import note

LISTS = Lists({})
READ = replace(note(1), reviewed=False)


def decided(*entries: Entry) -> Decision:
    return decisions_on(entries, [READ], LISTS)[READ.id]


def test_every_state_looks_different_without_its_colour() -> None:
    assert set(SIGNS) == set(WORDS)
    assert len(set(SIGNS.values())) == len(set(WORDS.values())) == len(WORDS)


def test_states_of_a_proposal() -> None:
    taken = replace(READ, reviewed=True)
    edited = replace(taken, body=Note("heard"))
    assert decided().state == "waits"
    assert decided(taken) == Decision("accepted", taken)
    assert decided(READ).state == "unreviewed"
    assert decided(replace(taken, same_as="x")).state == "merged"
    assert decided(retraction(READ, "a misreading")) == Decision("rejected", None, "a misreading")
    assert decided(edited) == Decision("edited", edited, "", (Change("Text", "seen", "heard"),))


def test_corrections_and_withdrawals_count() -> None:
    taken = replace(READ, reviewed=True)
    again = replace(taken, id=f"{READ.id}+2", replaces=READ.id, body=Note("told"))
    third = replace(again, id=f"{READ.id}+3", replaces=again.id, body=READ.body)
    assert decided(taken, again).changes == (Change("Text", "seen", "told"),)
    assert decided(taken, again, third) == Decision("accepted", third)
    assert decided(taken, again, retraction(again, "withdrawn")) == Decision(
        "rejected", None, "withdrawn"
    )


def test_entries_by_hand_have_a_state_too() -> None:
    mine = replace(note(2), id="report-2:note-by-hand-1")
    again = replace(mine, id="report-2:note-by-hand-1+2", replaces=mine.id, body=Note("told"))
    found = decisions_on([mine, again], [READ], LISTS)
    assert found == {READ.id: Decision("waits"), mine.id: Decision("added", again)}
