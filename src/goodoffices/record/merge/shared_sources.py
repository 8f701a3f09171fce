"""Reports that are copies of each other: an agency's report in several outlets is a single source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from goodoffices.record.entries import Entry, Source
from goodoffices.record.entry_words import source_words
from goodoffices.record.merge.similarity import days_apart
from goodoffices.wording import listing

COPIED, COPIED_WITH_CREDIT = 0.6, 0.4
"""Least share of the shorter report that the longer has too; less if both credit the same agency."""
NEAR_DAYS = 7
RUN = 5
"""Words in a row that are compared at once: five words are the same by copying and hardly by chance."""
FEWEST_RUNS = 10
"""A shorter report, a headline, is no copy."""
LONG = 400
"""Words from which only every fourth run is compared: a copied report shares them all."""
FREQUENT = 12
"""Reports with a run of words that a report is compared with, at most: the work stays linear."""
_CREDITS = (
    re.compile(r"\A\s*\(([A-Z][\w’'.& -]{1,40})\)\s"),
    re.compile(r"\A\s*[A-ZÀ-Þ][\w’., ]{1,40}\s\(([A-Z][\w’'.& -]{1,40})\)\s?[—–-]"),
    re.compile(
        r"\A\s*(?:By|Source:|From)\s((?:[A-Z][\w’'&-]*\s){0,3}"
        r"(?:Agency|Newswire|Wire|Press|News|Service|AP|AFP|Reuters|TASS|Xinhua|EFE|DPA|ANSA))\b"
    ),
    re.compile(r"\A[^/\n]{2,60}/([A-Z][\w -]{1,30})/"),
)


@dataclass(frozen=True, slots=True)
class Copies:
    """Dispatches that are copies of each other, the earliest first, and the agency they credit, if any."""

    dispatches: tuple[str, ...]
    agency: str | None


@dataclass(frozen=True, slots=True)
class SharedSources:
    """The groups of dispatches that are a single source."""

    groups: tuple[Copies, ...] = ()
    _by_dispatch: dict[str, Copies] = field(default_factory=dict)

    def of(self, dispatch: str) -> Copies:
        """Return the copies of a dispatch, itself among them."""
        return self._by_dispatch.get(dispatch) or Copies((dispatch,), None)

    def count(self, entries: Iterable[Entry]) -> int:
        """Return from how many sources entries are."""
        return len({self.of(entry.source.dispatch).dispatches[0] for entry in entries})

    def words(self, entries: Iterable[Entry]) -> str:
        """Return the outlets and dates of reports, copies of a report together."""
        found: dict[str, dict[str, Source]] = {}
        for entry in entries:
            first = self.of(entry.source.dispatch).dispatches[0]
            found.setdefault(first, {}).setdefault(source_words(entry.source), entry.source)
        told = (self._together(first, list(sources.values())) for first, sources in found.items())
        return "; ".join(dict.fromkeys(told))

    def _together(self, dispatch: str, sources: Sequence[Source]) -> str:
        outlets = list(dict.fromkeys(map(source_words, sources)))
        if len(outlets) == 1:
            return outlets[0]
        agency = self.of(dispatch).agency
        return f"{listing(outlets)}, one report" + (f" by {agency}" if agency else "")


SEPARATE = SharedSources()
"""Every report is a source of its own."""


def shared_sources(texts: Mapping[str, str], published: Mapping[str, str | None]) -> SharedSources:
    """Return the dispatches that are copies of each other; ``published`` are their days.

    The work grows with the words: only reports that share runs of words are compared.
    """
    runs = {name: _runs(text) for name, text in texts.items()}
    credits = {name: credit(text) for name, text in texts.items()}
    index: dict[int, list[str]] = {}
    for name, found in runs.items():
        for run in found:
            index.setdefault(run, []).append(name)
    home = {name: name for name in texts}
    for name, found in runs.items():
        shared: Counter[str] = Counter()
        for run in found:
            shared.update(other for other in index[run][:FREQUENT] if other != name)
        for other, many in shared.items():
            least = min(len(found), len(runs[other]))
            same_agency = credits[name] is not None and credits[name] == credits[other]
            apart = days_apart(published.get(name), published.get(other))
            near = apart is None or apart <= NEAR_DAYS
            if (
                near
                and least >= FEWEST_RUNS
                and many >= least * (COPIED_WITH_CREDIT if same_agency else COPIED)
            ):
                home[_root(home, other)] = _root(home, name)
    together: dict[str, list[str]] = {}
    for name in sorted(texts, key=lambda name: (published.get(name) or "9999", name)):
        together.setdefault(_root(home, name), []).append(name)
    groups = tuple(
        Copies(tuple(names), next((credits[n] for n in names if credits[n]), None))
        for names in together.values()
        if len(names) > 1
    )
    return SharedSources(groups, {name: group for group in groups for name in group.dispatches})


def credit(text: str) -> str | None:
    """Return the agency that a report credits in its first line, '(Coast Wire)' or 'By Coast Wire'."""
    for pattern in _CREDITS:
        match = pattern.match(text)
        if match:
            return " ".join(match[1].split())
    return None


def _root(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        home[name] = home[home[name]]
        name = home[name]
    return name


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    runs = (
        crc32(" ".join(words[n : n + RUN]).encode("utf-8", "surrogatepass"))
        for n in range(max(0, len(words) - RUN + 1))
    )
    return frozenset(run for run in runs if len(words) < LONG or run % 4 == 0)
