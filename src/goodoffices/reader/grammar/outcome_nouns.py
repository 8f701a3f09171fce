"""Outcomes told by a noun, whatever its place in its sentence: 'after the signing of the pact', 'Tuesday's accord with X'.

Every noun of an outcome is looked at. It tells of an outcome if something says that it came about (its day, who
did it, a verb of happening, a word such as 'after' or 'thanks to') and nothing above it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause, clause_of, is_unfinished
from goodoffices.reader.grammar.contact_parts import NO_RESULT, SHOWN, own_words
from goodoffices.reader.grammar.events import Ground, amount_of
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.outcome_events import event_of
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found, beside, duration_of, goods, when_of
from goodoffices.reader.grammar.outcome_told import with_counted
from goodoffices.reader.grammar.own_assertion import of_a_draft
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind

_KINDS: dict[str, OutcomeKind] = {
    "noun-signed": "signed",
    "noun-released": "released",
    "noun-extended": "extended",
    "noun-delivered": "delivered",
    "noun-broken": "broken",
}
"""The kind of outcome of each list of nouns; a thing that is over is 'ceased' or 'ended', by its thing."""
_DONE_BY = frozenset(
    ("complete", "hold", "conduct", "carry", "finish", "secure", "achieve", "make", "facilitate")
)
"""Verbs whose subject brings about the outcome that is their object: 'Peru and Chile completed a swap'."""
_WON = frozenset(("secure", "achieve", "facilitate"))
"""Verbs whose subject gets others to do it: who secured a release is not who let anybody go."""
_LED_TO = frozenset(("lead to", "result in", "culminate in", "end in", "end with", "bring about"))
"""Verbs with the preposition before the result of an event: 'the talks led to the release of 40 men'."""
_GATHERING = frozenset(("gather", "assemble"))
"""Verbs with 'for' before the act for which people came together: 'gathered for the signing of the accord'."""
_NEEDED = {
    "take": ("place", "effect"),
    "go": ("ahead", "through", "smoothly", "off"),
    "come": ("about", "through", "after", "on", "hours", "days", "as"),
}
"""Words that a verb must have beside it to say that an event happened: 'took place', not 'took months'."""
_GRANTED = frozenset(("after", "since", "following", "upon"))
"""Prepositions before an event that came first, whatever else is told of it."""
_BESIDE = frozenset(("with", "at", "by", "despite", "during"))
"""Prepositions before an event that is taken for granted if its day or who did it is told."""
_OCCASIONS = frozenset(("signing", "initialling", "initialing", "handover", "exchange", "swap"))
"""Events that people stand by: 'at the signing of the pact', but 'hinted at the release'."""
_TELLING_OF = frozenset(
    (
        "news",
        "word",
        "day",
        "hour",
        "time",
        "moment",
        "wake",
        "anniversary",
        "result",
        "aftermath",
        "eve",
    )
)
"""Nouns with 'of' before an event that came about: 'news of the release', not 'the issue of the release'."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OFTEN = frozenset(("many", "numerous", "several", "various", "repeated", "countless"))
_THANKS = frozenset(("thanks", "due", "owing"))
_NOT_HELD = frozenset(("up", "back", "off", "over"))
"""Particles with which 'hold' means to keep from happening: 'a row held up the release'."""
_TOLD_OF = word_lists("outcomes")["only-talked-of"]
"""Verbs beside which an event is only a subject of talks, or held up: 'the release was delayed'."""


def by_noun(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield the outcomes that nouns of a sentence tell of."""
    yield from _agreements(ground, tree)
    for word in tree.words:
        if word.tag not in ("NN", "NNS") or word.quotation is not None:
            continue
        if word.lemma.lower() not in _nouns():
            continue
        things = _things(ground, word)
        kind = _kind(word, things)
        clause = clause_of(word, ground.of(tree)) if kind is not None else None
        if kind is None or clause is None or is_unfinished(clause) or of_a_draft(clause):
            continue
        won = clause.verb.lemma in _WON and word in clause.objects and kind in ("released", "delivered")
        if won and clause.verb.tag == "VB" and clause.verb.dep in ("acl", "advcl"):
            # an aim: 'initiatives to secure the release', 'went to Lenz to secure it'
            continue
        by = ground.people([*prepositional(word, "by", "between"), *_by_whom(word, things[0])])
        if clause.perfect and any(kid.lower in _OFTEN for kid in word.of("amod")):
            continue  # 'have held many swaps since May'
        sure = _happened(word, clause) or _dated(ground, tree, word, clause)
        if not sure and any(kid.lemma in _TOLD_OF for kid in word.of("amod")):
            continue  # 'haggling delayed signature of an accord', which a parse takes for a delayed one
        day = _own_day(ground, tree, word)
        if not sure and not ((day or by) and _is_granted(word, clause)):
            continue
        assertion: Assertion = assertion_of_noun(word, clause if sure else None)
        if assertion not in SHOWN:
            continue
        by = by or ground.people(beside(things[0], "between", "with"), partners=True)
        by = by or ground.people([one for one in word.of("poss") if not ground.days.holds(one)])
        if len(by) == 1 and kind in MUTUAL and beside(things[0], "with"):
            by = [*ground.people([one for one in clause.subjects if ground.human(one)]), *by]
        if clause.verb.lemma in ("announce", "agree") and word in (*clause.objects, *clause.subjects):
            several = ground.people(clause.subjects) if not clause.passive else []
            if kind not in ("extended", "signed", "ceased", "ended") or clause.modal:
                assertion = "planned"
            by = by or (several if len(several) > 1 or kind in ("ceased", "ended") else [])
        elif clause.verb.lemma in _DONE_BY and word in clause.objects and not won:
            by = by or ground.people(clause.subjects)
        within = things[0].dep == "compound" and things[0].head is word
        yield Found(
            Outcome(
                kind,
                tuple(dict.fromkeys(by)),
                ground.phrase(word if within else things[0]),
                ground.places.of(tree, clause, word),
                None,
                duration_of(ground, tree, clause) if kind not in ("ceased", "ended") else None,
                amount_of(things[0], ground.document.text)
                if kind in ("released", "delivered")
                else None,
            ),
            day.edtf if day is not None else _day(ground, tree, clause, kind, word),
            ground.span(tree),
            assertion,
            (word,),
        )


@cache
def _nouns() -> frozenset[str]:
    """Return all nouns that can tell of an outcome."""
    lists = word_lists("outcomes")
    return frozenset(word for key in (*_KINDS, "noun-over") for word in lists[key])


def _kind(noun: Word, things: list[Word]) -> OutcomeKind | None:
    """Return the outcome that a noun and its thing tell of, None if they tell of none."""
    lists, lemma = word_lists("outcomes"), noun.lemma.lower()
    if not things:
        return None
    if lemma in lists["noun-over"]:
        named = {one.lemma.lower() for one in with_counted(things)}
        if named & set(lists["fighting"]):
            return "ceased"
        if lemma == "collapse" and named & set(lists["truce"]):
            return "broken"
        return "ended" if named & set(lists["firm-agreement"] | lists["dispute"]) else None
    found = next((kind for key, kind in _KINDS.items() if lemma in lists[key]), None)
    if found in ("released", "delivered"):
        paid = lemma == "payment" or all(goods(one) for one in things)
        return "delivered" if paid else "released"
    if found == "broken" and things[0].lemma.lower() not in lists["firm-agreement"]:
        return None
    return found


def _agreements(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield agreements told by their day and their sides: 'A deal between A and B on Sunday ended the strike'."""
    for noun in tree.words:
        if noun.tag != "NN" or noun.lemma.lower() not in word_lists("outcomes")["firm-agreement"]:
            continue
        clause = clause_of(noun, ground.of(tree))
        if noun.quotation is not None or clause is None or noun.dep == "compound":
            continue
        own = _with_sides(ground, tree, noun, clause)
        told = event_of(ground, clause)
        if own is None or (told is not None and told[1] is noun):
            continue
        by, day = own
        plain = assertion_of_noun(noun, None) == "asserted"
        if (
            plain
            and not ground.days.to_come(day)
            and not any(kid.lower == "no" for kid in noun.of("det"))
        ):
            what, place = ground.phrase(noun), ground.places.of(tree, None, noun)
            outcome = Outcome("agreed", tuple(dict.fromkeys(by)), what, place, None, None, None)
            yield Found(outcome, day, ground.span(tree), "asserted", (noun,))


def _with_sides(
    ground: Ground, tree: Tree, noun: Word, clause: Clause
) -> tuple[list[str], str | None] | None:
    """Return the sides and the day of an agreement that is taken for granted, None if it is not."""
    between = ground.people(prepositional(noun, "between"), partners=True)
    subject = noun in clause.subjects and noun.dep == "nsubj"
    if subject and len(between) > 1 and clause.past and not (clause.negated or clause.modal):
        new = any(kid.lower in ("a", "an") for kid in noun.of("det"))
        if clause.verb.of("dobj") and new:
            return between, _day(ground, tree, clause, "agreed", noun)
    year = [kid for kid in noun.of("nummod", "compound", "amod") if _YEAR.fullmatch(kid.text)]
    if year and len(between) > 1:
        return between, year[0].text
    dated = next(
        (when for when, word in ground.days.whens(tree) if word.head is noun and word.dep == "poss"),
        None,
    )
    if dated is None or not (noun in clause.objects or subject or noun.dep == "pobj"):
        return None
    with_ = ground.people(prepositional(noun, "with"))
    own = ground.people(clause.subjects) if with_ and not subject and noun.dep == "pobj" else []
    by = between or [*own, *with_]
    return (by, dated.edtf) if by else None


def _own_day(ground: Ground, tree: Tree, noun: Word) -> When | None:
    """Return the past day in a noun's own phrase, None if there is none."""
    own = ground.days.of(tree, None, noun)
    if own is not None and (ground.days.since(tree, own) or ground.days.ends_a_term(tree, own)):
        own = None
    return None if own is None or ground.days.to_come(own.edtf) else own


def _day(ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind, noun: Word) -> str | None:
    """Return the day of a noun's outcome: that in its own phrase before that of its clause."""
    own = ground.days.of(tree, None, noun)
    if own is not None and (ground.days.since(tree, own) or ground.days.ends_a_term(tree, own)):
        own = None
    return own.edtf if own is not None else when_of(ground, tree, clause, kind, noun)


def _by_whom(noun: Word, thing: Word) -> list[Word]:
    """Return who stands behind 'by', on the noun's thing by a parse: 'the release of 14 dockers by the Brigade'."""
    return prepositional(thing, "by") if thing is not noun else []


def _is_granted(noun: Word, clause: Clause) -> bool:
    """Return whether an event with a day or a doer is taken for granted, and not only talked of or wanted.

    'At the signing of the pact on Monday', 'the end of the siege on Thursday let the baker light his oven'.
    """
    if assertion_of_noun(noun, None) != "asserted" or clause.verb.lemma in _TOLD_OF:
        return False
    top = noun
    while top.head is not None and top.head is not clause.verb:
        top = top.head
    if any(up.lower in _THANKS for up in noun.above()):
        return True
    if top.dep == "prep" or (noun.dep == "pobj" and top.dep in ("dobj", "attr", "pobj")):
        before = noun.head
        first = before is not None and before.lower in ("at", "after", "following", "since", "during")
        if before is None or clause.modal or (clause.negated and not first):
            return False
        if before.lower == "of":
            above = before.head
            return above is not None and bool({above.lower, above.lemma.lower()} & _TELLING_OF)
        if before.lower == "at" and noun.lemma.lower() not in _OCCASIONS:
            return False
        plain = assertion_of_noun(noun, clause) == "asserted"
        return before.lower in _GRANTED or (before.lower in _BESIDE and plain)
    now = not (clause.past or clause.perfect)
    return top.dep in ("nsubj", "dobj") and not now and assertion_of_noun(noun, clause) == "asserted"


def _happened(noun: Word, clause: Clause) -> bool:
    """Return whether the verb of a noun's clause, or the preposition before it, has the event happen.

    A passive verb does so only if it is on the list: a release that was postponed is none.
    """
    lists, verb = word_lists("outcomes"), clause.verb.lemma
    if noun.dep == "pobj" and noun.head is not None:
        told = clause.past and not (clause.modal or clause.negated)
        together = verb in _GATHERING or any(kid.lower == "together" for kid in clause.verb.kids)
        if noun.head.lower == "for" and together and told:
            return True
        if _in_exchange(noun, clause):
            return told and verb in word_lists("outcomes")["released"]
        led = f"{verb} {noun.head.lower}" in _LED_TO and noun.head.head is clause.verb
        return noun.head.lower in ("after", "since", "following") or led
    if noun in clause.subjects and not clause.passive:
        needed = _NEEDED.get(verb)
        with_it = needed is None or any(kid.lower in needed for kid in clause.verb.kids)
        return verb in lists["event-happens"] and with_it and not NO_RESULT.search(own_words(clause))
    if noun in clause.subjects:
        return verb in lists["event-done"]
    if verb == "follow" and noun in clause.objects and (clause.past or clause.verb.tag == "VBG"):
        return True
    if verb == "hold" and {kid.lower for kid in clause.verb.of("prt")} & _NOT_HELD:
        return False
    seen_as = any(kid.lower == "as" for kid in (*noun.kids, *clause.verb.kids))
    counted = verb == "mark" and any(kid.tag == "JJ" and kid.lower[:1].isdecimal() for kid in noun.kids)
    return noun in clause.objects and verb in lists["event-done"] and not seen_as and not counted


def _in_exchange(noun: Word, clause: Clause) -> bool:
    """Whether an event is what was given for another: 'freed nine men in exchange for the return of five'."""
    given = noun.head
    above = given.head if given is not None and given.lower == "for" else None
    return above is not None and above.lemma in ("exchange", "return") and above is not clause.verb


def _dated(ground: Ground, tree: Tree, noun: Word, clause: Clause) -> bool:
    """Whether a noun with a day behind it is the subject of its effects: 'the release on Monday of 12 men raised hopes'."""
    effects = clause.objects or clause.verb.of("ccomp", "xcomp")
    told = noun in clause.subjects and bool(effects) and clause.verb.lemma not in _TOLD_OF
    if (
        not told
        or clause.passive
        or clause.negated
        or clause.modal
        or not any(kid.lower == "the" for kid in noun.of("det"))
    ):
        return False
    days = [
        when for when, word in ground.days.whens(tree) if noun.place < word.place < clause.verb.place
    ]
    return bool(days) and not any(ground.days.to_come(when.edtf) for when in days)


def _things(ground: Ground, noun: Word) -> list[Word]:
    """Return the agreements, people or goods that a noun of an outcome is about."""
    lists = word_lists("outcomes")
    lemma = noun.lemma.lower()
    known = lists["agreement"] | lists["people"]
    if lemma in lists["noun-over"]:
        known = lists["fighting"] | lists["firm-agreement"] | lists["dispute"]
    of = prepositional(noun, "of")
    of += [one for kid in noun.of("prep") for day in kid.of("pobj") for one in prepositional(day, "of")]
    behind = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
    if not of and behind is not None:
        later = [kid for kid in behind.of("prep") if kid.lower == "of" and kid.place > noun.place]
        of = [one for kid in later for one in kid.of("pobj")]
    if not of:
        of = prepositional(noun, "to") if lemma in ("end", "halt") else []
    things = [
        thing
        for thing in of
        if any(one.lemma.lower() in known for one in with_counted([thing])) or goods(thing)
    ]
    if not things and lemma == "payment":
        things = [one for one in of if one.of("nummod")]
    if not things and lemma in ("release", "return", "freeing", "liberation"):
        counted = [one for one in of if one.tag in ("NNS", "NNPS") and one.of("nummod")]
        things = counted or [one for one in of if ground.cast.kind(one) == "person"]
    if lemma in ("swap", "exchange"):
        return things or [kid for kid in noun.of("compound") if kid.lemma.lower() in lists["people"]]
    return things
