"""Those who held people that are free again: 'seized by the Front', 'the kidnappers', 'from Peruvian captivity'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_parts import Found
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists


class _Held(NamedTuple):
    """Captors of whom a report tells, and whom they hold if that is told beside the noun."""

    held: Word | None
    captors: list[str]


class Captors:
    """Those of whom a report says that they hold people, by the place where it does."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def of(self, one: Found) -> list[str]:
        """Return who let the people of an outcome go: told in its sentence, else the only captors of the report."""
        things = one.words[1:] or one.words
        here = [
            key
            for told in self._told.get(one.span.start, ())
            if told.held is None or any(told.held.within(thing) for thing in things)
            for key in told.captors
        ]
        return self._named(here) or self._only

    @cached_property
    def _only(self) -> list[str]:
        """The only captor of the whole report."""
        only = self._named([key for told in self._told.values() for one in told for key in one.captors])
        return only if len(only) == 1 else []

    def _named(self, captors: list[str]) -> list[str]:
        """Return captors without those that are only called so, if others are told."""
        plain = {f"{noun}s" for noun in word_lists("outcomes")["captor"]}
        each = list(dict.fromkeys(captors))
        return [key for key in each if self.ground.cast.name_of(key).lower() not in plain] or each[:1]

    @cached_property
    def _told(self) -> dict[int, list[_Held]]:
        """The captors that each sentence tells of, by its place."""
        found: dict[int, list[_Held]] = {}
        for tree in self.ground.document.trees:
            told = [
                (held, self.ground.people(words, partners=True)) for held, words in self._holders(tree)
            ]
            for held, keys in (*told, (None, self._keepers(tree))):
                captors = [key for key in keys if not self.ground.cast.outlet(key)]
                if captors:
                    found.setdefault(tree.start, []).append(_Held(held, captors))
        return found

    def _holders(self, tree: Tree) -> Iterator[tuple[Word | None, list[Word]]]:
        """Yield who holds people, with the noun beside which it is told: 'miners seized by A', 'A kidnapped two nurses'."""
        lists = word_lists("outcomes")
        for clause in self.ground.of(tree):
            if clause.verb.lemma in lists["holding"] and not clause.negated:
                held = clause.verb.head if clause.link in ("acl", "relcl") else None
                if clause.passive:
                    yield held, clause.with_("by")
                elif _of_people(self.ground, clause):
                    yield None, clause.subjects
        for word in tree.words:
            if word.lemma in lists["captor"] and word.tag == "NNS":
                yield None, [word]

    def _keepers(self, tree: Tree) -> list[str]:
        """Return in whose hands people are: 'freed from Russian captivity'."""
        custody = [word for word in tree.words if word.lemma in word_lists("outcomes")["custody"]]
        kids = [kid for word in custody for kid in word.of("amod", "compound", "poss")]
        return [key for kid in kids if (key := self.ground.parties.by_adjective(kid))]


def _of_people(ground: Ground, clause: Clause) -> bool:
    """Return whether somebody holds or seizes people, or a ship with its crew, and no talks."""
    people = word_lists("outcomes")["people"]
    return any(
        word.lemma.lower() in people or word.tag in ("WP", "PRP") or ground.cast.kind(word) == "person"
        for word in clause.objects
    )
