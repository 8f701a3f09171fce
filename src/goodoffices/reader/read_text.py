"""Reading of a dispatch: its text and head, then the proposals of the readers, every span checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError, shorten
from goodoffices.reader.damage import Damage
from goodoffices.reader.dates import When
from goodoffices.reader.plugins import Context, Reader, proposals
from goodoffices.reader.sources import dispatch_of
from goodoffices.reader.text import front_matter
from goodoffices.record.dates import valid
from goodoffices.record.entries import Actor, Entry, Source, Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """The proposals from a dispatch. Offsets count in ``text``, whose hash is in ``source``."""

    text: str
    source: Source
    damage: tuple[Damage, ...]
    actors: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    dates: tuple[When, ...]
    refused: tuple[str, ...] = ()
    """Reasons why proposals were refused: the words are not in the text at their place."""

    def to_json(self) -> dict[str, Any]:
        """The contract of ``goodoffices read --json`` (docs/reference/record-json.md)."""
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
            "outcomes": [self._plain(e) | {"edtf": e.edtf} for e in self._of("outcome")],
            "dates": [_when(found) for found in self.dates],
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
    readers: Sequence[str | Reader] = ("rules",),
) -> Reading:
    """Return the proposed record entries of a dispatch: a file's path, or its text or bytes.

    ``readers`` are asked in turn; a later reader adds only proposals that overlap none before.
    ``name`` is the dispatch's, by default the file's stem. Entries have ids that begin with it.

    If publication date, outlet or url are not given, they are taken from the head of the file between
    '---' lines, the date also from the start of the file's name. Without a publication date, relative
    dates stay relative.

    Raises:
        InputError: if the file cannot be read as text.
        UsageError: if ``published`` is not a date, or there is no such reader.
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
    found, refused = proposals(text, Context(where, day, start), readers)
    return Reading(text, where, *found, refused)


def _date_of(name: str) -> str | None:
    return name[:10] if valid(name[:10]) and len(name) >= 10 else None


def _published(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"published: expected a date such as 2024-05-26, found {shorten(text)}."
        ) from None
