"""A mediator who meets one side and then the other has not brought the two to one table."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.record import Contact
from goodoffices.record.merge.events import told

BORD_DUNN = "Envoy Ann Bord met Northland's foreign minister Carl Dunn in Geneva on May 2."
BORD_LANG = "Envoy Ann Bord met Southland's defence minister Rita Lang in Geneva on May 2."

SEPARATE = [
    ("one after the other", [f"{BORD_DUNN}\n\n{BORD_LANG}"], [{"bord", "dunn"}, {"bord", "lang"}]),
    (
        "she",
        [f"{BORD_DUNN}\n\n{BORD_LANG.replace('Envoy Ann Bord', 'She')}"],
        [{"bord", "dunn"}, {"bord", "lang"}],
    ),
    ("in two reports", [BORD_DUNN, BORD_LANG], [{"bord", "dunn"}, {"bord", "lang"}]),
    (
        "nobody in common",
        [f"{BORD_DUNN}\n\nMinister Paul Weiss met envoy Omar Haddad in Geneva on May 2."],
        [{"bord", "dunn"}, {"weiss", "haddad"}],
    ),
    (
        "states",
        ["Egypt met Kenya in Cairo on May 2.", "Egypt met Sudan in Cairo on May 2."],
        [{"egypt", "kenya"}, {"egypt", "sudan"}],
    ),
]
TOGETHER = [
    (
        "one of three left out",
        [BORD_DUNN, "Ann Bord, Carl Dunn and Rita Lang met in Geneva on May 2."],
        {"lang"},
    ),
    ("told twice", [BORD_DUNN, "Envoy Ann Bord met Carl Dunn in Geneva on May 2."], {"dunn"}),
    (
        "a state for its minister",
        [BORD_DUNN, "Envoy Ann Bord met Northland in Geneva on May 2."],
        {"dunn"},
    ),
]


def met(folder: Path, texts: list[str]) -> list[set[str]]:
    """Return the last names of those who met, of each contact of the brief."""
    for number, text in enumerate(texts, start=3):
        name = folder / f"2024-05-{number:02}.txt"
        name.write_text(f"RIVERTON, May {number} (Wire) -\n\n{text}\n", encoding="utf-8")
    found = go.report.brief(folder)
    return [
        {found.name(actor).casefold().split()[-1] for actor in body.participants}
        for _, body in told(found.events, Contact)
    ]


@pytest.mark.parametrize(
    ("texts", "companies"), [row[1:] for row in SEPARATE], ids=[row[0] for row in SEPARATE]
)
def test_two_companies_are_two_meetings(
    tmp_path: Path, texts: list[str], companies: list[set[str]]
) -> None:
    found = met(tmp_path, texts)
    assert sorted(map(sorted, found)) == sorted(map(sorted, companies))


@pytest.mark.parametrize(
    ("texts", "among"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER]
)
def test_a_report_that_names_only_some_tells_of_the_same_meeting(
    tmp_path: Path, texts: list[str], among: set[str]
) -> None:
    found = met(tmp_path, texts)
    assert len(found) == 1
    assert among <= found[0]
