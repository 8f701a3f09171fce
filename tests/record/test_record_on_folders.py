"""Folders of reports as they are: each kind of fault once found over several reports, by a small folder.

Every name and place is invented; states are real, what they do is not. A row that is not right yet stands in
``NOT_YET``. The list only shrinks: a row on it that begins to pass fails until it is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from goodoffices import brief
from tests.support.findings import Expected, contacts, outcome, says

JSON = dict[str, Any]

FOLDERS = Path(__file__).parents[1] / "data" / "report-folders"


def _texts(found: JSON, contradiction: JSON) -> str:
    """Return all that a contradiction shows: what it is about, and the words of its reports."""
    kinds = ("contacts", "outcomes", "figures", "statements", "positions", "proposals")
    items = [item for kind in kinds for item in found.get(kind, [])]
    shown = [r["text"] for i in items if i["id"] in contradiction["entries"] for r in i["reports"]]
    return " ".join([contradiction["about"], *shown])


def contradicted(*words: str) -> Expected:
    """Expect a contradiction with all these words at its sides."""
    return Expected(
        f"contradiction between {words}",
        lambda found: any(
            all(word in _texts(found, one) for word in words) for one in found["contradictions"]
        ),
    )


def contradictions(count: int) -> Expected:
    """Expect so many contradictions."""
    return Expected(f"{count} contradictions", lambda found: len(found["contradictions"]) == count)


def stands(*patterns: str) -> Expected:
    """Expect words in what is said of where the talks stand."""
    return Expected(
        f"the status has {patterns}",
        lambda found: all(re.search(pattern, found["status"]) for pattern in patterns),
    )


def alone(words: str) -> Expected:
    """Expect that a statement with these words is that of one report only."""

    def holds(found: JSON) -> bool:
        those = [s for s in found["statements"] if words in " ".join(p["text"] for p in s["content"])]
        return bool(those) and all(len(s["reports"]) == 1 for s in those)

    return Expected(f"{words!r} stands alone", holds)


RIGHT: Mapping[str, tuple[Expected, ...]] = {
    "15.1": (contradictions(0),),
    "16.1": (
        contradicted("45 days", "90 days"),
        contradicted("31 million", "38 million"),
        contradictions(2),
    ),
    "17.1": (
        stands("Peru", "Chile", "Sweden", "Lenz", "proposal", "truce", "60 days", "20 March", "Bergen"),
        stands(r"13 March", r"17 (?:to|[–-]) ?23 March|17 March to 23 March|week of 17 March"),
        outcome("signed", on="2031-03-14"),
        contacts(1, "planned"),
    ),
    "20.1": (
        alone("had been renewed for 45 days"),
        says("Chile", "had been renewed for 45 days", how="asserted"),
        contradictions(0),
        Expected(
            "the proposal is not asserted",
            lambda found: (
                not any(
                    "be renewed for 45 days" in " ".join(p["text"] for p in s["content"])
                    and "had been" not in " ".join(p["text"] for p in s["content"])
                    and s.get("assertion", "asserted") == "asserted"
                    for s in found["statements"]
                )
            ),
        ),
    ),
}
"""What the brief of each folder should hold."""
NOT_YET: frozenset[str] = frozenset()


@pytest.mark.parametrize("number", RIGHT)
def test_a_folder_is_told_as_it_is(number: str, tmp_path: Path) -> None:
    found = brief(copytree(FOLDERS / number, tmp_path / "talks")).to_json()
    short = [expected.words for expected in RIGHT[number] if not expected.holds(found)]
    if number in NOT_YET:
        assert short, "This is right now: take it off NOT_YET."
    else:
        assert short == []


def test_every_folder_has_an_answer_and_what_is_not_right_yet_is_among_them() -> None:
    assert {path.name for path in FOLDERS.iterdir()} == set(RIGHT)
    assert set(RIGHT) >= NOT_YET
