"""Review in the terminal: each proposed entry is shown in its dispatch, and a single key decides on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import complain, out, say, shown
from goodoffices.errors import UsageError, visible
from goodoffices.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.record import Entry, Review

KEYS = "[a]ccept, [e]dit, [r]eject, [m]erge, [s]kip, [q]uit"
AROUND = 160
"""Number of characters shown before and after the words an entry comes from."""


def ask_about(work: Review, texts: dict[str, str], doubts: Mapping[str, str] | None = None) -> None:
    """Ask about each pending entry once; every answer is saved before the next question.

    ``doubts`` are reasons to look closely at entries, by their ids.
    """
    pending = work.pending()
    for number, entry in enumerate(pending, 1):
        _show(entry, texts.get(entry.source.dispatch, ""), number, len(pending))
        if doubts and entry.id in doubts:
            say(f"  check: {doubts[entry.id]}")
        try:
            if not _decide(work, entry):
                break
        except (EOFError, KeyboardInterrupt):
            say()
            break
    left = len(work.pending())
    say(f"{count(left, 'entry', 'entries')} left to review." if left else "Nothing is left to review.")


def _show(entry: Entry, text: str, number: int, total: int) -> None:
    start, end = entry.span.start, entry.span.end
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    out.print()
    out.print(f"[dim]{number} of {total}, {shown(entry.source.dispatch)}[/dim]")
    out.print(f"{shown(before)}[reverse]{shown(text[start:end])}[/reverse]{shown(after)}")
    say(f"{entry.kind}, {go.record.when_text(entry.edtf)}, confidence {entry.confidence:.0%}")
    said = go.record.entry_words.words(entry, lambda actor: actor or "no source given")
    say(f"{said} ({go.record.entry_words.source_words(entry.source)})")
    for name in go.record.typed_fields.editable(type(entry.body)):
        value = go.record.typed_fields.written(getattr(entry.body, name))
        if value:
            say(f"  {name.replace('_', ' ')}: {value}")


def _decide(work: Review, entry: Entry) -> bool:
    """Ask for a decision and save it; return False to stop."""
    while True:
        key = input(f"{KEYS}? ").strip().lower()[:1]
        try:
            match key:
                case "a":
                    work.accept(entry.id)
                case "e":
                    work.accept(entry.id, _changes(entry))
                case "r":
                    because = input("Reason (Enter: rejected in review): ").strip()
                    work.reject(entry.id, because or "rejected in review")
                case "m":
                    work.merge(entry.id, input("Id of the entry it is the same as: ").strip())
                case "s":
                    return True
                case "q":
                    return False
                case _:
                    continue
        except UsageError as error:
            complain(str(error))
            continue
        return True


def _changes(entry: Entry) -> dict[str, str]:
    """Ask for each field in turn; return the changed fields."""
    say("Enter keeps a value, - empties it.")
    found = {}
    about = {name: getattr(entry, name) for name in go.record.typed_fields.ABOUT}
    fields = {
        name: getattr(entry.body, name) for name in go.record.typed_fields.editable(type(entry.body))
    }
    for name, value in (fields | about).items():
        kept = visible(go.record.typed_fields.written(value))
        answer = input(f"{name.replace('_', ' ')} [{kept}]: ").strip()
        if answer:
            found[name] = "" if answer == "-" else answer
    return found
