"""Nothing is a fact that its sentence denies, doubts, plans, hopes for, demands or sets a condition for."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

import goodoffices as go
from tests.support.cases import DATA

Row = tuple[str, frozenset[str], str, int, int]
"""The group, the right assertions, the sentence, and the place of the words in brackets in it."""
HAPPENED = {"held", "ongoing", "resumed", "suspended", "broken-off", "ended-without-result"}


TABLES = (
    "asserted.txt",
    "asserted-wire.txt",
    "asserted-desk.txt",
    "asserted-bureau.txt",
    "asserted-voices.txt",
)
NOT_YET = {
    "Orland’s defence ministry": "'claims' behind 'that' is read as a verb",
    "“They are hiding something,” Voss said she suspected": "two verbs of saying behind a quotation",
    "Voss said the board would not even look": "'would' of what was done again and again",
    "The museum said the loan stood or fell": "a figure of speech, parted by its 'or'",
    "“Whoever wrote that has made it up": "a quotation whose subject is a clause",
    "Human rights groups say villagers": "a second verb of saying in words that a first reports",
    "Moss said the two sides would meet every week": "'would' of what was done again and again",
    "No deal was reached at the talks in Varenna": "the talks at which nothing was reached were held",
}
"""How the sentences begin that are not read as their table has it, and why."""


def _rows(table: str) -> list[Row]:
    found: list[Row] = []
    group = ""
    for line in (DATA / table).read_text("utf-8").splitlines():
        if line.startswith("= "):
            group = line[2:]
        elif line and not line.startswith("#"):
            marks, _, text = line.partition(": ")
            plain = text.replace("[", "").replace("]", "")
            start, end = text.index("["), text.index("]") - 1
            found.append((group, frozenset(marks.split()), plain, start, end))
    return found


ROWS = {
    f"{table}: {group}": list(rows)
    for table in TABLES
    for group, rows in groupby(_rows(table), key=lambda row: row[0])
}

READ = [text for rows in ROWS.values() for _, _, text, _, _ in rows]
"""The sentences of all tables, to be parsed together."""


def _faults(row: Row) -> list[str]:
    group, right, text, start, end = row
    reading: dict[str, Any] = go.read(text, published="2031-03-12").to_json()
    events = [
        event
        for kind in ("contacts", "outcomes")
        for event in reading[kind]
        if start - 1 <= event["start"] < end
        and event["assertion"] == "asserted"
        and event.get("status", "held") in HAPPENED
    ]
    covers = [
        (sum(part["end"] - part["start"] for part in said["content"]), said["assertion"])
        for said in reading["statements"]
        if 2 * sum(max(0, min(end, p["end"]) - max(start, p["start"])) for p in said["content"])
        > end - start
    ]
    found = [f"{event['kind']} as a fact" for event in events if group != "facts"]
    if covers and min(covers)[1] not in right:
        found.append(f"the statement is {min(covers)[1]}")
    told = covers or (group == "facts" and (reading["contacts"] or reading["outcomes"]))
    if not told and "-" not in right:
        found.append("no statement")
    return found


def test_the_tables_have_all_their_groups() -> None:
    assert sum(len(rows) for rows in ROWS.values()) >= 1160
    assert all(len(rows) >= 6 for rows in ROWS.values())


@pytest.mark.parametrize("group", ROWS)
def test_nothing_is_a_fact_that_its_sentence_does_not_assert(group: str) -> None:
    wrong = {row[2]: faults for row in ROWS[group] if (faults := _faults(row))}
    late = {text for text in wrong if text.startswith(tuple(NOT_YET))}
    assert {text: faults for text, faults in wrong.items() if text not in late} == {}
    assert late == {row[2] for row in ROWS[group] if row[2].startswith(tuple(NOT_YET))}
