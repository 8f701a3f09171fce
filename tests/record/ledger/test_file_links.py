"""A record that is a link: one that leads nowhere is refused, as it would seem to be empty."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.record import Index, Ledger, Wanted
from tests.support.record import note

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
ACTS: dict[str, Callable[[Ledger], object]] = {
    "append": lambda ledger: ledger.append(note(1)),
    "list": lambda ledger: list(Index(ledger).entries()),
    "search": lambda ledger: Index(ledger).search("words", Wanted()),
    "iterate": list,
    "verify": lambda ledger: ledger.verify(),
    "head": lambda ledger: ledger.head(),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("target", ["record.jsonl", "nowhere.jsonl"])
def test_a_record_that_is_a_link_to_no_file_is_refused(act: str, target: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.path.symlink_to(target)
    with pytest.raises(InputError, match="expected a file of entries, found a link to no file"):
        ACTS[act](ledger)
    assert not ledger.path.exists()


def test_a_record_may_be_a_link_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.jsonl").touch()
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.path.symlink_to("elsewhere.jsonl")
    ledger.append(note(1))
    assert [one.id for one in Ledger(tmp_path / "elsewhere.jsonl")] == ["note-1"]
