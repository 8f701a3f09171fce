"""Broken input for the reader and the ledger: ``python -m benchmarks.fuzz [MINUTES] [SEED]``.

The reader is given coded dispatches with pieces cut out, doubled, moved and replaced by what real files
hold by mistake; it must answer or refuse with an InputError, every span must stand in the text, and the
time must stay within a bound linear in the size. The ledger is given a file changed in one place;
`verify` against the head must tell. A case that fails is written beside the current folder and named.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
from rich.console import Console

from benchmarks.lenient import HERE
from benchmarks.marks import dispatches
from goodoffices.errors import InputError, LedgerError
from goodoffices.reader import Reading, read
from goodoffices.record.entries import Span, Statement
from goodoffices.record.ledger.file import Ledger

JUNK = (
    "\x00",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\u200b",
    "\r",
    "\r\n",
    "\n\n\n",
    "“",
    "”",
    '"',
    "’",
    "---\n",
    "# ",
    "{",
    "}",
    "<b>",
    "</p>",
    "&nbsp;",
    "�",
    "â€œ",
    "\t",
    "שלום עליכם",
    "السلام عليكم",
    "🕊",
    "1,000,000",
    "0",
    "-1",
    "May 99",
    "31 February",
    "9" * 400,
    "A" * 300,
    ". " * 50,
    "said that " * 20,
    "\u0301",
    "\ud800",
    "published: x\n",
    "İ",
    "ﬁ",
)
SECONDS_A_CHARACTER = 4e-4
"""Bound on reading time, in addition to a second at the start: far above the time of a sound reader."""


def main(minutes: float, seed: int) -> None:
    """Fuzz until the time is up; return 1 at the first failure."""
    draws = np.random.Generator(np.random.Philox(seed))
    golds = [gold for half in ("tune", "report") for gold in dispatches(HERE / "gold" / f"{half}.txt")]
    seeds = [gold.text.encode() for gold in golds]
    seen: Counter[str] = Counter()
    until = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder:
        lines = _ledger(Path(folder) / "whole.jsonl", golds[0].text)
        head = Ledger(Path(folder) / "whole.jsonl").verify()
        while time.monotonic() < until:
            broken = _broken(draws, seeds)
            published = "2031-05-05" if draws.integers(2) else None
            _tried(broken, lambda data=broken, day=published: seen.update([_reader(data, day)]))
            changed = _one_change(draws, lines)
            path = Path(folder) / "changed.jsonl"
            path.write_bytes(changed)
            _tried(
                changed,
                lambda where=path, data=changed: seen.update([_record(where, data, lines, head)]),
            )
    Console().print(
        f"{sum(seen.values())} inputs in {minutes:g} minutes, seed {seed}: {dict(seen)}; no failure."
    )


def _tried(data: bytes, check: object) -> None:
    try:
        check()  # type: ignore[operator]
    except Exception:
        Path("fuzz-failure").write_bytes(data)
        Console().print("The input that failed is in ./fuzz-failure.")
        raise


def _broken(draws: np.random.Generator, seeds: list[bytes]) -> bytes:
    text = seeds[draws.integers(len(seeds))]
    if draws.random() < 0.2:
        text += b"\n\n" + seeds[draws.integers(len(seeds))]
    for _ in range(int(draws.integers(1, 9))):
        a, b = sorted(int(place) for place in draws.integers(0, len(text) + 1, 2))
        b = min(b, a + int(draws.integers(1, 200)))
        what = draws.integers(5)
        junk = JUNK[draws.integers(len(JUNK))].encode("utf-8", "surrogatepass")
        if what == 0:
            text = text[:a] + text[b:]
        elif what == 1:
            text = text[:a] + junk + text[a:]
        elif what == 2:
            text = text[:a] + text[a:b] * int(draws.integers(2, 30)) + text[b:]
        elif what == 3:
            text = text[:a] + draws.bytes(int(draws.integers(1, 6))) + text[a:]
        else:
            text = text[:a] + text[a:b][::-1] + text[b:]
    return text


def _reader(data: bytes, published: str | None) -> str:
    begin = time.perf_counter()
    try:
        reading = read(data, published=published, name="fuzz")
    except InputError:
        return "refused by the reader"
    taken = time.perf_counter() - begin
    assert taken < 1 + SECONDS_A_CHARACTER * len(data), f"{len(data)} bytes took {taken:.1f} s"
    assert not reading.refused, reading.refused
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


def _ledger(path: Path, text: str) -> bytes:
    Ledger(path).append(*read(text.encode(), published="2031-05-05", name="fuzz").entries)
    return path.read_bytes()


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
    if changed == whole:
        return "ledger unchanged"
    try:
        Ledger(path).verify(head)
    except (InputError, LedgerError):
        return "change in the ledger told"
    raise AssertionError("verify did not see the change")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(float(given[0]) if given else 1.0, int(given[1]) if len(given) > 1 else 1)
