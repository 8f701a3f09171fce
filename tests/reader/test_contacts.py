"""Contacts: who met, called, wrote to or visited whom."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.record.entries import Contact


def test_the_contacts(found: dict[str, Any]) -> None:
    names = {a["id"]: a["name"].split()[-1] for a in found["actors"]}

    def who(participants: list[str]) -> tuple[str, ...]:
        return tuple(names[actor] for actor in participants)

    contacts = {
        (
            c["kind"],
            c["status"],
            c["place"],
            c["edtf"],
            c["announced"],
            tuple(names[p] for p in c["participants"]),
        )
        for c in found["contacts"]
    }
    assert {
        ("meeting", "held", "Paris", "2024-05-24", None, ("Burns", "Barnea", "Thani")),
        ("correspondence", "ongoing", None, None, None, ("Burns", "Barnea")),
        ("call", "held", None, "../2024-05-24", "2024-05-24", ("Biden", "el-Sisi")),
        ("call", "held", None, "2024-05-24", None, ("Blinken", "Gantz")),
    } <= contacts
    rounds = {(c[1], c[2], c[3]) for c in contacts if c[0] == "talks-round"}
    assert rounds == {
        ("planned", None, "2024-05-27/2024-06-02"),
        ("ended-without-result", "Cairo", "2024-05-01/2024-05-10"),
    }


def contacts(text: str) -> list[tuple[str, str, str | None, str | None, str]]:
    """Return kind, status, place, date and names of the contacts in a report of Wednesday, 29 May 2024."""
    reading = go.read(text.encode(), published="2024-05-29")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (body.kind, body.status, body.place, entry.edtf, ", ".join(names[p] for p in body.participants))
        for entry in reading.entries
        if isinstance(body := entry.body, Contact)
    ]


LEE, DAHL = "Mayor Ann Lee", "Governor Bo Dahl"
BOTH = "Ann Lee, Bo Dahl"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (
            f"{LEE} met {DAHL} in Orsova on Monday.",
            ("meeting", "held", "Orsova", "2024-05-27", BOTH),
        ),
        (
            f"{LEE} will meet {DAHL} in Orsova on Friday.",
            ("meeting", "planned", "Orsova", "2024-05-31", BOTH),
        ),
        (
            f"{LEE} phoned {DAHL} on Monday.",
            ("call", "held", None, "2024-05-27", BOTH),
        ),
        (
            f"{LEE} spoke by telephone with {DAHL} yesterday.",
            ("call", "held", None, "2024-05-28", BOTH),
        ),
        (
            f"{LEE} received a call from {DAHL} on Sunday.",
            ("call", "held", None, "2024-05-26", BOTH),
        ),
        (
            f"{LEE} wrote to {DAHL} on Monday.",
            ("correspondence", "held", None, "2024-05-27", BOTH),
        ),
        (
            f"{LEE} is exchanging letters with {DAHL}.",
            ("correspondence", "ongoing", None, None, BOTH),
        ),
        (
            f"{LEE} travelled to Orsova on Monday.",
            ("visit", "held", "Orsova", "2024-05-27", "Ann Lee"),
        ),
        (
            f"{LEE} sat down with {DAHL} on Monday.",
            ("meeting", "held", None, "2024-05-27", BOTH),
        ),
        (
            f"{LEE} hosted {DAHL} in Vessby on Monday.",
            ("meeting", "held", "Vessby", "2024-05-27", BOTH),
        ),
        ("Talks resumed in Melrow on Monday.", ("talks-round", "resumed", "Melrow", "2024-05-27", "")),
        (
            "The talks broke down in Melrow on Monday.",
            ("talks-round", "broken-off", "Melrow", "2024-05-27", ""),
        ),
        (
            "The talks ended without agreement in Melrow on Monday.",
            ("talks-round", "ended-without-result", "Melrow", "2024-05-27", ""),
        ),
        ("The talks were postponed to Friday.", ("talks-round", "postponed", None, "2024-05-31", "")),
        ("The next round is planned for Friday.", ("talks-round", "planned", None, "2024-05-31", "")),
        (
            "The negotiations were called off on Monday.",
            ("talks-round", "broken-off", None, "2024-05-27", ""),
        ),
        (
            f"In Vessby, {LEE} met {DAHL} on Monday.",
            ("meeting", "held", "Vessby", "2024-05-27", BOTH),
        ),
        (
            f"{LEE} was in touch with {DAHL}.",
            ("correspondence", "held", None, None, BOTH),
        ),
        (
            f"The meeting between {LEE} and {DAHL} was postponed.",
            ("meeting", "postponed", None, None, BOTH),
        ),
    ],
)
def test_a_contact(text: str, contact: tuple[str | None, ...]) -> None:
    assert contacts(text) == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "The plan meets their demands.",
        "The factory met its targets on Monday.",
        f"{LEE} spoke to reporters on Monday.",
        f"“They met on Monday,” said {LEE}.",
    ],
)
def test_words_of_meeting_and_speaking_that_tell_of_no_contact(text: str) -> None:
    assert contacts(text) == []
