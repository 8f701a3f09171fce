"""Who is said to say what, in the manner of news agencies: tables written before the rules were looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

import goodoffices as go
from tests.support.cases import DATA
from tests.support.tables import marks, rows

TABLES = (
    "spoken-wire.txt",
    "spoken-desk.txt",
    "spoken-bureau.txt",
    "spoken-bourse.txt",
    "spoken-variants.txt",
    "spoken-kinds.txt",
)
HAPPENED = {"held", "ongoing", "resumed", "suspended", "broken-off", "ended-without-result"}
NOT_YET = {
    "licence-lapses": "'lapses' is taken for a noun",
    "known-as": "'as the dockers call their firm' is taken for a call",
    "chimed-in": "a verb with a particle that a parse takes for a preposition",
    "warning-behind-passive": "what might be is a plan behind 'warning'",
    "surname-only-he": "a surname alone, which is nobody's before it speaks",
}
"""Texts that are not read rightly yet, and why."""
FLAGS = {"none", "~", "fact"}
Coded = tuple[str, str, str]
"""A row of a table: an actor, the right assertions or the stance, and words."""


def _bare(words: str) -> str:
    """Return words in small letters, without article or possessive before them."""
    return re.sub(r"^(?:the|an?|its|their|his|her)\s", "", words.strip().lower())


def _texts() -> Iterator[Any]:
    """Yield the texts by name, with their statements, their positions and their flags."""
    for path in TABLES:
        for block, missed in rows(DATA / path):
            name, *lines = block.split("\n")
            coded = [line for line in lines if re.match(r"[sp] .*\|.*\|", line)]
            words = "\n".join(line for line in lines if line not in coded and line not in FLAGS)
            said, held = (
                [_coded(line) for line in coded if line.startswith(kind)] for kind in ("s", "p")
            )
            reason = NOT_YET.get(name) or ("a known miss of its table" if missed else None)
            yield pytest.param(words, said, held, FLAGS & set(lines), id=name, marks=marks(reason))


def _coded(line: str) -> Coded:
    who, how, words = (part.strip() for part in line[2:].split("|"))
    return who, how, words


def _is(actor: str, wanted: str) -> bool:
    """Return whether an actor is right: 'A or B', 'A and B' for either of them, '?' for any."""
    names = [name for either in wanted.split(" or ") for name in (either, *either.split(" and "))]
    return wanted == "?" or actor in [_bare(name) for name in names]


@pytest.mark.parametrize(("text", "said", "held", "flags"), list(_texts()))
def test_who_says_and_wants_what(
    text: str, said: list[Coded], held: list[Coded], flags: set[str]
) -> None:
    reading: dict[str, Any] = go.read(text, published="2031-03-12").to_json()
    names = {actor["id"]: _bare(actor["name"]) for actor in reading["actors"]} | {None: "-"}
    left = {
        place: " / ".join(part["text"] for part in one["content"])
        for place, one in enumerate(reading["statements"])
    }
    for who, how, words in said:
        places = [place for place, content in left.items() if words.lower() in content.lower()]
        assert places, f"no statement: {words}"
        found = reading["statements"][min(places, key=lambda place: len(left[place]))]
        del left[min(places, key=lambda place: len(left[place]))]
        assert _is(names[found["speaker"]["actor"]], who), (words, names[found["speaker"]["actor"]])
        assert found["assertion"] in how.split(), (words, found["assertion"])
    assert "~" in flags or not left
    positions = list(reading["positions"])
    for who, stance, words in held:
        match = [
            one
            for one in positions
            if _is(names[one["actor"]], who)
            and one["stance"] == stance
            and (one["text"] in words or words in one["text"])
        ]
        assert match, f"no position: {words}"
        positions.remove(match[0])
    assert [one for one in positions if one["assertion"] == "asserted"] == []
    events = [
        event
        for event in (*reading["contacts"], *reading["outcomes"])
        if event["assertion"] == "asserted" and event.get("status", "held") in HAPPENED
    ]
    assert "fact" in flags or events == []


def test_the_tables_are_whole() -> None:
    names = [param.id for param in _texts()]
    assert len(names) == len(set(names)) > 260
