"""Who takes part in an event: the actors behind its subject, and behind the nouns after 'with' or 'between'.

A party of a dispute is often known by a common noun only ('the students', 'a museum'). In the place of a
participant such a noun becomes an actor under its own words. 'They', 'both' and 'the two sides' are the
actors that the text named together last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.numbered import Numbered
from goodoffices.reader.grammar.sort_words import is_joint
from goodoffices.reader.grammar.standing import chain, companions, hyphened, meets, owns, owns_next
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_FIRST = frozenset(("i", "we", "me", "us"))
_SINGLE = frozenset(("he", "she", "him", "her", "it", "i", "we", "me", "us"))


class Parties(Numbered):
    """Everybody who takes part in an event of a document, by the words that stand for them."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        clauses: dict[int, list[Clause]],
        voices: tuple[tuple[int, int, str | None], ...] = (),
    ) -> None:
        super().__init__(document, cast, clauses)
        self.voices = sorted(voices, key=lambda voice: voice[:2])
        self._called: dict[str, list[str]] = {}
        """Whom words for two parties stood for before: 'the two rival leaders'."""

    def of(self, words: Iterable[Word], partners: bool = False) -> list[str]:
        """Return the actors behind some noun phrases, each once, in order.

        Any plural noun is somebody if ``partners``: it stands behind the 'with' or 'between' of a contact.
        """
        found: list[str] = []
        both: set[str] = set()
        """Those who meet under an office alone: 'the ministers will meet' tells of the ministers of both sides."""
        for word in [one for each in words for one in self._listed_with(each)]:
            behind = self._behind(word) or (self._describe(word, partner=True) if partners else [])
            if not behind and partners:
                behind = self.by_office(word)
                both |= set(behind) if self.is_of_both(word) else set()
            found += behind
            found += [key for one in companions(word) for key in self._behind(one)]
        return [] if both.issuperset(found) else list(dict.fromkeys(found))

    def _listed_with(self, word: Word) -> list[Word]:
        """Return a word and the names in one list with it, but not the 'Peru' of 'A of Peru and B'."""
        listed_with = [
            one
            for one in self.cast.together(word)
            if one is word or not (hyphened(one) or owns(one, word) or one.dep in ("poss", "compound"))
        ]
        also = [*self._strung(word), *self._nested(word)]
        return [*listed_with, *dict.fromkeys(one for one in also if one not in listed_with)]

    def _nested(self, word: Word) -> list[Word]:
        """Return the others of a list that a parse hangs on the land of the first: 'A of Peru and B of Chile'."""
        if self._person(word) is None:
            return []
        lands = [
            thing for kid in word.of("prep") if kid.lower in ("of", "from") for thing in kid.of("pobj")
        ]
        joined = [one for thing in lands for one in conjuncts(thing)[1:]]
        return [one for one in joined if self._person(one) not in (None, self._person(word))]

    def _strung(self, word: Word) -> list[Word]:
        """Return the others of a list of persons whose offices stand between them: 'A, the mayor, B, the chair, and C'.

        A parse takes the next name for an apposition, and what is behind that for one in a list with it.
        """
        if self._person(word) is None:
            return []
        hung = [kid for one in chain(word) for kid in one.of("appos", "conj") if one is not word]
        strung = [kid for kid in (*word.of("appos"), *hung) if not owns_next(kid) and kid.proper]
        return [kid for kid in strung if self._person(kid) not in (None, self._person(word))]

    def voice(self, place: int) -> str | None:
        """Return who says the words at a place of the text, None if they are the report's own."""
        last = bisect_left(self.voices, place + 1, key=lambda voice: voice[0]) - 1
        if last < 0 or self.voices[last][1] <= place:
            return None
        return self.voices[last][2]

    # One noun phrase

    def _behind(self, word: Word) -> list[str]:
        if word.quotation is not None:
            return []
        if word.lower == "they":
            behind = self._named_behind(word)
            if behind:
                return behind
        if word.lower in ("him", "her") and word.dep in ("dobj", "pobj", "dative"):
            return self._other(word)
        if word.lower in ("they", "them", "it", "he", "she"):
            found = self._pronoun(word)
            if found:
                return found
        two = self.cast.two_of_sort(word) or (self._in_common(word) if is_joint(word) else [])
        if two:
            return two
        led = self._leaders(word) if word.tag == "NNS" else []
        if len(led) > 1:
            return led
        if self.are_the_two(word):
            acting = self._acting_on(word) if word.lower == "them" else ()
            return [key for key in self._the_two(word) if key not in acting]
        known = {"the", "all"} & {kid.lower for kid in word.of("det", "predet")}
        several = self.named_elsewhere(word) if known and word.of("nummod") else []
        if several:
            return several
        pronoun = word.tag == "PRP"  # 'US' is a state
        voice = self.voice(word.start) if pronoun and word.lower in _FIRST else None
        if voice is not None:
            house = self.house(voice) if word.lower in ("we", "us") else None
            return [voice if house is None else house]
        if pronoun and word.lower in _SINGLE:
            return self.cast.behind(word)
        if word.dep == "appos" and not word.proper and word.head is not None and self._actor(word.head):
            return self._behind(word.head)  # 'in Cuba, the country that hosted talks'
        beside = self._beside(word)
        if beside:
            return beside
        holder = self.holder(word)
        told = (
            ([] if holder is None else [holder])
            or self._before_one_noun(word)
            or self._two_sorts(word)
            or self._persons(word)
            or self._owners(word)
        )
        if told:
            return told
        owned = self._owned(word)
        if owned is not None:
            return [owned]
        named = [kid for kid in word.of("appos") if kid.proper and not word.proper]
        for kid in named:
            key = self._actor(kid)
            whole = bool(kid.of("compound")) and self.is_somebody(word)
            joined = conjuncts(kid) if word.tag == "NNS" else [kid]
            if len(joined) > 1:
                return [one for each in joined for one in self._behind(each)]
            if key is not None or kid.place == word.place + 1 or whole:
                return [key] if key is not None else self._name(kid)
        of = [one for one in prepositional(word, "of") if one.proper]
        joint = word.lemma.lower() in ("commission", "committee", "council", "team", "force", "group")
        if len(of) > 1 and (word.tag == "NNS" or joint) and self.is_people(word):
            return [key for one in of for key in self._behind(one)]
        found = self.cast.behind(word)
        if found:
            return found
        if word.tag == "NNP" or word.tag == "NNPS":
            return self._name(word)
        return self._describe(word)

    def _the_two(self, word: Word) -> list[str]:
        """Return the parties that 'they' or 'the two sides' stands for; the same words with an adjective, the same two as before."""
        phrase = " ".join(one.lower for one in (*word.of("amod"), word)) if word.of("amod") else ""
        if phrase in self._called:
            return self._called[phrase]
        several = word.lower not in ("they", "them") or meets(word)
        start = word.sentence[0].start
        both = any(kid.lower == "both" for kid in word.of("det", "predet"))
        sides = both or bool({word.lower, f"{word.lower}s"} & word_lists("contacts")["sides"])
        known = self.pair(start, bodies=True) if sides else []
        known = known or self.pair(start, several) or self.pair(word.start, several)
        known = known or self.two_persons(word) or (self._two_before(word) if several else [])
        if phrase and known:
            self._called[phrase] = known
        return known
