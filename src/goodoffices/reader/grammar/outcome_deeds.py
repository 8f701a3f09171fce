"""Outcomes that are deeds: people released, goods delivered, fighting stopped."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import amount_of
from goodoffices.reader.grammar.outcome_parts import goods
from goodoffices.reader.grammar.outcome_told import Event, Told
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists

_FREE = frozenset(("free", "loose"))
_PAID = frozenset(("instalment", "installment", "tranche"))
_SUMS = frozenset(("sum", "compensation", "arrear", "damages", "deposit"))
_MANY = frozenset(("hundred", "thousand", "dozen", "score"))
_WALK = frozenset(("walk", "go", "set"))


def released(told: Told) -> Event | None:
    clause, base = told.clause, told.base
    free = base in _WALK and told.has(*_FREE)
    lets = clause.governor is not None and clause.governor.verb.lemma == "let"
    lets = lets or any(kid.lemma == "let" for kid in clause.verb.of("aux"))
    if base == "let" or (base == "go" and lets):
        return _let_go(told)
    if not free and not told.verb("released"):
        return None
    if base in ("hand", "turn", "give") and not told.verb("handed-over"):
        return None
    if base in ("set", "walk", "go") and not free:
        return None
    if not free and _acts_alone(clause):
        return None
    people = word_lists("outcomes")["people"]
    for word in told.things:
        if _is_count(word) or word.lemma.lower() in people or told.ground.parties.is_people(word):
            return "released", word
        if word.lemma in _MANY and any(
            one.lemma.lower() in people for one in prepositional(word, "of")
        ):
            return "released", word
    if base in ("return", "hand", "exchange", "swap", "turn", "give", "walk", "go"):
        return None
    named = [word for word in told.things if told.ground.cast.kind(word) == "person"]
    return ("released", named[0]) if named else None


def _acts_alone(clause: Clause) -> bool:
    """Whether the subject is who frees others or comes back, not who is freed: 'the rebels free', 'they returned'.

    A participle without a helping verb has who is freed before it: '40 sailors freed'.
    """
    base = clause.verb.lemma.lower()
    present = clause.verb.lower in (base, f"{base}s")
    return not (clause.objects or clause.passive) and (present or base in ("return", "give"))


def _let_go(told: Told) -> Event | None:
    """'Let 40 sailors go', 'let go 40 sailors'."""
    verb = told.clause.verb
    if told.base == "go":
        helped = any(kid.lemma == "let" for kid in verb.of("aux"))
        things = told.clause.objects if helped else told.clause.subjects
    elif any(kid.lower == "go" for kid in verb.kids):
        inner = [one for kid in verb.of("ccomp", "xcomp") for one in kid.of("dobj", "nsubj")]
        things = [*[one for one in told.things if one in told.clause.objects], *inner]
    else:
        return None
    people = word_lists("outcomes")["people"]
    found = [one for one in things if one.lemma.lower() in people or _is_count(one)]
    return ("released", found[0]) if found else None


def _is_count(word: Word) -> bool:
    return word.tag == "CD"


def delivered(told: Told) -> Event | None:
    """Aid that reached its place, and things given back."""
    text = told.ground.document.text
    cargo = [word for word in told.things if goods(word)]
    if cargo and told.verb("delivered"):
        if told.base in ("bring", "send", "supply") and not amount_of(cargo[0], text):
            return None
        return "delivered", cargo[0]
    if cargo and told.base in ("let", "allow") and told.clause.with_("into", "in", "through"):
        return "delivered", cargo[0]
    if cargo and told.verb("arrives") and not told.clause.passive and cargo[0] in told.clause.subjects:
        return "delivered", cargo[0]
    if told.base == "pay" and told.clause.past:
        known = (*_PAID, *(_SUMS if told.clause.passive else ()))
        paid = next((word for word in told.things if word.lemma in known), None)
        if paid is not None and (told.clause.objects or told.clause.passive):
            return "delivered", paid
    back = told.verb("given-back") or (told.base in ("hand", "give") and told.verb("handed-over"))
    counted = [word for word in told.things if word.of("nummod") and word.tag == "NNS"]
    if back and counted and (told.clause.objects or told.clause.passive):
        return "delivered", counted[0]
    return None


def ceased(told: Told) -> Event | None:
    clause, base = told.clause, told.base
    if base in ("stop", "cease", "halt", "quit"):
        for kid in clause.verb.of("xcomp"):
            if kid.lower in word_lists("outcomes")["attacking"]:
                return "ceased", kid
    fight = told.about("fighting")
    if base == "be" and fight in clause.subjects and told.has("over"):
        return "ceased", fight
    if not told.verb("ceased") or told.has("without"):
        return None
    ends_itself = base in ("cease", "stop", "end", "halt")
    by_people = clause.link != "advcl" and any(
        told.ground.human(word) or word.lower == "it" for word in clause.subjects
    )
    by_people = by_people and fight in clause.objects
    if fight is not None and (clause.passive or by_people or (ends_itself and not clause.objects)):
        return "ceased", fight
    arms = [word for word in told.things if word.lower in ("arms", "weapons", "fire")]
    if arms and base in ("lay", "cease"):
        return "ceased", arms[0]
    if base == "fall" and clause.subjects and told.has("silent"):
        return "ceased", clause.subjects[0]
    truce = told.about("truce")
    return ("ended", truce) if truce is not None and base == "end" else None
