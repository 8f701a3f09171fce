"""Events that end talks, as a clause tells of them whether or not they came about: a verb and its thing."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_agreed import agreed, undertaken
from goodoffices.reader.grammar.outcome_deeds import (
    brought_to_an_end,
    ceased,
    delivered,
    released,
)
from goodoffices.reader.grammar.outcome_ends import missed, too_late, truce_began, undone
from goodoffices.reader.grammar.outcome_given_up import back_at_work, given_up
from goodoffices.reader.grammar.outcome_settled import accepted, of_its_own, settled
from goodoffices.reader.grammar.outcome_told import Event, Told, pronoun, things_of
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists

BROKERING = frozenset(("broker", "mediate", "negotiate"))
"""Verbs of bringing an agreement about; the subject of the first two is no side of it."""
_MAKING = frozenset(("make", "do", "cut"))
"""Verbs of which only some agreements are the object: 'made peace', 'cut a deal', not 'made a concession'."""
_PUTTING = frozenset(("put", "set", "affix", "add", "append", "place"))
"""Verbs with signatures as their object: 'appended their names to the pact'."""
_PAPERS = frozenset(("paper", "extension", "instrument"))
_ENDING = frozenset(("end", "halt", "stop", "suspend", "settle", "resolve", "conclude"))
_PERHAPS = frozenset(("likely", "possibly", "potentially", "perhaps", "maybe"))
_NEARLY_THERE = frozenset(("close", "closer", "near", "nearer", "nearest", "closest", "within"))
"""Words beside 'come' that say how far from an agreement the sides still are."""


def event_of(ground: Ground, clause: Clause) -> Event | None:
    """Return the outcome that a clause tells of, whether or not it came about."""
    told = Told(ground, clause, clause.lemma, clause.verb.lemma.lower(), things_of(clause))
    late = too_late(told)
    if late is not None:
        return late
    if told.base in ("agree", "consent", "concur"):
        return agreed(told)
    return next((event for kind in _EVENTS if (event := kind(told)) is not None), None)


# Agreements


def _signed(told: Told) -> Event | None:
    """'Signed the pact', 'put their names to an accord'."""
    if told.verb("signed"):
        agreement = told.about("agreement", words=[*told.things, *told.clause.objects])
        agreement = agreement or _paper(told.things)
        if agreement is None and any(word.lower == "it" for word in told.things):
            return pronoun(told)
        return ("signed", agreement) if agreement is not None else None
    if told.base == "enter":
        agreement = told.about("firm-agreement", words=told.clause.with_("into"))
        return ("signed", agreement) if agreement is not None else None
    if told.base in _PUTTING and any(
        one.lemma in word_lists("outcomes")["signature"] for one in told.things
    ):
        to = told.clause.with_("to", "on", "under")
        to += [one for word in told.things for one in prepositional(word, "to", "on")]
        agreement = told.about("agreement", words=to) or _paper(to)
        return ("signed", agreement) if agreement is not None else None
    return None


def _reached(told: Told) -> Event | None:
    """'Struck a deal', 'a truce brokered by Oslo between A and B', 'the talks produced an accord'."""
    clause = told.clause
    numbered = [one for word in clause.objects for one in word.of("appos") if one.of("nummod")]
    firm = told.about("firm-agreement") or told.about("firm-agreement", words=numbered)
    agreement = told.about("agreement", "text")
    if agreement is not None and firm is None and of_its_own(told, agreement):
        return None
    worked_out = told.verb("worked-out") and agreement is not None
    if (told.verb("agreed") or _brokered(told, firm)) and (firm is not None or worked_out):
        return "agreed", firm or agreement or ""
    if firm is None:
        return None
    happened = clause.past or clause.perfect
    none = any(kid.lower == "no" for kid in firm.of("det"))
    ripe = told.base in ("produce", "yield") and happened and not none
    declared = told.base in ("declare", "proclaim") and told.about("truce") is not None
    declared = declared and happened and not clause.passive
    if (told.base == "close" or ripe or declared) and firm in clause.objects:
        return "agreed", firm
    return ("agreed", firm) if told.base == "announce" and _announced(told, firm) else None


def _brokered(told: Told, firm: Word | None) -> bool:
    """Whether somebody brought an agreement about: 'brokered the deal', 'have negotiated a truce'."""
    new = told.base in BROKERING and _new(told, firm) and (not told.beside() or _made_between(told))
    done = told.base == "broker" and firm in told.clause.objects and _is_over(told)
    return new or done or _worked_out(told, firm)


def _came_to_terms(told: Told) -> Event | None:
    """'Ended with a deal', 'shook hands on it', 'made peace', 'came to an understanding', 'the breakthrough came at dawn'."""
    clause = told.clause
    firm: Word | None = None
    if told.base in ("end", "conclude", "finish", "close", "culminate", "result"):
        firm = told.about("firm-agreement", words=clause.with_("with", "in"))
    elif told.base == "shake" and any(word.lemma == "hand" for word in clause.objects):
        on = clause.with_("on", "over", "upon")
        on += [one for word in clause.objects for one in prepositional(word, "on", "over", "upon")]
        firm = told.about("firm-agreement", words=on)
    elif told.base in _MAKING and told.lemma == told.base:
        firm = told.about("bargain")
    elif told.base in ("come", "emerge") and _came(told):
        firm = told.about("firm-agreement", words=clause.subjects)
    elif told.base in ("come", "arrive") and not told.has(*_NEARLY_THERE):
        to = clause.with_("to", "at")
        firm = told.about("firm-agreement", words=to)
        firm = firm or next((word for word in to if word.lower == "terms"), None)
    return ("agreed", firm) if firm is not None else None


def _extended(told: Told) -> Event | None:
    agreement = told.about("agreement")
    passed_on = bool(told.clause.objects) or told.clause.passive or told.clause.link == "acl"
    found = agreement is not None and told.verb("extended") and passed_on
    return ("extended", agreement or "") if found else None


def _new(told: Told, firm: Word | None) -> bool:
    """Whether an agreement is told of for the first time: 'a truce between A and B', not 'the truce'."""
    if firm is None:
        return False
    new = any(kid.lower in ("a", "an") for kid in firm.of("det"))
    return new and bool(prepositional(firm, "between") or told.clause.with_("between"))


def _worked_out(told: Told, firm: Word | None) -> bool:
    """Whether an agreement was made: 'have negotiated a peace agreement', 'the truce brokered by Oman on 8 March'."""
    clause = told.clause
    if firm is None or clause.negated or clause.modal or told.base not in BROKERING:
        return False
    if told.base == "negotiate" and not clause.passive:
        new = any(kid.lower in ("a", "an") for kid in firm.of("det"))
        return new and firm in clause.objects and (clause.perfect or clause.past)
    if told.base == "negotiate" and not clause.with_("by", "in", "over", "under"):
        return False
    finite = clause.passive and clause.verb.tag == "VBN" and (clause.past or clause.perfect)
    if finite and clause.link != "acl":
        return firm in clause.subjects
    by = [] if told.base == "negotiate" else clause.with_("by")
    dated = any(told.ground.days.holds(word) for word in clause.with_("in", "on"))
    return _made_between(told) and (dated or bool(by))


def _is_over(told: Told) -> bool:
    """Whether a main clause tells that somebody brought an agreement about: 'Oman brokered the grain deal in July'."""
    clause = told.clause
    above = clause.governor
    helped = clause.link == "xcomp" and above is not None and above.verb.lemma == "help"
    if helped and above is not None and (above.past or above.perfect):
        return not above.negated
    happened = (clause.past or clause.perfect) and not (clause.negated or clause.modal)
    return happened and not clause.passive and clause.link != "acl"


def _announced(told: Told, firm: Word | None) -> bool:
    """Whether both sides make an agreement known: 'Peru and Chile announced a deal on Tuesday'."""
    clause = told.clause
    if firm is not None and clause.passive and told.base == "announce":
        new = any(kid.lower in ("a", "an") for kid in firm.of("det"))
        return firm in clause.subjects and new and (clause.past or clause.perfect)
    if firm is None or firm not in clause.objects or clause.passive:
        return False
    with_ = told.ground.people([*prepositional(firm, "with"), *told.clause.with_("with")])
    several = len({*told.ground.people(told.clause.subjects), *with_}) > 1
    return several and any(kid.lower in ("a", "an") for kid in firm.of("det"))


def _made_between(told: Told) -> bool:
    """Whether an agreement is told by who brought it about: 'a deal brokered by Oslo between A and B'."""
    above = told.clause.governor
    told_by_it = above is not None and event_of(told.ground, above) is not None
    return told.clause.link == "acl" and told.clause.verb.tag == "VBN" and not told_by_it


def _paper(words: list[Word]) -> Word | None:
    """Return a paper that is an agreement once it bears signatures: 'signed an extension'."""
    return next((word for word in words if _of_intent(word) or word.lemma in _PAPERS), None)


def _of_intent(word: Word) -> bool:
    """Whether a letter is an agreement: 'a letter of intent'."""
    of = [one.lower for one in prepositional(word, "of")]
    return word.lemma in ("letter", "memo", "note") and bool({"intent", "understanding"} & set(of))


def _came(told: Told) -> bool:
    """Whether an agreement is told by the time at which it came: 'the breakthrough came at 3 a.m.'"""
    clause = told.clause
    firm = told.about("firm-agreement", words=clause.subjects)
    timed = clause.with_("at", "on", "after", "in", "late") or clause.verb.of("npadvmod")
    into = clause.with_("into", "to", "under") or clause.verb.of("prt", "acomp")
    told_so = firm is not None and clause.past and not clause.negated and not into
    return told_so and bool(timed)


def _ended_by_it(told: Told) -> Event | None:
    """'A deal ended the strike', 'an accord, which ended the siege'."""
    if told.clause.verb.tag == "VBG" and not told.clause.helpers:
        return None
    fight, clause = ended_fight(told), told.clause
    by_thing = not any(told.ground.human(word) for word in clause.subjects)
    told_so = fight is not None and by_thing and (clause.past or clause.perfect)
    return ("ceased", fight or "") if told_so else None


def ended_fight(told: Told) -> Word | None:
    """Return the fight or quarrel that a clause says is ended, None if it says so of none."""
    clause = told.clause
    apart = told.base not in _ENDING or clause.passive or told.has("without", *_PERHAPS)
    return None if apart else told.about("fighting", "dispute", words=clause.objects)


def ends_by_it(ground: Ground, clause: Clause) -> Clause | None:
    """Return the clause that tells what an agreement ends, as one of its terms: 'struck a deal, ending a strike'."""
    for one in clause.governed:
        beside = one.link == "advcl" and one.mark is None and one.verb.place > clause.verb.place
        told = Told(ground, one, one.lemma, one.verb.lemma.lower(), things_of(one))
        if beside and one.verb.tag == "VBG" and ended_fight(told) is not None:
            return one
    return None


_EVENTS: tuple[Callable[[Told], Event | None], ...] = (
    _signed,
    _reached,
    accepted,
    _extended,
    settled,
    _came_to_terms,
    undertaken,
    missed,
    undone,
    given_up,
    back_at_work,
    truce_began,
    released,
    delivered,
    brought_to_an_end,
    ceased,
    _ended_by_it,
)
"""How each kind of outcome is told, in the order in which they are looked for."""
