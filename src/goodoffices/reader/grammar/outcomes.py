"""Outcomes: results of talks, as the clauses of a text tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground, amount_of, keep
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.outcome_actors import actors_of
from goodoffices.reader.grammar.outcome_adjectives import by_adjective
from goodoffices.reader.grammar.outcome_assertion import how_told, is_told
from goodoffices.reader.grammar.outcome_events import BROKERING, ends_by_it, event_of
from goodoffices.reader.grammar.outcome_nouns import by_noun
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found, duration_of, when_of
from goodoffices.reader.grammar.outcome_sides import name_sides
from goodoffices.reader.grammar.outcome_unlike import is_no_outcome
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Outcome, OutcomeKind

_TERMS = re.compile(
    r"\b(?:in exchange for|in return for|on condition that|on the condition that|provided that|provided|under which|whereby|as long as|so long as|under the terms of which)\s(.+?)(?=[.;]|,\s(?:\w+\s){0,4}?(?:said|says|told|announced|according)|$)"
)
_ALL_OF_IT = frozenset(("everything", "anything", "all"))
LONGEST_TERMS = 200
_NEAR = 3
"""Outcomes before a bare number among which its noun is looked for."""


def find_outcomes(ground: Ground, learned: Learned) -> list[Found]:
    """Return the outcomes of a document in order; a later sentence may give how long an agreement runs."""
    found: list[Found] = []
    for tree in ground.document.all_trees():
        if not ground.readable(tree):
            continue
        new: list[Found] = []
        for clause in ground.of(tree):
            one = _of_clause(ground, tree, clause)
            firm = [
                word
                for word in (*clause.subjects, *clause.objects)
                if word.lemma.lower() in word_lists("outcomes")["firm-agreement"]
            ]
            if firm and one is None and tree.inside is None:
                ground.last_agreement = (firm[0].start, ground.phrase(firm[0], of=False))
            if one is not None and _carries_out(clause, new):
                one.edtf, new[-1] = one.edtf or new[-1].edtf, one
            elif one is not None and not any(_same(one, other) for other in new):
                new.append(one)
            elif one is None and found and tree.inside is None:
                _runs_for(ground, tree, clause, [*found, *new])
        new += [
            one for one in by_noun(ground, tree) if not any(_of_a_kind(one, other) for other in new)
        ]
        for number, one in enumerate(new):
            if one.outcome.what.isdecimal():
                _complete_number(one, [*found, *new[:number]])
        for one in new:
            one.confidence = learned.confidence(tree, one.words, "outcome")
        for one in new:
            told = ground.own_words(tree, one.outcome.by) or _ours(one)
            if not told and (not _witnessed(one) or _known(one, found)):
                continue
            if not told and one.outcome.kind == "broken":
                one.assertion = "alleged"  # what a speaker says of an opponent's broken word
            if one.edtf is None and one.assertion == "asserted" and one.outcome.kind in MUTUAL:
                one.edtf = ground.day_before(tree, one.outcome.by)
            if one.outcome.kind in MUTUAL:
                ground.parties.tell(tree.end, list(one.outcome.by), talks=False)
            keep(one, found, _told_again, _add)
    found += list(by_adjective(ground, found))
    found.sort(key=lambda one: one.span.start)
    name_sides(ground, found)
    return found


def _ours(one: Found) -> bool:
    """Whether a speaker tells of a deed of the speaker's side: 'we have reached a deal', 'we were able to free them'."""
    verb: Word | None = one.words[0]
    while verb is not None and not verb.of("nsubj", "nsubjpass"):
        verb = verb.head if verb.dep in ("xcomp", "conj", "acomp") else None
    return verb is not None and any(kid.lower == "we" for kid in verb.of("nsubj"))


def _witnessed(one: Found) -> bool:
    """Whether a speaker's own words tell of a deed of others that came about: 'the union has ended its strike'."""
    verb = one.words[0]
    finite = verb.tag == "VBD" or any(
        kid.tag in ("VBD", "VBZ", "VBP") for kid in verb.of("aux", "auxpass")
    )
    speaker = any(kid.lower in ("i", "you") for kid in verb.of("nsubj"))
    if one.assertion != "asserted" or not finite or speaker or verb.of("mark") or not verb.verb:
        return False
    return bool(one.outcome.by) or one.outcome.kind in ("released", "began", "ceased")


def _known(one: Found, found: list[Found]) -> bool:
    """Whether an outcome of a kind is told of already."""
    return any(other.outcome.kind == one.outcome.kind for other in found)


def _carries_out(clause: Clause, new: list[Found]) -> bool:
    """Return whether a clause tells the terms of the deal before it: 'In a deal reached in May, A and B agreed to …'."""
    fronted = [
        verb
        for kid in clause.verb.of("prep")
        if kid.lower == "in" and kid.place < clause.verb.place
        for deal in kid.of("pobj")
        for verb in deal.of("acl")
    ]
    return (
        len(new) == 1 and new[0].outcome.kind == "agreed" and bool(fronted) and clause.lemma == "agree"
    )


def _complete_number(one: Found, before: list[Found]) -> None:
    """Give a bare number the noun of the outcome of its kind before it: 'Peru freed 40 sailors, Chile 25'."""
    for other in reversed(before[-_NEAR:]):
        amount, what = other.outcome.amount, other.outcome.what
        if other.outcome.kind == one.outcome.kind and amount and amount in what:
            noun = what.partition(amount)[2].strip()
            if noun:
                one.outcome = replace(one.outcome, what=f"{one.outcome.what} {noun}")
            return


def _same(one: Found, other: Found) -> bool:
    mine, theirs = one.outcome, other.outcome
    others = (
        mine.kind == "signed" and bool(mine.by and theirs.by) and set(mine.by).isdisjoint(theirs.by)
    )
    alike = (mine.kind, mine.what, one.assertion) == (theirs.kind, theirs.what, other.assertion)
    return alike and not others


def _of_a_kind(one: Found, other: Found) -> bool:
    """Whether two outcomes of a sentence may be one: of one kind, and not of two numbers of things."""
    counts = {one.outcome.amount, other.outcome.amount} - {None}
    return one.outcome.kind == other.outcome.kind and len(counts) < 2


def _told_again(one: Found, before: Found) -> bool:
    """Whether an outcome is one told before: of one kind, about one thing, and nothing in it differs."""
    mine, theirs = one.outcome, before.outcome
    if mine.kind != theirs.kind or one.assertion != before.assertion:
        return False
    days = {found.edtf for found in (one, before)} - {None}
    terms = {outcome.duration for outcome in (mine, theirs)} - {None}
    counts = {(outcome.amount or "").casefold() for outcome in (mine, theirs)} - {""}
    who, others = set(mine.by), set(theirs.by)
    last, first = mine.what.lower().split()[-1], theirs.what.lower().split()
    brokered = one.words[:1] and one.words[0].lemma in BROKERING
    if brokered and mine.kind == "agreed" and mine.what.lower().startswith(("the ", "this ")):
        return True  # 'settled on a pay rise … The agreement was brokered by the bishop'
    definite = mine.what.lower().startswith(("the ", "this ", "that ", "their ", "its "))
    differs = any(len(values) > 1 for values in (days, terms, counts))
    firm = word_lists("outcomes")["firm-agreement"]
    again = last in first or (
        len(mine.what.split()) == 2 and last in firm and any(word in firm for word in first)
    )
    return definite and again and not differs and (who <= others or others <= who)


def _add(before: Found, again: Found) -> None:
    """Add later words on an outcome: its day, how long it runs, by whom."""
    outcome, more = before.outcome, again.outcome
    before.edtf = before.edtf or again.edtf
    before.outcome = replace(
        outcome,
        by=outcome.by or more.by,
        place=outcome.place or more.place,
        duration=outcome.duration or more.duration,
        amount=outcome.amount or more.amount,
    )


def _of_clause(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    event = event_of(ground, clause) if is_told(clause) else None
    assertion = how_told(ground, tree, clause, event) if event is not None else None
    if event is None or assertion is None:
        return None
    if is_no_outcome(tree, clause, event):
        return None
    kind, what = event
    noun = what if isinstance(what, Word) else None
    several = kind == "released" and noun is not None and len(conjuncts(noun)) > 1
    worded = ground.phrases if several else ground.phrase
    words = what if isinstance(what, str) else worded(what)
    if not words or words.lower() in _ALL_OF_IT:
        return None
    if (
        noun is not None
        and kind in (*MUTUAL, "began")
        and noun.lemma.lower() in word_lists("outcomes")["agreement"]
    ):
        ground.last_agreement = (noun.start, words)
    # of '9 women and 3 doctors' no single number is the amount
    counted = noun is not None and kind in ("released", "delivered") and not several
    outcome = Outcome(
        kind,
        tuple(actors_of(ground, tree, clause, kind, what)),
        words,
        ground.places.of(tree, clause, noun),
        _terms(ground.document.text[tree.start : tree.end], kind) or _ending(ground, clause, kind),
        duration_of(ground, tree, clause),
        amount_of(noun, ground.document.text) if counted and noun is not None else None,
    )
    told = (clause.verb,) if noun is None else (clause.verb, noun)
    day = when_of(ground, tree, clause, kind, noun)
    return Found(outcome, day, ground.span(tree), assertion, told)


def _terms(sentence: str, kind: OutcomeKind) -> str | None:
    """Return the words that say under which terms; people are only released 'in exchange for' something."""
    terms = _TERMS.search(sentence)
    if terms is None or (kind == "released" and "exchange" not in terms[0]):
        return None
    return terms[0][:LONGEST_TERMS].strip()


def _ending(ground: Ground, clause: Clause, kind: OutcomeKind) -> str | None:
    """Return what an agreement ends, in the words that tell of it beside: 'ending an 11-day walkout'."""
    end = ends_by_it(ground, clause) if kind in MUTUAL else None
    if end is None:
        return None
    verb, last = end.verb, end.verb.sentence[end.verb.right]
    words = ground.document.text[verb.start : last.end][:LONGEST_TERMS]
    return re.split(r"[.;]|,\s", words)[0].strip()


def _runs_for(ground: Ground, tree: Tree, clause: Clause, found: list[Found]) -> None:
    """Add a term told later to the agreement it is about: 'The truce runs for 60 days from 20 March.'"""
    if (
        clause.verb.lemma
        not in ("run", "last", "hold", "cover", "remain", "be", "apply", "stay", "expire")
        or not clause.subjects
    ):
        return
    subject = clause.subjects[0]
    duration = duration_of(ground, tree, clause)
    if duration is None or clause.assertion in ("denied", "refused", "hoped", "demanded"):
        return
    for one in reversed(found):
        if (
            one.outcome.duration is None and subject.lemma.lower() in one.outcome.what.lower().split()
        ) or (subject.lower == "it" and one is found[-1]):
            one.outcome = replace(one.outcome, duration=duration)
            return
