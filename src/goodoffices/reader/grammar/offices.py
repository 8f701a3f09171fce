"""Persons told by an office and no name: 'the Peruvian president', 'the district chief', 'business leaders'."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.announced import LONGEST_OFFICE, Announced
from goodoffices.reader.grammar.commons import LOOSE
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists

_KNOWN = frozenset(("the", "his", "her", "its", "their", "our"))
_ROLE_WORDS = frozenset(("of", "the", "and", "s", "republic", "kingdom", "state"))
"""Words of a role that do not tell one office from another."""
_KIN = frozenset(("mother", "father", "brother", "sister", "son", "daughter", "wife", "husband"))
_MEN = frozenset(("man", "woman"))
_RANKS = frozenset(("senior", "top", "high-level", "ranking", "local", "other", "key", "several"))
"""Words before 'officials' that do not tell which."""


class Offices(Announced):
    """The persons and people that a noun for an office stands for."""

    def holder(self, word: Word) -> str | None:
        """Return the only person named elsewhere who has an office of a state: 'the Peruvian president'."""
        if word.tag != "NN" or word.lower not in listed("title") or word.of("appos", "prep"):
            return None
        owners = [key for kid in word.of("amod", "compound") if (key := self.cast.adjective(kid))]
        owners += [
            key
            for kid in word.of("poss")
            if (key := self._actor(kid)) and self.cast.kind_of(key) == "state"
        ]
        if len(owners) != 1:
            return None
        whose = re.findall(r"\w+", self.cast.name_of(owners[0]).lower())
        phrase = [one.lower for one in word.sentence[word.left : word.place + 1]]
        told = {*phrase, *whose, *_ROLE_WORDS}
        beside = {self.cast.actor(one) for one in word.sentence}
        office = {one.lower for one in self._words(word) if one.text.islower()}
        found = [
            key
            for key in self.cast.with_role(phrase)
            if key not in beside and self._has(key, office, told)
        ]
        return found[0] if len(found) == 1 else None

    def _has(self, key: str, office: set[str], told: set[str]) -> bool:
        """Whether somebody's role has all words of an office, and no word that tells of another."""
        role = set(re.findall(r"[\w-]+", (self.cast.role_of(key) or "").lower()))
        return office <= role <= told

    def two_persons(self, word: Word) -> list[str]:
        """Return the two persons named so far, or the two so far with an office: 'the two leaders', 'both presidents'."""
        lemma = word.lemma.lower()
        if word.tag != "NNS" or lemma not in listed("title") | _MEN:
            return []
        persons = self.cast.persons_before(word.start)
        if len(persons) == 2:
            return persons
        held = [
            key
            for key in persons
            if lemma in re.findall(r"[\w-]+", (self.cast.role_of(key) or "").lower())
        ]
        return held if len(held) == 2 else []

    def by_office(self, word: Word) -> list[str]:
        """Return an actor for somebody who takes part under an office: 'the district chief', 'business leaders'."""
        lemma = word.lemma.lower()
        if lemma not in listed("delegates") | listed("title") | word_lists("contacts")["office"]:
            return []
        if word.tag not in ("NN", "NNS") or lemma in ("counterpart", "colleague", *_KIN):
            return []
        kinds = [
            kid
            for kid in word.of("compound", "amod", "nmod")
            if kid.place < word.place and _is_plain(kid) and kid.lower not in LOOSE | _RANKS
        ]
        if word.tag == "NN" and not any(kid.lower in _KNOWN for kid in word.of("det", "poss")):
            return []
        if word.tag == "NNS" and not (kinds or prepositional(word, "of", "in", "from")):
            return []
        words = self._words(word)
        of = [one for kid in word.of("prep") if kid.lower == "of" for one in kid.of("pobj")]
        if of and of[0].tag in ("NN", "NNS") and of[0].place < words[0].place + LONGEST_OFFICE:
            words = word.sentence[words[0].place : of[0].place + 1]  # 'heads of state'
        span = self._span(words)
        return [self.cast.noun(span.text, "group" if word.tag == "NNS" else "unnamed", span)]

    @staticmethod
    def is_of_both(word: Word) -> bool:
        """Whether nothing says whose people with an office are: 'the ministers', 'ministers from the three countries'."""
        of = prepositional(word, "of", "in", "from")
        apart = bool(of) and not any(kid.lower == "the" for one in of for kid in one.of("det"))
        return word.tag == "NNS" and word.dep != "pobj" and not apart


def _is_plain(word: Word) -> bool:
    """Whether a word is no name nor an adjective of one: small letters, or a noun at the head of a sentence."""
    return word.text.islower() or (word.place == 0 and word.tag == "NN")
