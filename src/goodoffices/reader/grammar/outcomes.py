"""Outcomes: agreed, signed, extended, released, delivered, ceased, broken, ended, missed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground, amount_of
from goodoffices.reader.grammar.outcome_nouns import by_noun
from goodoffices.reader.grammar.outcome_parts import Found, duration_of, goods, when_of
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind

Event = tuple[OutcomeKind, Word | str]
"""The kind of an outcome, and the thing it is about: a noun, or words of the report."""
_SIGNING = frozenset(("sign", "initial", "ink", "countersign"))
_FIGHTING = frozenset(
    ("firing", "fighting", "shelling", "shooting", "attacking", "bombing", "striking")
)
_SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied", "conditional"))
_TERMS = re.compile(
    r"\b(?:in exchange for|in return for|on condition that|on the condition that|provided that|provided|under which|whereby|as long as|so long as|under the terms of which)\s(.+?)(?=[.;]|,\s(?:\w+\s){0,4}?(?:said|says|told|announced|according)|$)"
)
LONGEST_TERMS = 200


def find_outcomes(ground: Ground) -> list[Found]:
    """Return the outcomes of a document in order; a later sentence may give how long an agreement runs."""
    found: list[Found] = []
    for tree in ground.document.trees:
        if not ground.readable(tree):
            continue
        new: list[Found] = []
        for clause in ground.of(tree):
            one = _of_clause(ground, tree, clause)
            if one is not None and not any(_same(one, other) for other in new):
                new.append(one)
            elif one is None and found:
                _runs_for(ground, tree, clause, [*found, *new])
        new += [
            one
            for one in by_noun(ground, tree)
            if not any(other.outcome.kind == one.outcome.kind for other in new)
        ]
        found += new
    return found


def _same(one: Found, other: Found) -> bool:
    return one.outcome.kind == other.outcome.kind and one.outcome.what == other.outcome.what


def _of_clause(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound", "pobj"):
        return None
    if clause.mark in ("if", "unless", "whether", "without"):
        return None
    event = _event(ground, clause)
    assertion = assertion_of(clause)
    if event is None or assertion not in _SHOWN:
        return None
    kind, what = event
    if assertion == "asserted" and kind in ("agreed", "signed", "extended") and _under_way(clause):
        assertion = "planned"
    by = _by(ground, clause, what)
    noun = what if isinstance(what, Word) else None
    if noun is not None:
        between = prepositional(noun, "between", "with") if kind != "released" else []
        by += ground.people(between)
    words = what if isinstance(what, str) else ground.phrase(what)
    if not words:
        return None
    outcome = Outcome(
        kind,
        tuple(dict.fromkeys(by)),
        words,
        ground.place(tree, clause, noun),
        _terms(ground.document.text[tree.start : tree.end], kind),
        duration_of(ground, tree, clause, noun),
        amount_of(noun, ground.document.text) if noun is not None else None,
    )
    return Found(outcome, when_of(ground, tree, clause, noun), ground.span(tree), assertion)


def _under_way(clause: Clause) -> bool:
    """Return whether a verb is of an event not yet done: 'are finalising a deal'."""
    helpers = clause.verb.of("aux", "auxpass")
    going_on = clause.verb.tag == "VBG" or any(kid.lower == "being" for kid in helpers)
    return going_on and any(kid.lemma == "be" and kid.lower != "being" for kid in helpers)


def _terms(sentence: str, kind: OutcomeKind) -> str | None:
    """Return the words that say under which terms; people are only released 'in exchange for' something."""
    terms = _TERMS.search(sentence)
    if terms is None or (kind == "released" and "exchange" not in terms[0]):
        return None
    return terms[0][:LONGEST_TERMS].strip()


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause whose outcome is looked for: its verb, bare and with its particle, and the nouns it may be about."""

    ground: Ground
    clause: Clause
    lemma: str
    base: str
    things: list[Word]

    def verb(self, kind: str) -> bool:
        return self.lemma in word_lists("outcomes")[kind]

    def about(self, *kinds: str) -> Word | None:
        """Return the first thing whose word is in one of some lists."""
        lists = word_lists("outcomes")
        return next(
            (
                word
                for word in self.things
                if any(word.lemma.lower() in lists[kind] or word.lower in lists[kind] for kind in kinds)
            ),
            None,
        )


def _event(ground: Ground, clause: Clause) -> Event | None:
    """Return the outcome that a clause tells of, whether or not it came about."""
    objects = [word for word in clause.objects if word.quotation is None]
    subjects = [word for word in clause.subjects if word.quotation is None]
    things = objects if objects and not clause.passive else subjects
    told = _Told(ground, clause, clause.lemma, clause.verb.lemma.lower(), things)
    if told.base in _SIGNING:
        agreement = told.about("agreement")
        return ("signed", agreement) if agreement is not None else None
    if told.base == "agree":
        return _agreed(ground, clause)
    return next((event for kind in _EVENTS if (event := kind(told)) is not None), None)


def _of_agreement(told: _Told) -> Event | None:
    firm = told.about("firm-agreement")
    if told.verb("agreed") and firm is not None:
        return "agreed", firm
    agreement = told.about("agreement")
    if told.verb("extended") and agreement is not None:
        return "extended", agreement
    if firm is None:
        return None
    if told.base in ("lapse", "expire") or told.lemma == "run out":
        return "ended", firm
    return None


def _missed(told: _Told) -> Event | None:
    """'Chile missed the deadline', 'the deadline passed without a reply'."""
    deadline = told.about("deadline")
    if not told.verb("missed") or deadline is None:
        return None
    clause = told.clause
    without = any(kid.lower == "without" for kid in clause.verb.kids) or clause.link == "advcl"
    passed = not clause.passive and clause.subjects[:1] == [deadline] and without
    return ("missed", deadline) if told.base == "miss" or passed else None


def _undone(told: _Told) -> Event | None:
    firm = told.about("firm-agreement")
    if firm is not None and told.verb("broken"):
        return "broken", firm
    return ("ended", firm) if firm is not None and told.verb("ended") else None


def _truce_began(told: _Told) -> Event | None:
    """'The truce took effect', 'the truce began'."""
    clause, truce = told.clause, told.about("truce")
    if told.base not in ("take", "come", "begin", "start", "enter") or truce is None:
        return None
    if clause.subjects[:1] != [truce] or (clause.objects and not clause.verb.of("dobj")):
        return None
    effect = (
        told.base in ("begin", "start")
        or any(kid.lower in ("effect", "hold", "force") for kid in clause.verb.kids)
        or any(word.lower in ("effect", "force") for word in clause.with_("into"))
    )
    return ("ceased", truce) if effect else None


def _released(told: _Told) -> Event | None:
    clause, base = told.clause, told.base
    if not told.verb("released"):
        return None
    if base in ("hand", "turn") and told.lemma not in ("hand over", "turn over", "hand back", "hand"):
        return None
    if base == "return" and not (clause.objects or clause.passive):
        return None
    if base == "set" and not any(kid.lower == "free" for kid in clause.verb.kids):
        return None
    people = word_lists("outcomes")["people"]
    for word in told.things:
        if word.tag == "CD" or word.lemma.lower() in people:
            return "released", word
    if base in ("return", "let", "hand", "exchange", "swap", "turn"):
        return None
    named = [word for word in told.things if told.ground.cast.kind(word) == "person"]
    return ("released", named[0]) if named else None


def _delivered(told: _Told) -> Event | None:
    cargo = [word for word in told.things if goods(word)]
    if not cargo or not told.verb("delivered"):
        return None
    if told.base in ("bring", "send", "supply") and not amount_of(cargo[0], told.ground.document.text):
        return None
    return "delivered", cargo[0]


def _ceased(told: _Told) -> Event | None:
    clause, base = told.clause, told.base
    if base in ("stop", "cease", "halt", "quit"):
        for kid in clause.verb.of("xcomp"):
            if kid.lower in _FIGHTING:
                return "ceased", kid
    if not told.verb("ceased"):
        return None
    fight = told.about("fighting")
    if fight is not None and (
        clause.passive or fight in clause.objects or base in ("cease", "stop", "end", "halt")
    ):
        return "ceased", fight
    arms = [word for word in told.things if word.lower in ("arms", "weapons", "fire")]
    if arms and base in ("lay", "cease"):
        return "ceased", arms[0]
    if base == "fall" and clause.subjects and any(kid.lower == "silent" for kid in clause.verb.kids):
        return "ceased", clause.subjects[0]
    truce = told.about("truce")
    return ("ended", truce) if truce is not None and base == "end" else None


_EVENTS: tuple[Callable[[_Told], Event | None], ...] = (
    _of_agreement,
    _missed,
    _undone,
    _truce_began,
    _released,
    _delivered,
    _ceased,
)
"""How each kind of outcome is told, in the order in which they are looked for."""


def _agreed(ground: Ground, clause: Clause) -> Event | None:
    text = ground.document.text
    if clause.passive:
        for kid in clause.verb.of("ccomp"):
            return "agreed", _words(text, kid)
        things = [word for word in clause.subjects if word.lower not in ("it",)]
        return ("agreed", things[0]) if things else None
    if clause.subjects and not any(ground.human(word) for word in clause.subjects):
        return None
    for word in (*clause.with_("on", "upon"), *clause.objects):
        if (
            word.tag.startswith("NN")
            and word.lower not in ("day", "weekend", "monday")
            and not _is_day(ground, word)
        ):
            return "agreed", word
    for word in clause.with_("to"):
        if word.lemma.lower() in word_lists("outcomes")["agreement"] or word.tag.startswith("NN"):
            return "agreed", word
    for kid in clause.verb.of("xcomp", "ccomp"):
        if kid.dep == "ccomp" and kid.place < clause.verb.place:
            return None
        return "agreed", _words(text, kid)
    return None


def _is_day(ground: Ground, word: Word) -> bool:
    return any(when.start <= word.start < when.end for when in ground.dates if when.start <= word.start)


def _words(text: str, word: Word) -> str:
    first, last = word.left, word.right
    while first < last and word.sentence[first].lower in ("that", "to", ","):
        first += 1
    comma = next((one.place for one in word.sentence[word.place : last] if one.text == ","), None)
    if comma is not None and word.sentence[comma + 1].tag in ("IN", "VBG", "VBN", "WDT", "WRB"):
        last = comma
    while last > first and word.sentence[last].text in (".", ","):
        last -= 1
    return text[word.sentence[first].start : word.sentence[last].end]


def _by(ground: Ground, clause: Clause, what: Word | str) -> list[str]:
    words = [word for word in clause.with_("with", "between") if ground.human(word)]
    if clause.passive:
        return ground.people([*clause.with_("by"), *words])
    return ground.people(words if what in clause.subjects else [*clause.subjects, *words])


def _runs_for(ground: Ground, tree: Tree, clause: Clause, found: list[Found]) -> None:
    """Add a term told later to the agreement it is about: 'The truce runs for 60 days from 20 March.'"""
    if (
        clause.verb.lemma
        not in ("run", "last", "hold", "cover", "remain", "be", "apply", "stay", "expire")
        or not clause.subjects
    ):
        return
    subject = clause.subjects[0]
    duration = duration_of(ground, tree, clause, subject)
    if duration is None or assertion_of(clause) in ("denied", "refused", "hoped", "demanded"):
        return
    for one in reversed(found):
        if (
            one.outcome.duration is None and subject.lemma.lower() in one.outcome.what.lower().split()
        ) or (subject.lower == "it" and one is found[-1]):
            one.outcome = replace(one.outcome, duration=duration)
            return
