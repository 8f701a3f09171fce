"""Reports of the kinds in which the reader once failed, ten times as many as were first found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import goodoffices as go
from tests.support.findings import (
    JSON,
    bare,
    contacts,
    named,
    no_actor,
    says,
    says_nothing,
    says_together,
    undamaged,
)
from tests.support.parsed_together import parsed_together

TABLE = Path(__file__).parents[1] / "data" / "reports-by-kind.txt"


class Row(NamedTuple):
    """A report of the table: its day of publication, its words, and the answers in the order of the file."""

    name: str
    published: str
    text: str
    answers: tuple[str, ...]


def rows() -> Iterator[Row]:
    """Yield the reports of the table."""
    lines = [line for line in TABLE.read_text("utf-8").split("\n") if not line.startswith("# ")]
    for block in "\n".join(lines).split("\n= ")[1:]:
        heading, *body = block.split("\n")
        name, _, published = (part.strip() for part in heading.partition("|"))
        answers = tuple(line[2:] for line in body if line.startswith("> "))
        text = "\n".join(line for line in body if not line.startswith("> ")).strip()
        yield Row(name, published or "2031-03-12", text, answers)


ROWS = list(rows())


@pytest.fixture(scope="module", autouse=True)
def _parsed() -> Iterator[None]:
    with parsed_together(row.text for row in ROWS):
        yield


def _either(words: str) -> tuple[str | None, ...]:
    return tuple(None if name == "-" else name for name in words.split(" / "))


def _statement(found: JSON, who: str, words: str, how: str = "", speaker: str = "") -> bool:
    assertions = tuple(how.split()) or None
    return any(
        says(_either(who), words, how=assertions, speaker=span or None).holds(found)
        for span in speaker.split(" / ")
    )


def _contact(found: JSON, told: str, people: str, place: str = "") -> bool:
    kinds, statuses, days = told.split()
    names = [name.strip() for name in people.split(",") if name.strip()]
    need = [
        {bare(one) for one in name.split(" / ")} for name in names if not name.startswith(("~", "*"))
    ]
    may = {bare(name[1:]) for name in names if name.startswith("~")}.union(*need)
    for one in found["contacts"]:
        there = {named(found, key) for key in one["participants"]}
        right = "*" in names or (all(there & some for some in need) and there <= may)
        day = days == "-" or (one["edtf"] or "?") in days.split(",")
        told_so = one["kind"] in kinds.split("/") and one["status"] in statuses.split("/")
        if right and day and told_so and place in ("", one["place"]):
            return True
    return False


def _actor(found: JSON, names: str, kinds: str = "", roles: str = "") -> bool:
    called = [bare(name) for name in names.split(" / ")]
    held = [bare(role) for role in roles.split(" / ")]
    return any(
        bare(one["name"]) in called
        and (not kinds or one["kind"] in kinds.split("/"))
        and (not roles or bare(one["role"]) in held)
        for one in found["actors"]
    )


def _holds(found: JSON, answer: str) -> bool:
    """Return whether a line of answers is true of what was found."""
    letter, _, rest = answer.partition(" ")
    parts = [part.strip() for part in rest.split("|")]
    match letter:
        case "s":
            return _statement(found, *parts)
        case "t":
            return says_together([one.strip() for one in parts[0].split(";")], parts[1]).holds(found)
        case "n":
            return says_nothing(rest).holds(found)
        case "c":
            return says_nothing(cue=rest).holds(found)
        case "x":
            return _contact(found, *parts)
        case "X":
            return contacts(int(rest)).holds(found)
        case "a":
            return _actor(found, *parts)
        case "A":
            return no_actor(*(one.strip() for one in rest.split(";"))).holds(found)
        case "k":
            name, kind = rest.split()
            return {one["kind"] for one in found["actors"] if name in one["name"].lower()} == {kind}
        case "d":
            return [day["edtf"] for day in found["dates"] if day["edtf"]] == rest.split()
    return letter == "u" and undamaged().holds(found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_report_of_a_kind_once_misread_is_read_as_it_is(row: Row) -> None:
    found = go.read(row.text, published=row.published).to_json()
    assert [answer for answer in row.answers if not _holds(found, answer)] == []


def test_every_answer_is_one_that_can_fail() -> None:
    assert len(ROWS) > 280
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.answers for row in ROWS)
    nothing = go.read("It rained.").to_json()
    kinds = re.compile(r"[staxdk] ")
    assert not any(
        _holds(nothing, answer) for row in ROWS for answer in row.answers if kinds.match(answer)
    )
