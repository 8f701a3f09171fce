"""The reports in the page, sentence by sentence, so that a citation opens the sentence it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.record import Brief, Entry, when_text
from goodoffices.record.citations import sentence_starts

MOST_TEXT = 300_000
"""Characters of reports printed in full; beyond that a page has only the sentences that are cited."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, with its number, its anchor, and whether an entry rests on it."""

    number: int
    anchor: str
    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    """A report as the page prints it; ``whole`` is false if only cited sentences are printed."""

    label: str
    url: str | None
    sentences: tuple[Sentence, ...]
    whole: bool


def source_texts(brief: Brief) -> tuple[SourceText, ...]:
    """Return the reports of a brief, the earliest first."""
    texts = brief.citations.texts
    whole = sum(map(len, texts.values())) <= MOST_TEXT
    by_dispatch: dict[str, list[Entry]] = {}
    for entry in brief.entries:
        by_dispatch.setdefault(entry.source.dispatch, []).append(entry)
    found = []
    for number, (dispatch, text) in enumerate(_ordered(brief)):
        entries = by_dispatch.get(dispatch, [])
        cited = {brief.citations.of(entry).number for entry in entries}
        starts = [*sentence_starts(text), len(text)]
        sentences = [
            Sentence(n, f"s{number}-{n}", " ".join(text[start:end].split()), n in cited)
            for n, (start, end) in enumerate(pairwise(starts), 1)
        ]
        shown = tuple(s for s in sentences if s.text and (whole or s.cited))
        if shown:
            url = entries[0].source.url if entries else None
            found.append(SourceText(label_of(dispatch, entries), url, shown, whole))
    return tuple(found)


def anchors(brief: Brief) -> dict[str, str]:
    """Return the anchor of the sentence of each entry whose report is at hand, by the entry's id."""
    places = {dispatch: number for number, (dispatch, _) in enumerate(_ordered(brief))}
    found = {}
    for entry in brief.entries:
        cited = brief.citations.of(entry)
        if cited.number is not None and entry.source.dispatch in places:
            found[entry.id] = f"s{places[entry.source.dispatch]}-{cited.number}"
    return found


def label_of(dispatch: str, entries: Sequence[Entry]) -> str:
    """Return the outlet and the date of a report, or its name if neither is known."""
    source = entries[0].source if entries else None
    if source is None or not (source.outlet or source.published):
        return dispatch
    day = when_text(source.published) if source.published else "not dated"
    return f"{source.outlet or dispatch}, {day}"


def _ordered(brief: Brief) -> list[tuple[str, str]]:
    """Return the reports by day of publication, then by name; those without a day come last."""
    days = {entry.source.dispatch: entry.source.published or "9999" for entry in brief.entries}
    texts = brief.citations.texts
    return sorted(texts.items(), key=lambda known: (days.get(known[0], "9999"), known[0]))
