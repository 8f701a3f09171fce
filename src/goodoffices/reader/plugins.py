"""Readers are plug-ins: ``read(text, context) -> Proposals``; whatever one returns, every span is checked.

The rules are always there; ``nlp`` is an extra. Another package adds one under the entry point group
``goodoffices.readers``: its name, and a function of a text and a :class:`Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from goodoffices.errors import UsageError, near_miss
from goodoffices.record.entries import Actor, Entry, Source, Span, Statement

if TYPE_CHECKING:
    from goodoffices.reader.damage import Damage
    from goodoffices.reader.dates import When

GROUP = "goodoffices.readers"
BUILT_IN = {
    "rules": "goodoffices.reader.rule_reader:read_by_rules",
    "nlp": "goodoffices.reader.grammar_reader:read_by_grammar",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a dispatch beside its text, which begins at ``start`` after its head."""

    source: Source
    published: date | None
    start: int


class Proposals(NamedTuple):
    """What a reader proposes. Entries' ids begin with the dispatch's; offsets count in the text given."""

    damage: tuple[Damage, ...] = ()
    actors: tuple[Actor, ...] = ()
    entries: tuple[Entry, ...] = ()
    dates: tuple[When, ...] = ()


Reader = Callable[[str, Context], Proposals]


def names() -> list[str]:
    """The readers there are, the built-in ones first."""
    return [*BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - set(BUILT_IN))]


def reader(name: str) -> Reader:
    """The reader of a name.

    Raises:
        UsageError: there is none of that name, or what it needs is not installed.
    """
    if name in BUILT_IN:
        module, _, function = BUILT_IN[name].partition(":")
        return getattr(import_module(module), function)  # type: ignore[no-any-return]
    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        meant = near_miss(name, names())
        hint = f" Did you mean '{meant}'?" if meant else ""
        raise UsageError(f"reader: expected one of {', '.join(names())}, found '{name}'.{hint}")
    return found[0].load()  # type: ignore[no-any-return]


def proposals(text: str, context: Context, readers: Sequence[str]) -> tuple[Proposals, tuple[str, ...]]:
    """What the readers propose together, and why anything was refused."""
    refused: list[str] = []
    whole = Proposals()
    for name in readers:
        whole = _joined(whole, _checked(text, name, reader(name)(text, context), refused))
    return whole, tuple(refused)


def _checked(text: str, name: str, found: Proposals, refused: list[str]) -> Proposals:
    """What a reader proposes, without what does not stand in the text."""

    def stands(what: str, spans: Iterable[Span | Damage | When]) -> bool:
        wrong = next((s for s in spans if text[s.start : s.end] != s.text or s.start < 0), None)
        if wrong is not None:
            refused.append(
                f"reader '{name}', {what}: the words at {wrong.start}:{wrong.end} are "
                f"{text[max(0, wrong.start) : wrong.end][:40]!r}, not {wrong.text[:40]!r}"
            )
        return wrong is None

    return Proposals(
        tuple(one for one in found.damage if stands("damage", [one])),
        tuple(one for one in found.actors if stands(f"actor '{one.id}'", one.mentions)),
        tuple(one for one in found.entries if stands(f"entry '{one.id}'", _spans(one))),
        tuple(one for one in found.dates if stands("date", [one])),
    )


def _spans(entry: Entry) -> Iterator[Span]:
    yield entry.span
    if isinstance(entry.body, Statement):
        yield entry.body.speaker
        yield entry.body.cue
        yield from entry.body.content


def _joined(first: Proposals, second: Proposals) -> Proposals:
    """The first proposals, and of the second what overlaps none of the same kind."""
    kinds = {entry.kind for entry in second.entries}
    entries = tuple(
        entry
        for kind in sorted(kinds)
        for entry in _apart(
            [e for e in second.entries if e.kind == kind],
            [e.span for e in first.entries if e.kind == kind],
        )
    )
    mentions = [mention for actor in first.actors for mention in actor.mentions]
    known = {actor.id for actor in first.actors}
    actors = tuple(
        actor
        for actor in second.actors
        if actor.id not in known
        and not any(_meets(m, other) for m in actor.mentions for other in mentions)
    )
    return Proposals(
        (*first.damage, *_apart(second.damage, first.damage)),
        (*first.actors, *actors),
        (*first.entries, *entries),
        tuple(sorted((*first.dates, *_apart(second.dates, first.dates)), key=lambda when: when.start)),
    )


P = TypeVar("P", "Damage", "When", Entry)


def _apart(new: Iterable[P], old: Iterable[Span | Damage | When]) -> Iterator[P]:
    taken = list(old)
    for one in new:
        span = one.span if isinstance(one, Entry) else one
        if not any(_meets(span, other) for other in taken):
            yield one


def _meets(one: Span | Damage | When, other: Span | Damage | When) -> bool:
    return one.start < other.end and other.start < one.end
