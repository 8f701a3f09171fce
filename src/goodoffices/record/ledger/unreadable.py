"""Entries of a ledger that cannot be shown: a note stands in the place of each, and says why.

A ledger is never rewritten, so an entry that an older program, or a person with an editor, left in it stays
there. It must stop nothing: the note has its id, so it can be corrected or retracted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.errors import shorten
from goodoffices.record.entries import KINDS, Body, Entry, Note, Retraction, Source, Span
from goodoffices.record.validity import checks, problems

BEGINNING = "This entry of the record cannot be shown: "
NO_SOURCE = {"dispatch": "record", "published": None, "outlet": None, "url": None, "digest": ""}


def entry_or_note(found: object, number: int | None) -> Entry:
    """Return the entry that ``Entry.to_json`` wrote; if it cannot be shown, a note in its place.

    Args:
        found: the entry as JSON.
        number: the number of its line.
    """
    try:
        entry = Entry.from_json(found)  # type: ignore[arg-type]
        wrong = problems(entry)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        wrong = [_reason(found, error)]
    return _note(found if isinstance(found, Mapping) else {}, wrong, number) if wrong else entry


def cannot_be_shown(entry: Entry) -> bool:
    """Return whether an entry is a note in the place of another that cannot be shown."""
    return isinstance(entry.body, Note) and entry.body.text.startswith(BEGINNING)


def _reason(found: object, error: Exception) -> str:
    if not isinstance(found, Mapping):
        return f"expected the fields of an entry, found {shorten(found)}."
    kind = found.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return f"kind: expected one of {', '.join(KINDS)}, found {shorten(kind)}."
    if isinstance(error, KeyError):
        return f"{error.args[0]}: expected a value, found nothing."
    return f"expected the fields of a {kind}, found others ({shorten(error.args[0])})."


def _note(found: Mapping[str, Any], wrong: list[str], number: int | None) -> Entry:
    """Return a note that keeps each field which can be shown, and the effect on other entries."""
    known = _kept(Entry, found)
    text = BEGINNING + " ".join(wrong)
    body: Body = Note(text)
    inside = found.get("body")
    if found.get("kind") == "retraction" and isinstance(inside, Mapping):
        gone = inside.get("entry")
        if gone and checks(Retraction)["entry"](gone) is None:
            body = Retraction(gone, text)
    return Entry(
        known.get("id") or f"line-{number}",
        body,
        Source(**NO_SOURCE | _kept(Source, found.get("source"))),
        _span(found.get("span")),
        replaces=known.get("replaces"),
    )


def _kept(kind: type, found: object) -> dict[str, Any]:
    """Return the fields of a dataclass that have a value which can be shown."""
    given = found if isinstance(found, Mapping) else {}
    return {
        name: given[name]
        for name, check in checks(kind).items()
        if name in given and check(given[name]) is None
    }


def _span(found: object) -> Span:
    given = found if isinstance(found, Mapping) else {}
    try:
        span = Span(**given)
    except TypeError:
        return Span(0, 0, "")
    wrong = any(check(getattr(span, name)) for name, check in checks(Span).items())
    return Span(0, 0, "") if wrong or span.start > span.end else span
