"""Who takes part in an event: the actors behind its subject, and behind the nouns after 'with' or 'between'.

A party of a dispute is often known by a common noun only ('the students', 'a museum'). In the place of a
participant such a noun becomes an actor under its own words. 'They', 'both' and 'the two sides' are the
actors that the text named together last.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.commons import IN_ARMS
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.namewords import adjective_at, listed
from goodoffices.reader.grammar.pronouns import Pronouns
from goodoffices.reader.grammar.sort_words import is_foreign, is_joint
from goodoffices.reader.grammar.standing import (
    bracketed,
    chain,
    companions,
    contends,
    counted,
    helpers,
    helps,
    hyphened,
    is_where,
    joins_clauses,
    meets,
    objects,
    owns,
    owns_next,
    wrote,
)
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind
from goodoffices.record.word_files import word_file

LOOKED_AT = 20
"""Pairs and events before a word that 'the two sides' may be: the work on a long text stays linear."""
_RULING = frozenset(("government", "administration", "regime", "cabinet"))
_PART_OF = _RULING | {"management"}
"""Nouns for those who rule or run a state or a firm, and act for it."""
_PLAIN = frozenset(("they", "it", "he", "she", "we", "i", "who", "which", "that", "both"))
_FIRST = frozenset(("i", "we", "me", "us"))
_SINGLE = frozenset(("he", "she", "him", "her", "it", "i", "we", "me", "us"))


class Parties(Pronouns):
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
        self._pairs = [(at, words) for tree in document.trees for at, words in self._together(tree)]
        self._looking = False
        """Whether the two parties before a word are being looked for, so that no answer asks for itself."""
        self._resolved: dict[int, list[str]] = {}
        """The actors of a pair once it was asked for; none while they are looked for."""
        self._lists: dict[tuple[int, tuple[ActorKind, ...]], list[str]] = {}
        """The only list of so many actors of some kinds, once it was asked for."""
        self._starts = [at for at, _ in self._pairs]
        self._told: dict[bool, list[tuple[int, list[str]]]] = {True: [], False: []}
        """Places and participants of the events told so far: of talks, and of every kind, in order."""

    def of(self, words: Iterable[Word], partners: bool = False) -> list[str]:
        """Return the actors behind some noun phrases, each once, in order.

        Any plural noun is somebody if ``partners``: it stands behind the 'with' or 'between' of a contact.
        """
        found: list[str] = []
        for word in [one for each in words for one in self._listed_with(each)]:
            found += self._behind(word) or (self._describe(word, partners) if partners else [])
            found += [key for one in companions(word) for key in self._behind(one)]
        return list(dict.fromkeys(found))

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

    def whose(self, word: Word) -> list[str]:
        """Return the state or body whose ministry or army somebody is: 'Peru's ministry' speaks for Peru."""
        owners = [one for kid in word.of("poss") for one in conjuncts(kid)]
        states = [key for one in owners for key in self.cast.behind(one)]
        return [key for key in states if self.cast.kind_of(key) == "state"]

    def voice(self, place: int) -> str | None:
        """Return who says the words at a place of the text, None if they are the report's own."""
        last = bisect_left(self.voices, place + 1, key=lambda voice: voice[0]) - 1
        if last < 0 or self.voices[last][1] <= place:
            return None
        return self.voices[last][2]

    def tell(self, place: int, people: list[str], talks: bool) -> None:
        """Keep the participants of an event for a later 'they', and of talks for talks that name nobody."""
        if len(people) > 1:
            for kind in (False, True) if talks else (False,):
                insort(self._told[kind], (place, people), key=lambda event: event[0])

    def pair(
        self, before: int, several: bool = True, talks: bool = False, bodies: bool = False
    ) -> list[str]:
        """Return the actors that were named together last before a place of the text, none if there are none.

        If not ``several``, a group of people will do: 'they' may be 'the nurses'. If ``talks``, the people of
        another kind of event, such as a call, will not. If ``bodies``, two persons will not: 'the two sides'.
        """
        events = self._told[talks]
        last = bisect_left(events, before, key=lambda event: event[0]) - 1
        at, told = events[last] if last >= 0 else (-1, [])
        if talks and told:
            return self._sides_of_talks(events[max(0, last - LOOKED_AT) : last + 1], before)
        if bodies:
            return self._pair_of_bodies(before)
        for number in range(bisect_left(self._starts, before) - 1, -1, -1):
            start, words = self._pairs[number]
            if start <= at:
                break
            if number not in self._resolved:
                self._resolved[number] = []
                self._resolved[number] = self.of(words)
            people = self._resolved[number]
            if talks and any(self._helps(key, start) for key in people):
                continue
            if len(people) > 1 or (people and not several):
                return people
        return told

    def told_in(self, start: int, end: int) -> list[str]:
        """Return who took part in the last talks told of between two places of the text."""
        events = self._told[True]
        last = bisect_left(events, end, key=lambda event: event[0]) - 1
        return events[last][1] if last >= 0 and events[last][0] > start else []

    def _sides_of_talks(self, told: list[tuple[int, list[str]]], before: int) -> list[str]:
        """Return those between whom talks were told of last: bodies if there are any, and not two persons who met meanwhile."""
        of_bodies = (people for _, people in reversed(told) if not self._has_person(people))
        return next(of_bodies, []) or self._pair_of_bodies(before) or told[-1][1]

    def _has_person(self, people: list[str]) -> bool:
        return any(self.cast.kind_of(key) == "person" for key in people)

    def _pair_of_bodies(self, before: int) -> list[str]:
        """Return the bodies that were told of or named together last, without a person among them."""
        events = self._told[False]
        last = bisect_left(events, before, key=lambda event: event[0])
        found = events[max(0, last - LOOKED_AT) : last]
        end = bisect_left(self._starts, before)
        for number in range(max(0, end - LOOKED_AT), end):
            if number not in self._resolved:
                self._resolved[number] = []
                self._resolved[number] = self.of(self._pairs[number][1])
            found.append((self._starts[number], self._resolved[number]))
        for at, people in sorted(found, key=lambda one: one[0], reverse=True):
            bodies = [key for key in people if self.cast.kind_of(key) != "person"]
            if len(bodies) == len(people) == 2 and not any(self._helps(key, at) for key in bodies):
                return bodies
        return []

    def _helps(self, key: str, place: int) -> bool:
        """Whether an actor named at a place of the text is told of as a mediator, there or elsewhere."""
        at = bisect_left(self._tree_starts, place + 1) - 1
        near = self.document.trees[at : at + 1]
        words = [word for tree in near for word in tree.words if word.start >= place]
        joined = next((n for n, word in enumerate(words) if joins_clauses(word)), len(words))
        if self.cast.name_of(key) in word_file("goodoffices.record", "helpers")["body"]:
            return True
        return self.cast.mediates(key) or any(helps(word) for word in words[:joined])

    def agreeing(self, before: int) -> list[str]:
        """Return the two bodies of whose talks or agreement a text told last, else those that it named together last."""
        events = self._told[False]
        last = bisect_left(events, before, key=lambda event: event[0])
        for _, people in reversed(events[max(0, last - LOOKED_AT) : last]):
            if len(people) == 2 and all(self.is_side(key) for key in people):
                return people
        return self._pair_of_bodies(before)

    def sides(self) -> list[str]:
        """Return those between whom a text tells of talks or agreements, if of a single group; else the two at odds, or that act most."""
        told = [[key for key in people if self.is_side(key)] for _, people in self._told[False]]
        largest = max(told, key=len, default=[])
        if len(largest) > 1:
            return largest if all(set(people) <= set(largest) for people in told) else []
        return self.dispute() or self.principals()

    def listed_together(self, number: int, kinds: tuple[ActorKind, ...]) -> list[str]:
        """Return the so many actors of some kinds whose names stand in a list, if no other group does in the text."""
        if (number, kinds) not in self._lists:
            found: list[list[str]] = []
            for at, (_, words) in enumerate(self._pairs):
                if len(words) >= number:
                    self._resolved[at] = self._resolved.get(at) or self.of(words)
                    found.append(self._resolved[at])
            groups = [one for one in found if len(one) == number and self._of_kinds(one, kinds)]
            alone = bool(groups) and all(set(one) == set(groups[0]) for one in groups)
            self._lists[number, kinds] = groups[0] if alone else []
        return self._lists[number, kinds]

    def _of_kinds(self, people: list[str], kinds: tuple[ActorKind, ...]) -> bool:
        named = all(self.cast.name_of(key)[:1].isupper() for key in people)
        return named and all(self.cast.kind_of(key) in kinds for key in people)

    def _together(self, tree: Tree) -> Iterator[tuple[int, list[Word]]]:
        """Yield the noun phrases that a sentence joins: 'A and B', 'between A and B'."""
        for word in tree.words:
            if word.quotation is not None or not word.noun or word.dep in ("conj", "appos"):
                continue
            joined = conjuncts(word)
            if is_where(word) and not all(self._named_again(one) for one in joined):
                continue
            if len(joined) > 1 and (
                helpers(word) or wrote(word) or any(counted(one) for one in joined)
            ):
                continue
            above = word.head
            if above is not None and word.dep == "nsubj" and above.dep == "relcl":
                continue  # 'a step that A and B regard as essential': of A and B nothing is told
            group = word.tag == "NNS" and word.dep in ("nsubj", "nsubjpass")
            if (len(joined) > 1 or group) and all(self._named(one) for one in joined):
                yield word.start, joined

    def _named_again(self, word: Word) -> bool:
        key = self._actor(word)
        return key is not None and self.cast.mentions(key) > 1

    def _named(self, word: Word) -> bool:
        """Whether a word is a name or a noun for a body, of which it may be said that it is a party."""
        named = self._actor(word) is not None and (word.proper or word.text[:1].isupper())
        return named or (self.is_people(word) and not self.are_the_two(word))

    # One noun phrase

    def _behind(self, word: Word) -> list[str]:
        if word.quotation is not None:
            return []
        if word.lower == "they":
            behind = self._named_behind(word)
            if behind:
                return behind
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
            several = word.lower not in ("they", "them") or meets(word)
            start = word.sentence[0].start
            sides = bool({word.lower, f"{word.lower}s"} & word_lists("contacts")["sides"])
            known = self.pair(start, bodies=True) if sides else []
            known = known or self.pair(start, several) or self.pair(word.start, several)
            return known or (self._two_before(word) if several else [])
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
        told = self._two_sorts(word) or self._persons(word) or self._owners(word)
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

    def _against(self, word: Word) -> list[str]:
        """Return those against a state whose envoys are told: 'Syrian opposition negotiators' are not Syria's."""
        for kid in word.of("compound", "nmod"):
            lemma = kid.lemma.lower()
            if kid.tag not in ("NN", "NNS") or not (
                lemma == "opposition" or lemma in listed("against")
            ):
                continue
            noun = kid.text if kid.tag == "NNS" or lemma == "opposition" else f"{kid.text}s"
            lands = [
                one for one in word.of("amod", "compound", "nmod") if adjective_at(one) is not None
            ]
            name = " ".join([*(one.text for one in lands if one.place < kid.place), noun])
            known = self.cast.known(name) or self.cast.known(noun)
            return [known or self.cast.noun(name, "group", self._span([kid]))]
        return []

    def _in_common(self, word: Word) -> list[str]:
        """Return whose joint body it is: those who met last."""
        events = self._told[False]
        last = bisect_left(events, word.start, key=lambda event: event[0]) - 1
        return events[last][1] if last >= 0 else []

    def _two_before(self, word: Word) -> list[str]:
        """Return the two parties that act in the nearest sentence in which exactly two do: 'both', 'the two sides'."""
        if self._looking:
            return []
        at = bisect_left(self._tree_starts, word.sentence[0].start)
        self._looking = True
        try:
            return self._two_in(self.document.trees[max(0, at - 3) : at + 1], word)
        finally:
            self._looking = False

    def _two_in(self, trees: Sequence[Tree], word: Word) -> list[str]:
        """Return the two bodies that act in one of some sentences, else in the last of them together."""
        acting: list[list[str]] = []
        for tree in reversed(trees):
            subjects = [
                one
                for clause in self.clauses[id(tree)]
                for one in clause.subjects
                if one.start < word.start and self._named(one) and one.lower not in _PLAIN
            ]
            if any(self.are_the_two(one) for one in subjects):
                continue
            found = [key for key in self.of(subjects) if self.cast.kind_of(key) != "person"]
            if len(found) == 2:
                return found
            acting.append(found)
        for tree in reversed(trees):
            opposed = self._opposed(tree, word)
            if opposed:
                return opposed
        together: list[str] = []
        for found in acting:
            together = list(dict.fromkeys((*together, *found)))
            if len(together) == 2:
                return together
        return []

    def _opposed(self, tree: Tree, word: Word) -> list[str]:
        """Return the two bodies, subject and object of a dispute: 'Orrex has offered the union 4 percent'."""
        for clause in filter(contends, self.clauses[id(tree)]):
            dative = [one for kid in clause.verb.of("dative") for one in (kid, *kid.of("pobj"))]
            others = [*clause.objects, *dative, *clause.with_("against", "with", "to")]
            words = [one for one in (*clause.subjects[:1], *others) if one.start < word.start]
            if not clause.subjects or any(self.are_the_two(one) for one in words):
                continue
            found = self.of(one for one in words if self._named(one) and one.lower not in _PLAIN)
            bodies = [key for key in found if self.is_body(key)]
            if len(bodies) == len(found) == 2:
                return bodies
        return []

    def _owners(self, word: Word) -> list[str]:
        """Return whose envoys they are: 'envoys of A and B', 'the delegations of the villagers'."""
        stem = word.lower.removesuffix("s")
        if word.lemma.lower() in IN_ARMS and not word.proper:
            army = [one for one in prepositional(word, "of", "from") if one.proper]
            if army:
                return [key for one in army for key in self._behind(one)]
        envoys = (listed("delegates"), word_lists("contacts")["office"])
        envoy = any(stem in words or word.lemma.lower() in words for words in envoys)
        envoy = envoy or stem in _PART_OF
        joined = [kid for kid in word.of("amod", "compound", "nmod") if kid.of("conj")]
        several = word.tag == "NNS" and word.lower in word_lists("contacts")["sides"] and joined
        if not envoy and not several:
            return []
        if word.lower == "rebels" or word.lemma.lower() in word_lists("contacts")["people"]:
            return []
        if any(self.cast.kind(kid) == "person" for kid in (word, *word.of("appos"))):
            return []
        if word.text in listed("institution") and self.cast.kind(word) == "organization":
            return []
        if word.lower == stem and word.lower in listed("title") and not self._acts_for(word):
            return []
        body = self._body_before(word) or self._against(word)
        if body:
            return body
        sent = any(kid.proper for kid in word.of("compound", "poss", "nmod"))
        whose = prepositional(word, *(("of", "from") if sent else ("of", "from", "for")))
        at_body = word.lemma.lower() in ("official", "manager", "executive", "leader")
        whose += prepositional(word, "at") if at_body and not whose else []
        equal = word.lemma.lower() in ("counterpart", "colleague")
        after = word.sentence[word.place + 1 : word.place + 3]
        whose += after[1:] if equal and after[0].lower == "in" and after[-1].proper else []
        whose += [one for one in word.of("compound", "amod") if equal and is_foreign(one)]
        whose += [one for kid in word.of("acl") if kid.lemma == "represent" for one in objects(kid)]
        whose += [
            kid for kid in word.of("appos") if kid.left and word.sentence[kid.left - 1].lower == "and"
        ]
        whose += [
            one
            for kid in word.of("poss", "nmod")
            for one in conjuncts(kid)
            if kid.tag != "PRP$" and not bracketed(kid)
        ]
        found = [key for one in whose for key in self._behind(one)]
        for kid in word.of("poss") if not found else ():
            found += self._of_relative(kid)
        if not found and any(kid.lower == "their" for kid in word.of("poss")):
            return self.pair(word.sentence[0].start)
        for kid in word.of("poss") if not found else ():
            found += self._pronoun(kid) if kid.lower == "its" else []
        adjectives = [one for kid in word.of("amod", "compound", "nmod") for one in conjuncts(kid)]
        found += [key for kid in adjectives if (key := self.by_adjective(kid))]
        if word.lemma.lower() in _RULING:
            # the government of a president is sent, not the president
            bodies = [key for key in found if self.cast.kind_of(key) != "person"]
            persons = [one for one in whose if self._person(one)]
            lands = [kid for one in persons for kid in word.sentence[word.place + 1 : one.place]]
            lands = [kid for kid in lands if not self._person(kid)]
            found = bodies or [key for kid in lands if (key := self.by_adjective(kid))]
        return list(dict.fromkeys(found))
