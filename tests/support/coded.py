"""Folders of reports with marks (benchmarks.second), as entries: what a reader without a fault would find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks import second
from goodoffices.model import Case
from goodoffices.record import Actor, Entry, Figure, Source, Span, Statement
from goodoffices.record import entries as record
from goodoffices.record.briefing.brief import Brief, Reports, brief
from goodoffices.record.citations import Citations
from tests.support.cases import DATA

SEVERAL = DATA / "several-reports"
"""Small folders, all fictional, with marks for what is the same contact, outcome or figure in two reports."""


def coded_folders(where: Path = SEVERAL) -> dict[str, second.Folder]:
    """Return the coded folders of a directory by their names."""
    found = {
        path.stem: tuple(second.parse(path.read_text("utf-8"))) for path in sorted(where.iterdir())
    }
    return {name: second.Folder(name, texts, texts[-1].foot) for name, texts in found.items()}


def files_of(folder: second.Folder, place: Path) -> Path:
    """Return a directory with the reports of a folder as files, for the reader."""
    place.mkdir()
    for report in folder.reports:
        (place / f"{report.name}.txt").write_text(report.words, "utf-8")
    return place


def brief_of(folder: second.Folder) -> Brief:
    """Return the brief of a folder's marks, each an entry."""
    coded = [_Coded(text) for text in folder.reports]
    entries = [entry for one in coded for entry in one.entries()]
    actors = {one.text.name: tuple(one.actors.values()) for one in coded}
    texts = {text.name: text.words for text in folder.reports}
    return brief(NOBODY, entries, Reports(actors, texts))


def many_reports(number: int) -> Callable[[], Brief]:
    """Return how to brief so many reports, four a day: those of the folders again and again."""
    folders = list(coded_folders().values())
    entries: list[Entry] = []
    actors: dict[str, tuple[Actor, ...]] = {}
    texts: dict[str, str] = {}
    for one in range(number):
        folder = folders[one % len(folders)]
        text = folder.reports[one % len(folder.reports)]
        day = (date(2031, 1, 1) + timedelta(one // 4)).isoformat()
        text = replace(text, name=f"{day}-{one}", published=day)
        coded = _Coded(text)
        for entry in coded.entries():
            body = entry.body
            if isinstance(body, Figure) and body.value:
                body = replace(body, value=body.value + one % 7)
            entries.append(replace(entry, body=body, edtf=day if entry.edtf else None))
        actors[text.name], texts[text.name] = tuple(coded.actors.values()), text.words
    return lambda: brief(NOBODY, entries, Reports(actors, texts))


def place_of(folder: second.Folder, label: str) -> list[tuple[str, int, int]]:
    """Return the dispatch and the offsets of each mark with a label."""
    return [
        (text.name, mark.span.start, mark.span.end)
        for text in folder.reports
        for mark in text.marks
        if mark.label == label
    ]


NOBODY = Case("talks", "Talks", "record-only", True, "", ())
"""A case that names no parties: the brief proposes them."""


class _Coded:
    """The entries of one coded text; an actor has the name that the text gives it."""

    def __init__(self, text: second.Text) -> None:
        self.text = text
        self.source = Source(text.name, text.published, text.outlet, None, "")
        self.cite = Citations({text.name: text.words})
        self.actors: dict[str, Actor] = {}
        for person in text.persons():
            self._actor(person.name, "person", person.role or None, person.span)

    def entries(self) -> Iterator[Entry]:
        said = list(self.text.statements())
        for number, one in enumerate(said):
            yield self._statement(one, number)
        for number, met in enumerate(self.text.contacts()):
            body = record.Contact(
                met.kinds[0],  # type: ignore[arg-type]
                met.statuses[0],  # type: ignore[arg-type]
                tuple(map(self._actor, met.participants)),
                met.place,
                None,
            )
            yield self._entry("contact", number, body, met.span, met.edtf, met.assertions[0])
        for number, come in enumerate(self.text.outcomes()):
            done = record.Outcome(
                come.kind,
                tuple(map(self._actor, come.by)),
                come.what or come.span.text,
                come.place,
                come.terms,
                come.duration,
                come.amount,
            )
            yield self._entry("outcome", number, done, come.span, come.edtf, come.assertions[0])
        for number, figure in enumerate(self.text.figures()):
            yield self._figure(figure, number, said)

    def _statement(self, one: second.Said, number: int) -> Entry:
        names = next((names for names in one.actors if names), None)
        speaker = one.speaker or one.content[0]
        actor = self._actor(names[0]) if names else None
        named = record.Statement(
            speaker,
            actor,
            "named" if actor else "unnamed-source",
            one.cues[0] if one.cues else speaker,
            one.content,
            "none",
            "unverified",
            None,
            1.0,
            "coded",
        )
        start = min(speaker.start, one.content[0].start)
        end = max(speaker.end, one.content[-1].end)
        span = Span(start, end, self.text.words[start:end])
        return self._made("statement", number, named, span, None, one.assertions[0])

    def _figure(self, one: second.Figure, number: int, said: list[second.Said]) -> Entry:
        source = next((s for s in said if any(_inside(one.span, part) for part in s.content)), None)
        names = next((names for names in source.actors if names), None) if source else None
        exact = one.high is None
        body = Figure(
            one.span.text,
            one.low if exact else None,
            None if exact else one.low,
            one.high,
            one.qualifier,  # type: ignore[arg-type]
            one.unit,
            None,
            self._actor(names[0]) if names else None,
        )
        return self._made("figure", number, body, one.span, None, "asserted")

    def _entry(
        self, kind: str, number: int, body: record.Body, at: Span, edtf: str | None, how: str
    ) -> Entry:
        """Return an entry whose words are the sentence around its mark, as those of a reader are."""
        words = self.text.words
        starts = [m.end() for m in re.finditer(r"[.!?”]\s+(?=[A-Z“])", words[: at.start])]
        start = starts[-1] if starts else 0
        stop = re.compile(r"[.!?]”?(?=\s+[A-Z“]|\s*\Z)").search(words, at.end)
        end = stop.end() if stop else len(words)
        return self._made(kind, number, body, Span(start, end, words[start:end]), edtf, how)

    def _made(
        self, kind: str, number: int, body: record.Body, span: Span, edtf: str | None, how: str
    ) -> Entry:
        name = f"{self.text.name}:{kind}-{number}"
        return Entry(name, body, self.source, span, edtf, assertion=how)  # type: ignore[arg-type]

    def _actor(
        self, name: str, kind: str = "organization", role: str | None = None, at: Span | None = None
    ) -> str:
        name = re.sub(r"^(?:[Tt]he|~)\s?", "", name)
        if name not in self.actors:
            start = self.text.words.find(name)
            span = at or Span(start, start + len(name), name)
            key = "-".join(re.findall(r"\w+", name.casefold()))
            self.actors[name] = Actor(key, name, kind, role, (span,) if span.start >= 0 else ())  # type: ignore[arg-type]
        return self.actors[name].id


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


__all__ = ["SEVERAL", "Statement", "brief_of", "coded_folders", "files_of", "place_of"]
