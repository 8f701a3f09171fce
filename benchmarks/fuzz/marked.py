"""Changed dispatches and ledgers, in this process: spans stand in the text, ``verify`` sees changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.fuzz import broken, samples
from benchmarks.lenient import HERE
from benchmarks.marks import dispatches
from goodoffices.errors import InputError, LedgerError
from goodoffices.limits import DAMAGED, PROPOSALS, REPEATS
from goodoffices.reader import Reading, read
from goodoffices.record.entries import Span, Statement
from goodoffices.record.ledger.file import Ledger

SECONDS, SECONDS_A_CHARACTER = 1.0, 2e-4
"""Bound on the processor time of a reading: at the start, and three times that of a character of prose."""


@cache
def coded() -> tuple[bytes, ...]:
    """Return the dispatches coded by hand."""
    golds = [gold for half in ("tune", "report") for gold in dispatches(HERE / "gold" / f"{half}.txt")]
    return tuple(gold.text.encode() for gold in golds)


def dispatch(draws: np.random.Generator, folder: Path) -> tuple[bytes, Callable[[bytes], str]]:
    """Return a changed dispatch, and the check of its reading."""
    texts = coded()
    data = broken.data(
        draws, texts[int(draws.integers(len(texts)))], texts[int(draws.integers(len(texts)))]
    )
    published = "2031-05-05" if draws.integers(2) else None
    return data, lambda given: _reader(given, published)


def ledger(draws: np.random.Generator, folder: Path) -> tuple[bytes, Callable[[bytes], str]]:
    """Return a ledger changed in one place, and the check that `verify` against the head sees it."""
    whole = samples.ledger()
    (folder / "whole.jsonl").write_bytes(whole)
    head = Ledger(folder / "whole.jsonl").verify()
    changed = _one_change(draws, whole)

    def check(given: bytes) -> str:
        (folder / "changed.jsonl").write_bytes(given)
        return _record(folder / "changed.jsonl", given, whole, head)

    return changed, check


def _reader(data: bytes, published: str | None) -> str:
    begin = time.process_time()
    try:
        reading = read(data, published=published, name="fuzz")
    except InputError:
        return "refused by the reader"
    taken = time.process_time() - begin
    assert taken < SECONDS + SECONDS_A_CHARACTER * len(data), f"{len(data)} bytes took {taken:.1f} s"
    beyond = (str(REPEATS), str(PROPOSALS), str(DAMAGED))
    assert all(any(limit in reason for limit in beyond) for reason in reading.refused), reading.refused
    for span in _spans(reading):
        assert reading.text[span.start : span.end] == span.text
    reading.to_json()
    return "read"


def _spans(reading: Reading) -> list[Span]:
    found = [entry.span for entry in reading.entries]
    for entry in reading.entries:
        if isinstance(entry.body, Statement):
            found += [entry.body.speaker, entry.body.cue, *entry.body.content]
    return found + [mention for actor in reading.actors for mention in actor.mentions]


def _one_change(draws: np.random.Generator, whole: bytes) -> bytes:
    rows = whole.splitlines(keepends=True)
    a, b = (int(place) for place in draws.integers(0, len(rows), 2))
    what = draws.integers(5)
    if what == 0:
        return b"".join(rows[:a] + rows[a + 1 :])
    if what == 1:
        rows[a], rows[b] = rows[b], rows[a]
        return b"".join(rows)
    place = int(draws.integers(0, len(whole)))
    if what == 2:
        return whole[:place]
    if what == 3:
        return whole[:place] + draws.bytes(1) + whole[place + 1 :]
    return whole[:place] + draws.bytes(int(draws.integers(1, 5))) + whole[place:]


def _record(path: Path, changed: bytes, whole: bytes, head: str) -> str:
    # An editor that drops the last newline has changed nothing.
    if changed in (whole, whole.removesuffix(b"\n")):
        return "ledger unchanged"
    try:
        Ledger(path).verify(head)
    except (InputError, LedgerError):
        return "change in the ledger told"
    raise AssertionError("verify did not see the change")
