"""The clause in which each kind of outcome is looked for, with its verb and the nouns it may be about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import RELATIVES, Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_parts import goods
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import OutcomeKind

Event = tuple[OutcomeKind, Word | str]
"""The kind of an outcome, and the thing it is about: a noun, or words of the report."""


_NEAR = 300
"""Characters between an agreement and the 'it' that stands for it, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause whose outcome is looked for: its verb, bare and with its particle, and the nouns it may be about."""

    ground: Ground
    clause: Clause
    lemma: str
    base: str
    things: list[Word]

    def verb(self, kind: str) -> bool:
        words = word_lists("outcomes")[kind]
        return self.lemma in words or _hyphened(self.clause.verb) in words

    def about(self, *kinds: str, words: list[Word] | None = None) -> Word | None:
        """Return the first thing whose word is in one of some lists."""
        lists = word_lists("outcomes")
        for word in with_counted(self.things if words is None else words):
            if not all(lists[kind].isdisjoint(forms(word)) for kind in kinds):
                return word
        return None

    def beside(self) -> bool:
        """Return whether a verb only describes a thing, or goes on: 'a truce brokered by Oslo', 'negotiating a truce'."""
        return self.clause.verb.tag == "VBG" or self.clause.link in ("acl", "relcl")

    def has(self, *words: str) -> bool:
        """Return whether one of some words depends on the verb."""
        return any(kid.lower in words for kid in self.clause.verb.kids)


def forms(word: Word) -> tuple[str, ...]:
    """Return the forms under which a noun may stand in a list: 'strike', 'cease-fire', 'strike action', 'state of emergency'."""
    of = (f"{word.lemma.lower()} of {one.lemma.lower()}" for one in prepositional(word, "of"))
    return (word.lemma.lower(), word.lower, _hyphened(word), _compound(word), *of)


def _compound(word: Word) -> str:
    """Return a noun with the word before it that tells its sort: 'strike action'; '' if there is none."""
    before = [kid for kid in word.of("compound", "amod") if kid.place == word.place - 1]
    return f"{before[0].lower} {word.lemma.lower()}" if before else ""


def _hyphened(word: Word) -> str:
    """Return a noun with the word that a hyphen joins to it: 'go-slow'; '' if there is none."""
    if word.place < 2 or word.sentence[word.place - 1].text != "-":
        return ""
    return f"{word.sentence[word.place - 2].lower}-{word.lemma.lower()}"


def with_counted(words: Sequence[Word]) -> Iterator[Word]:
    """Yield nouns, and behind each that only says how much of a thing there is, the thing: 'days of strikes'."""
    for word in words:
        yield word
        if word.lemma.lower() in word_lists("outcomes")["amount"] or word.tag == "CD":
            yield from prepositional(word, "of")
            yield from (one for kid in prepositional(word, "but") for one in prepositional(kid, "of"))


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
    if not objects and not clause.passive:
        # 'extended for the fourth time, by two weeks, the pact': a parse has the object apart from its verb
        apart = clause.verb.of("appos", "dep")
        objects = [word for word in apart if word.noun and word.place > clause.verb.place]
    subjects = [word for word in clause.subjects if word.quotation is None and word.tag != "WP"]
    return objects if objects and not clause.passive else subjects


def pronoun(told: Told) -> Event | None:
    """Return the agreement told of shortly before: 'initialled a draft; it is to be signed in May'."""
    at, words = told.ground.last_agreement
    near = 0 <= told.clause.verb.start - at <= _NEAR and words
    return ("signed", words) if near else None
