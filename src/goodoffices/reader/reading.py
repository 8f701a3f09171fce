"""Read one dispatch: every rule in turn, every span checked against the text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError, shorten
from goodoffices.reader.actors import Registry
from goodoffices.reader.contacts import find_contacts
from goodoffices.reader.damage import Damage, find_damage
from goodoffices.reader.dates import When, find_dates
from goodoffices.reader.figures import Number, find_figures
from goodoffices.reader.positions import find_positions, find_pressure, find_proposals
from goodoffices.reader.sources import dispatch_of
from goodoffices.reader.statements import find_statements
from goodoffices.reader.text import front_matter, paragraphs, sentences, unwrapped
from goodoffices.record.dates import valid
from goodoffices.record.entries import Actor, Body, Entry, Figure, Source, Span, Statement

CONFIDENCE = {"contact": 0.7, "position": 0.6, "pressure": 0.6, "proposal": 0.5, "figure": 0.8}
"""How far a proposal by rule is to be trusted, by kind; a statement has its rule's own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one dispatch says, as proposals. Offsets count in ``text``, whose hash is in ``source``."""

    text: str
    source: Source
    damage: tuple[Damage, ...]
    actors: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    dates: tuple[When, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract of ``goodoffices read --json`` (docs/record.md)."""
        source = self.source
        return {
            "dispatch": {
                "id": source.dispatch,
                "outlet": source.outlet,
                "url": source.url,
                "published": source.published,
                "language": "en",
                "digest": source.digest,
            },
            "damage": [asdict(damage) for damage in self.damage],
            "actors": [
                {
                    "id": a.id,
                    "name": a.name,
                    "kind": a.kind,
                    "role": a.role,
                    "mentions": [asdict(m) for m in a.mentions],
                }
                for a in self.actors
            ],
            "statements": [
                _statement(e, e.body) for e in self.entries if isinstance(e.body, Statement)
            ],
            "contacts": [self._plain(e) | {"edtf": e.edtf} for e in self._of("contact")],
            "positions": [self._plain(e) for e in self._of("position")],
            "proposals": [self._plain(e) for e in self._of("proposal")],
            "pressure": [_pressure(self._plain(e)) for e in self._of("pressure")],
            "figures": [self._plain(e) for e in self._of("figure")],
            "dates": [_when(found) for found in self.dates],
        }

    def _of(self, kind: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.kind == kind)

    def _plain(self, entry: Entry) -> dict[str, Any]:
        return {"id": entry.id, **asdict(entry.body), "start": entry.span.start, "end": entry.span.end}


def _statement(entry: Entry, body: Statement) -> dict[str, Any]:
    found = {"id": entry.id, **asdict(body)}
    speaker = found["speaker"] | {"actor": found.pop("actor"), "anonymity": found.pop("anonymity")}
    return found | {"speaker": speaker, "start": entry.span.start, "end": entry.span.end}


def _pressure(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "from": found["source"],
        "on": found["on"],
        "for": found["goal"],
        "start": found["start"],
        "end": found["end"],
    }


def _when(found: When) -> dict[str, Any]:
    plain = {"start": found.start, "end": found.end, "text": found.text, "edtf": found.edtf}
    plain["alternatives"] = list(found.alternatives)
    return plain | ({"relative": found.relative} if found.edtf is None else {})


def read(
    source: Path | str | bytes,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Reading:
    """Propose record entries from one dispatch: a file's path, or its text or bytes.

    ``name`` is the dispatch's; a file's stem if not given. Entries have ids that begin with it.

    What is not given is taken from the head of the file between '---' lines, or from a file name that
    begins with a date. Without a publication date, relative dates stay relative.

    Raises:
        InputError: the file cannot be read as text.
        UsageError: ``published`` is not a date.
    """
    dispatch = dispatch_of(source)
    text = dispatch.text
    head, start = front_matter(text)
    head = {**dispatch.about, **head}
    published = published or head.get("published") or _date_of(dispatch.name)
    day = _published(published) if published else None
    where = Source(
        dispatch=name or dispatch.name,
        published=published,
        outlet=outlet or head.get("outlet"),
        url=url or head.get("url"),
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    plain = unwrapped(text, start)
    damage = find_damage(plain, start)
    registry = Registry(plain, damage, start)
    dates = find_dates(plain, day, start)
    entries = tuple(_entries(plain, start, where, registry, dates, damage))
    actors = registry.actors()
    if plain != text:
        damage, dates, actors, entries = (
            _surfaces(text, found) for found in (damage, dates, actors, entries)
        )
    _check_spans(text, damage, dates, actors, entries)
    return Reading(text, where, damage, actors, entries, dates)


def _entries(
    text: str,
    start: int,
    source: Source,
    registry: Registry,
    dates: tuple[When, ...],
    damage: tuple[Damage, ...],
) -> Iterator[Entry]:
    lost = frozenset(d.start for d in damage if d.kind == "unbalanced-quote")
    counts: dict[str, int] = {}

    def entry(kind: str, body: Body, span: Span, edtf: str | None = None) -> Entry:
        counts[kind] = counts.get(kind, 0) + 1
        sure = body.confidence if isinstance(body, Statement) else CONFIDENCE[kind]
        name = f"{source.dispatch}:{kind}-{counts[kind]}"
        return Entry(name, body, source, span, edtf, confidence=sure)

    starts = [found.start for found in dates]
    for paragraph in paragraphs(text, start):
        near = dates[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        parts = list(sentences(paragraph))
        statements = list(find_statements(parts, registry, lost))
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
                figure = entry("figure", _figure(number, numbers, statements), _span(text, number))
                numbers.append((number, figure.id))
                yield figure


def _span(text: str, number: Number) -> Span:
    return Span(number.start, number.end, text[number.start : number.end])


def _figure(number: Number, before: list[tuple[Number, str]], statements: list[Statement]) -> Figure:
    whole = before[-1] if number.part_of and before else None
    unit = number.unit
    if whole and unit.startswith("percent of "):
        unit = f"percent of {whole[0].unit} ({unit.removeprefix('percent of ')})"
    source = next(
        (s.actor for s in statements if any(c.start <= number.start < c.end for c in s.content)), None
    )
    return Figure(
        number.text,
        number.value,
        number.low,
        number.high,
        number.qualifier,
        unit,
        whole[1] if whole else None,
        source,
    )


def _surfaces(text: str, found: Any) -> Any:
    """The same proposals with each span's words as the text has them, line ends and all."""
    if isinstance(found, tuple):
        return tuple(_surfaces(text, part) for part in found)
    if isinstance(found, Span | Damage | When):
        return replace(found, text=text[found.start : found.end])
    if isinstance(found, Entry | Statement | Actor):
        parts = {f.name: getattr(found, f.name) for f in fields(found)}
        return replace(found, **{n: _surfaces(text, v) for n, v in parts.items() if n in _SPANNED})
    return found


_SPANNED = frozenset(("span", "body", "speaker", "cue", "content", "mentions"))


def _check_spans(
    text: str,
    damage: tuple[Damage, ...],
    dates: tuple[When, ...],
    actors: tuple[Actor, ...],
    entries: tuple[Entry, ...],
) -> None:
    """Refuse a proposal whose words are not where it says they are."""
    spans: list[Damage | When | Span] = [*damage, *dates, *(m for a in actors for m in a.mentions)]
    for entry in entries:
        spans.append(entry.span)
        if isinstance(entry.body, Statement):
            spans += [entry.body.speaker, entry.body.cue, *entry.body.content]
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise AssertionError(
                f"a proposal's words are not at {span.start}:{span.end}: {span.text!r}"
            )


def _date_of(name: str) -> str | None:
    return name[:10] if valid(name[:10]) and len(name) >= 10 else None


def _published(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"published: expected a date such as 2024-05-26, found {shorten(text)}."
        ) from None
