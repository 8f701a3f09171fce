"""The clause in which each kind of outcome is looked for, with its verb and the nouns it may be about."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import RELATIVES, Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_parts import goods
from goodoffices.reader.grammar.tree import Word, conjuncts
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import OutcomeKind

Event = tuple[OutcomeKind, Word | str]
"""The kind of an outcome, and the thing it is about: a noun, or words of the report."""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause whose outcome is looked for: its verb, bare and with its particle, and the nouns it may be about."""

    ground: Ground
    clause: Clause
    lemma: str
    base: str
    things: list[Word]

    def verb(self, kind: str) -> bool:
        return self.lemma in word_lists("outcomes")[kind]

    def about(self, *kinds: str, words: list[Word] | None = None) -> Word | None:
        """Return the first thing whose word is in one of some lists."""
        lists = word_lists("outcomes")
        return next(
            (
                word
                for word in (self.things if words is None else words)
                if any(word.lemma.lower() in lists[kind] or word.lower in lists[kind] for kind in kinds)
            ),
            None,
        )

    def beside(self) -> bool:
        """Return whether a verb only describes a thing, or goes on: 'a truce brokered by Oslo', 'negotiating a truce'."""
        return self.clause.verb.tag == "VBG" or self.clause.link in ("acl", "relcl")

    def has(self, *words: str) -> bool:
        """Return whether one of some words depends on the verb."""
        return any(kid.lower in words for kid in self.clause.verb.kids)


def things_of(clause: Clause) -> list[Word]:
    """Return the nouns that a verb is about: its objects, else its subjects; 'that' stands for the noun before it."""
    objects = [word for word in clause.objects if word.quotation is None]
    if clause.verb.lemma in ("reach", "enter") and any(goods(word) for word in clause.subjects):
        return [word for word in clause.subjects if word.quotation is None]
    head = clause.verb.head
    relative = clause.link == "relcl" and head is not None and head.noun
    if relative and head is not None and head not in clause.subjects:
        named = [word for word in objects if word.lower not in RELATIVES]
        objects = [*named, *conjuncts(head)] if len(named) < len(objects) or not objects else objects
    subjects = [word for word in clause.subjects if word.quotation is None and word.tag != "WP"]
    return objects if objects and not clause.passive else subjects
