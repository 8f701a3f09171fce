"""The rules: the reader that is always there, needs no model, and reads a damaged text through its repair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from goodoffices.limits import PROPOSALS
from goodoffices.reader.actors import Registry
from goodoffices.reader.contacts import find_contacts
from goodoffices.reader.damage import find_damage
from goodoffices.reader.dates import When, find_dates
from goodoffices.reader.figures import Number, find_figures
from goodoffices.reader.plugins import Context, Proposals, reader
from goodoffices.reader.positions import find_positions, find_pressure, find_proposals
from goodoffices.reader.repair import Edits, repaired
from goodoffices.reader.statements import find_statements
from goodoffices.reader.surfaces import at_surface, figure_of
from goodoffices.reader.text import paragraphs, sentences, unwrapped
from goodoffices.record.entries import Body, Entry, Source, Span, Statement

CONFIDENCE = {"contact": 0.7, "position": 0.6, "pressure": 0.6, "proposal": 0.5, "figure": 0.8}
"""How far a proposal by rule is to be trusted, by kind; a statement has its rule's own."""


@reader("rules")
def read_by_rules(text: str, context: Context) -> Proposals:
    """Propose entries: every rule in turn, offsets in ``text`` as it stands."""
    start = context.start
    plain = unwrapped(text, start)
    damage = find_damage(plain, start)
    whole, edits = repaired(plain, damage)
    registry = Registry(whole, start)
    dates = find_dates(whole, context.published, start)
    # One more than the limit, so that whoever checks the proposals sees that there are more.
    found = _entries(whole, start, context.source, registry, dates)
    entries = tuple(islice(found, PROPOSALS.most + 1))
    dates, actors, entries = (
        at_surface(text, one, edits) for one in (dates, registry.actors(), entries)
    )
    return Proposals(at_surface(text, damage, Edits((), ())), actors, entries, dates)


def _entries(
    text: str,
    start: int,
    source: Source,
    registry: Registry,
    dates: tuple[When, ...],
) -> Iterator[Entry]:
    counts: dict[str, int] = {}

    def entry(kind: str, body: Body, span: Span, edtf: str | None = None) -> Entry:
        counts[kind] = counts.get(kind, 0) + 1
        sure = body.confidence if isinstance(body, Statement) else CONFIDENCE[kind]
        name = f"{source.dispatch}:{kind}-{counts[kind]}"
        return Entry(name, body, source, span, edtf, confidence=sure)

    starts = [found.start for found in dates]
    pieces = list(paragraphs(text, start))
    split = [list(sentences(paragraph)) for paragraph in pieces]
    said = find_statements(split, registry)
    for paragraph, parts, statements in zip(pieces, split, said, strict=True):
        near = dates[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        for statement in statements:
            first = min(statement.speaker.start, statement.content[0].start)
            last = max(statement.speaker.end, statement.content[-1].end)
            yield entry("statement", statement, Span(first, last, text[first:last]))
        for contact, edtf, span in find_contacts(paragraph, parts, registry, near):
            yield entry("contact", contact, span, edtf)
        numbers: list[tuple[Number, str]] = []
        for part in parts:
            for position, span in find_positions(part, registry):
                yield entry("position", position, span)
            for pressure, span in find_pressure(part, registry):
                yield entry("pressure", pressure, span)
            for proposal, span in find_proposals(part, registry):
                yield entry("proposal", proposal, span)
            inside = [(d.start, d.end) for d in near if part.start <= d.start < part.end]
            for number in find_figures(part, inside):
                figure = entry(
                    "figure",
                    figure_of(number, numbers, _source(number, statements)),
                    _span(text, number),
                )
                numbers.append((number, figure.id))
                yield figure


def _span(text: str, number: Number) -> Span:
    return Span(number.start, number.end, text[number.start : number.end])


def _source(number: Number, statements: list[Statement]) -> str | None:
    return next(
        (s.actor for s in statements if any(c.start <= number.start < c.end for c in s.content)), None
    )
