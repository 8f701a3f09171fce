"""Reading of a dispatch: its text and head, then the proposals of the readers, every span checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from goodoffices.errors import InputError, Problem, UsageError, shorten
from goodoffices.outlined import Outlined
from goodoffices.reader.damage import Damage
from goodoffices.reader.dates import When
from goodoffices.reader.plugins import DEFAULT, Context, Doubt, Proposals, Reader, proposals
from goodoffices.reader.published import day_in_name, published_in
from goodoffices.reader.sources import dispatch_of
from goodoffices.reader.text import front_matter
from goodoffices.record.entries import Actor, Entry, Source, Statement


@dataclass(frozen=True, slots=True, repr=False)
class Reading(Outlined):
    """The proposals from a dispatch. Offsets count in ``text``, whose hash is in ``source``."""

    text: str
    source: Source
    damage: tuple[Damage, ...]
    actors: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    dates: tuple[When, ...]
    refused: tuple[str, ...] = ()
    """Reasons why proposals were refused: the words are not in the text at their place."""
    doubts: tuple[Doubt, ...] = ()
    """Reasons to look at some entries before others."""

    def to_json(self) -> dict[str, Any]:
        """The contract of ``goodoffices read --json`` (docs/reference/record-json.md)."""
        source = self.source
        doubts = {"doubts": [asdict(doubt) for doubt in self.doubts]} if self.doubts else {}
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
            "outcomes": [self._plain(e) | {"edtf": e.edtf} for e in self._of("outcome")],
            "dates": [_when(found) for found in self.dates],
            **doubts,
        }

    def _of(self, kind: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.kind == kind)

    def _plain(self, entry: Entry) -> dict[str, Any]:
        return {"id": entry.id, **asdict(entry.body), **_how(entry)}


def _statement(entry: Entry, body: Statement) -> dict[str, Any]:
    found = {"id": entry.id, **asdict(body)}
    speaker = found["speaker"] | {"actor": found.pop("actor"), "anonymity": found.pop("anonymity")}
    return found | {"speaker": speaker} | _how(entry)


def _how(entry: Entry) -> dict[str, Any]:
    """Return how the source has an entry, how sure the reader is of it, and its place."""
    return {
        "assertion": entry.assertion,
        "confidence": entry.confidence,
        "start": entry.span.start,
        "end": entry.span.end,
    }


def _pressure(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "from": found["source"],
        "on": found["on"],
        "for": found["goal"],
        **{key: found[key] for key in ("assertion", "confidence", "start", "end")},
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
    readers: Sequence[str | Reader] = DEFAULT,
) -> Reading:
    """Return the proposed record entries of a dispatch: a file's path, or its text or bytes.

    ``readers`` are asked in turn; a later reader adds only proposals that overlap none before.
    ``name`` is the dispatch's, by default the file's stem. Entries have ids that begin with it.

    If publication date, outlet or url are not given, they are taken from the head of the file between
    '---' lines, from a page's metadata and address, or from a first line such as 'AP, July 19, 2025'; the
    date also from the file's name. Without a publication date, relative dates stay relative.

    Raises:
        InputError: if the file cannot be read as text, or the date of publication in it is none.
        UsageError: if ``published`` is not a date, or there is no such reader.
    """
    prepared = prepare(source, published=published, outlet=outlet, url=url, name=name)
    found, refused = proposals(prepared.text, prepared.context, readers)
    return reading_of(prepared, found, refused)


class Prepared(NamedTuple):
    """The text of a dispatch and everything known about it, before it is read."""

    text: str
    context: Context


def reading_of(prepared: Prepared, found: Proposals, refused: tuple[str, ...]) -> Reading:
    """Return the reading of a dispatch from the proposals for it."""
    kept = {entry.id for entry in found.entries}
    doubts = tuple(doubt for doubt in found.doubts if doubt.entry in kept)
    return Reading(
        prepared.text,
        prepared.context.source,
        found.damage,
        found.actors,
        found.entries,
        found.dates,
        refused,
        doubts,
    )


def prepare(
    source: Path | str | bytes,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Prepared:
    """Return the text and context of a dispatch.

    Raises:
        InputError: if the file cannot be read as text, the date of publication in it is none, or its head
            has a field twice.
        UsageError: if ``published`` is not a date.
    """
    dispatch = dispatch_of(source)
    text = dispatch.text
    file = str(source) if isinstance(source, Path) else ""
    head, start = front_matter(text, file)
    head = {**dispatch.about, **head}
    day = _published(published) if published else None
    if day is None and head.get("published"):
        day = _published_by_its_head(head["published"], file)
    told, by = published_in(text, start)
    day = day or told or day_in_name(dispatch.name)
    where = Source(
        dispatch=name or dispatch.name,
        published=day.isoformat() if day else None,
        outlet=outlet or head.get("outlet") or by,
        url=url or head.get("url"),
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    return Prepared(text, Context(where, day, start))


def _published_by_its_head(text: str, file: str) -> date:
    """Return the date of publication in the head of a dispatch.

    Raises:
        InputError: if it is no date.
    """
    try:
        return _published(text)
    except UsageError:
        expected = "a date such as 2024-05-26"
        raise InputError(
            [Problem(file or "dispatch", None, "published", expected, shorten(text))]
        ) from None


def _published(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"published: expected a date such as 2024-05-26, found {shorten(text)}."
        ) from None
