"""Entries already in a ledger that cannot be shown: a note says why, and they stop nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from goodoffices.record import Entry, Figure, Index, Ledger, Note, Retraction
from goodoffices.record.ledger.decisions import correct, retract
from goodoffices.record.ledger.file import FIRST, canonical, chained, encoded
from goodoffices.record.ledger.fold import current
from goodoffices.record.ledger.unreadable import cannot_be_shown, entry_or_note
from tests.support.command import goodoffices
from tests.support.record import note


def within(entry: Entry, *path: str) -> Callable[[Any], dict[str, Any]]:
    """Return a function that gives an entry's JSON with another value at a place."""

    def changed(value: Any) -> dict[str, Any]:
        found = entry.to_json()
        inner = found
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        return found

    return changed


CONTACT = {"kind": "meeting", "status": "held", "participants": ["a"], "place": None, "announced": None}
FIGURE = Entry(
    "note-1",
    Figure("7", 7, None, None, "exact", "crew", None, None),
    note(1).source,
    note(1).span,
)
SPOILED = {
    "edtf number": (within(note(1), "edtf")(5), "edtf: expected a date such as 2024-05-26, found '5'."),
    "edtf word": (within(note(1), "edtf")("x"), "edtf: expected a date such as 2024-05-26, found 'x'."),
    "edtf deep": (within(note(1), "edtf")("[" * 2000), "edtf: expected a date"),
    "edtf edge": (within(note(1), "edtf")("9999-12-31/.."), "edtf: expected a date"),
    "published": (within(note(1), "source", "published")("garbage"), "published: expected a date"),
    "dispatch": (within(note(1), "source", "dispatch")({}), "dispatch: expected text, found '{}'."),
    "source": (within(note(1), "source")(3), "expected the fields of a note, found others"),
    "text": (within(note(1), "span", "text")(None), "text: expected text, found 'None'."),
    "start": (within(note(1), "span", "start")(10**30), "start: expected a whole number"),
    "end": (within(note(1), "span", "start")(9), "start: expected at most end (4), found 9."),
    "body": (within(note(1), "body")([]), "expected the fields of a note"),
    "note": (within(note(1), "body", "text")(["x"]), "text: expected text, found"),
    "kind": (within(note(1), "kind")("banana"), "kind: expected one of statement, contact"),
    "kind list": (within(note(1), "kind")([]), "kind: expected one of statement, contact"),
    "missing": ({"id": "note-1", "kind": "note"}, "body: expected a value, found nothing."),
    "confidence": (within(note(1), "confidence")(7), "confidence: expected a number from 0 to 1"),
    "reviewed": (within(note(1), "reviewed")("yes"), "reviewed: expected true or false"),
    "figure": (within(FIGURE, "body", "value")(None), "value: expected a number, or low and high"),
    "nan": (within(FIGURE, "body", "value")(float("nan")), "value: expected a finite number"),
    "large": (within(FIGURE, "body", "value")(10**400), "value: expected a finite number"),
    "contact": (
        within(note(1), "body")(CONTACT | {"participants": "a"}) | {"kind": "contact"},
        "participants: expected a list",
    ),
}


def ledger_of(path: Path, *entries: object) -> Ledger:
    """Return a ledger whose lines are chained rightly, whatever is in them."""
    head, lines = FIRST, []
    for entry in entries:
        digest = chained(head, entry)
        lines.append(canonical({"previous": head, "entry": entry, "hash": digest}) + "\n")
        head = digest
    path.write_bytes(encoded("".join(lines)))
    return Ledger(path)


@pytest.mark.parametrize("name", SPOILED)
def test_a_note_with_the_same_id_says_why(name: str) -> None:
    found, reason = SPOILED[name]
    entry = entry_or_note(json.loads(json.dumps(found)), 4)
    assert entry.id == "note-1"
    assert cannot_be_shown(entry)
    assert isinstance(entry.body, Note)
    assert entry.body.text.startswith(f"This entry of the record cannot be shown: {reason}")
    assert len(entry.body.text) < 300


@pytest.mark.parametrize("found", [3, None, [], "x", {}, {"id": 3}, {"id": ""}, {"id": ["x"]}])
def test_without_an_id_it_is_named_by_its_line(found: object) -> None:
    entry = entry_or_note(found, 4)
    assert entry.id == "line-4"
    assert cannot_be_shown(entry)


def test_a_good_entry_is_itself() -> None:
    for entry in (note(1), FIGURE):
        assert entry_or_note(json.loads(json.dumps(entry.to_json())), 1) == entry
        assert not cannot_be_shown(entry)


def test_what_can_be_shown_of_it_is_kept() -> None:
    entry = entry_or_note(within(note(1), "edtf")(5), 4)
    assert asdict(entry) | {"body": None, "edtf": None} == asdict(note(1)) | {
        "body": None,
        "edtf": None,
        "reviewed": False,
    }


def test_a_retraction_and_a_correction_keep_their_effect(tmp_path: Path) -> None:
    gone = Entry("note-1-", Retraction("note-1", "wrong"), note(1).source, note(1).span)
    replaced = Entry("note-2+2", Note("right"), note(2).source, note(2).span, replaces="note-2")
    ledger = ledger_of(
        tmp_path / "record.jsonl",
        note(1).to_json(),
        note(2).to_json(),
        within(gone, "body", "because")(None),
        within(replaced, "edtf")(5),
    )
    assert list(current(ledger).entries) == ["note-2+2"]
    assert [entry.id for entry in Index(ledger).entries()] == ["note-2+2"]


def test_it_can_be_corrected_and_retracted(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "record.jsonl", within(note(1), "edtf")(5), {"id": 3})
    correct(ledger, "note-1", {"text": "seen on Monday"})
    retract(ledger, "line-2", "nobody knows what it was")
    assert [entry.body for entry in current(ledger).entries.values()] == [Note("seen on Monday")]
    ledger.verify()


COMMANDS = [
    ["record", "{}", "list"],
    ["record", "{}", "list", "--json"],
    ["record", "{}", "show", "note-1"],
    ["record", "{}", "verify"],
    ["record", "{}", "export", "--format", "csv"],
    ["record", "{}", "export", "--format", "prov"],
    ["record", "{}", "add", "note", "text=x"],
    ["record", "{}", "review", "--json"],
    ["brief", "{}"],
    ["brief", "{}", "--json"],
    ["report", "{}", "--out", "{}/report.html"],
    ["run", "{}", "--out", "{}/out"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_is_stopped(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "2031-03-01-a.txt").write_text("Mayor Ann Lee met Bo Dahl in Orsova on Monday.\n")
    spoiled = [found | {"id": f"note-{n}"} for n, (found, _) in enumerate(SPOILED.values(), 1)]
    ledger_of(tmp_path / "record.jsonl", *spoiled, 3)
    done = goodoffices(*(word.replace("{}", str(tmp_path)) for word in command))
    assert done.returncode == 0, done.stderr
    if "--json" in command:
        assert "NaN" not in done.stdout
        json.loads(done.stdout)
    if command[0] == "brief" or command[2] in ("list", "show", "export"):
        assert "cannot be shown" in done.stdout
