"""Two reports of an outcome: told with who brought it about, and in the passive without."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Entry, Outcome
from goodoffices.record.merge.same_outcome import SAME_OUTCOME, outcome_score


def outcome(text: str, published: str) -> Entry:
    """Return the only outcome of a report."""
    reading = go.read(text, published=published, name=published)
    [entry] = [one for one in reading.entries if isinstance(one.body, Outcome)]
    return entry


def test_two_counts_of_one_report_are_two_outcomes() -> None:
    text = "Peru and Chile have swapped 103 prisoners. In May, Peru and Chile swapped 1,994 prisoners."
    first, second = (
        one
        for one in go.read(text, published="2031-03-12", name="report").entries
        if isinstance(one.body, Outcome)
    )
    assert outcome_score(first, second) < 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Peru freed the hostages.", "The hostages were freed.", True),
        ("Peru and Chile signed a truce.", "A truce was signed.", True),
        ("Peru will swap 40 prisoners on Friday.", "Peru swapped 40 prisoners today.", True),
        ("Peru freed 12 hostages.", "Fishermen were freed.", False),
        ("The truce began on Monday.", "The truce ended on Monday.", False),
        ("Peru freed 12 hostages on Monday.", "Chile freed 12 soldiers on Monday.", False),
    ],
)
def test_a_passive_report_is_joined_with_an_active_one(one: str, other: str, same: bool) -> None:
    first, second = outcome(one, "2031-03-12"), outcome(other, "2031-03-14")
    assert (outcome_score(first, second) >= SAME_OUTCOME) is same
