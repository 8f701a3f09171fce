"""Outcomes told by a noun: 'the signing of the pact was completed', 'the release of 12 sailors took place'."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.reader.grammar.assertion import assertion_of_noun
from goodoffices.reader.grammar.clauses import Clause, clause_of, is_unfinished
from goodoffices.reader.grammar.contact_parts import NO_RESULT, SHOWN, own_words
from goodoffices.reader.grammar.events import Ground, amount_of
from goodoffices.reader.grammar.outcome_events import event_of
from goodoffices.reader.grammar.outcome_parts import Found, duration_of, goods, when_of
from goodoffices.reader.grammar.own_assertion import of_a_draft
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Outcome, OutcomeKind

_NOUNS: dict[str, OutcomeKind] = {
    "signing": "signed",
    "release": "released",
    "handover": "released",
    "extension": "extended",
    "renewal": "extended",
    "delivery": "delivered",
    "swap": "released",
    "exchange": "released",
}
_DONE_BY = frozenset(("complete", "hold", "conduct", "carry", "finish", "secure", "achieve", "make"))
"""Verbs whose subject brings about the outcome that is their object: 'Peru and Chile completed a swap'."""
_LED_TO = frozenset(("lead to", "result in", "culminate in", "end in", "end with", "bring about"))
"""Verbs with the preposition before the result of an event: 'the talks led to the release of 40 men'."""
_NEEDED = {
    "take": ("place", "effect"),
    "go": ("ahead", "through", "smoothly", "off"),
    "come": ("about", "through", "after", "on", "hours", "days", "as"),
}
"""Words that a verb must have beside it to say that an event happened: 'took place', not 'took months'."""


def by_noun(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield the outcomes that nouns of a sentence tell of."""
    yield from _agreements(ground, tree)
    for word in tree.words:
        kind = _NOUNS.get(word.lemma.lower())
        if kind is None or word.tag not in ("NN", "NNS") or word.quotation is not None:
            continue
        clause = clause_of(word, ground.of(tree))
        if (
            clause is None
            or is_unfinished(clause)
            or not (_happened(word, clause) or _dated(ground, tree, word, clause))
        ):
            continue
        things = _things(word)
        assertion = assertion_of_noun(word, clause)
        if not things or assertion not in SHOWN or of_a_draft(clause):
            continue
        by = ground.people(prepositional(word, "by", "between"))
        by = by or ground.people(prepositional(things[0], "between", "with"), partners=True)
        if clause.verb.lemma in ("announce", "agree") and word in (*clause.objects, *clause.subjects):
            several = ground.people(clause.subjects) if not clause.passive else []
            if kind != "extended" or clause.modal:
                assertion = "planned"
            by = by or (several if len(several) > 1 else [])
        elif clause.verb.lemma in _DONE_BY and word in clause.objects:
            by = by or ground.people(clause.subjects)
        within = things[0].dep == "compound" and things[0].head is word
        yield Found(
            Outcome(
                kind,
                tuple(by),
                ground.phrase(word if within else things[0]),
                ground.place(tree, clause, word),
                None,
                duration_of(ground, tree, clause, things[0]),
                amount_of(things[0], ground.document.text),
            ),
            _day(ground, tree, clause, kind, word),
            ground.span(tree),
            assertion,
        )


def _agreements(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield agreements of which a sentence tells only the effect: 'A deal between A and B on Sunday ended the strike'."""
    lists = word_lists("outcomes")
    for clause in ground.of(tree):
        noun = clause.subjects[0] if clause.subjects else None
        if noun is None or noun.dep != "nsubj" or noun.lemma.lower() not in lists["firm-agreement"]:
            continue
        if clause.negated or clause.modal or not clause.past or not clause.verb.of("dobj"):
            continue
        by = ground.people(prepositional(noun, "between"), partners=True)
        told = event_of(ground, clause)
        if len(by) < 2 or (told is not None and told[1] is noun):
            continue
        day = _day(ground, tree, clause, "agreed", noun)
        new = any(kid.lower in ("a", "an") for kid in noun.of("det"))
        if assertion_of_noun(noun, clause) == "asserted" and new and not ground.to_come(day):
            what, place = ground.phrase(noun), ground.place(tree, None, noun)
            outcome = Outcome("agreed", tuple(by), what, place, None, None, None)
            yield Found(outcome, day, ground.span(tree), "asserted")


def _day(ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind, noun: Word) -> str | None:
    """Return the day of a noun's outcome: that in its own phrase before that of its clause."""
    own = ground.day(tree, None, noun)
    if own is not None and (ground.since(tree, own) or ground.ends_a_term(tree, own)):
        own = None
    return own.edtf if own is not None else when_of(ground, tree, clause, kind, noun)


def _happened(noun: Word, clause: Clause) -> bool:
    """Return whether the verb of a noun's clause, or the preposition before it, has the event happen.

    A passive verb does so only if it is on the list: a release that was postponed is none.
    """
    lists, verb = word_lists("outcomes"), clause.verb.lemma
    if noun.dep == "pobj" and noun.head is not None:
        led = f"{verb} {noun.head.lower}" in _LED_TO and noun.head.head is clause.verb
        return noun.head.lower in ("after", "since", "following") or led
    if noun in clause.subjects and not clause.passive:
        needed = _NEEDED.get(verb)
        with_it = needed is None or any(kid.lower in needed for kid in clause.verb.kids)
        return verb in lists["event-happens"] and with_it and not NO_RESULT.search(own_words(clause))
    if noun in clause.subjects:
        return verb in lists["event-done"]
    if verb == "follow" and noun in clause.objects and clause.past:
        return True
    seen_as = any(kid.lower == "as" for kid in (*noun.kids, *clause.verb.kids))
    counted = verb == "mark" and any(kid.tag == "JJ" and kid.lower[:1].isdecimal() for kid in noun.kids)
    return noun in clause.objects and verb in lists["event-done"] and not seen_as and not counted


def _dated(ground: Ground, tree: Tree, noun: Word, clause: Clause) -> bool:
    """Whether a noun with a day behind it is the subject of its effects: 'the release on Monday of 12 men raised hopes'."""
    told = noun in clause.subjects and bool(clause.objects)
    if (
        not told
        or clause.passive
        or clause.negated
        or clause.modal
        or not any(kid.lower == "the" for kid in noun.of("det"))
    ):
        return False
    days = [when for when, word in ground.whens(tree) if noun.place < word.place < clause.verb.place]
    return bool(days) and not any(ground.to_come(when.edtf) for when in days)


def _things(noun: Word) -> list[Word]:
    """Return the agreements, people or goods that a noun of an outcome is about."""
    lists = word_lists("outcomes")
    known = (*lists["agreement"], *lists["people"])
    of = prepositional(noun, "of")
    of += [one for kid in noun.of("prep") for day in kid.of("pobj") for one in prepositional(day, "of")]
    behind = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
    if not of and behind is not None:
        later = [kid for kid in behind.of("prep") if kid.lower == "of" and kid.place > noun.place]
        of = [one for kid in later for one in kid.of("pobj")]
    things = [thing for thing in of if thing.lemma.lower() in known or goods(thing)]
    if noun.lemma in ("swap", "exchange"):
        return things or [kid for kid in noun.of("compound") if kid.lemma.lower() in lists["people"]]
    return things
