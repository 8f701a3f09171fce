"""Show the entries of a record: all, those that a search finds, or a single one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import complain, emit, json_text, meter, say, say_marked, table
from goodoffices.errors import UsageError
from goodoffices.wording import count, did_you_mean

if TYPE_CHECKING:
    from goodoffices.record import Entry, Ledger, Wanted

WORDS = 160
"""Characters of an entry's words in a list."""


def entries(ledger: Ledger, wanted: Wanted, first: int | None, json: bool) -> None:
    """Print the entries that a filter lets through, the first of them if asked for, and their number."""
    with meter(show=not json) as progress:
        found = go.record.Index(ledger).entries(wanted, progress)
        if json:
            _emit_all(entry.to_json() for entry in islice(found, first))
            return
    number = 0
    for entry in found:
        number += 1
        if first is not None and number > first:
            continue
        said = shorten(go.record.entry_words.quoted_words(entry), WORDS, placeholder=" …")
        say(_before(entry) + said + _after(entry))
    every = count(number, "entry", "entries")
    more = first is not None and number > first
    say(f"The first {first} of {every}; --first shows more." if more else f"{every}.")


def hits(ledger: Ledger, words: str, wanted: Wanted, first: int, json: bool) -> None:
    """Print the entries that a search finds, each as the words about the place where it was found."""
    asked = go.record.searching.searched(words)
    with meter(show=not json) as progress:
        found = go.record.Index(ledger).search(words, wanted, first, progress)
    if found.one_by_one:
        complain(
            "SQLite has no full-text search here: every entry was looked through, which takes longer."
        )
    if json:
        _emit_all(entry.to_json() for entry in found.entries)
        return
    for entry in found.entries:
        said = " ".join(go.record.entry_words.quoted_words(entry).split())
        part, places = go.record.searching.excerpt(said, asked.places(said), WORDS)
        say_marked(_before(entry), part, places, _after(entry))
    number = count(found.number, "entry", "entries")
    if found.number <= len(found.entries):
        say(f"{number}.")
    else:
        more = "more than " if found.more else ""
        say(f"The {len(found.entries)} added last of {more}{number}; --first shows more.")


def entry(ledger: Ledger, name: str, json: bool) -> None:
    """Print an entry and every decision made about it.

    Raises:
        UsageError: if the record has no such entry.
    """
    index = go.record.Index(ledger)
    found = list(index.entries(go.record.Wanted(id=name, history=True)))
    if not found:
        near = did_you_mean(name, [other.id for other in index.entries(go.record.Wanted(history=True))])
        raise UsageError(f"expected an entry of the record, found '{name}'.{near}")
    if json:
        emit([one.to_json() for one in found])
        return
    for one in found:
        table(["", one.id], [(name.replace("_", " "), value) for name, value in _rows(one) if value])


def _rows(entry: Entry) -> Iterator[tuple[str, str]]:
    written = go.record.typed_fields.written
    plain = entry.to_json()
    yield "kind", entry.kind
    yield "date", go.record.when_text(entry.edtf)
    yield "how it is meant", go.record.entry_words.HOW[entry.assertion]
    for name, value in [*_flat(plain["body"]), *plain["source"].items()]:
        yield name, written(value)
    yield "words", entry.span.text
    yield "characters", f"{entry.span.start} to {entry.span.end}"
    for name in ("reviewed", "reliability", "credibility", "replaces", "same_as"):
        yield name, written(plain[name])


def _before(entry: Entry) -> str:
    return f"{entry.id}  {entry.kind}, {go.record.when_text(entry.edtf)}: "


def _after(entry: Entry) -> str:
    return f" ({go.record.entry_words.source_words(entry.source)})"


def _flat(body: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Yield a body's fields; a field that is a place in the text is given by its words."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield name, value.get("text")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            yield name, " … ".join(str(part["text"]) for part in value)
        else:
            yield name, tuple(value) if isinstance(value, list) else value


def _emit_all(items: Iterable[object]) -> None:
    """Print a JSON list item by item, so that a long record takes little memory."""
    sys.stdout.write("[")
    for number, item in enumerate(items):
        sys.stdout.write(("," if number else "") + "\n" + json_text(item))
    sys.stdout.write("\n]\n")
