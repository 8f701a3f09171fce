"""The brief of a case, from its dispatches and its record."""

from __future__ import annotations

from pathlib import Path

import goodoffices as go
from goodoffices.record import Entry, Ledger
from tests.support.cases import CASES


def test_the_brief_of_the_living_case_says_where_the_talks_stand() -> None:
    brief = go.brief(CASES / "hostage-talks-2024")
    found = brief.to_json()
    assert {
        "case", "as_of", "status", "last_round", "next_round", "parties", "mediators", "actors", "contacts",
        "positions", "proposals", "pressure", "figures", "statements", "damage", "open_questions",
    } <= set(found)  # fmt: skip
    assert (found["last_round"]["place"], found["last_round"]["status"]) == (
        "Cairo",
        "ended-without-result",
    )
    assert found["next_round"]["edtf"] == "2024-05-27/2024-06-02"
    assert found["as_of"] == "2024-05-26"
    assert "ended in early May without significant progress" in found["status"]
    known = {entry.id for entry in brief.entries}
    assert all(set(clause.entries) <= known for clause in (*brief.clauses, *brief.open_questions))


def test_a_reviewed_entry_stands_in_for_its_proposal(tmp_path: Path) -> None:
    folder = tmp_path / "hostage-talks-2024"
    (folder / "dispatches").mkdir(parents=True)
    for path in (CASES / "hostage-talks-2024").rglob("*.*"):
        (folder / path.relative_to(CASES / "hostage-talks-2024")).write_bytes(path.read_bytes())
    proposed = go.brief(folder)
    first = proposed.entries[0]
    Ledger(folder / "record.jsonl").append(
        Entry(first.id, first.body, first.source, first.span, first.edtf, reviewed=True)
    )
    after = go.brief(folder)
    assert len(after.entries) == len(proposed.entries)
    assert [entry.id for entry in after.entries if entry.reviewed] == [first.id]


def test_a_dispatch_that_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "2031-01-01-a.txt").write_bytes(b"\0\1\2")
    (tmp_path / "2031-01-02-b.txt").write_text(
        "Mayor Ann Lee met Governor Bo Dahl in Orsova on Monday.\n"
    )
    (tmp_path / "2031-01-03-c.txt").write_text("")
    found = go.brief(tmp_path)
    assert len(found.unread) == 1
    assert "NUL byte" in found.unread[0]
    assert [entry.kind for entry in found.entries] == ["contact"]
