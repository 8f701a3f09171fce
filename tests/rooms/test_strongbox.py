"""A sealed file: it opens whole with its passphrase, and otherwise says in a sentence why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import InputError, LedgerError, UsageError

pytest.importorskip("cryptography", reason="the extra 'rooms' is not installed")

from goodoffices.rooms import strongbox

WORDS = "five words that nobody guesses"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work for each guess, and small chunks, so that tests open many files of several."""
    monkeypatch.setattr(strongbox, "COST", {"n": 4, "r": 8, "p": 1})
    monkeypatch.setattr(strongbox, "CHUNK", 100)


def written(folder: Path, number: int = 20) -> tuple[Path, list[dict[str, Any]]]:
    lines = [{"number": n, "words": f"CANARY سلام {n}"} for n in range(number)]
    path = folder / "sealed"
    strongbox.write(path, WORDS, lines)
    return path, lines


@pytest.mark.parametrize("number", [0, 1, 2, 20])
def test_what_was_written_is_read_again(number: int, tmp_path: Path) -> None:
    path, lines = written(tmp_path, number)
    assert list(strongbox.read(path, WORDS)) == lines
    assert b"CANARY" not in path.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["sealed"]


def test_the_same_letters_from_another_keyboard_open_it(tmp_path: Path) -> None:
    path = tmp_path / "sealed"
    strongbox.write(path, "caf\N{LATIN SMALL LETTER E WITH ACUTE} on the corner", [{}])
    assert list(strongbox.read(path, "cafe\N{COMBINING ACUTE ACCENT} on the corner")) == [{}]


def test_a_wrong_passphrase_is_told_apart_from_a_changed_file(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    with pytest.raises(LedgerError, match="this passphrase does not open it"):
        list(strongbox.read(path, WORDS + "."))
    with pytest.raises(UsageError, match="at least 12 characters"):
        strongbox.write(tmp_path / "other", "short", [])


def test_every_flipped_byte_and_every_cut_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        cut = whole[:place]
        for broken in (bytes(flipped), cut):
            path.write_bytes(broken)
            with pytest.raises((LedgerError, UsageError), match=str(path)):
                next(strongbox.read(path, WORDS))
    for more in (b"x", whole):
        path.write_bytes(whole + more)
        with pytest.raises(LedgerError, match="was changed"):
            next(strongbox.read(path, WORDS))


def test_chunks_that_change_places_or_come_from_another_file_are_refused(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    whole = path.read_bytes()
    begin = whole.index(b"\n", len(strongbox.MAGIC)) + 1
    chunks, rest = [], whole[begin:]
    while rest:
        size = strongbox.LENGTH_BYTES + int.from_bytes(rest[: strongbox.LENGTH_BYTES], "big")
        chunks.append(rest[:size])
        rest = rest[size:]
    assert len(chunks) > 4
    other = tmp_path / "other"
    strongbox.write(other, WORDS, [{"number": n} for n in range(40)])
    swapped = [chunks[0], chunks[2], chunks[1], *chunks[3:]]
    without = [chunks[0], *chunks[2:]]
    ended = chunks[:-1]
    for found in (swapped, without, ended, [*chunks[:2], chunks[1], *chunks[2:]]):
        path.write_bytes(whole[:begin] + b"".join(found))
        with pytest.raises(LedgerError):
            next(strongbox.read(path, WORDS))
    path.write_bytes(whole[:begin] + other.read_bytes()[begin:])
    with pytest.raises(LedgerError):
        next(strongbox.read(path, WORDS))


def test_a_file_cannot_ask_for_all_memory(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"n": 4', b'"n": 1073741824'))
    with pytest.raises(LedgerError, match="the beginning of the file was changed"):
        next(strongbox.read(path, WORDS))


def test_nothing_is_left_of_a_file_that_could_not_be_finished(tmp_path: Path) -> None:
    def failing() -> Any:
        yield {"words": "CANARY" * 100}
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        strongbox.write(tmp_path / "sealed", WORDS, failing())
    assert list(tmp_path.iterdir()) == []
    path, lines = written(tmp_path)
    with pytest.raises(UsageError, match="expected a new file"):
        strongbox.write(path, WORDS, [])
    assert list(strongbox.read(path, WORDS)) == lines


def test_a_file_of_somebody_else_beside_it_stays_as_it_was(tmp_path: Path) -> None:
    other = tmp_path / "sealed.part"
    other.write_text("a letter of ours", "utf-8")
    written(tmp_path)
    assert other.read_text("utf-8") == "a letter of ours"


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_it_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "sealed").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="found a link"):
        strongbox.write(tmp_path / "sealed", WORDS, [])
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="expected a plain file, found a pipe"):
        next(strongbox.read(tmp_path / "pipe", "a long enough word of ours"))
