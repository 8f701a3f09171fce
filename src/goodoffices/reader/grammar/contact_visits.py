"""Verbs of travelling to talk and of writing to each other, and what must stand beside them."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_told import LETTERS, Told
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists

_LISTS = frozenset(("list", "draft", "proposal", "document", "text"))
_SENDING = ("send", "deliver", "hand", "pass", "transmit")
_PAPERS = frozenset(
    (
        "response",
        "reply",
        "answer",
        "proposal",
        "counterproposal",
        "counter-proposal",
        "agenda",
        "draft",
    )
)
"""What the sides of talks send each other."""
_GOALS = frozenset(("capital", "region", "country", "border"))
"""Nouns for the goal of a journey: 'will travel to both capitals'."""


def visits(told: Told) -> bool:
    clause = told.clause
    carried = clause.passive and told.base in ("fly", "drive")
    if carried or not any(told.ground.parties.is_envoy(word) for word in told.who):
        return False
    helpers = clause.verb.of("aux")
    going_on = clause.verb.tag == "VBG" and any(kid.tag == "VBD" for kid in helpers)
    if going_on and clause.mark in ("as", "while", "when"):
        return False  # 'were seized as they were visiting a town'
    if told.base in ("leave", "depart"):
        journeys = [word for word in clause.with_("for") if noun_kind(word) == "visit"]
        goals = [*clause.with_("for"), *(one for trip in journeys for one in prepositional(trip, "to"))]
        return any(is_goal(told.ground, word) for word in goals)
    if told.base in ("return", "go", "come", "head", "drive", "sail"):
        sent = told.dated() and all(is_sent(told.ground, word) for word in clause.subjects)
        if not (sent or to_talk(clause)):
            return False
    if told.base in ("visit", "tour"):
        return any(
            word.proper or told.ground.human(word) or word.lemma.lower() in _GOALS
            for word in told.objects
        )
    if told.base in ("arrive", "land", "touch"):
        return any(
            word.proper or word.tag == "XX" or word.lemma.lower() == "capital"
            for word in clause.with_("to", "in", "into", "from", "at")
        )
    return any(
        is_goal(told.ground, word) or word.lemma.lower() in _GOALS
        for word in clause.with_("to", "into")
    )


def is_sent(ground: Ground, word: Word) -> bool:
    """Whether somebody travels for others: an envoy, a person in an office; not 'the crew'."""
    keys = ground.people([word]) if word.tag == "PRP" else [ground.cast.actor(word) or ""]
    office = any(key and ground.cast.role_of(key) for key in keys)
    sent = ("delegation", "envoy", "negotiator", "mediator", "diplomat", "ambassador")
    titled = word.lemma.lower() == "minister" and word.tag == "NN"
    return office or titled or word.lemma.lower() in sent


def is_goal(ground: Ground, word: Word) -> bool:
    key = ground.cast.actor(word)
    plain = key is not None and " " not in ground.cast.name_of(key) and not word.of("det")
    return word.proper and (
        key is None
        or ground.cast.kind_of(key) == "state"
        or (plain and ground.cast.kind_of(key) != "person")
    )


def corresponds(told: Told) -> bool:
    clause, base = told.clause, told.base
    if base in ("write", "email", "e-mail", "correspond", "text", "message"):
        others = [*clause.with_("to", "with"), *([] if base == "write" else told.objects)]
        return bool(told.who) and any(told.ground.human(word) for word in others) and not clause.passive
    if base == "contact":
        return bool(told.who) and bool(told.ground.people(told.objects))
    if base in ("convey", "relay", "transmit") and clause.verb.of("ccomp"):
        return bool(told.who) and any(told.ground.human(word) for word in clause.with_("to"))
    if base in _SENDING and any(word.lemma.lower() in _PAPERS for word in told.objects):
        to = [word for word in (*clause.with_("to"), *clause.verb.of("dative")) if word.noun]
        to += [one for kid in clause.verb.of("dative") for one in kid.of("pobj")]
        return bool(told.who) and any(told.ground.people([word], partners=True) for word in to)
    things = [*told.objects, *(clause.subjects if clause.passive else [])]
    letters = [
        word
        for word in things
        if word.lemma in LETTERS or (base == "exchange" and word.lemma in _LISTS)
    ]
    sent = base == "exchange" or told.has("to") or bool(clause.verb.of("dative"))
    sent = sent or any(prepositional(word, "to") for word in letters)
    return bool(letters and sent) and clause.link not in ("acl",)


def to_talk(clause: Clause) -> bool:
    """Whether people gather or travel to talk: 'for talks', 'to meet the council'."""
    lists = word_lists("contacts")
    aims = [other for other in clause.governed if other.link in ("advcl", "xcomp")]
    aims += [other for aim in aims for other in aim.governed if other.link == "xcomp"]
    verbs = {aim.verb.lemma.lower() for aim in aims}
    met = bool(verbs & (lists["meeting-verb"] | lists["call-verb"] | lists["talks-round-verb"]))
    met = met or any(noun_kind(word) is not None for aim in aims for word in aim.objects)
    return met or any(noun_kind(word) is not None for word in clause.with_("for", "at", "to"))
