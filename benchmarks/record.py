"""A long record: processor seconds to add entries, to index them, and to search them.

The words are those of English, drawn as often as Zipf's law says: the word of rank k comes 1/k as often as
the first. A search is repeated in an index that is up to date, and includes opening it, the last line's hash,
the number of entries found, and the twenty entries shown.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spellchecker import SpellChecker

from benchmarks.tables import show
from goodoffices.record import Contact, Entry, Index, Ledger, Source, Span, Wanted
from goodoffices.record.ledger.file import FIRST, canonical, chained

MANY = 1_000_000
GOAL = 50.0
"""Milliseconds of processor time for a search."""
REPEATS = 20
WORDS_EACH = 25


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure and print every row."""
    many = MANY // 50 if quick else MANY
    vocabulary = words()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "record.jsonl")
        write(ledger.path, entries(vocabulary, many))
        index = Index(ledger)
        began = time.process_time()
        index.refresh()
        indexed = many / (time.process_time() - began)
        common, second, seldom = vocabulary[0], vocabulary[1], vocabulary[len(vocabulary) // 2]
        middle = vocabulary[300]
        searches = {
            "the commonest word": (common, Wanted()),
            "a word of rank 300": (middle, Wanted()),
            "a rare word": (seldom, Wanted()),
            "a word that is not there": ("qqqqqq", Wanted()),
            "two common words": (f"{common} {second}", Wanted()),
            "two common words side by side": (f'"{common} {second}"', Wanted()),
            "common and rare": (f"{common} {seldom}", Wanted()),
            "six common words": (" ".join(vocabulary[:6]), Wanted()),
            "a beginning of three letters": (f"{middle[:3]}*", Wanted()),
            "common, with an actor": (common, Wanted(actor="actor-7")),
            "common, since a day": (common, Wanted(since="2031-06")),
        }
        rows = [
            _row(f"search, {name}", _milliseconds(index, *asked), "ms")
            for name, asked in searches.items()
        ]
        size = index.path.stat().st_size / os.stat(ledger.path).st_size
    rows.append({**_row("entries indexed in a second", indexed, "entries"), "ratio": indexed / 5_000})
    rows.append({**_row("index, as a share of the ledger", size, "of its bytes"), "ratio": 1 / size})
    show(rows, title=f"A record of {many:,} entries")
    return rows


def words() -> list[str]:
    """Return the words of a dictionary of English, the commonest first."""
    known = SpellChecker().word_frequency
    plain = (word for word in known.words() if word.isascii() and word.isalpha())
    return sorted(plain, key=lambda word: (-known[word], word))[:40_000]


def entries(vocabulary: list[str], many: int) -> Iterator[Entry]:
    """Yield contacts of drawn words, in blocks so that little memory is taken."""
    chance = np.random.Generator(np.random.Philox(18))
    shares = 1 / np.arange(1, len(vocabulary) + 1)
    shares /= shares.sum()
    for block in range(0, many, 10_000):
        drawn = chance.choice(len(vocabulary), size=(min(10_000, many - block), WORDS_EACH), p=shares)
        for number, row in enumerate(drawn, block):
            text = " ".join(vocabulary[word] for word in row)
            body = Contact("meeting", "held", (f"actor-{number % 50}", "actor-0"), None, None)
            source = Source(f"report-{number // 18}", "2031-03-04", "Coast News", None, "")
            day = f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}"
            yield Entry(
                f"report-{number // 18}:contact-{number}", body, source, Span(0, len(text), text), day
            )


def write(path: Path, found: Iterator[Entry]) -> None:
    """Write a ledger line by line: :meth:`Ledger.append` would hold a million entries in memory."""
    head = FIRST
    with open(path, "w", encoding="utf-8") as file:
        for entry in found:
            body = entry.to_json()
            digest = chained(head, body)
            file.write(canonical({"previous": head, "entry": body, "hash": digest}) + "\n")
            head = digest


def _milliseconds(index: Index, asked: str, wanted: Wanted) -> float:
    index.search(asked, wanted)
    began = time.process_time()
    for _ in range(REPEATS):
        index.search(asked, wanted)
    return 1000 * (time.process_time() - began) / REPEATS


def _row(name: str, ours: float, unit: str) -> dict[str, Any]:
    return {
        "name": name,
        "ours": ours,
        "peer": None,
        "unit": unit,
        "ratio": GOAL / ours,
        "goal": 1,
    }
