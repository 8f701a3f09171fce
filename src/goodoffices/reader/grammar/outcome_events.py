"""Events that end talks, as a clause tells of them whether or not they came about: a verb and its thing."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_deeds import (
    brought_to_an_end,
    ceased,
    delivered,
    released,
)
from goodoffices.reader.grammar.outcome_ends import missed, truce_began, undone
from goodoffices.reader.grammar.outcome_given_up import back_at_work, given_up
from goodoffices.reader.grammar.outcome_parts import of_a_draft
from goodoffices.reader.grammar.outcome_told import Event, Told, pronoun, things_of
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_NO_DEED = frozenset(("negotiate", "speak", "talk", "disagree", "differ"))
"""Acts on which two sides agree without any outcome of talks."""
BROKERING = frozenset(("broker", "mediate", "negotiate"))
"""Verbs of bringing an agreement about; the subject of the first two is no side of it."""
_MAKING = frozenset(("make", "do", "cut"))
"""Verbs of which only some agreements are the object: 'made peace', 'cut a deal', not 'made a concession'."""
_JOINING = frozenset(("merge", "share", "swap", "combine", "pool", "exchange", "unite", "form"))
_ENDING = frozenset(("end", "halt", "stop", "suspend", "settle", "resolve", "conclude"))
_PERHAPS = frozenset(("likely", "possibly", "potentially", "perhaps", "maybe"))
_SETTLING = frozenset(("settle", "resolve", "iron", "sort", "patch", "wrap", "clear"))
_DECIDING = frozenset(("decide", "resolve"))
_MENDING = frozenset(("bury", "patch", "resolve", "mend"))
_OWN = frozenset(("its", "his", "her"))
_NEARLY_THERE = frozenset(("close", "closer", "near", "nearer", "nearest", "closest", "within"))
"""Words beside 'come' that say how far from an agreement the sides still are."""


def event_of(ground: Ground, clause: Clause) -> Event | None:
    """Return the outcome that a clause tells of, whether or not it came about."""
    told = Told(ground, clause, clause.lemma, clause.verb.lemma.lower(), things_of(clause))
    if told.base in ("agree", "consent"):
        return _agreed(told)
    return next((event for kind in _EVENTS if (event := kind(told)) is not None), None)


# Agreements


def _signed(told: Told) -> Event | None:
    """'Signed the pact', 'put their names to an accord'."""
    if told.verb("signed"):
        agreement = told.about("agreement") or next(
            (word for word in told.things if _of_intent(word) or word.lemma == "paper"), None
        )
        if agreement is None and any(word.lower == "it" for word in told.things):
            return pronoun(told)
        return ("signed", agreement) if agreement is not None else None
    if told.base == "enter":
        agreement = told.about("firm-agreement", words=told.clause.with_("into"))
        return ("signed", agreement) if agreement is not None else None
    if told.base in ("put", "set", "affix", "add") and any(
        one.lemma in word_lists("outcomes")["signature"] for one in told.things
    ):
        to = told.clause.with_("to", "on", "under")
        to += [one for word in told.things for one in prepositional(word, "to", "on")]
        agreement = told.about("agreement", words=to)
        return ("signed", agreement) if agreement is not None else None
    return None


def _new(told: Told, firm: Word | None) -> bool:
    """Whether an agreement is told of for the first time: 'a truce between A and B', not 'the truce'."""
    if firm is None:
        return False
    new = any(kid.lower in ("a", "an") for kid in firm.of("det"))
    return new and bool(prepositional(firm, "between") or told.clause.with_("between"))


def _worked_out(told: Told, firm: Word | None) -> bool:
    """Whether an agreement was made: 'have negotiated a peace agreement', 'the truce brokered by Oman on 8 March'."""
    clause = told.clause
    if firm is None or clause.negated or clause.modal:
        return False
    if told.base == "negotiate" and not clause.passive:
        new = any(kid.lower in ("a", "an") for kid in firm.of("det"))
        return new and firm in clause.objects and (clause.perfect or clause.past)
    if told.base == "negotiate" and not clause.with_("by", "in", "over", "under"):
        return False
    finite = clause.passive and clause.verb.tag == "VBN" and (clause.past or clause.perfect)
    if told.base in BROKERING and finite and clause.link != "acl":
        return firm in clause.subjects
    made = _made_between(told) and bool(clause.with_("by"))
    return told.base in ("broker", "mediate") and made


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


def _of_intent(word: Word) -> bool:
    """Whether a letter is an agreement: 'a letter of intent'."""
    of = [one.lower for one in prepositional(word, "of")]
    return word.lemma in ("letter", "memo", "note") and bool({"intent", "understanding"} & set(of))


def _of_agreement(told: Told) -> Event | None:
    firm, agreement = told.about("firm-agreement"), told.about("agreement", "text")
    worked_out = told.verb("worked-out") and agreement is not None
    if agreement is not None and firm is None and _of_its_own(told, agreement):
        return None
    brokered = (
        told.base in BROKERING and _new(told, firm) and (not told.beside() or _made_between(told))
    )
    brokered = brokered or (told.base == "broker" and firm in told.clause.objects and _is_over(told))
    brokered = brokered or _worked_out(told, firm)
    if (told.verb("agreed") or brokered) and (firm is not None or worked_out):
        return "agreed", firm or agreement or ""
    ripe = told.base in ("produce", "yield") and (told.clause.past or told.clause.perfect)
    ripe = ripe and firm is not None and not any(kid.lower == "no" for kid in firm.of("det"))
    if (told.base == "close" or ripe) and firm is not None and firm in told.clause.objects:
        return "agreed", firm
    declared = told.base in ("declare", "proclaim") and told.about("truce") is not None
    declared = declared and (told.clause.past or told.clause.perfect)
    if declared and not told.clause.passive and firm in told.clause.objects:
        return "agreed", firm or ""
    if told.base == "announce" and _announced(told, firm):
        return "agreed", firm or ""
    if (told.base in _MENDING and _mended(told)) or (told.base == "end" and _made_up(told)):
        return "agreed", told.about("dispute", "hatchet") or ""
    if told.base in ("end", "conclude", "finish", "close", "culminate", "result"):
        firm = told.about("firm-agreement", words=told.clause.with_("with", "in"))
        return ("agreed", firm) if firm is not None else None
    if told.verb("accepted") and agreement is not None:
        return "agreed", agreement
    if told.verb("accepted") and [word.lower for word in told.things] == ["it"]:
        kind, words = (
            ("", "") if of_a_draft(told.ground, told.clause.verb) else pronoun(told) or ("", "")
        )
        return ("agreed", words) if kind else None
    if told.verb("extended") and agreement is not None:
        return "extended", agreement
    if told.base == "shake" and any(word.lemma == "hand" for word in told.clause.objects):
        on = told.clause.with_("on", "over", "upon")
        on += [one for word in told.clause.objects for one in prepositional(word, "on", "over", "upon")]
        firm = told.about("firm-agreement", words=on)
        return ("agreed", firm) if firm is not None else None
    if told.base in _SETTLING and told.clause.passive:
        lists = (
            ("dispute", "agreement", "text", "matter")
            if told.base == "settle"
            else ("dispute", "matter")
        )
        matter = told.about(*lists)
        apart = matter is None or _by_a_court(told) or told.about("fighting") is not None
        return None if apart or matter is None else ("agreed", matter)
    if told.base == "settle":
        return _settled(told)
    if told.base in _MAKING and told.lemma == told.base and told.about("bargain") is not None:
        return "agreed", told.about("bargain") or ""
    if told.base in ("come", "emerge") and _came(told):
        return "agreed", told.about("firm-agreement", words=told.clause.subjects) or ""
    if told.base in ("come", "arrive"):
        to = [] if told.has(*_NEARLY_THERE) else told.clause.with_("to", "at")
        reached = told.about("firm-agreement", words=to)
        reached = reached or next((word for word in to if word.lower == "terms"), None)
        return ("agreed", reached) if reached is not None else None
    if told.base == "vote":
        return _voted(told)
    if told.base == "undertake" or (told.verb("undertaken") and _of_both(told)):
        return _act_agreed(told)
    return None


def _of_both(told: Told) -> bool:
    """Return whether both sides undertake to do something, and not against each other: 'both sides pledged to open the road'."""
    sides = word_lists("contacts")["sides"] | {"both"}
    both = any(
        _two(word) or (word.lower in sides and told.ground.parties.are_the_two(word))
        for word in told.clause.subjects
    )
    if told.base in _DECIDING and not both:
        both = len(told.ground.people(told.clause.subjects)) > 1
    acts = {kid.lemma.lower() for kid in told.clause.verb.of("xcomp")}
    return both and not told.clause.passive and not acts & word_lists("outcomes")["no-undertaking"]


def _two(word: Word) -> bool:
    """Whether a noun is of two sides: 'both clans', 'the two companies', 'elders from both sides'."""
    counted = {kid.lower for kid in word.of("det", "predet", "nummod")}
    inner = [kid for one in prepositional(word, "of", "from") for kid in one.of("det", "predet")]
    return bool(counted & {"both", "two"}) or any(kid.lower == "both" for kid in inner)


def _mended(told: Told) -> bool:
    """Whether two end a quarrel of theirs: 'patched up their quarrel', 'buried the hatchet'."""
    clause = told.clause
    both = len(told.ground.people(clause.subjects)) > 1 or bool(clause.with_("with"))
    both = both or any(told.ground.parties.are_the_two(word) for word in clause.subjects)
    return both and told.about("dispute", "hatchet") is not None and not clause.passive


def _made_up(told: Told) -> bool:
    """Return whether two have ended a quarrel, and no strike or war: 'ended their payment dispute'."""
    return told.about("fighting") is None and told.clause.link != "advcl" and _mended(told)


def _came(told: Told) -> bool:
    """Whether an agreement is told by the time at which it came: 'the breakthrough came at 3 a.m.'"""
    clause = told.clause
    firm = told.about("firm-agreement", words=clause.subjects)
    timed = clause.with_("at", "on", "after", "in", "late") or clause.verb.of("npadvmod")
    into = clause.with_("into", "to", "under") or clause.verb.of("prt", "acomp")
    told_so = firm is not None and clause.past and not clause.negated and not into
    return told_so and bool(timed)


def _of_its_own(told: Told, text: Word) -> bool:
    """Whether a text is of one body only: 'approved its own plan', 'the plan worked out by the mediator'."""
    if told.clause.link == "acl" and told.lemma in ("work out", "hammer out", "finalise", "finalize"):
        return bool(told.clause.with_("by"))
    if told.clause.link == "acl" and told.base in ("work", "hammer"):
        return bool(told.clause.with_("by"))
    own = [kid for kid in text.of("poss") if kid.lower in _OWN]
    return told.base in ("approve", "adopt", "finalise", "finalize") and bool(own)


def _by_a_court(told: Told) -> bool:
    return any(word.lemma in ("court", "judge", "tribunal", "jury") for word in told.clause.with_("by"))


def _voted(told: Told) -> Event | None:
    """'Voted to accept the contract', 'the deal was voted through': by the vote it is accepted."""
    lists = word_lists("outcomes")
    if told.has("through") or told.lemma == "vote through":
        text = told.about("agreement", "text")
        return ("agreed", text) if text is not None else None
    for kid in told.clause.verb.of("xcomp"):
        things = [one for thing in kid.of("dobj") for one in conjuncts(thing)]
        text = told.about("agreement", "text", words=things)
        accepted = kid.lemma.lower() in lists["accepted"]
        if accepted and text is not None:
            return "agreed", text
        if accepted and [one.lower for one in things] == ["it"]:
            known = pronoun(told)
            return ("agreed", known[1]) if known is not None else None
    favour = [word for word in told.clause.with_("in") if word.lemma in ("favour", "favor")]
    for_it = [one for word in favour for one in prepositional(word, "of")] or told.clause.with_("for")
    text = told.about("agreement", "text", words=for_it)
    return ("agreed", text) if text is not None else None


def _settled(told: Told) -> Event | None:
    """'Settled on a later date', 'settled their dispute'."""
    on = [word for word in told.clause.with_("on", "upon") if not told.ground.is_day(word)]
    if on and told.ground.human(told.clause.subjects[0] if told.clause.subjects else on[0]):
        return "agreed", on[0]
    clause = told.clause
    dispute = told.about("dispute")
    if dispute is None and len(told.ground.people(clause.subjects)) > 1:
        dispute = told.about("matter", words=clause.objects)
    if dispute is not None:
        return "agreed", dispute
    out = [word for word in clause.verb.of("prep") if word.lower == "out" and prepositional(word, "of")]
    several = len(told.ground.people(clause.subjects)) > 1 or bool(clause.with_("with"))
    alone = not clause.objects and not clause.verb.of("prt", "xcomp", "ccomp")
    there = clause.with_("in", "into", "at", "for", "near")
    there = [word for word in there if not told.ground.is_day(word)]
    if alone and several and (out or not there) and (clause.past or clause.perfect):
        last = out[0].right if out else clause.verb.place
        first, end = clause.verb.start, clause.verb.sentence[last].end
        return "agreed", told.ground.document.text[first:end]
    return None


def _agreed(told: Told) -> Event | None:
    ground, clause = told.ground, told.clause
    text = ground.document.text
    if clause.negated and clause.modal in ("can", "could"):
        return None
    texts = word_lists("outcomes")["agreement"]
    people = any(ground.human(word) and word.lemma.lower() not in texts for word in clause.subjects)
    views = [kid for kid in clause.verb.of("ccomp") if kid.of("mark") or people]
    if any(_is_opinion(kid) for kid in views if kid.place > clause.verb.place):
        return None
    if clause.passive:
        for kid in clause.verb.of("ccomp", "xcomp"):
            if kid.place < clause.verb.place or _meets(kid):
                continue
            longer = _extension(kid)
            return ("extended", longer) if longer is not None else ("agreed", _words(text, kid))
        things = [word for word in told.things if word.lower != "it"]
        noun = clause.verb.head
        if things and all(ground.human(word) for word in things):
            # 'the truce the two armies agreed in March': a parse has no 'that', and takes it for a passive
            of_text = noun is not None and noun.lemma.lower() in word_lists("outcomes")["agreement"]
            things = [noun] if of_text and noun is not None and clause.link in ("acl", "relcl") else []
        kind, words = pronoun(told) or ("", "")
        known = (
            ("agreed", words)
            if kind and clause.with_("by") and not clause.verb.of("ccomp", "xcomp")
            else None
        )
        return ("agreed", things[0]) if things else known  # type: ignore[return-value]
    head = clause.verb.head
    first = clause.subjects[0] if clause.subjects else None
    if first is not None and first.lemma.lower() in word_lists("outcomes")["firm-agreement"]:
        return "agreed", first
    told_of = head.lemma.lower() if head is not None and clause.verb.tag == "VBN" else ""
    if head is not None and clause.link == "acl" and told_of in word_lists("outcomes")["agreement"]:
        return "agreed", head
    somebody = any(ground.human(word) or word.lower == "it" for word in clause.subjects)
    acts = any(one.lower == "to" for kid in clause.verb.of("xcomp") for one in kid.of("aux"))
    if clause.subjects and not (somebody or acts or ground.people(clause.subjects)):
        return None
    on = clause.with_("on", "upon") if told.base == "agree" else []
    for word in (*on, *(one for one in told.things if one in clause.objects)):
        if (
            word.tag.startswith("NN")
            and word.lower not in ("day", "weekend")
            and not ground.is_day(word)
        ):
            return "agreed", word
    for word in on:
        if word.tag == "VBG" and word.dep == "pcomp" and not _meets(word):
            return "agreed", _words(text, word)
    for word in clause.with_("to"):
        if noun_kind(word) is not None:
            continue
        if word.tag == "VBG" and word.lower == "binding" and word.of("dobj"):
            return "agreed", word.of("dobj")[0]  # 'agreed to binding arbitration'
        if word.lemma.lower() in word_lists("outcomes")["agreement"] or word.tag.startswith("NN"):
            return "agreed", word
    return _act_agreed(told)


def _act_agreed(told: Told) -> Event | None:
    """Return the act that is agreed: 'agreed to extend the truce', 'pledged to open the road'."""
    clause = told.clause
    for kid in clause.verb.of("xcomp", "ccomp", "advcl"):
        infinitive = any(one.lower == "to" for one in kid.of("aux"))
        if kid.place < clause.verb.place or (kid.dep == "advcl" and not infinitive):
            continue
        if _meets(kid):
            continue
        extended = _extension(kid)
        words = _words(told.ground.document.text, kid)
        return ("extended", extended) if extended is not None else ("agreed", words)
    return None


def _is_opinion(verb: Word) -> bool:
    """Whether two only share a view of how things are: 'agree that the wall is ugly', not 'that it will go'."""
    helpers = verb.of("aux", "auxpass")
    first = helpers[0] if helpers else verb
    return (first.tag in ("VBZ", "VBP", "VBD") and first.lemma != "be") or (
        first.lemma == "be" and first.tag != "VB" and not _is_to_be(verb)
    )


def _is_to_be(verb: Word) -> bool:
    """Whether 'is to' tells of a duty: 'agreed that the crew is to be freed'."""
    return any(kid.dep == "xcomp" and kid.tag == "VB" for kid in verb.kids)


def partners_of(clause: Clause) -> list[Word]:
    """Return with whom somebody agrees to act: 'agreed to combine with Entegris'."""
    if clause.verb.lemma != "agree":
        return []
    acts = clause.verb.of("xcomp")
    things = [one for kid in acts if kid.lemma in _JOINING for one in kid.of("dobj")]
    return [one for word in (*acts, *things) for one in prepositional(word, "with")]


def _meets(verb: Word) -> bool:
    """Whether two sides agree on a contact, which is no outcome: 'agreed to meet', 'agreed to hold a fourth round'."""
    lists = word_lists("contacts")
    if verb.lemma in ("resume", "continue", "restart") and verb.of("dobj"):
        return False
    met = verb.lemma.lower() in lists["meeting-verb"] | _NO_DEED
    things = [*verb.of("dobj", "nsubjpass"), *prepositional(verb, "to", "in", "on")]
    # a round of tariffs is none of talks
    things = [
        word
        for word in things
        if word.lemma != "round" or all(noun_kind(one) for one in prepositional(word, "of"))
    ]
    if verb.lemma in ("exchange", "send", "bring", "host", "get"):
        met = any(noun_kind(word) in ("meeting", "talks-round") for word in things)
        return met or any(word.lemma in ("view", "idea") for word in things)
    return met or any(noun_kind(word) is not None for word in things)


def _extension(verb: Word) -> Word | None:
    """Return the agreement that two sides agree to extend: by agreeing they have extended it."""
    lists = word_lists("outcomes")
    if verb.lemma.lower() not in lists["extended"] or any(kid.dep == "neg" for kid in verb.kids):
        return None
    things = [one for kid in verb.of("dobj", "nsubjpass") for one in conjuncts(kid)]
    return next((one for one in things if one.lemma.lower() in lists["agreement"]), None)


def _ended_by_it(told: Told) -> Event | None:
    """'A deal ended the strike', 'agreed to a contract, ending a strike', 'an accord, which ended the siege'."""
    clause = told.clause
    fight = told.about("fighting", "dispute", words=clause.objects)
    if fight is None or told.base not in _ENDING or clause.passive or told.has("without", *_PERHAPS):
        return None
    above = clause.governor
    if clause.verb.tag == "VBG" and not clause.helpers:
        if above is None or clause.link not in ("advcl", "acl", "conj"):
            return None
        cause = event_of(told.ground, above)
        by_deal = clause.link == "acl" and cause is not None and cause[1] is clause.verb.head
        told_so = by_deal or (clause.link == "advcl" and clause.mark is None and cause is not None)
        return ("ceased", fight) if told_so and clause.verb.place > above.verb.place else None
    by_thing = not any(told.ground.human(word) for word in clause.subjects)
    return ("ceased", fight) if by_thing and (clause.past or clause.perfect) else None


_EVENTS: tuple[Callable[[Told], Event | None], ...] = (
    _signed,
    _of_agreement,
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


def _words(text: str, word: Word) -> str:
    """Return the words of a clause as the thing agreed: 'extend the truce by a week'."""
    first, last = word.left, word.right
    while first < last and word.sentence[first].lower in ("that", "to", ","):
        first += 1
    comma = next((one.place for one in word.sentence[word.place : last] if one.text == ","), None)
    if comma is not None and word.sentence[comma + 1].tag in ("IN", "VBG", "VBN", "WDT", "WRB"):
        last = comma
    told = next((kid for kid in word.of("conj") if word.tag == "VB" and _is_told(kid)), None)
    if told is not None:  # 'agreed to exchange prisoners and have submitted lists'
        last = told.left - 1
    while last > first and word.sentence[last].lower in (".", ",", ";", "and", "but"):
        last -= 1
    return text[word.sentence[first].start : word.sentence[last].end]


def _is_told(verb: Word) -> bool:
    """Return whether a verb tells of something, and not of something to be done."""
    return verb.tag in ("VBD", "VBZ") or any(
        kid.lower in ("have", "has", "had") for kid in verb.of("aux")
    )
