"""A log is held against a head at home: every way to change it is found out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from goodoffices.errors import LedgerError
from goodoffices.rooms import chain


@dataclass
class Small:
    """A room of two compartments and four publications, written with the functions of the chain alone."""

    log: list[chain.Publication]
    own: dict[str, Any]

    @property
    def text(self) -> str:
        return "".join(line.line() + "\n" for line in self.log)


def small(word: str = "the harbour", silent: bool = False) -> Small:
    heads = [chain.FIRST, chain.FIRST]
    log: list[chain.Publication] = []
    entries: list[dict[str, Any]] = []
    leaves: list[dict[str, Any]] = []
    for seq in range(4):
        if not silent:
            salt, content = bytes([seq]) * 32, f"{word} {seq}"
            made = chain.commitment(salt, content.encode())
            heads[0] = chain.entry_hash(heads[0], seq, made)
            entries.append(
                {"salt": salt.hex(), "content": content, "commitment": made, "hash": heads[0]}
            )
        salts = [bytes([seq, place]) * 16 for place in range(2)]
        leaves.append({"salt": salts[0].hex(), "head": heads[0]})
        log.append(
            chain.publication(
                log[-1].hash if log else chain.FIRST,
                seq,
                f"2026-03-0{seq + 1}T18:00Z",
                {"kind": "text put", "words": "\u2028 a line"},
                [chain.leaf(salts[place], f"side {place}", heads[place]) for place in range(2)],
            )
        )
    side = {"compartment": "side 0", "place": 0, "entries": entries, "leaves": leaves}
    return Small(log, {"compartments": [side]})


def test_a_log_holds_its_head_and_older_heads_whole_or_as_read_aloud() -> None:
    room = small()
    for line in room.log:
        assert len(chain.verify(room.text, line.hash)) == 4
        assert len(chain.verify(room.text, chain.spoken(line.hash).upper())) == 4
    assert chain.verify_own(room.own, room.log) == 4


def test_entries_after_the_last_publication_are_not_said_to_be_in_the_log() -> None:
    room = small()
    entries = room.own["compartments"][0]["entries"]
    made = chain.commitment(b"salt", b"not yet")
    entries.append({"commitment": made, "hash": chain.entry_hash(entries[-1]["hash"], 4, made)})
    assert chain.verify_own(room.own, room.log) == 4
    assert chain.entries_of(room.own) == 5
    assert chain.place_of(chain.spoken(room.log[1].hash), room.log) == 2


@pytest.mark.parametrize("line", range(4))
def test_a_flipped_sign_is_found(line: int) -> None:
    room = small()
    lines = room.text.split("\n")
    for place in range(0, len(lines[line]), 7):
        sign = lines[line][place]
        changed = [*lines]
        changed[line] = lines[line][:place] + ("0" if sign != "0" else "1") + lines[line][place + 1 :]
        with pytest.raises(LedgerError):
            chain.verify("\n".join(changed), room.log[-1].hash)


def test_swapped_deleted_and_cut_lines_are_found() -> None:
    room = small()
    lines = room.text.removesuffix("\n").split("\n")
    held = room.log[-1].hash
    for changed in (
        [lines[0], lines[2], lines[1], lines[3]],
        [lines[0], lines[1], lines[3]],
        lines[1:],
        lines[:3],
        [*lines, lines[3]],
        [],
    ):
        with pytest.raises(LedgerError):
            chain.verify("\n".join(changed), held)


def test_a_fork_is_found_although_it_is_a_sound_log() -> None:
    room, fork = small(), small("another harbour")
    assert chain.verify(fork.text, fork.log[-1].hash)
    with pytest.raises(LedgerError, match="does not contain the head"):
        chain.verify(fork.text, room.log[-1].hash)


def test_a_short_head_is_refused() -> None:
    room = small()
    with pytest.raises(LedgerError, match="at least 32 digits"):
        chain.verify(room.text, room.log[-1].hash[:31])


def test_an_own_entry_that_was_changed_removed_or_exchanged_is_found() -> None:
    def changed(path: list[Any], value: object) -> dict[str, Any]:
        own = json.loads(json.dumps(small().own))
        target = own["compartments"][0]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value
        return dict(own)

    log = small().log
    side = small().own["compartments"][0]
    other = small("another harbour").own["compartments"][0]
    for own in (
        changed(["entries", 1, "content"], "no"),
        changed(["entries"], side["entries"][:3]),
        changed(["entries"], [side["entries"][1], side["entries"][0], *side["entries"][2:]]),
        changed(["entries"], other["entries"]),
        changed(["leaves"], side["leaves"][:3]),
        changed(["place"], 1),
        changed(["place"], 7),
        changed(["entries", 1], None),
        {},
    ):
        with pytest.raises(LedgerError):
            chain.verify_own(own, log)


def test_shredded_entries_leave_both_chains_valid() -> None:
    room = small()
    for entry in room.own["compartments"][0]["entries"]:
        del entry["salt"], entry["content"]
    assert chain.verify_own(room.own, room.log) == 4


def test_a_busy_and_a_silent_side_look_alike_to_the_public() -> None:
    busy, silent = small(), small(silent=True)
    assert len(busy.text) == len(silent.text)
    assert [line.leaves[1] for line in busy.log] == [line.leaves[1] for line in silent.log]


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"seq":0}', "[" * 100_000, "null", '{"at":1,"body":{},"hash":"","seq":0}']
)
def test_what_is_no_log_is_refused(line: str) -> None:
    with pytest.raises(LedgerError, match="line 1"):
        chain.read_log(line)
