"""As of when, on how many reports, reviewed by whom or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.record import Source
from goodoffices.record.basis import Basis, basis_of, basis_words
from tests.support.record import note

SOME = Basis("2031-03-04", 2, 0, 4, 4)
DAY, REPORTS = "As of 4 March 2031, the date of the last report", "2 reports"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis(), ["No report is in the record"]),
        (SOME, [DAY, REPORTS, "all 4 entries reviewed; the record does not say by whom"]),
        (
            replace(SOME, reviewers=("Kesh",), named=4),
            [DAY, REPORTS, "all 4 entries reviewed by Kesh"],
        ),
        (
            replace(SOME, reviewed=3, reviewers=("Bryn", "Kesh"), named=2),
            [
                DAY,
                REPORTS,
                "3 of 4 entries reviewed, 2 of them by Bryn and Kesh; it does not say by whom the others",
            ],
        ),
        (
            replace(SOME, reviewed=0),
            [DAY, REPORTS, "4 entries read by the program, none reviewed by a person"],
        ),
        (
            replace(SOME, undated=1, entries=0),
            [DAY, "2 reports, 1 of them not dated", "nothing was found in them"],
        ),
        (
            replace(SOME, as_of=None, undated=2, reviewed=0, entries=1),
            [
                "The reports have no date",
                REPORTS,
                "1 entry read by the program, none reviewed by a person",
            ],
        ),
    ],
)
def test_the_words_of_a_basis(basis: Basis, words: list[str]) -> None:
    assert basis_words(basis) == words


def test_the_basis_of_entries() -> None:
    kesh = replace(note(1), reviewer="Kesh")
    later = replace(note(8), source=Source("report-9", "2031-04-01", None, None, "d"), reviewed=False)
    undated = replace(note(3), source=Source("report-8", None, None, None, "d"))
    # entries 1 and 8 would be of the same report
    found = basis_of([kesh, note(8), later, undated, replace(note(2), reviewed=False, reviewer="x")])
    assert found == Basis("2031-04-01", 4, 1, 5, 3, ("Kesh",), 1)
    assert basis_of([]) == Basis()
