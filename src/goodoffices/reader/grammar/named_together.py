"""Who was named or told of together: whom 'they', 'both' and 'the two sides' of an event stand for."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.pronouns import Pronouns
from goodoffices.reader.grammar.standing import (
    contends,
    counted,
    helpers,
    helps,
    is_where,
    joins_clauses,
    wrote,
)
from goodoffices.reader.grammar.tree import PRONOUNS, Tree, Word, conjuncts
from goodoffices.record.entries import ActorKind
from goodoffices.record.word_files import word_file

LOOKED_AT = 20
"""Pairs and events before a word that 'the two sides' may be: the work on a long text stays linear."""
_PLAIN = PRONOUNS | {"who", "which", "that", "both"}


class Together(Pronouns):
    """The actors that a document names together, and those of the events that it told of."""

    def __init__(self, document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> None:
        super().__init__(document, cast, clauses)
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
