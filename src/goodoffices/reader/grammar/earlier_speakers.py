"""Whom 'he', 'they' and 'the statement' mean as speakers: who acted or spoke in the sentences before."""

from __future__ import annotations

import re
from bisect import bisect_left

from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.speaker_phrases import SpeakerPhrases
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind

ITS = frozenset(("it", "its"))
BODY: tuple[ActorKind, ...] = ("organization", "state")
_OPENING = 60
"""Signs before a speaker that may hold 'In a statement released on Friday, '."""
_NEAR = 1500
"""Signs within which 'the statement' is a text spoken of before."""


class EarlierSpeakers(SpeakerPhrases):
    """Who spoke, acted or wrote before."""

    def _pronoun(self, tree: Tree, word: Word, pronoun: str) -> str | None:
        """Return the person of 'he' or 'she', none if the same person was the other in this paragraph."""
        found = self._pronoun_means(tree, word, pronoun)
        other = self._meant_last.get("she" if pronoun == "he" else "he")
        if found is not None and other == (tree.paragraph, found):
            return None
        if found is not None:
            self._meant_last[pronoun] = (tree.paragraph, found)
        return found

    def _pronoun_means(self, tree: Tree, word: Word, pronoun: str) -> str | None:
        """Return the person of 'he' or 'she': a subject before it in the sentence, else the last speaker or name."""
        for clause in self.clauses[id(tree)]:
            if clause.verb.place < word.place and clause.subjects and clause.verb.dep != "relcl":
                key = self.cast.actor(clause.subjects[0])
                if key and clause.subjects[0].place < word.place and self.cast.may_be(key, pronoun):
                    return key
        recent = self.said[-1] if self.said else None
        subject = self.cast.last_subject(tree, self.clauses, pronoun=pronoun)
        if subject is not None:
            return subject
        if (
            recent is not None
            and recent.actor
            and recent.paragraph >= tree.paragraph - 1
            and self.cast.may_be(recent.actor, pronoun)
        ):
            return recent.actor
        return self.cast.last_person(tree.start, pronoun)

    def _alone(self, said: Said) -> bool:
        """Whether one named person said something: 'they' are others."""
        return said.actor is not None and not said.others and self.cast.kind_of(said.actor) == "person"

    def _body_above(self, tree: Tree, beyond: int = 0) -> tuple[int, str] | None:
        """Return the body that is the subject of the sentence before, and where: 'The ministry summoned him. It said …'."""
        subject = self._subject_above(tree, beyond)
        key = None if subject is None else self.cast.body(subject)
        return None if subject is None or key is None else (subject.start, key)

    def _subject_above(self, tree: Tree, beyond: int = 0) -> Word | None:
        """Return who does what the sentence before tells, in the same paragraph or up to ``beyond`` paragraphs before."""
        before = self._before(tree, beyond)
        for clause in self.clauses[id(before)] if before is not None else ():
            if clause.link == "ROOT" and clause.subjects and not clause.passive:
                return clause.subjects[0]
        return None

    def _before(self, tree: Tree, beyond: int = 0) -> Tree | None:
        """Return the sentence before, if it is in the same paragraph or up to ``beyond`` paragraphs before."""
        at = bisect_left(self.document.trees, tree.start, key=lambda one: one.start) - 1
        before = self.document.trees[at] if at >= 0 else None
        near = before is not None and tree.paragraph - before.paragraph <= beyond
        return before if near else None

    def _named_together(self, tree: Tree, last: Said | None) -> list[str]:
        """Return those who acted together in the sentence before, for 'both' and 'they', if nobody has spoken since."""
        several = self._subject_above(tree, beyond=1)
        if several is None or (last is not None and last.cue.start > several.start):
            return []
        keys = [self.cast.actor(word) or self.cast.definite(word) for word in conjuncts(several)]
        return [key for key in keys if key is not None] if len(keys) > 1 and None not in keys else []

    def _joint(self, tree: Tree, document: Word) -> list[str]:
        """Return all who wrote a document told of right before: 'A and B wrote to the mayor. “…,” the letter said.'"""
        before = self._before(tree)
        written = before is not None and any(word.lemma == document.lemma for word in before.words)
        for clause in self.clauses[id(before)] if before is not None else ():
            writes = written or clause.verb.lemma in word_lists("saying")["writes"]
            if clause.link == "ROOT" and writes and not clause.passive:
                return [key for word in clause.subjects if (key := self.cast.actor(word))]
        earlier = self._said_in(document)
        return [earlier.actor, *earlier.others] if earlier is not None and earlier.actor else []

    def _writer(self, tree: Tree, document: Word) -> str | None:
        """Return whose a document is by the words that told of it: 'a report by X', else who acted last."""
        joint = self._joint(tree, document)
        if joint:
            return joint[0]
        by = re.compile(rf"\b{re.escape(document.lemma)}s?\s(?:by|from|of)\s", re.IGNORECASE)
        told = list(by.finditer(self.text, max(0, tree.start - _NEAR), tree.start))
        named = self.cast.inside(told[-1].end(), told[-1].end() + 12) if told else []
        if named:
            return named[0]
        acted = self._body_above(tree, beyond=1)
        if acted is not None or not any(kid.tag == "PRP$" for kid in document.of("poss")):
            return None if acted is None else acted[1]
        return self.cast.last_subject(tree, self.clauses, BODY)

    def _said_in(self, document: Word) -> Said | None:
        """Return the last statement from a document: by the same word, or 'X said in a statement' before 'the statement'."""
        if document.lower in ITS:
            return None
        words = re.compile(rf"\b{re.escape(document.lemma)}s?\b", re.IGNORECASE)
        for said in reversed(self.said[-6:]):
            spoken = max(
                [said.cue.end, *(part.end for part in said.content if part.start < said.cue.start)]
            )
            around = self.text[
                max(0, said.speaker.start - _OPENING) : min(
                    [spoken + 30, *(p.start for p in said.content if p.start > said.cue.start)]
                )
            ]
            if document.start - said.cue.start < _NEAR and (
                words.search(said.speaker.text) or words.search(around)
            ):
                return said
        return None
