"""Readers are plug-ins: functions of a text and a :class:`Context` that return :class:`Proposals`.

Every span in what they return is checked against the text. ``grammar`` is the default;
``rules`` needs no model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from goodoffices.limits import DAMAGED, PROPOSALS
from goodoffices.record.dates import valid
from goodoffices.record.entries import Actor, Entry, Source, Span, Statement
from goodoffices.record.validity import drawable, problems
from goodoffices.registry import Registry

if TYPE_CHECKING:
    from goodoffices.reader.damage import Damage
    from goodoffices.reader.dates import When


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about a dispatch besides its text, which begins at ``start`` after its head."""

    source: Source
    published: date | None
    start: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look at an entry before others: two readers differ on it, or the text is less certain.

    ``version`` is the id of the other reader's version of the entry, if it has its own.
    """

    entry: str
    text: str
    version: str | None = None


class Proposals(NamedTuple):
    """Proposals of a reader. Ids of entries begin with the dispatch's; offsets count in the text given.

    ``refused`` are reasons why the reader itself left something out.
    """

    damage: tuple[Damage, ...] = ()
    actors: tuple[Actor, ...] = ()
    entries: tuple[Entry, ...] = ()
    dates: tuple[When, ...] = ()
    refused: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


Reader = Callable[[str, Context], Proposals]


DEFAULT = ("grammar",)
"""The reader of reports, if none is named."""
READERS: Registry[Reader] = Registry("reader", "readers", "goodoffices.reader")
reader = READERS.register


def proposals(
    text: str, context: Context, readers: Sequence[str | Reader]
) -> tuple[Proposals, tuple[str, ...]]:
    """Return the proposals of all readers together, and the reason for each refusal.

    Raises:
        UsageError: if there is no reader of a name, or a package that it needs is not installed.
    """
    [found] = proposals_of_all([(text, context)], readers)
    return found


def proposals_of_all(
    texts: Sequence[tuple[str, Context]], readers: Sequence[str | Reader]
) -> list[tuple[Proposals, tuple[str, ...]]]:
    """Return the proposals of all readers for each text, and the reasons for refusals.

    A reader that has a method ``many`` reads all texts at once.

    Raises:
        UsageError: if there is no reader of a name, or a package that it needs is not installed.
    """
    whole = [Proposals() for _ in texts]
    refused: list[list[str]] = [[] for _ in texts]
    for name, read in map(READERS.given, readers):
        many = getattr(read, "many", None)
        each = many(texts) if many is not None else (read(text, context) for text, context in texts)
        for place, ((text, _), found) in enumerate(zip(texts, each, strict=True)):
            whole[place] = _joined(whole[place], _checked(text, name, found, refused[place]))
    return [(found, tuple(reasons)) for found, reasons in zip(whole, refused, strict=True)]


def _checked(text: str, name: str, found: Proposals, refused: list[str]) -> Proposals:
    """Return the proposals of a reader that could enter a record, and whose words are at their place."""

    def stands(what: str, spans: Iterable[Span | Damage | When]) -> bool:
        wrong = next((s for s in spans if text[s.start : s.end] != s.text or s.start < 0), None)
        if wrong is not None:
            refused.append(
                f"reader '{name}', {what}: the words at {wrong.start}:{wrong.end} are "
                f"{text[max(0, wrong.start) : wrong.end][:40]!r}, not {wrong.text[:40]!r}"
            )
        return wrong is None

    def dated(entry: Entry) -> Entry:
        """Return an entry without its date if that is at the edge of the calendar."""
        edge = entry.edtf is not None and valid(entry.edtf) and not drawable(entry.edtf)
        return replace(entry, edtf=None) if edge else entry

    def shows(entry: Entry) -> bool:
        wrong = problems(entry)
        refused.extend(f"reader '{name}', entry '{entry.id}': {problem}" for problem in wrong)
        return not wrong

    refused.extend(f"reader '{name}': {reason}." for reason in found.refused)
    if len(found.damage) > DAMAGED.most:
        refused.append(f"reader '{name}': {DAMAGED}; there are more.")
        found = found._replace(damage=found.damage[: DAMAGED.most])
    if len(found.entries) > PROPOSALS.most:
        refused.append(
            f"reader '{name}': {PROPOSALS}; there are more. Split the text to read them all."
        )
        found = found._replace(entries=found.entries[: PROPOSALS.most])
    return Proposals(
        tuple(one for one in found.damage if stands("damage", [one])),
        tuple(one for one in found.actors if stands(f"actor '{one.id}'", one.mentions)),
        tuple(
            one
            for one in map(dated, found.entries)
            if shows(one) and stands(f"entry '{one.id}'", _spans(one))
        ),
        tuple(one for one in found.dates if stands("date", [one])),
        doubts=found.doubts,
    )


def _spans(entry: Entry) -> Iterator[Span]:
    yield entry.span
    if isinstance(entry.body, Statement):
        yield entry.body.speaker
        yield entry.body.cue
        yield from entry.body.content


def _joined(first: Proposals, second: Proposals) -> Proposals:
    """Return the first proposals, and those of the second that overlap none of the same kind."""
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
        doubts=(*first.doubts, *second.doubts),
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
