"""Mediators side by side: what a party tells one reaches no other, and one cannot do another's acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import room as support
from tests.support.crawling import pages, seen_by
from tests.support.room import LAKE, House, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

TWO = LAKE.replace(
    "  ferry: {name: The ferryman}\n", "  ferry: {name: The ferryman}\n  priest: {name: The priest}\n"
).replace("channels:\n", "channels:\n  - {between: [priest, N], means: boat}\n")


@pytest.fixture
def shore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A room with two mediators, in which the ferryman has put a text."""
    (tmp_path / "shore").mkdir()
    (tmp_path / "shore" / "case.yaml").write_text(TWO, "utf-8")
    support.folder()
    monkeypatch.setattr(support, "CASES", tmp_path)
    with house("shore") as room:
        room.gather()
        room.join("priest")
        room.adopt_agenda()
        room.mediator.ask("post", "desk/text", 302, {**room.draft("00"), "words-0": "CANARY-DRAFT"})
        room.put_text("11")
        yield room


def test_another_mediator_sees_the_same_whatever_a_party_tells_the_first(shore: House) -> None:
    party = shore.parties[0]
    before = seen_by(shore, "priest")
    # the party answers, changes it, and its mediator reads and drafts
    for word in ("CANARY-FIRST", "CANARY-SECOND"):
        party.answer(level="2", reason_c0=word, words=word, change="fish=100")
        assert word in shore.mediator.get("desk")
    shore.mediator.ask("post", "desk/text", 302, {**shore.draft("10"), "words-0": "CANARY-DRAFT"})
    assert seen_by(shore, "priest") == before
    shore.until()
    for page in pages():
        assert "CANARY" not in shore.people["priest"].raw("get", page).content.decode(), page
    # what the other mediator looked at is not noted as a reading: it was shown nothing
    assert "The priest read" not in party.get("audit")
    assert "The ferryman read your answer" in party.get("audit")


def test_a_last_answer_is_for_the_mediator_who_asked(shore: House) -> None:
    shore.until()
    shore.put_close(stands=1)
    for party in shore.parties:
        party.answer(answer="yes")
    shore.until()
    assert "<dt>Answer</dt>" in shore.mediator.get("desk")
    assert "<dt>Answer</dt>" not in shore.people["priest"].get("desk")
    assert "answers yes" not in shore.people["priest"].get("minutes")
