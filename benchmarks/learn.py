"""Learn from coded reports which words tell of what: ``python -m benchmarks.learn``.

A logistic model of contacts, of outcomes and of positions, with an L1 penalty so that few clues have a
weight, is fitted to the words of the reports of ``gold/taught`` and of the open golds.
What kind a word tells of is learned from the words that do tell of something. The weights are written to
``reader/words/learned.txt``; equal golds give equal files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import second
from benchmarks.second import Mark, Text
from benchmarks.strict import placed
from goodoffices.reader.grammar.clues import Scene
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import SURE
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.grammar_reader import grounds
from goodoffices.reader.plugins import Context
from goodoffices.record.entries import Source

WEIGHTS = Path(__file__).parents[1] / "src/goodoffices/reader/words/learned.txt"
TAUGHT = second.HERE / "taught"
LETTERS = {"x": "contact", "o": "outcome", "n": "position"}
UNCODED = {second.AGENCY: "o"}
"""Letters that are not coded in a gold: nothing can be learned of them there."""
PENALTY, SHRINKAGE = 3e-5, 1e-4
KIND_PENALTY, KIND_SHRINKAGE = 1e-3, 1e-3
"""L1 and L2 penalties on the mean loss: of whether a word tells of something, and of what kind."""
STEPS = 200
LEAST = 3
"""Words with a clue, at least, for a weight of it to be learned."""
SMALLEST = 0.05
"""Weights nearer to 0 are left out."""
HEADER = """\
# What was learned of words from coded reports: how much a clue speaks for a contact, an outcome, a position.
# Made by python -m benchmarks.learn from benchmarks/gold/taught and the open golds; not edited by hand.
# Under "= contact" stands a word or a list of words, below it its clues with weights; "any" is any word.
# A weight of 1 multiplies the odds by 2.7. Under "= contact call" stands what speaks for a kind.
"""


_SOURCE = Source("report", None, None, None, "")


Weights = dict[str, dict[str, dict[str, float]]]
"""Of each thing to be told, the weights of clues, by the key under which a word is looked up."""


@dataclass(frozen=True, slots=True)
class Example:
    """A word with its clues, and the kind that it is coded to tell of, by letter; None if it is not."""

    clues: tuple[str, ...]
    kinds: dict[str, str | None]
    """Letters that are missing are not to be learned from this word."""


def examples(texts: Sequence[Text], uncoded: str = "") -> Iterator[Example]:
    """Yield all words of some texts that may tell of something."""
    reports = [(text.words, Context(_SOURCE, date.fromisoformat(text.published), 0)) for text in texts]
    for text, ground in zip(texts, grounds(reports), strict=True):
        here = placed(text, ground.document.text)
        marks = [mark for mark in here.marks if mark.letter in LETTERS and mark.span.start >= 0]
        for tree in ground.document.all_trees():
            if ground.readable(tree):
                inside = [m for m in marks if m.span.start < tree.end and tree.start < m.span.end]
                yield from _of_tree(ground, tree, inside, uncoded)


def _of_tree(ground: Ground, tree: Tree, marks: Sequence[Mark], uncoded: str) -> Iterator[Example]:
    scene = Scene(ground, tree)
    words = list(scene.words())
    anchors = [(mark, anchor) for mark in marks if (anchor := _anchor(scene, mark)) is not None]
    for word in words:
        kinds: dict[str, str | None] = dict.fromkeys(LETTERS)
        for mark, anchor in anchors:
            if anchor is word:
                kinds[mark.letter] = _kind(mark)
        for mark, anchor in anchors:
            unsure = anchor is word and mark.optional
            if unsure or (kinds.get(mark.letter) is None and _belongs(word, anchor)):
                kinds.pop(mark.letter, None)
        for letter in uncoded:
            kinds.pop(letter, None)
        clues = dict.fromkeys(("", *scene.clues(word)))
        yield Example(tuple(f"{key}\t{clue}" for key in scene.keys(word) for clue in clues), kinds)


def _anchor(scene: Scene, mark: Mark) -> Word | None:
    """Return the word that a mark stands on; of a position, the highest verb in its words."""
    inside = [w for w in scene.tree.words if w.start < mark.span.end and mark.span.start < w.end]
    verbs = [word for word in inside if word.place in scene.clauses]
    if mark.letter == "n" and verbs:
        return next(word for word in verbs if not any(up in verbs for up in word.above()))
    told = [w for w in inside if w in verbs or w.tag in ("NN", "NNS")] or inside
    return told[-1] if told else None


def _kind(mark: Mark) -> str:
    """Return the kind of a mark; of several that are right, the first."""
    says = mark.says.rpartition(" ")[2] if mark.letter == "n" else mark.says
    return re.split(r"[ ;/]", says.strip())[0]


def _belongs(word: Word, anchor: Word) -> bool:
    """Return whether a word tells of the same thing as that marked beside it: 'held' and 'talks'."""
    near = ("nsubj", "nsubjpass", "dobj", "attr")
    below = word.head is anchor and word.dep in (*near, "pobj")
    return below or (anchor.head is word and anchor.dep in near)


class Table:
    """Examples as a sparse matrix: one row for each example, one column for each clue."""

    def __init__(self, rows: Sequence[Iterable[str]], columns: dict[str, int]) -> None:
        found = [[columns[clue] for clue in row if clue in columns] for row in rows]
        self.shape = (len(found), len(columns))
        self.column = np.array([one for row in found for one in row], dtype=np.int64)
        self.row = np.repeat(np.arange(len(found)), [len(row) for row in found])

    def times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(self.row, weights[self.column], self.shape[0]).astype(np.float64)

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(self.column, values[self.row], self.shape[1]).astype(np.float64)


def fitted(
    table: Table, right: NDArray[np.float64], penalty: float, shrinkage: float
) -> NDArray[np.float64]:
    """Return the weights of a logistic model with L1 and L2 penalties, by FISTA (Beck and Teboulle, 2009).

    The first column is the constant, which has no penalty.
    """
    count, width = table.shape
    curve = _curvature(table) / count + shrinkage
    lasso = np.full(width, penalty / curve)
    lasso[0] = 0
    weights = ahead = np.zeros(width)
    pace = 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table.times(ahead)))
        step = ahead - (table.sums(chance - right) / count + shrinkage * ahead) / curve
        new = np.sign(step) * np.maximum(np.abs(step) - lasso, 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


def _curvature(table: Table) -> float:
    """Return a bound of the summed loss's curvature: a quarter of the greatest eigenvalue, and a little."""
    vector = np.ones(table.shape[1])
    for _ in range(20):
        vector = table.sums(table.times(vector / np.linalg.norm(vector)))
    return 0.26 * float(np.linalg.norm(vector))


def learned(found: Sequence[Example]) -> Weights:
    """Return the weights learned from examples."""
    weights: Weights = {}
    for letter, telling in LETTERS.items():
        mine = [one for one in found if letter in one.kinds]
        told = [one for one in mine if one.kinds[letter] is not None]
        right = [one.kinds[letter] is not None for one in mine]
        weights[telling] = _model(mine, right, PENALTY, SHRINKAGE)
        kinds = sorted({one.kinds[letter] or "" for one in told}) if telling in SURE else []
        for kind in kinds:
            of_kind = [one.kinds[letter] == kind for one in told]
            if sum(of_kind) > LEAST:
                weights[f"{telling} {kind}"] = _model(told, of_kind, KIND_PENALTY, KIND_SHRINKAGE)
    return weights


def _model(
    found: Sequence[Example], right: Sequence[bool], penalty: float, shrinkage: float
) -> dict[str, dict[str, float]]:
    often = Counter(clue for one in found for clue in one.clues)
    names = ["\t", *sorted(clue for clue, times in often.items() if times >= LEAST and clue != "\t")]
    columns = {name: place for place, name in enumerate(names)}
    table = Table([one.clues for one in found], columns)
    weights = fitted(table, np.array(right, dtype=float), penalty, shrinkage)
    rows: dict[str, dict[str, float]] = {}
    for name, weight in zip(names, weights, strict=True):
        if abs(weight) >= SMALLEST:
            key, _, clue = name.partition("\t")
            rows.setdefault(key, {})[clue] = round(float(weight), 2)
    return rows


def written(weights: Weights) -> str:
    """Return the weights as the text of a file."""
    lines = [HEADER]
    for telling, rows in weights.items():
        lines.append(f"= {telling}\n")
        for key in sorted(rows):
            lines.append(f"{key or 'any'}\n")
            lines += [f"  {clue} {weight:+.2f}\n" for clue, weight in sorted(rows[key].items())]
    return "".join(lines)


def golds() -> dict[str, list[Example]]:
    """Return the examples of each author: a file of the taught gold, or an open gold."""
    found = {path.stem: list(examples(second.parse(path.read_text("utf-8")))) for path in taught()}
    for gold in ("open", second.AGENCY):
        reported = (one for folder in second.folders(gold) for one in folder.reports)
        texts = [*second.texts(gold), *reported]
        found[gold] = list(examples(texts, UNCODED.get(gold, "")))
    return found


def taught() -> list[Path]:
    """Return the files of the taught gold, one for each author."""
    return sorted(TAUGHT.glob("*.txt"))


def main() -> None:
    """Learn from all golds and write the weights."""
    WEIGHTS.write_text(written(learned([one for each in golds().values() for one in each])), "utf-8")


if __name__ == "__main__":
    main()
