"""Statements: who said what."""

from __future__ import annotations

from typing import Any

import goodoffices as go


def test_the_statements(found: dict[str, Any]) -> None:
    said = {(s["speaker"]["text"], s["speaker"]["anonymity"], s["told"]) for s in found["statements"]}
    assert {
        ("a source in the region", "unnamed-source", None),
        ("President Joe Biden", "named", None),
        ("The White House", "institution", None),
        ("the State Department spokesman", "unnamed-official", None),
        ("The Health Ministry", "institution", None),
    } <= said
    told = [s for s in found["statements"] if s["told"]]
    assert {(s["told"], s["speaker"]["anonymity"]) for s in told} == {("CBS News", "unnamed-official")}
    assert all("senior official" in s["speaker"]["text"] for s in told)
    done, meant = told
    assert (done["assertion"], meant["assertion"]) == ("asserted", "planned")
    assert "I will maintain" in meant["content"][0]["text"] or "I intend" in meant["content"][0]["text"]


def test_what_somebody_said_ends_where_the_concession_does() -> None:
    """'Although X hoped A, B happened': B is the report's own, not X's."""
    text = "Although union officials expressed hope that the gap could be closed, the round ended in vain.\n"
    [said] = go.read(text.encode(), name="a").to_json()["statements"]
    assert said["content"][0]["text"] == "hope that the gap could be closed"
