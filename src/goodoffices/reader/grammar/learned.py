"""Weights learned from coded reports: how likely a word tells of a contact, an outcome or a position.

``words/learned.txt`` holds weights that a person can read, made by ``python -m benchmarks.learn``. A chance is the
logistic function of the sum of the weights of a word's clues.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from goodoffices.reader.grammar.clues import Scene
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word

Telling = Literal["contact", "outcome", "position"]
Rows = dict[str, dict[str, int]]
"""By the key under which a word is looked up, the weights of its clues in hundredths: sums of them are exact."""
SURE: dict[Telling, float] = {"contact": 0.6, "position": 0.5}
"""The least chance with which a word tells of something that no rule finds; outcomes so proposed were no gain."""
DOUBTED = 0.1
"""The chance of a word below which a find by a rule is doubtful: of such contacts and positions, two in three were none."""
DOUBTFUL = 0.4
"""The confidence of a doubtful find: less than that of any other find by a rule."""
_PROMISE = 75
"""Weights of the three best clues of a key, together, below which its words are never sure of anything."""


@cache
def weights() -> dict[str, Rows]:
    """Return the weights that come with the reader, by things told: 'contact', or a kind of it, 'contact call'."""
    return parsed(files("goodoffices.reader").joinpath("words/learned.txt").read_text("utf-8"))


def parsed(text: str) -> dict[str, Rows]:
    """Return the weights of a file: '= contact', then a key on a line, then its clues with their weights."""
    found: dict[str, Rows] = {}
    table: Rows = {}
    row: dict[str, int] = {}
    for line in text.splitlines():
        if line.startswith("= "):
            table = found.setdefault(line[2:], {})
        elif line.startswith("  "):
            clue, _, weight = line.strip().rpartition(" ")
            row[clue] = round(100 * float(weight))
        elif line and not line.startswith("#"):
            row = table.setdefault("" if line == "any" else line, {})
    return found


@cache
def _promising(telling: Telling) -> frozenset[str]:
    """Return the keys of words that may be sure: the others need not be looked at."""
    best = {key: sorted(row.values())[-3:] for key, row in weights()[telling].items() if key}
    return frozenset(key for key, most in best.items() if sum(max(one, 0) for one in most) >= _PROMISE)


class Learned:
    """The chances of the words of a document, each sentence and each word looked at once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._scenes: dict[int, Scene] = {}
        self._keys: dict[int, list[tuple[Word, list[str]]]] = {}
        self._clues: dict[int, set[str]] = {}

    def sure(self, tree: Tree, telling: Telling, taken: Collection[int]) -> list[Word]:
        """Return the words that tell of something and belong to no word at a place that is taken, or to each other."""
        promising, found = _promising(telling), list[Word]()
        told = set(taken)
        for word, keys in self._words(tree):
            if promising.isdisjoint(keys) or _belongs(word, told):
                continue
            if self.chance(tree, word, telling) >= SURE[telling]:
                found.append(word)
                told.add(word.place)
        return found

    def confidence(self, tree: Tree, words: Iterable[Word], telling: Telling) -> float | None:
        """Return the confidence of a find by some words, None if it is that of the rule."""
        doubted = all(self.chance(tree, word, telling) < DOUBTED for word in words)
        return DOUBTFUL if doubted else None

    def chance(self, tree: Tree, word: Word, telling: Telling) -> float:
        """Return how likely a word tells of something, from 0 to 1."""
        return 1 / (1 + math.exp(-self._sum(tree, word, telling) / 100))

    def kind(self, tree: Tree, word: Word, telling: Telling) -> str:
        """Return the kind of thing that a word tells of, if it tells of anything: 'call', 'signed', 'rejects'."""
        tables = [name for name in weights() if name.startswith(f"{telling} ")]
        best = max(tables, key=lambda name: self._sum(tree, word, name))
        return best.partition(" ")[2]

    def _sum(self, tree: Tree, word: Word, table: str) -> int:
        rows, scene = weights()[table], self._scene(tree)
        if id(word) not in self._clues:
            self._clues[id(word)] = {"", *scene.clues(word)}
        clues = self._clues[id(word)]
        found = [rows[key] for key in scene.keys(word) if key in rows]
        return sum(row[clue] for row in found for clue in row.keys() & clues)

    def _words(self, tree: Tree) -> list[tuple[Word, list[str]]]:
        if id(tree) not in self._keys:
            scene = self._scene(tree)
            self._keys[id(tree)] = [(word, scene.keys(word)) for word in scene.words()]
        return self._keys[id(tree)]

    def _scene(self, tree: Tree) -> Scene:
        if id(tree) not in self._scenes:
            self._scenes[id(tree)] = Scene(self.ground, tree)
        return self._scenes[id(tree)]


def _belongs(word: Word, taken: Collection[int]) -> bool:
    """Return whether a word, or a word right above or below it, is taken: 'held' and 'talks' tell of the same."""
    head = word.head.place if word.head is not None else None
    return word.place in taken or head in taken or any(kid.place in taken for kid in word.kids)
