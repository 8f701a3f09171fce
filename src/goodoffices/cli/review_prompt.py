"""Review in the terminal: each proposed entry is shown in its dispatch, and a single key decides on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import complain, out, say, shown
from goodoffices.errors import GoodOfficesError, UsageError, visible
from goodoffices.record.field_words import ACTORS, choice_words, field_name
from goodoffices.record.ledger.typed_fields import ABOUT, by_field, choices, editable, written
from goodoffices.record.validity import DATES
from goodoffices.review_page.fields import Lists
from goodoffices.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.record import Entry, Review
    from goodoffices.record.entries import Body

KEYS = "[a]ccept, [e]dit, [r]eject, [m]erge, [s]kip, [q]uit"
AROUND = 160
"""Number of characters shown before and after the words an entry comes from."""


def ask_about(
    work: Review,
    texts: Mapping[str, str],
    doubts: Mapping[str, str] | None = None,
    lists: Lists | None = None,
) -> None:
    """Ask about each pending entry once; every answer is saved before the next question.

    ``doubts`` are reasons to look closely at entries, by their ids. ``lists`` are the actors to choose
    from.
    """
    pending, known = work.pending(), lists or Lists({})
    for number, entry in enumerate(pending, 1):
        text = texts.get(entry.source.dispatch, "")
        _show(entry, text, number, len(pending), known)
        if doubts and entry.id in doubts:
            say(f"  check: {doubts[entry.id]}")
        try:
            if not _decide(work, entry, text, known):
                break
        except (EOFError, KeyboardInterrupt):
            say()
            break
    left = len(work.pending())
    say(f"{count(left, 'entry', 'entries')} left to review." if left else "Nothing is left to review.")


def _show(entry: Entry, text: str, number: int, total: int, lists: Lists) -> None:
    out.print()
    out.print(f"[dim]{number} of {total}, {shown(entry.source.dispatch)}[/dim]")
    _show_sentence(entry, text)
    say(f"{entry.kind}, {go.record.when_text(entry.edtf)}, confidence {entry.confidence:.0%}")
    names = lists.actors(entry.source.dispatch)
    said = go.record.entry_words.words(
        entry, lambda actor: names.get(actor, actor) if actor else "no source given"
    )
    say(f"{said} ({go.record.entry_words.source_words(entry.source)})")
    kind = type(entry.body)
    for name, value in _values(entry).items():
        if value and name not in ABOUT:
            say(f"  {field_name(kind, name)}: {_in_words(kind, name, value, names)}")


def _show_sentence(entry: Entry, text: str) -> None:
    """Show the words an entry comes from, with those around them."""
    start, end = entry.span.start, entry.span.end
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    out.print(f"{shown(before)}[reverse]{shown(text[start:end])}[/reverse]{shown(after)}")


def _decide(work: Review, entry: Entry, text: str, lists: Lists) -> bool:
    """Ask for a decision and save it; return False to stop. Everything typed is kept until it is saved."""
    typed: dict[str, str] = {}
    because = ""
    while True:
        key = input(f"{KEYS}? ").strip().lower()[:1]
        try:
            match key:
                case "a":
                    work.accept(entry.id)
                case "e":
                    _edit(work, entry, text, typed, lists)
                case "r":
                    usual = because or "rejected in review"
                    because = input(f"Reason (Enter: {visible(usual)}): ").strip() or usual
                    work.reject(entry.id, because)
                case "m":
                    work.merge(entry.id, input("Id of the entry it is the same as: ").strip())
                case "s":
                    return True
                case "q":
                    return False
                case _:
                    continue
        except (GoodOfficesError, OSError) as error:
            complain(str(error))
            if typed:
                say("Nothing was saved. [e]dit has what you typed.")
            continue
        return True


def _edit(work: Review, entry: Entry, text: str, typed: dict[str, str], lists: Lists) -> None:
    """Ask for the fields until the entry can be saved; after a mistake, only for those that are wrong.

    ``typed`` has the values typed before, and gets those typed now.
    """
    _show_sentence(entry, text)
    say("Enter keeps a value, - empties it, ? lists what can be chosen.")
    asked = tuple(_values(entry))
    while True:
        _ask(entry, asked, typed, lists)
        try:
            work.accept(entry.id, typed)
        except UsageError as error:
            problems, rest = by_field(str(error), _values(entry))
            if not problems:
                raise
            for name, problem in problems.items():
                complain(f"{field_name(type(entry.body), name)}: {problem}")
            if rest:
                complain(rest)
            asked = tuple(name for name in _values(entry) if name in problems)
            _show_sentence(entry, text)
            continue
        return


def _ask(entry: Entry, names: tuple[str, ...], typed: dict[str, str], lists: Lists) -> None:
    """Ask for fields in turn; keep each answer as soon as it is given."""
    kind, values = type(entry.body), _values(entry)
    for name in names:
        kept = typed.get(name, values[name])
        known = _known(kind, name, entry.source.dispatch, lists)
        shown_ = _in_words(kind, name, kept, lists.actors(entry.source.dispatch)) if kept else ""
        question = f"{field_name(kind, name)} [{visible(shown_)}]: "
        answer = input(question).strip()
        while answer == "?" and known:
            say("; ".join(f"{choice or '-'} ({words})" for choice, words in known.items()))
            answer = input(question).strip()
        if answer:
            typed[name] = "" if answer == "-" else _meant(name, answer, known)


def _known(kind: type[Body], name: str, dispatch: str, lists: Lists) -> Mapping[str, str]:
    """Return the choices for a field, with their words, or the actors of the dispatch."""
    if name in ACTORS:
        return lists.actors(dispatch)
    return {choice: choice_words(name, choice) for choice in choices(kind, name)}


def _meant(name: str, answer: str, known: Mapping[str, str]) -> str:
    """Return the choice meant by its words, or the actors by their names; anything else as it is."""
    by_words = {words.casefold(): choice for choice, words in known.items()}
    parts = [part.strip() for part in answer.split(";")] if name in ACTORS else [answer]
    return "; ".join(by_words.get(part.casefold(), part) for part in parts)


def _values(entry: Entry) -> dict[str, str]:
    """Return the fields that can be typed, as text."""
    values = {name: getattr(entry.body, name) for name in editable(type(entry.body))}
    values |= {name: getattr(entry, name) for name in ABOUT}
    return {name: written(value) for name, value in values.items()}


def _in_words(kind: type[Body], name: str, value: str, names: Mapping[str, str]) -> str:
    """Return a value as people read it: dates, choices and actors in words."""
    if name in DATES and go.record.dates.valid(value):
        return go.record.when_text(value)
    if name in ACTORS:
        return "; ".join(names.get(actor, actor) for actor in value.split("; "))
    return choice_words(name, value) if value in choices(kind, name) else value
