"""Whom a pronoun of an event stands for: who speaks, who acted in the sentence before, who is named right behind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.sides import Sides
from goodoffices.reader.grammar.tree import Word, conjuncts
from goodoffices.record.entries import ActorKind


class Pronouns(Sides):
    """The actors for whom pronouns stand."""

    def __init__(self, document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> None:
        super().__init__(document, cast, clauses)
        self._tree_starts = [tree.start for tree in document.trees]

    def of(self, words: Iterable[Word], partners: bool = False) -> list[str]:
        """Return the actors behind some noun phrases."""
        raise NotImplementedError

    def _behind(self, word: Word) -> list[str]:
        """Return the actors behind one noun phrase."""
        raise NotImplementedError

    def _named_behind(self, word: Word) -> list[str]:
        """Return those whom a main clause names behind its own 'they': 'When they met in May, A and B agreed'."""
        verb = word.head
        main = verb.head if verb is not None and verb.dep == "advcl" and word.dep == "nsubj" else None
        subjects = main.of("nsubj") if main is not None and main.place > word.place else []
        named = [one for subject in subjects for one in conjuncts(subject) if one.place > word.place]
        return self.of(named) if len(named) > 1 else []

    def _pronoun(self, word: Word) -> list[str]:
        """Return the actor of a pronoun: who speaks, else the subject of the sentence before."""
        speaker = self._speaker(word)
        found = self.of(conjuncts(speaker)) if speaker is not None else []
        if found or word.lower == "they":
            return found
        if word.lower == "them":
            return self._objects_before(word)
        start = word.sentence[0].start
        at = bisect_left(self._tree_starts, start)
        if at >= len(self.document.trees) or any(one.proper for one in word.sentence[: word.place]):
            return []
        kinds: tuple[ActorKind, ...] = ("person",)
        kinds = ("organization", "group", "state") if word.lower in ("it", "its") else kinds
        last = self.cast.last_subject(self.document.trees[at], self.clauses, kinds)
        return [] if last is None else [last]

    def _other(self, word: Word) -> list[str]:
        """Return whom 'him' or 'her' is: the person named last who does not act here, as nobody phones herself."""
        pronoun = "he" if word.lower == "him" else "she"
        person = self.cast.last_person(word.start, pronoun, self._acting_on(word))
        return [] if person is None else [person]

    def _acting_on(self, word: Word) -> set[str]:
        """Return who does to somebody what the verb above tells: the elders of 'the elders persuaded them'."""
        acting = [up for up in word.above() if up.verb][:1]
        return {
            key
            for verb in acting
            for subject in verb.of("nsubj", "nsubjpass")
            for one in conjuncts(subject)
            for key in self._behind(one)
        }

    def _objects_before(self, word: Word) -> list[str]:
        """Return the people that 'them' stands for in one sentence: 'was to have met the owners but will see them in May'."""
        before = [
            one
            for one in word.sentence[: word.place]
            if one.dep == "dobj" and one.tag in ("NNS", "NNPS") and one.head is not word.head
        ]
        return self.of(conjuncts(before[-1]), partners=True) if before else []

    def _speaker(self, word: Word) -> Word | None:
        """Return the subject that a pronoun in its words stands for: 'the union said it would sign'."""
        verb = word.head
        if word.dep == "poss" and verb is not None and verb.dep == "nsubj":
            verb = verb.head
        content = False
        while verb is not None and verb.verb:
            above = verb.head
            if verb.dep not in ("ccomp", "xcomp", "conj", "advcl") or above is None or not above.verb:
                return None
            subjects = above.of("nsubj", "nsubjpass")
            content = content or verb.dep == "ccomp"
            if content and verb.dep in ("ccomp", "conj") and subjects and subjects[0] is not word:
                return subjects[0] if self._agree(word, subjects[0]) else None
            verb = above
        return None

    def _agree(self, pronoun: Word, subject: Word) -> bool:
        """Whether a pronoun may stand for a subject: a person is no 'it', and 'they' are several."""
        if subject.place > pronoun.place or subject.tag.startswith(("PRP", "W")):
            return False
        person = any(self._person(one) for one in (subject, *subject.of("appos")))
        if pronoun.lower in ("he", "she"):
            key = self._actor(subject)
            surname = key is not None and " " not in self.cast.name_of(key)
            return person or (
                surname
                and subject.tag == "NNP"
                and not subject.of("det")
                and self.cast.kind_of(key or "") == "organization"
            )
        if pronoun.lower in ("it", "its"):
            return not person and subject.tag not in ("NNS",)
        key = self._actor(subject)
        body = key is not None and self.cast.kind_of(key) == "organization" and self.is_body(key)
        return body or subject.tag in ("NNS", "NNPS") or len(conjuncts(subject)) > 1
