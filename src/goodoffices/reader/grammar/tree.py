"""A parsed sentence: words with their tags, lemmas and heads, at offsets of the dispatch's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goodoffices.record.entries import Span

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Tags of verbs with a tense, and of modals."""
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
"""The ties between a verb and its subject."""
NOUN_SUBJECTS = ("nsubj", "nsubjpass")
"""The ties of subjects that are noun phrases."""
PRONOUNS = frozenset(("i", "we", "he", "she", "it", "they"))
"""Pronouns of the subject, but for 'you'."""


@dataclass(slots=True, eq=False)
class Word:
    """A word of a sentence. ``quotation`` is the number of the quotation that a placeholder stands for."""

    place: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    start: int
    end: int
    quotation: int | None = None
    head: Word | None = None
    kids: list[Word] = field(default_factory=list)
    left: int = 0
    right: int = 0
    sentence: list[Word] = field(default_factory=list)

    @property
    def verb(self) -> bool:
        return self.tag.startswith("VB") or self.tag == "MD"

    @property
    def noun(self) -> bool:
        return self.tag.startswith(("NN", "PRP", "WP", "CD", "DT", "WDT", "FW", "GW", "ADD"))

    @property
    def proper(self) -> bool:
        return self.tag.startswith("NNP")

    def of(self, *deps: str) -> list[Word]:
        """Return the dependants with one of these relations."""
        return [kid for kid in self.kids if kid.dep in deps] if self.kids else []

    def above(self) -> Iterator[Word]:
        """Yield the heads of the word, nearest first."""
        at = self.head
        while at is not None:
            yield at
            at = at.head

    def within(self, other: Word) -> bool:
        """Return whether the word is another, or depends on it."""
        return self is other or any(one is other for one in self.above())


@dataclass(slots=True, eq=False)
class Tree:
    """The words of a sentence in order. ``inside`` is the number of the quotation it is part of."""

    words: list[Word]
    start: int
    end: int
    paragraph: int
    inside: int | None = None

    def between(self, first: int, last: int) -> list[Word]:
        return self.words[first : last + 1]


def linked(words: list[Word], heads: list[int]) -> None:
    """Set the head, dependants and edges of every word; a word that is its own head is a root.

    Where heads that were mended go round, one of the words is a root.
    """
    for word, head in zip(words, heads, strict=True):
        word.sentence = words
        if head != word.place:
            word.head = words[head]
            words[head].kids.append(word)
    below = ranged(words)
    while len(below) < len(words):
        known = set(map(id, below))
        hang(next(word for word in words if id(word) not in known), None, "ROOT")
        below = ranged(words)


def ranged(words: list[Word]) -> list[Word]:
    """Set the edges of every word, where what depends on it begins and ends; return all words below a root."""
    for word in words:
        word.left = word.right = word.place
    down = [word for word in words if word.head is None]
    for word in down:
        down += word.kids
    # from the ends of the branches: each word's own edges are known before its head takes them over
    for word in reversed(down):
        if word.head is not None:
            word.head.left = min(word.head.left, word.left)
            word.head.right = max(word.head.right, word.right)
    return down


def hang(word: Word, head: Word | None, dep: str) -> None:
    """Hang a word under another, unless that one depends on the word itself: heads would go round for ever."""
    if head is not None and head.within(word):
        return
    if word.head is not None:
        word.head.kids.remove(word)
    word.head, word.dep = head, dep
    if head is not None:
        head.kids.append(word)
        head.kids.sort(key=lambda kid: kid.place)


def according_to(verb: Word) -> list[Word]:
    """Return those to whom what a verb tells is ascribed: 'according to the minister'."""
    return [
        one for kid in verb.of("prep") if kid.lower == "according" for one in prepositional(kid, "to")
    ]


def conjuncts(word: Word) -> list[Word]:
    """Return a head and all heads joined to it by 'and': 'A, B and C' has three."""
    found = [word]
    for one in found:
        found += [kid for kid in one.kids if kid.dep == "conj" and not kid.verb]
        if one.of("cc"):
            found += [kid for kid in one.of("appos") if kid.proper and one.proper and _listed(kid)]
    return found


def _listed(word: Word) -> bool:
    """Whether an apposition is the last of a list that was misread: 'A, B, and C'."""
    assert word.head is not None
    return any(kid.dep == "cc" and kid.place < word.place for kid in word.head.kids) or any(
        kid.dep == "cc" for other in word.head.of("conj") for kid in other.kids
    )


def prepositional(word: Word, *prepositions: str) -> list[Word]:
    """Return the objects of the prepositions that depend on a word, with their conjuncts."""
    found: list[Word] = []
    for kid in word.kids:
        if kid.dep in ("prep", "agent", "dative") and (kid.lower in prepositions or not prepositions):
            for thing in kid.of("pobj", "pcomp"):
                found += conjuncts(thing)
            for inner in kid.of("prep", "conj"):
                if inner.lower in prepositions or not prepositions:
                    found += [one for thing in inner.of("pobj") for one in conjuncts(thing)]
    return found


def span_of(text: str, words: list[Word]) -> Span:
    """Return the place of some words, from the first to the last."""
    start, end = min(word.start for word in words), max(word.end for word in words)
    return Span(start, end, text[start:end])
