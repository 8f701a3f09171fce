"""Writers at once: each decision is made while nobody else can add to the ledger."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.record import Entry, Index, Ledger, Note
from goodoffices.record.ledger.decisions import add, correct
from goodoffices.record.ledger.fold import current
from tests.support.record import note, review_of

WRITERS = """
import os, sys
from pathlib import Path
from goodoffices.errors import UsageError
from goodoffices.record import Ledger, Note, Review, Source, Span
from goodoffices.record.ledger.decisions import add, correct, retract
from tests.support.record import note
source, span = Source("minutes", None, None, None, ""), Span(0, 0, "")
begin, gate = os.pipe()
for number in range(int(sys.argv[2])):
    if os.fork():
        continue
    os.close(gate)
    ledger = Ledger(Path(sys.argv[1]) / "record.jsonl")
    os.write(2, b".")
    os.read(begin, 1)
    try:
        said = {action}
    except UsageError:
        said = "refused"
    os.write(1, f"{said}\\n".encode())
    os._exit(0)
os.write(2, b"\\n")
sys.stdin.readline()
os.close(gate)
sys.exit(any(os.wait()[1] for number in range(int(sys.argv[2]))))
"""
"""Writers that begin when the gate is closed, act once and print the entry's id or 'refused'.

They are processes, forked from one that has loaded what they need. Each writes a dot as soon as it waits.
"""
ADD = 'add(ledger, Note, {"text": f"n{number}"}, source, span).id'
CORRECT = 'correct(ledger, "note-1", {"text": f"n{number}"}).id'
RETRACT = 'retract(ledger, "note-1", f"n{number}").id'
ACCEPT_ALL = "len(Review(ledger, tuple(note(n) for n in range(9))).accept_above(0))"


def at_once(folder: Path, writers: int, action: str) -> list[str]:
    """Return what each of several processes printed that began to act at the same moment."""
    code = WRITERS.replace("{action}", action)
    with subprocess.Popen(
        [sys.executable, "-c", code, folder, str(writers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as parent:
        assert parent.stderr is not None
        # a dot of each writer, and the line's end of their parent
        told = "".join(parent.stderr.read(1).decode() for _ in range(writers + 1))
        assert sorted(told) == ["\n", *"." * writers]
        said, wrong = parent.communicate(b"\n", timeout=60)
    assert (parent.returncode, wrong) == (0, b"")
    return said.decode().split()


def test_twelve_who_add_at_once_are_each_in_list_and_brief_once(folder: Path) -> None:
    said = at_once(folder, 12, ADD)
    ledger = Ledger(folder / "record.jsonl")
    expected = Counter(f"n{number}" for number in range(12))

    def texts(entries: object) -> Counter[str]:
        assert isinstance(entries, list | tuple)
        return Counter(entry.body.text for entry in entries)

    assert len(set(said)) == 12
    assert texts(list(Index(ledger).entries())) == expected
    assert texts(go.brief(folder).of("note")) == expected
    ledger.verify()


@pytest.mark.parametrize("action", [CORRECT, RETRACT])
def test_only_one_of_those_who_change_an_entry_at_once_is_told_that_it_did(
    action: str, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    said = at_once(tmp_path, 6, action)
    assert said.count("refused") == 5
    assert len(list(ledger)) == 2


def test_proposals_accepted_by_several_at_once_enter_once(tmp_path: Path) -> None:
    assert sorted(at_once(tmp_path, 6, ACCEPT_ALL)) == ["0"] * 5 + ["9"]
    assert len(list(Ledger(tmp_path / "record.jsonl"))) == 9


HELD = """
import sys
from pathlib import Path
from filelock import Timeout
from goodoffices.record import Ledger
try:
    Ledger(Path(sys.argv[1])).lock.acquire(timeout=0)
    print("free")
except Timeout:
    print("held")
"""
"""A process that says whether it can have the lock of a ledger now."""


def test_a_decision_sees_what_was_added_before_it_and_nobody_adds_meanwhile(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    seen: list[str] = []

    def make(entries: object) -> list[Entry]:
        assert isinstance(entries, Ledger)
        seen.extend(entry.id for entry in entries)
        other = subprocess.run(
            [sys.executable, "-c", HELD, str(ledger.path)], capture_output=True, text=True, check=True
        )
        seen.append(other.stdout.strip())
        return [note(2)]

    assert ledger.decide(make) == (note(2),)
    assert seen == ["note-1", "held"]


def test_a_decision_that_fails_adds_nothing(folder: Path) -> None:
    work = review_of(folder)
    with pytest.raises(UsageError, match="expected a proposal"):
        work.accept("nothing")
    assert not work.ledger.path.exists()
    assert work.accept_above(1.1) == ()
    assert not work.ledger.path.exists()


def test_a_correction_takes_an_id_that_is_free(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    first = add(ledger, Note, {"text": "a"}, note(1).source, note(1).span)
    assert first.id == "report-1:note-by-hand-1"
    twin = Entry("note-1+2", Note("another"), note(1).source, note(1).span)
    ledger.append(twin)
    assert correct(ledger, "note-1", {"text": "b"}).id == "note-1+3"
    assert set(current(ledger).entries) == {first.id, "note-1+2", "note-1+3"}
