"""Figures that add up, said aloud: 73 and 45 lorries are the 118 of another report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.shared_sources import SharedSources
from goodoffices.record.merge.sums import figures_that_add_up
from goodoffices.wording import listing


@dataclass(frozen=True, slots=True)
class SaidSum:
    """A sum in words, and the entries of its whole and of its parts."""

    text: str
    whole: str
    parts: tuple[str, ...]


def said_sums(
    entries: Sequence[Entry], texts: Mapping[str, str], sources: SharedSources
) -> tuple[SaidSum, ...]:
    """Return the figures that add up, each sum with its reports: they do not contradict each other."""
    asserted = [entry for entry in entries if entry.assertion in ("asserted", "alleged")]
    by_id = {entry.id: entry for entry in asserted}
    found: list[SaidSum] = []
    for one in figures_that_add_up(asserted, texts):
        whole, parts = by_id[one.whole], [by_id[part] for part in one.parts]
        told = sources.words([*parts, whole])
        said = listing([_figure(part) for part in parts])
        text = f"{said} add up to {_figure(whole, unit=True)} ({told})."
        found.append(SaidSum(text, one.whole, one.parts))
    return tuple(found)


def _figure(entry: Entry, unit: bool = False) -> str:
    body = entry.body
    assert isinstance(body, Figure)
    text = " ".join(body.text.split())
    return f"{text} {body.unit}".strip() if unit and body.unit not in text else text
