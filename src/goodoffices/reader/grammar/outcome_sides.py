"""Who brought an outcome about that names nobody: the sides of whom the report tells, those who held the captives.

Asked when all outcomes of a report are found. If several answers fit, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found
from goodoffices.reader.grammar.outcome_told import with_counted
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_SWAPPED = frozenset(("exchange", "swap"))


def name_sides(ground: Ground, found: list[Found]) -> None:
    """Give each outcome without actors those whom the rest of the report names."""
    captors = _Captors(ground)
    for one in found:
        by = _actors(ground, captors, one)
        if by:
            one.outcome = replace(one.outcome, by=tuple(by))


def _strikers(ground: Ground, one: Found) -> list[str]:
    """Return who struck: told beside the strike, else the only ones of whom the report says so."""
    strikes = word_lists("outcomes")["strikes"]
    nouns = [word for word in with_counted(one.words[1:]) if word.lemma.lower() in strikes]
    if not nouns:
        return []
    before = [kid for kid in nouns[0].of("compound") if ground.parties.is_people(kid)]
    own = ground.people([*prepositional(nouns[0], "by"), *before])
    struck = [
        tuple(by)
        for tree in ground.document.trees
        for clause in ground.of(tree)
        if _strikes(clause) and (by := ground.people(clause.subjects))
    ]
    return own or (list(struck[0]) if len(set(struck)) == 1 else [])


def _strikes(clause: Clause) -> bool:
    """Return whether the subject of a clause stops work: 'walked out', 'began a strike'."""
    lists = word_lists("outcomes")
    if clause.passive or clause.negated or clause.modal:
        return False
    walks = clause.lemma in lists["striking"] and not set(clause.objects) - {
        word for word in clause.objects if word.lemma == "tool"
    }
    return walks or (
        clause.lemma in lists["begins-strike"]
        and any(word.lemma.lower() in lists["strikes"] for word in clause.objects)
    )


def _actors(ground: Ground, captors: _Captors, one: Found) -> list[str]:
    known, verb = one.outcome.by, one.words[0]
    if one.outcome.kind == "released" and not known:
        lists = word_lists("outcomes")
        if any({word.lemma, word.lower} & lists["by-force"] for word in verb.sentence):
            return []
        if verb.lemma in _SWAPPED and not verb.of("agent"):
            return _nations(ground, verb) or ground.parties.sides()
        return captors.of(one)
    if one.outcome.kind == "ceased" and not known:
        return _strikers(ground, one)
    if one.outcome.kind in MUTUAL and len(known) < 2:
        sides = ground.parties.sides()
        half = len(known) == 1 and known[0] in sides and verb.lemma in word_lists("outcomes")["joint"]
        return sides if half or not known else []
    return []


def _nations(ground: Ground, verb: Word) -> list[str]:
    """Return the two states whose people are swapped: 'five Peruvian pilots were exchanged for nine Chilean sailors'."""
    people = [
        *verb.of("nsubjpass", "dobj"),
        *(one for kid in verb.of("prep") for one in kid.of("pobj")),
    ]
    adjectives = [
        kid for word in people for one in conjuncts(word) for kid in one.of("amod", "compound")
    ]
    found = [key for kid in adjectives if (key := ground.parties.by_adjective(kid))]
    two = list(dict.fromkeys(found))
    return two if len(two) == 2 else []


class _Captors:
    """Those of whom a report says that they hold people, by the place where it does."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def of(self, one: Found) -> list[str]:
        """Return who let the people of an outcome go: told in its sentence, else the only captors of the report."""
        here = [key for tree, by in self._told if tree.start == one.span.start for key in by]
        return self._known(here) or self._known([key for _, by in self._told for key in by], 1)

    def _known(self, captors: list[str], most: int | None = None) -> list[str]:
        """Return captors without those that are only called so, if others are told; none if there are too many."""
        plain = {f"{noun}s" for noun in word_lists("outcomes")["captor"]}
        each = list(dict.fromkeys(captors))
        named = [key for key in each if self.ground.cast.name_of(key).lower() not in plain] or each[:1]
        return named if most is None or len(named) <= most else []

    @cached_property
    def _told(self) -> list[tuple[Tree, list[str]]]:
        """Return the captors that each sentence names."""
        found = []
        for tree in self.ground.document.trees:
            by = self.ground.people([*self._holders(tree), *self._by_name(tree)], partners=True)
            by += self._keepers(tree)
            by = [key for key in dict.fromkeys(by) if not self.ground.cast.outlet(key)]
            if by:
                found.append((tree, by))
        return found

    def _holders(self, tree: Tree) -> Iterator[Word]:
        """Yield who holds people: 'seized by A', 'A kidnapped two nurses'."""
        for clause in self.ground.of(tree):
            if clause.verb.lemma in word_lists("outcomes")["holding"] and not clause.negated:
                if clause.passive:
                    yield from clause.with_("by")
                elif _of_people(self.ground, clause):
                    yield from clause.subjects

    def _by_name(self, tree: Tree) -> Iterable[Word]:
        captor = word_lists("outcomes")["captor"]
        return (word for word in tree.words if word.lemma in captor and word.tag == "NNS")

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
