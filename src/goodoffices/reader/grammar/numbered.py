"""Sides told by their number or their office, whom a report names elsewhere: 'three parties', 'the ministers'."""

from __future__ import annotations

from goodoffices.reader.grammar.definite import LANDS
from goodoffices.reader.grammar.described import KIN
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.grammar.whose_envoys import Envoys
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind
from goodoffices.record.numbers_in_words import number_in

MOST = 6
"""Most sides that are told by their number: of more, a report names some only."""
_MODIFIERS = ("amod", "compound", "nmod", "relcl", "acl", "prep")
_ALL = frozenset(("the", "all", "both"))


class Numbered(Envoys):
    """The sides that a report names elsewhere."""

    def named_elsewhere(self, word: Word) -> list[str]:
        """Return the sides that a plural noun stands for by number or office, none if the report does not name just so many."""
        if (
            word.tag != "NNS"
            or prepositional(word, "of", "from", "for")
            or word.of("appos", "conj", "poss")
        ):
            return []
        number = _number(word)
        if word.lemma.lower() in listed("title"):
            known = {kid.lower for kid in word.of("det", "predet")} & _ALL
            return self._in_their_office(word, number or 2) if known else []
        if number is None and self._all_of_them(word):
            return self.pair(word.sentence[0].start, bodies=True)
        if number is None or not (self.is_people(word) or _is_side(word)):
            return []
        kinds: tuple[ActorKind, ...] = ("state",) if word.lemma in LANDS else ("organization", "group")
        return self.listed_together(number, kinds if not _is_side(word) else (*kinds, "state"))

    @staticmethod
    def _all_of_them(word: Word) -> bool:
        """Whether a noun by itself stands for those named together before: 'the countries', 'the clans'."""
        known = any(kid.lower == "the" for kid in word.of("det"))
        return known and word.lemma.lower() in LANDS | KIN and not word.of(*_MODIFIERS)

    def _in_their_office(self, word: Word, number: int) -> list[str]:
        persons = self.cast.in_office(word.lemma.lower(), word.start)
        return persons if len(persons) == number else []


def _is_side(word: Word) -> bool:
    return word.lower in word_lists("contacts")["sides"]


def _number(word: Word) -> int | None:
    """Return how many a noun says there are: 'three parties', 'both ministers'; None if it does not say or of too many."""
    for kid in word.of("nummod"):
        number = int(number_in(kid.text) or 0)
        return number if 1 < number <= MOST else None
    return 2 if any(kid.lower == "both" for kid in word.of("det", "predet", "cc", "preconj")) else None
