"""Compare what a reader finds in ``gold/tune.txt`` or ``gold/report.txt`` with the coding, leniently.

A found thing matches a coded one where their words overlap and what is said of them is the same:
damage by place; figures by value and qualifier; dates by EDTF; statements by speaker and by at least half
of what was said; contacts by sentence; persons by name and by a role that shares a word.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.marks import Gold, Mark, dispatches
from goodoffices.reader import read

HERE = Path(__file__).parent
M = TypeVar("M", bound=Mark)
KINDS = (
    "damage",
    "figures",
    "dates",
    "statements",
    "quotations",
    "contacts",
    "contact status",
    "persons",
)
GOALS = {
    "damage": 0.85,
    "figures": 0.90,
    "dates": 0.85,
    "statements": 0.65,
    "quotations": 0.74,
    "contacts": 0.74,
    "persons": 0.85,
}
"""The least F1 on dispatches no rule was tuned on."""


@dataclass(slots=True)
class Score:
    """Right, found and coded things of one kind; what was missed and what was wrong."""

    right: int = 0
    found: int = 0
    coded: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.coded if self.coded else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.coded
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Report:
    """The scores of one half, false damage flags in a thousand words, dispatches read in a second."""

    scores: dict[str, Score]
    false_flags: float
    per_second: float


def measure(path: Path, repeats: int = 3) -> Report:
    """Read every dispatch of a file and compare it with its marks."""
    golds = list(dispatches(path))
    scores = {kind: Score() for kind in KINDS}
    words = sum(len(gold.text.split()) for gold in golds)
    for gold in golds:
        _compare(
            gold, read(gold.text.encode(), published=gold.published, name=gold.name).to_json(), scores
        )
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        for gold in golds:
            read(gold.text.encode(), published=gold.published, name=gold.name)
        times.append(time.perf_counter() - begin)
    flags = 1000 * len(scores["damage"].wrong) / words
    return Report(scores, flags, len(golds) / sorted(times)[len(times) // 2])


def _compare(gold: Gold, found: dict[str, Any], scores: dict[str, Score]) -> None:
    _match(gold, gold.of("d"), found["damage"], scores["damage"], lambda m, f: _overlap(m, f))
    _match(gold, gold.of("f"), found["figures"], scores["figures"], _same_figure)
    _match(gold, gold.of("t"), found["dates"], scores["dates"], _same_date)
    coded = list(_statements(gold))
    _match(gold, coded, found["statements"], scores["statements"], _same_statement)
    quoted = [s for s in found["statements"] if s["quoted"] != "none"]
    marks = [m for m in coded if m.says.split()[1] != "none"]
    _match(gold, marks, quoted, scores["quotations"], _same_statement)
    _match(gold, gold.of("x"), found["contacts"], scores["contacts"], _overlap)
    _match(gold, gold.of("x"), found["contacts"], scores["contact status"], _same_contact)
    people = [a for a in found["actors"] if a["kind"] == "person" and a["role"]]
    _match(gold, gold.of("p"), people, scores["persons"], lambda m, f: _same_person(gold, m, f))


def _match(
    gold: Gold,
    coded: Sequence[M],
    found: Sequence[dict[str, Any]],
    score: Score,
    same: Callable[[M, dict[str, Any]], bool],
) -> None:
    """Pair each coded thing with one found thing at most."""
    left = list(found)
    for mark in coded:
        pair = next((f for f in left if same(mark, f)), None)
        if pair is None:
            score.missed.append(f"{gold.name}: [{mark.says}] {gold.text[mark.start : mark.end]}")
        else:
            left.remove(pair)
            score.right += 1
    score.found += len(found)
    score.coded += len(coded)
    score.wrong += [f"{gold.name}: {_shown(f, gold)}" for f in left]


def _shown(found: dict[str, Any], gold: Gold) -> str:
    keep = (
        "kind",
        "status",
        "value",
        "low",
        "high",
        "qualifier",
        "edtf",
        "name",
        "role",
        "rule",
        "text",
    )
    words = {key: found[key] for key in keep if found.get(key) is not None}
    if "speaker" in found:
        said = " … ".join(part["text"] for part in found["content"])
        words = {"rule": found["rule"], "speaker": found["speaker"]["text"], "said": said[:120]}
    elif "start" in found and "text" not in words:
        words["text"] = gold.text[found["start"] : found["end"]][:120]
    return str(words)


@dataclass(frozen=True, slots=True)
class Said(Mark):
    """A coded statement: its words, and its speaker's place."""

    speaker: Mark


def _statements(gold: Gold) -> Iterator[Said]:
    """Each coded statement with its speaker; what it says in a second place counts with the first."""
    speakers = {mark.says: mark for mark in gold.of("s")}
    seen: set[str] = set()
    for content in gold.of("c"):
        number = content.says.split()[0]
        if number in speakers and number not in seen:
            seen.add(number)
            yield Said("c", content.says, content.start, content.end, speakers[number])


def _overlap(mark: Mark, found: dict[str, Any]) -> bool:
    return bool(found["start"] < mark.end and mark.start < found["end"])


def _same_figure(mark: Mark, found: dict[str, Any]) -> bool:
    *value, qualifier = mark.says.split()
    words = " ".join(value).replace(",", "")
    numbers = [
        float(n) * (10**6 if "million" in words else 1) for n in re.findall(r"\d+(?:\.\d+)?", words)
    ]
    theirs = [found["value"]] if found["value"] is not None else [found["low"], found["high"]]
    return _overlap(mark, found) and numbers == theirs and qualifier == found["qualifier"]


def _same_date(mark: Mark, found: dict[str, Any]) -> bool:
    return _overlap(mark, found) and mark.says in (found["edtf"], *found["alternatives"])


def _same_statement(mark: Said, found: dict[str, Any]) -> bool:
    shared = sum(
        max(0, min(mark.end, part["end"]) - max(mark.start, part["start"])) for part in found["content"]
    )
    return _overlap(mark.speaker, found["speaker"]) and 2 * shared >= mark.end - mark.start


def _same_contact(mark: Mark, found: dict[str, Any]) -> bool:
    return _overlap(mark, found) and mark.says.split() == [found["kind"], found["status"]]


def _same_person(gold: Gold, mark: Mark, found: dict[str, Any]) -> bool:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.lower())) - {"of", "the", "s"}

    return found["name"] == gold.text[mark.start : mark.end] and bool(
        words(mark.says) & words(found["role"])
    )
