"""Verbs of saying in a sense in which they say nothing: 'exports declined', 'charges 12 euros', 'dismissed 30 drivers'."""

from __future__ import annotations

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists

_STAFF = frozenset(
    ("people", "staff", "workforce", "crew", "cabinet", "government", "team", "board", "employee")
)
_SUITS = frozenset(("case", "suit", "lawsuit", "appeal", "motion", "petition", "charge"))
_GUILT = frozenset(("guilty", "innocent"))


def says_nothing(clause: Clause) -> bool:
    """Return whether the verb of a clause is one of words by its form alone."""
    verb = clause.verb
    asks = bool(verb.of("xcomp", "ccomp"))
    things = clause.subjects if clause.passive else verb.of("dobj")
    match clause.lemma:
        case "dismiss":
            return bool(things) and all(_can_be_sent_away(word) for word in things)
        case "decline":
            return not asks and not things
        case "charge":
            return not verb.of("ccomp")
        case "plead":
            return any(kid.lower in _GUILT for kid in verb.of("acomp", "oprd", "xcomp", "amod"))
        case "order":
            return not asks and any(word.of("nummod") for word in things)
        case "press":
            return not asks and bool(things) and not any(_is_somebody(word) for word in things)
        case "push back":
            return bool(things) and not any(word.lemma in CLAIMS for word in things)
    return False


def _can_be_sent_away(word: Word) -> bool:
    """Whether who or what is dismissed loses a post or a case, and no claim is called untrue."""
    return word.lemma.lower() in _SUITS or _is_somebody(word)


def _is_somebody(word: Word) -> bool:
    lemma = word.lemma.lower()
    people = lemma in word_lists("contacts")["people"] or lemma in _STAFF
    return word.tag == "CD" or word.tag == "PRP" or people or is_person_noun(word)
