"""Talks told by a verb: 'are negotiating with Oslo', 'are talking again', 'parted without a deal'."""

from __future__ import annotations

from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_parts import PRESS
from goodoffices.reader.grammar.contact_told import TIMES, Told, by_phone
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists

_TALKS = frozenset(
    ("talk", "meeting", "negotiation", "summit", "session", "round", "consultation", "discussion")
)
_GOING_BETWEEN = frozenset(("walk", "shuttle", "go", "move", "run", "travel"))
_COMING_BACK = frozenset(("return", "come back", "go back", "be back", "gather", "meet up"))
_DRINKS = frozenset(("coffee", "tea", "drink", "supper"))
_WORKING_OUT = frozenset(("thrash out", "hash out", "talk over", "talk through"))
_REACHING = frozenset(("reach", "contact"))
MET_OVER = _WORKING_OUT | _REACHING | {"have"}
"""Verbs that tell of a contact by what else is told: coffee, a matter worked out, a telephone."""
_WORK = frozenset(("work", "business", "contact", "effort", "bargaining", "haggling"))


def are_talks(told: Told) -> bool:
    """'Are negotiating with Oslo', 'resumed work on a pact', 'went on in Lenz'."""
    clause, base = told.clause, told.base
    several = len(told.ground.people(clause.subjects)) > 1
    if _keep_at_it(told):
        return several
    if base == "try":
        return False
    if base in ("resume", "restart", "continue") and any(
        kid.lemma in ("talk", "negotiate", "bargain") for kid in clause.verb.of("xcomp")
    ):
        return several
    if base in ("negotiate", "bargain") and told.has("for") and not told.withs and not several:
        return False  # 'a firm which bargained for the mill'
    if base in ("negotiate", "bargain", "parley", "haggle"):
        return bool(told.who) and (bool(told.withs) or several) and not clause.passive
    if any(word.lemma in _TALKS for word in (*told.objects, *clause.subjects)):
        return False
    if told.objects:
        at_work = any(word.lemma in _WORK and _on_a_text(word) for word in told.objects)
        return base in ("resume", "restart") and at_work and several
    words = clause.verb.sentence[: clause.verb.place]
    before = told.ground.last_round >= 0 or any(noun_kind(word) == "talks-round" for word in words)
    return several and before and told.has("in", "at")


def _keep_at_it(told: Told) -> bool:
    """Whether delegations go on on a day: 'tried again on Tuesday', 'continued on Tuesday in Lenz'."""
    clause = told.clause
    if told.objects or clause.verb.of("xcomp", "ccomp", "prt", "advcl") or not told.dated():
        return False
    again = any(kid.lower == "again" for kid in clause.verb.of("advmod"))
    if told.base not in ("continue", "resume") and not (told.base == "try" and again):
        return False
    sent = listed("delegates") | {"delegation", "team", "negotiator", "side"}
    two = told.ground.parties.are_the_two
    return bool(clause.subjects) and all(
        word.lemma.lower() in sent or two(word) for word in clause.subjects
    )


def without_end(told: Told) -> bool:
    """Whether two sides talked on a day: 'parted without a deal', 'got nowhere', 'argued for six hours'."""
    clause = told.clause
    if told.objects or not told.dated() or len(told.ground.people(clause.subjects)) < 2:
        return False
    if told.base in ("argue", "wrangle"):
        return any(word.lemma.lower() in TIMES for word in clause.with_("for", "through"))
    nowhere = any(kid.lower == "nowhere" for kid in clause.verb.kids)
    return nowhere if told.base == "get" else told.has("without")


def in_talks(told: Told) -> bool:
    """Whether bodies are in talks: 'the union and the mill are talking again', 'has been engaging with the ministry'."""
    clause, ground = told.clause, told.ground
    if clause.negated or clause.modal or told.objects or not (clause.verb.of("aux") and told.who):
        return False
    if told.base == "engage":
        return any(_is_body_noun(ground, word) for word in told.withs)
    again = any(kid.lower == "again" for kid in clause.verb.of("advmod"))
    sides = ground.people(clause.subjects)
    return again and len(sides) > 1 and all(ground.cast.kind_of(key) != "person" for key in sides)


def _is_body_noun(ground: Ground, word: Word) -> bool:
    """Whether a noun is of a body that may be a side: 'the ministry', 'Peru'."""
    return any(ground.cast.kind_of(key) in ("organization", "state") for key in ground.people([word]))


def works_with_mediator(told: Told) -> bool:
    """Whether a mediator and the sides worked together on a day: 'a mediator worked with both sides on Friday'."""
    if told.clause.link in ("acl", "relcl") or not (told.who and told.withs):
        return False
    helped = any(word.lemma.lower() in HELPING and word.tag == "NN" for word in told.withs)
    helped = helped and not any(word.tag == "PRP" for word in told.who)
    return helped or (told.dated() and any(word.lemma.lower() in HELPING for word in told.who))


def goes_between(told: Told) -> bool:
    """Whether somebody spent a time going from side to side: 'spent Friday walking back and forth between them'."""
    between = any(
        other.verb.tag == "VBG" and other.verb.lemma in _GOING_BETWEEN and other.with_("between")
        for other in told.clause.governed
    )
    return between and bool(told.who) and told.dated()


def takes_coffee(told: Told) -> bool:
    """Whether people had coffee together on a day: 'had coffee with the finance director on Monday'."""
    if told.base != "have":
        return False
    drinks = [word for word in told.clause.objects if word.lemma.lower() in _DRINKS]
    others = [*told.withs, *(one for word in drinks for one in prepositional(word, "with"))]
    return (
        bool(drinks and told.who) and told.dated() and any(told.ground.human(word) for word in others)
    )


def settles_over(told: Told) -> bool:
    """Whether sides worked something out on a day: 'thrashed out the fees over dinner on Monday'."""
    sides = len(told.ground.people(told.clause.subjects)) > 1
    return told.lemma in _WORKING_OUT and sides and told.dated() and told.clause.past


def reaches(told: Told) -> bool:
    """Whether somebody was reached by telephone on a day, and not by a reporter."""
    clause = told.clause
    if (
        told.base not in _REACHING
        or clause.passive
        or not by_phone(clause)
        or not (told.who and told.people and told.dated())
    ):
        return False
    outlet = told.ground.cast.outlet_word
    return not any(word.lower in PRESS or outlet(word) for word in clause.subjects)


def comes_back_to_talk(told: Told) -> bool:
    """Whether sides come back for talks on a day: 'will return on Friday for more talks'."""
    clause = told.clause
    if told.lemma not in _COMING_BACK or told.objects or not (told.who and told.dated()):
        return False
    return any(noun_kind(word) in ("talks-round", "meeting") for word in clause.with_("for"))


def _on_a_text(work: Word) -> bool:
    """Whether work is on an agreement: 'resumed work on a pact', not 'resumed work'."""
    texts = word_lists("outcomes")
    on = prepositional(work, "on", "over")
    return any(word.lemma.lower() in (*texts["agreement"], *texts["text"]) for word in on)
