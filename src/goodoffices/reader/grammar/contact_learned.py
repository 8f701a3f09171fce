"""Contacts at words that likely tell of a contact, if no rule finds it: the rules say who took part, when and in which place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_mentions import by_mention, is_no_event, is_under_way
from goodoffices.reader.grammar.contact_nouns import by_noun
from goodoffices.reader.grammar.contact_parts import SHOWN, Found, found_by, status_of
from goodoffices.reader.grammar.contact_people import HOSTING, mentioned
from goodoffices.reader.grammar.contact_relation import SUMMONING
from goodoffices.reader.grammar.contact_told import meets_no_side
from goodoffices.reader.grammar.contact_verbs import by_verb, is_offered
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.record.entries import Contact, ContactKind

_SURER = 0.75
"""The chance from which a contact is proposed though a single participant is told."""


def by_learned(ground: Ground, learned: Learned, tree: Tree, taken: Collection[int]) -> Iterator[Found]:
    """Yield the contacts that words tell of by their weights; ``taken`` are the places of words of others."""
    for word in learned.sure(tree, "contact", taken):
        kind = cast(ContactKind, learned.kind(tree, word, "contact"))
        clause = clause_of(word, ground.of(tree))
        if clause is None or (clause.verb is word and _is_known(ground, clause)):
            continue
        if clause.verb is word:
            found = by_verb(ground, tree, clause, kind) or _by_verb(ground, tree, clause, kind)
        else:
            found = _by_noun(ground, tree, clause, word, kind)
        chance = learned.chance(tree, word, "contact")
        if found is not None and _is_told(found, chance):
            found.confidence = chance
            yield found


def _is_known(ground: Ground, clause: Clause) -> bool:
    """Return whether rules know when a verb tells of a contact, and have found that it does not here."""
    noun = clause.verb.head
    claimed = clause.link in ("acl", "relcl") and noun is not None and noun.lemma.lower() in CLAIMS
    called = clause.verb.lemma in SUMMONING and any(noun_kind(word) for word in clause.objects)
    told = clause.verb.lemma in (*HOSTING, "exchange", "shake", "call") or called
    told = told or (clause.verb.lemma == "receive" and _gets_things(ground, clause))
    return told or claimed or meets_no_side(ground, clause) or is_offered(clause)


def _gets_things(ground: Ground, clause: Clause) -> bool:
    """Return whether a thing received is no guest: 'received the files'."""
    things = clause.verb.of("dobj")
    return bool(things) and not any(
        word.tag == "PRP" or is_person_noun(word) or ground.parties.may_act(word) for word in things
    )


def _by_verb(ground: Ground, tree: Tree, clause: Clause, kind: ContactKind) -> Found | None:
    """Return the contact of a verb of which nobody but its subject is told: 'wrote on Monday', 'will go to Oran'."""
    assertion = clause.assertion
    if assertion not in ("asserted", "alleged", "planned") or is_under_way(clause):
        return None
    people = ground.people([*clause.subjects, *clause.objects], partners=True)
    place = ground.places.of(tree, clause) if kind != "call" else None
    status = status_of(clause, assertion)
    contact = Contact(kind, status, tuple(people), place, None)
    return found_by(ground, tree, clause, contact, assertion, None)


def _by_noun(ground: Ground, tree: Tree, clause: Clause, noun: Word, kind: ContactKind) -> Found | None:
    found = by_noun(ground, tree, clause, noun, kind) or by_mention(ground, tree, noun, kind)
    if found is not None:
        return found
    assertion = assertion_of_noun(noun, clause)
    if assertion not in SHOWN or assertion == "denied" or is_no_event(ground, tree, noun):
        return None
    people, _ = mentioned(ground, tree, noun, clause, "noun")
    place = ground.places.of(tree, None, noun) if kind != "call" else None
    status = "planned" if assertion == "planned" else "held"
    contact = Contact(kind, status, tuple(people), place, None)  # type: ignore[arg-type]
    return found_by(ground, tree, clause, contact, assertion, noun, apart=True)


def _is_told(found: Found, chance: float) -> bool:
    """Return whether enough is told: two participants, or a single participant if the word is surer or a day is told.

    Of a visit it must be told where; who 'spoke on Tuesday' has called nobody.
    """
    people, kind = len(found.contact.participants), found.contact.kind
    if kind == "call" and found.noun is None:
        return people > 1
    if kind == "visit":
        return people > 0 and found.contact.place is not None
    alone = people == 1 and found.contact.status != "planned"
    return people > 1 or (alone and (found.edtf is not None or chance >= _SURER))
