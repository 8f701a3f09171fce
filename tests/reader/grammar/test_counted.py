"""What a figure counts, and the doubts about it, in sentences as reports have them."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Figure


def counted(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return the words, the definition and the caveat of every figure in a text."""
    bodies = [entry.body for entry in go.read(text, published="2031-03-12").entries]
    return [(body.text, body.definition, body.caveat) for body in bodies if isinstance(body, Figure)]


@pytest.mark.parametrize(
    ("text", "definition"),
    [
        ("It is estimated that 120 captives are still being held.", "still being held"),
        ("The storm led to the deaths of about 60 sailors.", "deaths"),
        ("The raid ended with the capture of 45 soldiers.", "capture"),
        ("The release of 20 teachers was announced.", "release"),
        ("At least 300 miners have been laid off since March.", "laid off since March"),
        ("About 60 prisoners could be freed in May.", "could be freed in May"),
        ("Nine crew members have not been heard of since May.", "not heard of since May"),
        ("The union spoke for 40 dockers dismissed in the spring.", "dismissed in the spring"),
        ("The flood killed 12 people.", "that the flood killed"),
        ("Peru agreed to free 33 prisoners.", "that Peru agreed to free"),
        ("A total of 300 families were moved to tents.", "moved to tents"),
        ("Some 4,000 workers walked out on Monday.", "walked out on Monday"),
        ("They handed over 95 prisoners.", None),
        ("Management offered 200 dockers a bonus.", None),
        ("The union ended an 11-day strike.", "strike"),
        ("They reached a four-year agreement.", "agreement"),
        ("The camps signed a 90-day humanitarian truce.", "truce"),
        ("There are 14 berths in the port.", None),
    ],
)
def test_a_figure_says_what_happens_to_those_counted(text: str, definition: str | None) -> None:
    [(_, found, caveat)] = counted(text)
    assert (found, caveat) == (definition, None)


@pytest.mark.parametrize(
    ("text", "caveat"),
    [
        (
            "The ministry, which does not tell who was armed, said 350 people were killed.",
            "does not tell who was armed",
        ),
        (
            "The ministry, which does not distinguish fighters from others, said 350 people were killed.",
            "does not distinguish fighters from others",
        ),
        (
            "Some 5,000 jobs, a number that the union has disputed, were cut.",
            "the union has disputed",
        ),
        (
            "The council put the number of homes at 350, not including those on the island.",
            "not including those on the island",
        ),
        (
            "Some 350 homes were destroyed. The figure could not be independently verified.",
            "The figure could not be independently verified",
        ),
        (
            "Some 350 homes were destroyed. Residents dispute the number.",
            "Residents dispute the number",
        ),
        (
            "Some 350 homes were destroyed. A survey put the number of homes at about 500.",
            None,
        ),
        ("Some 350 homes were destroyed. The figure rose on Monday.", None),
        ("The ministry, which publishes figures every week, said 350 people were killed.", None),
    ],
)
def test_a_figure_keeps_the_doubts_of_its_report(text: str, caveat: str | None) -> None:
    assert counted(text)[0][2] == caveat


def test_a_part_is_told_by_its_whole() -> None:
    found = counted("About 120 captives are held, five of whom are teachers.")
    assert found == [("About 120", "held", None), ("five", None, None)]


def test_how_a_release_is_parted_counts_nobody() -> None:
    assert counted("The families asked for a release in two groups.") == []
    assert counted("Two groups signed the truce.") != []


def test_people_who_tell_something_are_no_figure() -> None:
    assert counted("The talks collapsed on Monday, according to two people in the room.") == []


def test_the_source_of_a_survey_is_its_owner_and_nobody_named_before() -> None:
    reading = go.read(
        "Hartwell Homes wants to build 140 homes. The council's own survey put the number at about 1,500."
    )
    assert [body.source for entry in reading.entries if isinstance(body := entry.body, Figure)] == [
        None,
        "council",
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Lower Lode says 12,000 of its people have no running water.", "people"),
        ("The mill had 300 looms, 40 of them idle.", "idle"),
        ("About 120 captives are held, five of whom are teachers.", "teachers"),
    ],
)
def test_the_unit_of_a_part(text: str, unit: str) -> None:
    assert [body.unit for e in go.read(text).entries if isinstance(body := e.body, Figure)][-1] == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The strike shut 15 North Coast and Gulf ports.", ["North Coast and Gulf ports"]),
        ("The board rejected two previous contract proposals.", ["previous contract proposals"]),
        ("Some 900 ewes strayed beyond the fence.", ["ewes"]),
        ("Nine of its 31 jets go back to their owners.", ["jets", "jets"]),
        ("They sent 90 containers, of which 60 went to the camps.", ["containers", "containers"]),
        ("They met in the 342-member assembly.", ["members"]),
        ("Three calls in an hour.", ["calls"]),
    ],
)
def test_the_unit_is_the_noun_counted(text: str, units: list[str]) -> None:
    bodies = [entry.body for entry in go.read(text, published="2031-03-12").entries]
    assert [body.unit for body in bodies if isinstance(body, Figure)] == units


def test_a_number_in_a_name_counts_nobody() -> None:
    assert counted("Envoys From Two Rivers Districts Meet in Third Town") == []
