"""Hostile logs, backups and folders of a room. Without the extra ``rooms`` they are refused at once."""

from __future__ import annotations

import json
import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.fuzz import broken, samples
from benchmarks.fuzz.kinds import Draws, kind, one_of
from benchmarks.fuzz.records import VALUES
from benchmarks.fuzz.trial import Content, Trial
from goodoffices.rooms import chain

WORDS = "a long enough word of ours"
SERVER = "00" * 32


@cache
def log() -> tuple[str, str]:
    """Return the log of a room with three publications, and its head."""
    previous, rows = chain.FIRST, []
    for number, kind_ in enumerate(("opened", "seated", "put")):
        body = {"kind": kind_, "words": "Talks begin ‘today’."}
        one = chain.publication(previous, number, f"2031-05-04T10:0{number}:00Z", body, ["0" * 64])
        rows.append(one.line())
        previous = one.hash
    return "".join(f"{row}\n" for row in rows), previous


@cache
def sealed(lines: str) -> bytes:
    """Return lines of JSON, sealed rightly, with a key that costs nothing."""
    from goodoffices.rooms import strongbox

    usual = dict(strongbox.COST)
    strongbox.COST["n"] = 2
    try:
        with tempfile.TemporaryDirectory() as place:
            strongbox.write(Path(place) / "x", WORDS, json.loads(lines.replace("\\ud800", "?")))
            return (Path(place) / "x").read_bytes()
    finally:
        strongbox.COST.update(usual)


@kind("room: a log spoiled, and its head")
def spoiled_log(draws: Draws) -> Trial:
    whole, head = log()
    logs: tuple[Content, ...] = (
        broken.spoiled(draws, whole),
        broken.spoiled(draws, whole),
        broken.lines(draws, whole).encode(),
        whole[: int(draws.integers(len(whole)))].encode(),
        whole.encode() * 2,
        whole.replace("\n", "\r\n").encode(),
        whole.encode() + b"[" * 99_999,
        b"{}\n" * 99_999,
        "fifo",
        "folder",
        "link:/dev/zero",
        "link:nowhere",
    )
    side = json.dumps({"entries": [], "compartment": "x", "leaves": [], "seed": "0" * 64})
    sides: tuple[Content, ...] = (broken.spoiled(draws, side), b"[]", b"[" * 99_999, "fifo", "folder")
    heads = (head, chain.spoken(head), head[:9], broken.value(draws), head.upper(), "-", "")
    words = ["verify", "log.jsonl", one_of(draws, tuple((one,) for one in heads))[0]]
    words += [["--json"], ["--own", "side.json"], []][int(draws.integers(3))]
    words = [word.replace("\0", "").replace("\ud800", "\udcff")[:90_000] for word in words]
    files: dict[str, Content] = {
        "log.jsonl": whole.encode() if "--own" in words else logs[int(draws.integers(len(logs)))],
        "side.json": sides[int(draws.integers(len(sides)))],
    }
    return Trial("room: log", tuple(words), files, seconds=5)


def _changed(draws: Draws, lines: list[Any]) -> list[Any]:
    """Return lines with a value inside replaced, one left out, or one doubled."""
    found = deepcopy(lines)
    at = int(draws.integers(len(found)))
    way = draws.integers(4)
    if way == 0:
        del found[at]
    elif way == 1:
        found.insert(at, deepcopy(found[int(draws.integers(len(found)))]))
    elif way == 2:
        found[at] = deepcopy(VALUES[int(draws.integers(len(VALUES)))])
    else:
        inside = found[at]
        inside[list(inside)[int(draws.integers(len(inside)))]] = deepcopy(
            VALUES[int(draws.integers(len(VALUES)))]
        )
    return found


@kind("room: a backup spoiled, or of lines that none has")
def spoiled_backup(draws: Draws) -> Trial:
    config = {"case": "case/case.yaml", "hosts": ["localhost"], "zone": "UTC"}
    rows: list[Any] = [
        {"pair": "a", "made": "x", "config": config},
        {"file": "case/case.yaml", "content": "eA=="},
        {"migrations": []},
        {"table": "rooms.room", "fields": ["id"]},
        {"row": [1]},
    ]
    keys: list[Any] = [{"pair": "a", "made": "x"}, {"server": SERVER}, {"name": "x", "box": "00"}]
    if draws.integers(2):
        rows = _changed(draws, rows)
    else:
        keys = _changed(draws, keys)
    contents: list[Content] = [sealed(json.dumps(rows)), sealed(json.dumps(keys))]
    if draws.integers(3) == 0:
        at = int(draws.integers(2))
        whole = contents[at]
        assert isinstance(whole, bytes)
        ways: tuple[Content, ...] = (
            broken.data(draws, whole),
            whole[: int(draws.integers(len(whole)))],
            whole * 2,
            b"",
            "fifo",
            "folder",
            "link:/dev/zero",
            "link:nowhere",
        )
        contents[at] = ways[int(draws.integers(len(ways)))]
    files: dict[str, Content] = {
        "b": contents[0],
        "b.keys": contents[1],
        "words": f"{WORDS}\n".encode(),
    }
    if draws.integers(10) == 0:
        files["words"] = ("fifo", b"", b"\xff", "folder")[int(draws.integers(4))]
    command = ("room", "out", "restore", "b", "--key", "out.key", "--passphrase", "words")
    return Trial("room: backup", command, files, seconds=10)


@kind("room: the folder of a server")
def strange_folder(draws: Draws) -> Trial:
    config = {"key": "k", "case": "case/case.yaml", "hosts": ["localhost"], "zone": "UTC"}
    configs: tuple[Content, ...] = (
        broken.spoiled(draws, json.dumps(config)),
        json.dumps(config).encode(),
        b"",
        b"[" * 99_999,
        "fifo",
        "folder",
        "link:/dev/zero",
    )
    files: dict[str, Content] = {
        "data/room.json": configs[int(draws.integers(len(configs)))],
        "data/case/case.yaml": samples.cases()["canal"].encode(),
        "data/room.sqlite3": draws.bytes(200),
        "k": (b"x" * 32, b"", draws.bytes(32))[int(draws.integers(3))],
        "words": f"{WORDS}\n".encode(),
    }
    more = one_of(
        draws, (("log",), ("link", "--seat", "party:A"), ("backup", "out", "--passphrase", "words"))
    )
    return Trial("room: folder", ("room", "data", *more), files, seconds=10)
