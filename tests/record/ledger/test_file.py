"""The ledger file: lines that survive, a chain that shows tampering, and lines that are on disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import InputError, LedgerError
from goodoffices.record import Entry, Index, Ledger, Outcome, Position, Retraction
from goodoffices.record.entries import KINDS
from goodoffices.record.ledger import file as ledger_file
from goodoffices.record.ledger.file import BLOCK, FIRST, canonical, chained, encoded
from tests.support.cases import CASES
from tests.support.disk import Disk
from tests.support.record import entry_of, note
from tests.support.thorough import usually


def read_entries() -> tuple[Entry, ...]:
    (reading,) = go.reader.read_all(
        go.casefile.locate(CASES / "hostage-talks-2024").dispatches
    ).readings
    return reading.entries


def test_every_kind_of_entry_survives_the_ledger(tmp_path: Path) -> None:
    signed = Outcome("signed", ("lee",), "a truce", None, None, "60 days", None)
    wanted = Position("lee", "the toll", "demands", "a lower toll", None)
    entries = (*read_entries(), note(1), entry_of(signed, "denied"), entry_of(wanted, "demanded"))
    assert {entry.kind for entry in entries} == set(KINDS) - {"retraction"}
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*entries)
    assert tuple(ledger) == entries
    rows = ledger.table().rows
    assert [row[0] for row in rows] == [entry.id for entry in entries]
    assert rows[-1][2] == "lee demands: a lower toll"


def test_an_empty_ledger_has_the_first_head(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    assert ledger.verify() == FIRST
    assert list(ledger) == []


@settings(max_examples=usually(25, 60))
@given(text=st.text(max_size=60))
def test_any_text_survives(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "record.jsonl")
    entry = note(1, text.encode("utf-8", "replace").decode())
    head = ledger.append(entry)
    assert list(ledger) == [entry]
    assert ledger.verify(head) == head


def rewritten(line: str, **fields: object) -> str:
    """A line of a ledger with other fields, in the form in which the ledger writes lines."""
    return canonical(json.loads(line) | fields) + "\n"


Lines = list[str]
TAMPERED: dict[str, Callable[[Lines], Lines]] = {
    "changed": lambda lines: [lines[0], lines[1].replace("seen", "said"), *lines[2:]],
    "another hash": lambda lines: [*lines[:4], rewritten(lines[4], hash="f" * 64)],
    "another previous": lambda lines: [*lines[:4], rewritten(lines[4], previous="f" * 64)],
    "another form": lambda lines: [*lines[:4], json.dumps(json.loads(lines[4])) + "\n"],
    "swapped": lambda lines: [lines[1], lines[0], *lines[2:]],
    "dropped": lambda lines: [lines[0], *lines[2:]],
    "first dropped": lambda lines: lines[1:],
    "truncated": lambda lines: lines[:-1],
    "repeated": lambda lines: [*lines, lines[-1]],
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_detected_against_a_held_head(kind: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(*(note(n) for n in range(5)))
    lines = ledger.path.read_text().splitlines(keepends=True)
    ledger.path.write_text("".join(TAMPERED[kind](lines)))
    with pytest.raises(LedgerError):
        ledger.verify(head)


@pytest.mark.parametrize("kind", [kind for kind in TAMPERED if kind != "truncated"])
def test_the_chain_alone_shows_a_change_within_the_record(kind: str, tmp_path: Path) -> None:
    """Only a cut at the end needs a head noted earlier: the rest of the chain is whole without it."""
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(n) for n in range(5)))
    lines = ledger.path.read_text().splitlines(keepends=True)
    ledger.path.write_text("".join(TAMPERED[kind](lines)))
    number = next(n for n, (a, b) in enumerate(zip_longest(lines, TAMPERED[kind](lines)), 1) if a != b)
    with pytest.raises(
        LedgerError,
        match=rf"record\.jsonl:{number}: the line was changed, or does not follow from the line before\.$",
    ):
        ledger.verify()


def test_a_head_that_was_cut_off_is_named(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    with pytest.raises(
        LedgerError,
        match=r"record\.jsonl: expected the head abababababab… in the chain, found it cut off\.$",
    ):
        ledger.verify("ab" * 32)


def test_the_first_head_is_in_every_chain(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1), note(2))
    assert ledger.verify(FIRST) == head == json.loads(ledger.path.read_text().splitlines()[-1])["hash"]


def test_an_older_head_stays_good_as_entries_are_added(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1))
    newer = ledger.append(note(2))
    assert ledger.verify(head) == newer


def test_a_line_cut_off_by_a_crash_is_dropped(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + whole[: len(whole) // 2])
    assert list(ledger) == [note(1)]
    ledger.append(note(2))
    assert list(ledger) == [note(1), note(2)]


def test_a_line_that_is_no_entry_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text('{"previous": 1}\n')
    with pytest.raises(InputError, match=r"record.jsonl:1: expected a line of the record"):
        list(Ledger(path))


WRITER = """
import sys
from pathlib import Path
from goodoffices.record import Entry, Ledger, Note, Source, Span
ledger = Ledger(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 100000):
    source = Source("r", None, None, None, "")
    ledger.append(Entry(f"{sys.argv[3]}-{number}", Note("x" * 500), source, Span(0, 0, "")))
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    acknowledged: list[int] = []
    for pause in (0.02, 0.05, 0.11):
        start = acknowledged[-1] + 1 if acknowledged else 0
        command = [sys.executable, "-c", WRITER, str(path), str(start), "w"]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        acknowledged.append(int(writer.stdout.readline()))
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().splitlines()]
        writer.wait()
        writer.stdout.close()
        kept = [int(entry.id.partition("-")[2]) for entry in Ledger(path)]
        assert set(acknowledged) <= set(kept)
        acknowledged = kept
    Ledger(path).verify()


def test_a_writer_waits_until_another_is_done(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    writer = Thread(target=ledger.append, args=[note(2)])
    with ledger.lock:
        writer.start()
        writer.join(0.2)
        assert [entry.id for entry in ledger] == ["note-1"]
    writer.join()
    assert [entry.id for entry in ledger] == ["note-1", "note-2"]


def test_two_writers_at_once_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    code = WRITER.replace("100000", "15")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, path, "0", name], stdout=subprocess.DEVNULL)
        for name in "ab"
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    Ledger(path).verify()
    assert len(list(Ledger(path))) == 30


def test_a_changed_last_line_is_not_added_to(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2))
    ledger.path.write_text(ledger.path.read_text().replace('"text":"seen"}', '"text":"sent"}'))
    with pytest.raises(
        LedgerError, match=r"record\.jsonl: the last line does not agree with its own hash\.$"
    ):
        ledger.append(note(3))


def test_entries_are_on_disk_before_they_are_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process would keep what it wrote; a power cut keeps what was synchronised."""
    ledger, disk = Ledger(tmp_path / "record.jsonl"), Disk.watched(monkeypatch)
    ledger.append(note(1))
    whole = [ledger.path.read_bytes()]
    ledger.append(note(2), note(3))
    whole.append(ledger.path.read_bytes())
    assert [call for call in disk.calls if call[0] == "fsync"] == [("fsync", data) for data in whole]
    assert [data.count(b"\n") for data in whole] == [1, 3]


def test_entries_that_cannot_be_synchronised_are_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, disk = Ledger(tmp_path / "record.jsonl"), Disk.watched(monkeypatch)

    def full(name: str) -> None:
        raise OSError(28, "No space left on device")

    disk.before = full
    with pytest.raises(OSError, match="No space left"):
        ledger.append(note(1))


@pytest.mark.parametrize("size", [10, BLOCK - 300, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_an_entry_of_any_length_can_be_added_to(size: int, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2, "x" * size))
    head = ledger.append(note(3))
    assert ledger.verify(head) == head
    assert [entry.id for entry in ledger] == ["note-1", "note-2", "note-3"]


@given(
    lines=st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")), max_size=5),
    rest=st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")),
    block=st.integers(1, 8),
)
def test_the_last_line_is_found_whatever_the_size_of_a_block(
    lines: list[bytes], rest: bytes, block: int
) -> None:
    whole = b"".join(line + b"\n" for line in lines)
    place = len(whole) - len(lines[-1]) - 1 if lines else 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_file, "BLOCK", block)
        found = ledger_file._last_line(BytesIO(whole + rest), len(whole + rest))
    assert found == (place, whole[place:])


def test_a_line_follows_from_the_line_before_it() -> None:
    """The chain, by hand: SHA-256 of the hash before, a line end and the entry in canonical form."""
    text = "f" * 64 + "\n" + '{"a":[1,"ä"],"b":null}'
    assert chained("f" * 64, {"b": None, "a": [1, "ä"]}) == sha256(text.encode()).hexdigest()


def test_half_characters_survive(tmp_path: Path) -> None:
    """A damaged dispatch may hold half of a surrogate pair, which UTF-8 proper cannot write."""
    assert encoded("\ud83d") == b"\xed\xa0\xbd"
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1, "broken \ud83d"))
    assert list(ledger) == [note(1, "broken \ud83d")]
    assert ledger.verify() == head


def test_lines_begin_where_it_is_said(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    assert list(ledger.lines()) == []
    ledger.append(note(1), note(2), note(3))
    data = ledger.path.read_bytes()
    found = list(ledger.lines())
    assert [data[start : start + len(line)] for start, line in found] == [line for _, line in found]
    assert b"".join(line for _, line in found) == data
    assert list(ledger.lines(found[1][0])) == found[1:]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", r"record.jsonl:1: expected a line of the record, found Expecting property name"),
        (
            "[]",
            r":1: expected a line of the record, found a line without previous, entry and hash\.$",
        ),
        ('{"previous": "", "hash": ""}', r"found a line without previous, entry and hash\.$"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_reason(line: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=says):
        list(Ledger(path))


def test_a_ledger_that_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would be waited for without end."""
    ledger = Ledger(tmp_path / "record.jsonl")
    os.mkfifo(ledger.path)
    for act in (lambda: list(ledger), lambda: ledger.append(note(1)), lambda: ledger.taken("x")):
        with pytest.raises(InputError, match=r"expected a file of entries, found something else\.$"):
            act()


def test_a_place_at_which_no_file_can_be_made_is_said(tmp_path: Path) -> None:
    """A lock would be waited for without end."""
    for folder in (Path("/proc"), tmp_path / "gone"):
        ledger = Ledger(folder / "record.jsonl")
        with pytest.raises(OSError, match="No such file") as caught:
            ledger.append(note(1))
        assert caught.value.filename == str(ledger.path)


def test_a_new_ledger_is_on_disk_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk, ledger = Disk.watched(monkeypatch), Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    assert [name for name, _ in disk.calls] == ["fsync", "fsync folder"]
    ledger.append(note(2))
    assert [name for name, _ in disk.calls] == ["fsync", "fsync folder", "fsync"]


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_write_that_fails_leaves_the_ledger_as_it_was(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if the last line had lost its newline: it stays whole."""
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1), note(2))
    before = ledger.path.read_bytes().removesuffix(b"\n") + end.encode()
    ledger.path.write_bytes(before)
    disk = Disk.watched(monkeypatch)

    def full(name: str) -> None:
        raise OSError(28, "No space left on device")

    disk.before = full
    with pytest.raises(OSError, match="No space left") as caught:
        ledger.append(*(note(number) for number in range(3, 60)))
    assert caught.value.filename == str(ledger.path)
    assert ledger.path.read_bytes() == before
    assert ledger.verify() == head


def test_the_numbers_of_ids_that_are_taken(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    stem = 'a "report"\n:note-'
    assert ledger.taken(stem) == set()
    ids = [f"{stem}{number}" for number in (1, 2, 30)]
    gone = Entry("gone", Retraction(f"{stem}7", "x"), note(1).source, note(1).span)
    other = replace(note(4, f"he wrote {stem}5"), id=f"x{stem}6")
    ledger.append(*(replace(note(1), id=name) for name in ids), gone, other)
    assert ledger.taken(stem) == {1, 2, 30, 7}


def test_a_bad_last_line_is_not_added_to(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.path.write_text("nothing\n")
    with pytest.raises(
        InputError, match=r"record.jsonl: expected a line of the record, found Expecting value"
    ):
        ledger.append(note(1))
    assert ledger.path.read_text() == "nothing\n"


def test_a_last_line_that_lost_its_newline_is_kept_and_given_it_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1), note(2))
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[:-1])
    assert [entry.id for entry in ledger] == ["note-1", "note-2"]
    assert [entry.id for entry in Index(ledger).entries()] == ["note-1", "note-2"]
    assert ledger.verify(head) == head
    assert ledger.rest() == b""
    newer = ledger.append(note(3))
    assert ledger.path.read_bytes().startswith(whole)
    assert [entry.id for entry in Index(ledger).entries()] == ["note-1", "note-2", "note-3"]
    assert ledger.verify(head) == newer


def test_an_only_line_that_lost_its_newline_is_kept(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    ledger.path.write_bytes(ledger.path.read_bytes()[:-1])
    ledger.append(note(2))
    assert list(ledger) == [note(1), note(2)]
    ledger.verify()


@pytest.mark.parametrize("change", ["part", "other", "spaced"])
def test_bytes_after_the_last_line_that_do_not_follow_are_told_and_removed(
    change: str, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    before = ledger.path.read_bytes()
    ledger.append(note(2))
    last = ledger.path.read_bytes()[len(before) : -1]
    changed = {
        "part": last[:-9],
        "other": last.replace(b'"seen"', b'"sent"'),
        "spaced": last.replace(b":", b": ", 1),
    }
    ledger.path.write_bytes(before + changed[change])
    assert [entry.id for entry in ledger] == ["note-1"]
    assert ledger.rest() == changed[change]
    ledger.append(note(3))
    assert ledger.rest() == b""
    assert [entry.id for entry in ledger] == ["note-1", "note-3"]


def test_a_line_with_a_key_that_no_hash_covers_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    head = ledger.append(note(1), note(2))
    lines = ledger.path.read_text().splitlines(keepends=True)
    ledger.path.write_text(rewritten(lines[0], aside="smuggled") + lines[1])
    with pytest.raises(InputError, match=r":1: .* more keys than previous, entry and hash: 'aside'\.$"):
        ledger.verify(head)


def test_brackets_too_deep_are_a_line_that_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.path.write_text("[" * 100_000 + "\n")
    with pytest.raises(InputError, match=r"jsonl:1: expected a line of the record"):
        ledger.verify()


def test_the_head_is_that_of_the_last_whole_line(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    assert ledger.head() == FIRST
    for number in range(3):
        assert ledger.append(note(number)) == ledger.head() == ledger.verify()
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[:-1])
    assert ledger.head() == ledger.verify()
    ledger.path.write_bytes(whole + b'{"entry"')
    assert ledger.head() == ledger.verify()
    ledger.path.write_bytes(whole.replace(b"seen", b"sEen"))
    with pytest.raises(LedgerError, match="last line"):
        ledger.head()
