"""What is put together over the folders of the second gold: events, figures, outcomes, contradictions.

Two found reports of one thing are a pair, and so are two coded ones; pairs are compared. A found
contradiction is right if its reports stand at both sides of a coded one. The JSON of a folder's brief is
compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.second import Folder, Mark
from benchmarks.strict import Match
from benchmarks.tally import Strict
from goodoffices import brief
from goodoffices.record import Span

JSON = dict[str, Any]
LETTERS = {"contacts": "x", "outcomes": "o", "figures": "f", "statements": "c"}
Pair = frozenset[tuple[str, int]]


def compare(folder: Folder, strict: Strict) -> None:
    """Brief a folder and add its tallies."""
    with TemporaryDirectory() as place:
        for report in folder.reports:
            Path(place, f"{report.name}.txt").write_text(report.words, "utf-8")
        found = brief(Path(place)).to_json()
    score(folder, found, strict)


def score(folder: Folder, found: JSON, strict: Strict) -> None:
    """Add the tallies of a folder's brief."""
    marks = {
        (report.name, mark.span.start): mark
        for report in folder.reports
        for mark in report.marks
        if mark.label
    }
    for kind, name in (
        ("contacts", "same contact"),
        ("outcomes", "same outcome"),
        ("figures", "same figure"),
    ):
        _pairs(name, folder, _reported(found, kind), LETTERS[kind], marks, strict)
    _contradictions(folder, found, strict)
    _roles(folder, found, strict)


def _reported(found: JSON, kind: str) -> Iterator[list[JSON]]:
    """Return the reports of each thing; figures of one thing are together, rivals too."""
    things: dict[str, list[JSON]] = {}
    for number, item in enumerate(found.get(kind, [])):
        thing = str(item.get("thing") or number)
        things.setdefault(thing, []).extend(item["reports"])
    yield from things.values()


def _pairs(
    name: str,
    folder: Folder,
    groups: Iterable[list[JSON]],
    letter: str,
    marks: dict[tuple[str, int], Mark],
    strict: Strict,
) -> None:
    mine = [(place, mark) for place, mark in marks.items() if mark.letter == letter]
    coded = {
        frozenset((one, other))
        for (one, a), (other, b) in combinations(mine, 2)
        if one[0] != other[0] and _thing(a) == _thing(b)
    }
    got: set[Pair] = set()
    false = 0
    for group in groups:
        for one, other in combinations(group, 2):
            if one["dispatch"] == other["dispatch"]:
                continue
            sides = [[place for place, mark in mine if _at(place, mark, side)] for side in (one, other)]
            same = {frozenset((a, b)) for a, b in product(*sides) if frozenset((a, b)) in coded}
            got |= same
            false += not same
    strict.tally(f"folders: {name}").add(len(got), len(got) + false, len(coded))


def _contradictions(folder: Folder, found: JSON, strict: Strict) -> None:
    reports: dict[str, list[JSON]] = {}
    for kind in ("contacts", "outcomes", "figures", "statements", "positions"):
        for item in found.get(kind, []):
            reports.setdefault(item["id"], []).extend(item["reports"])
    seen: set[tuple[str, ...]] = set()
    right = 0
    for one in found["contradictions"]:
        spans = [report for entry in one["entries"] for report in reports.get(entry, [])]
        labels = {
            mark.label
            for text in folder.reports
            for mark in text.marks
            for report in spans
            if mark.label and report["dispatch"] == text.name and _over(mark.span, report)
        }
        told = {pair for pair in folder.foot.contradictions if set(pair) <= labels}
        right += bool(told)
        seen |= told
    strict.tally("folders: contradictions").counts.append(
        (right, len(found["contradictions"]), len(seen), len(folder.foot.contradictions))
    )


def _roles(folder: Folder, found: JSON, strict: Strict) -> None:
    """Compare the parties and the mediators that a brief proposes with the coded ones."""
    text = folder.reports[0]
    match = Match(text, {"actors": found["actors"], "statements": []}, strict)
    right = proposed = coded = 0
    for key, names in (("parties", folder.foot.parties), ("mediators", folder.foot.mediators)):
        theirs = [item["name"] for item in found[key]]
        needed = [name for name in names if not name.startswith("~")]
        coded += len(needed)
        right += sum(1 for name in needed if any(match.same(name, one) for one in theirs))
        free = [name.lstrip("~") for name in names if name.startswith("~")]
        proposed += sum(1 for one in theirs if not any(match.same(name, one) for name in free))
    strict.tally("folders: parties and mediators proposed").add(right, proposed, coded)


def _thing(mark: Mark) -> str:
    return (mark.label or "").split(".")[0]


def _at(place: tuple[str, int], mark: Mark, report: JSON) -> bool:
    return place[0] == report["dispatch"] and _over(mark.span, report)


def _over(span: Span, report: JSON) -> bool:
    return bool(report["start"] < span.end and span.start < report["end"])
