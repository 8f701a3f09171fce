"""Meetings at which no two sides meet: a body's own sitting, a match, resistance that somebody met with."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.contact_parts import Found
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_SITTING = frozenset(("meet", "sit", "convene", "assemble", "reconvene"))
_SHARED = frozenset(
    ("security", "european", "arctic", "nordic", "peace", "joint", "mixed", "bilateral", "border")
)
"""Words before the name of a body in which states or both sides sit."""


def is_alone(ground: Ground, tree: Tree, one: Found) -> bool:
    """Return whether a meeting is no contact of two sides: 'the council met on Monday', 'A met B in the cup final'."""
    if one.contact.kind != "meeting" or one.contact.status in ("postponed", "broken-off"):
        return False
    clause = clause_of(tree.words[one.verb], ground.of(tree))
    if clause is None or clause.verb.place != one.verb:
        return False
    if _is_match(clause):
        return True
    held = one.contact.status in ("held", "ongoing", "resumed", "ended-without-result")
    return held and one.noun is None and len(one.contact.participants) < 2 and _is_own_sitting(clause)


def _is_own_sitting(clause: Clause) -> bool:
    """Return whether one body comes together by itself: 'the town council met', 'parliament sits again'."""
    subjects = [word for word in clause.subjects if word.noun]
    alone = len(subjects) == 1 and not (clause.objects or clause.with_("with", "between"))
    return (
        alone
        and clause.verb.lemma in _SITTING
        and all(_is_house(word) for word in subjects)
        and not any(word.of("conj") for word in subjects)
    )


def _is_house(word: Word) -> bool:
    """Return whether a noun is of a body with members who sit: a council, a jury; not a council of states, which are sides."""
    of_several = any(one.tag in ("NNS", "NNPS") for one in prepositional(word, "of"))
    of_several = of_several or any(kid.lower in _SHARED for kid in word.of("compound", "amod", "nmod"))
    return (
        word.tag in ("NN", "NNP") and word.lower in word_lists("contacts")["sitting"] and not of_several
    )


def _is_match(clause: Clause) -> bool:
    """Return whether sides meet in a game: 'met in a replay', 'met at cricket', 'met on a football pitch'."""
    where = [*clause.with_("in", "at", "on"), *clause.objects]
    near = [one for word in where for one in (word, *word.of("compound"), *conjuncts(word))]
    near += [one for word in where for one in word.of("amod") if one.lower not in ("final", "cup")]
    games = word_lists("contacts")["games"]
    return any(word.lower in games for word in near)
