"""Contacts that a sentence takes for known: 'Monday's call cleared the way', 'ahead of talks on Friday'.

Their own verb tells of effects only, or of an event before. The noun phrase tells that they took place: a past
day in it, or who took part.
"""

from __future__ import annotations

from goodoffices.reader.grammar.contact_people import of_noun
from goodoffices.reader.grammar.contact_status import Beside
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ContactStatus

_SUBJECTS = ("nsubj", "nsubjpass")
_RECENT = frozenset(("hour", "minute"))


def known_status(ground: Ground, tree: Tree, beside: Beside) -> ContactStatus | None:
    """Return 'held' for a contact whose verb tells only of its effects, None if nothing tells that it took place."""
    clause, noun, lists = beside.clause, beside.noun, word_lists("contacts")
    if clause.modal or clause.future or beside.base in lists["unsaid"] or beside.base == "reach":
        return None
    if noun in clause.subjects and noun.dep in _SUBJECTS and clause.link not in ("acl", "relcl"):
        if _past_day(ground, tree, noun):
            return "held"
        tells = (clause.past or clause.perfect) and not (clause.passive or clause.negated)
        return "held" if tells and clause.verb.of("dobj") and _named(ground, noun) else None
    if beside.relation == "object" and beside.base in lists["known-object"]:
        return "held" if _past_day(ground, tree, noun) or _named(ground, noun) else None
    return None


def _past_day(ground: Ground, tree: Tree, noun: Word) -> bool:
    """Whether a day stands in the noun phrase of a contact, and it is past: 'Monday's talks', 'a call on Sunday'."""
    own = ground.day(tree, None, noun)
    if own is None or own.edtf is None or ground.to_come(own.edtf):
        return False
    return not (ground.since(tree, own) or ground.ends_a_term(tree, own))


def _named(ground: Ground, noun: Word) -> bool:
    return len(ground.people(of_noun(noun), partners=True)) > 1


def is_hours_after(noun: Word) -> bool:
    """Whether something came hours after a contact, on its day: 'hours after a meeting'."""
    after = noun.head
    if after is None or after.lower != "after":
        return False
    before = after.sentence[after.place - 1] if after.place else None
    return before is not None and before.lemma.lower() in _RECENT
