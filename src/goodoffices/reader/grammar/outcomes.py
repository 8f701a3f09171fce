"""Outcomes: results of talks, as the clauses of a text tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause, is_unfinished
from goodoffices.reader.grammar.events import Ground, amount_of, keep
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.moods import is_usual
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.outcome_actors import GRANTED, actors_of
from goodoffices.reader.grammar.outcome_adjectives import by_adjective
from goodoffices.reader.grammar.outcome_events import BROKERING, event_of
from goodoffices.reader.grammar.outcome_nouns import by_noun
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found, duration_of, when_of
from goodoffices.reader.grammar.outcome_sides import name_sides
from goodoffices.reader.grammar.outcome_told import Event
from goodoffices.reader.grammar.own_assertion import of_a_draft, own_assertion
from goodoffices.reader.grammar.tree import Tree, Word, according_to, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind

_SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied", "conditional"))
_TERMS = re.compile(
    r"\b(?:in exchange for|in return for|on condition that|on the condition that|provided that|provided|under which|whereby|as long as|so long as|under the terms of which)\s(.+?)(?=[.;]|,\s(?:\w+\s){0,4}?(?:said|says|told|announced|according)|$)"
)
_ALL_OF_IT = frozenset(("everything", "anything", "all"))
_TELLING = frozenset(
    ("say", "tell", "report", "reveal", "claim", "write", "state", "suggest", "disclose")
)
_MISSING = frozenset(("miss", "pass", "overrun", "overshoot", "blow", "lapse", "expire"))
"""Verbs by which a day is missed; any other verb misses it if it is denied."""
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
            if not (ground.own_words(tree, one.outcome.by) or _ours(one)):
                continue
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
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound", "pobj"):
        return None
    joined = clause.governor if clause.link == "conj" else None
    if any(one.mark in ("if", "unless", "whether") for one in (clause, joined) if one is not None):
        return None
    if is_unfinished(clause) or is_usual(clause.verb):
        return None
    if _only_wanted(clause):
        return None
    event = event_of(ground, clause)
    assertion = own_assertion(clause) if _presupposed(ground, clause) else _asserted(clause, event)
    if event is not None and event[0] == "agreed" and clause.meant == "planned":
        assertion = own_assertion(clause)  # 'said that both clans had promised to lay down arms'
    if event is not None and event[0] == "missed":
        assertion = _missed(clause, assertion)
    if event is not None and event[0] in ("released", "delivered") and _under_way(clause):
        return None
    if event is None or assertion not in _SHOWN or _is_a_sum(ground, tree, clause, event[0]):
        return None
    kind, what = event
    if clause.mark == "without" and (kind not in ("agreed", "signed") or assertion != "denied"):
        return None
    if isinstance(what, Word) and not clause.negated and _is_none(what):
        return None
    if assertion == "asserted" and kind == "agreed" and _of_another(ground, clause, what):
        assertion = "alleged"
    broken = kind == "broken" and _by_the_other(ground, clause)
    if assertion == "asserted" and (broken or _of_an_accusation(clause)):
        assertion = "alleged"
    if assertion == "asserted" and _not_yet(ground, tree, clause, event):
        assertion = "planned"
    noun = what if isinstance(what, Word) else None
    words = what if isinstance(what, str) else ground.phrase(what)
    if not words or _part_of_agreeing(clause, kind) or words.lower() in _ALL_OF_IT:
        return None
    if assertion == "planned" and (
        _of_a_plan(clause) or _only_drafted(ground, clause) or _had_been_due(clause)
    ):
        return None
    if (
        noun is not None
        and kind in (*MUTUAL, "began")
        and noun.lemma.lower() in word_lists("outcomes")["agreement"]
    ):
        ground.last_agreement = (noun.start, words)
    if noun is not None and noun.lower == "nothing":
        if any(one.mark in ("until", "unless") for one in clause.governed):
            return None  # 'nothing is agreed until everything is agreed'
        assertion = "denied"
    counted = noun is not None and kind in ("released", "delivered")
    outcome = Outcome(
        kind,
        tuple(actors_of(ground, tree, clause, kind, what)),
        words,
        ground.place(tree, clause, noun),
        _terms(ground.document.text[tree.start : tree.end], kind),
        duration_of(ground, tree, clause, noun),
        amount_of(noun, ground.document.text) if counted and noun is not None else None,
    )
    told = (clause.verb,) if noun is None else (clause.verb, noun)
    day = when_of(ground, tree, clause, kind, noun)
    return Found(outcome, day, ground.span(tree), assertion, told)


def _missed(clause: Clause, assertion: Assertion) -> Assertion:
    """Return how a text has it that a day was missed: 'did not meet the deadline', 'was allowed to slide'."""
    above = clause.governor
    if clause.link == "xcomp" and above is not None and above.verb.lemma == "allow":
        return above.assertion
    return "asserted" if assertion == "denied" and clause.verb.lemma not in _MISSING else assertion


def _only_wanted(clause: Clause) -> bool:
    """Whether somebody is to bring a thing about: 'seized them to have an inmate released', not 'had him released'."""
    verb, above = clause.verb, clause.verb.head
    above = above.head if above is not None and above.noun and verb.dep == "acl" else above
    caused = above is not None and above.lemma in ("have", "get", "see") and above.tag == "VB"
    to = above is not None and any(kid.lower == "to" for kid in above.of("aux"))
    return verb.tag == "VBN" and not clause.helpers and caused and to


def _is_none(noun: Word) -> bool:
    """Whether a noun says that there is no such thing: 'ended with no agreement'."""
    return any(kid.lower in ("no", "neither") for kid in noun.of("det"))


def _of_another(ground: Ground, clause: Clause, what: Word | str) -> bool:
    """Whether one side agrees by the word of a paper or of somebody without a name: 'an official said the Front agreed'."""
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis") or above.verb.lemma not in _TELLING:
        return False
    by = ground.people(clause.subjects) if what not in clause.subjects else []
    if len(by) != 1 or ground.cast.kind_of(by[0]) == "person" or not above.subjects:
        return False
    if ground.cast.kind_of(by[0]) == "group" and any(_of_a_union(word) for word in above.subjects):
        return False
    return all(
        _unnamed(ground, word) or above.verb.lemma == "report" for word in above.subjects
    ) and not (set(by) & set(ground.people(above.subjects)))


def _by_the_other(ground: Ground, clause: Clause) -> bool:
    """Whether somebody says that another broke a promise: 'the rebels say the army violated the truce'."""
    above = clause.governor
    told = according_to(clause.verb)
    if above is not None and clause.link in ("ccomp", "parataxis") and above.verb.lemma in _TELLING:
        told += above.subjects
    if not told or any(word.lemma.lower() in word_lists("outcomes")["watching"] for word in told):
        return False
    doers = clause.with_("by") if clause.passive else clause.subjects
    mine, theirs = ground.people(doers), ground.people(told)
    itself = any(word.lower in ("it", "they", "we", "he", "she") for word in clause.subjects)
    return bool(doers) and not itself and not set(mine) & set(theirs)


def _of_an_accusation(clause: Clause) -> bool:
    """Whether somebody accuses: 'traded accusations on Sunday that each had broken the truce'."""
    above, that = clause.governor, any(kid.lower == "that" for kid in clause.verb.of("mark"))
    things = above.objects if above is not None and clause.link == "ccomp" and that else []
    return any(word.lemma.lower() in word_lists("outcomes")["accusation"] for word in things)


def _of_a_union(word: Word) -> bool:
    """Whether somebody speaks for a union, whose members' deeds are its own: 'local union officials'."""
    whose = [*word.of("compound", "poss", "nmod"), *prepositional(word, "of", "from", "for")]
    return any(one.lemma.lower() == "union" for one in whose)


def _unnamed(ground: Ground, word: Word) -> bool:
    """Whether a speaker is a paper, or somebody without a name: 'an official', not 'the minister, Ana Bell,'."""
    if ground.cast.outlet_word(word):
        return True
    named = word.proper or any(kid.proper for kid in word.of("appos", "compound"))
    return ground.cast.anonymity(word) is not None and not named


def _asserted(clause: Clause, event: Event | None) -> Assertion:
    """Return how a text has an event; told beside a noun, it is no surer than the noun: 'no hope of a deal signed by both'.

    Those who vote to end a strike end it by their vote.
    """
    noun, above = clause.verb.head, clause.governor
    ends = event is not None and event[0] == "ceased"
    if ends and clause.link == "xcomp" and above is not None and above.verb.lemma == "vote":
        return above.assertion
    beside = clause.link == "acl" and clause.verb.tag == "VBN" and clause.assertion == "asserted"
    return assertion_of_noun(noun, None) if beside and noun is not None else clause.assertion


def _presupposed(ground: Ground, clause: Clause) -> bool:
    """Return whether an agreement exists already, whatever is to come of it: 'are to be freed under an accord signed in May'.

    So does an agreement that is known, or of a past day: 'failed to carry out the pact that the two signed', 'pacts signed in 2029'.
    """
    noun = clause.verb.head
    if clause.link == "ccomp" and not clause.mark and clause.lemma == "agree":
        # 'considered compromises agreed upon with the port': a parse takes it for what was considered
        things = [word for word in clause.subjects if word.place == clause.verb.place - 1]
        texts = word_lists("outcomes")["firm-agreement"]
        return any(word.lemma.lower() in texts for word in things) and bool(clause.verb.of("prep"))
    if clause.link not in ("acl", "relcl") or noun is None or noun.head is None:
        return False
    granted = noun.dep == "pobj" and noun.head.lower in GRANTED and clause.verb.tag == "VBN"
    known = any(kid.lower in ("the", "this", "that", "their", "its") for kid in noun.of("det", "poss"))
    lists = word_lists("outcomes")
    made = clause.verb.lemma in lists["signed"] | lists["joint"] | {"agree"}
    dated = any(ground.is_day(word) for word in clause.with_("in", "on"))
    return granted or (made and noun.lemma.lower() in lists["firm-agreement"] and (known or dated))


def _is_a_sum(ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind) -> bool:
    """Whether a clause is a sum over a time: 'over 900 have been released since May'."""
    return kind in ("released", "delivered") and clause.perfect and bool(clause.with_("since"))


def _of_a_plan(clause: Clause) -> bool:
    """Whether an outcome is only the subject of a plan, a draft or talks: 'a plan for releasing the crew'."""
    above = list(clause.verb.above())[:2]
    nouns = [up for up in above if up.tag.startswith("NN")]
    return clause.link in ("acl", "pcomp") and bool(nouns)


def _had_been_due(clause: Clause) -> bool:
    """Whether an outcome was planned before something else came: 'had been due to be signed on Sunday, but …'."""
    above = clause.governor
    return above is not None and clause.link in ("xcomp", "acomp") and above.past and above.perfect


def _only_drafted(ground: Ground, clause: Clause) -> bool:
    """Whether an outcome is a term of a text that nobody has agreed: 'work on a deal that would free the crew'."""
    lists = word_lists("outcomes")
    if clause.modal != "would":
        return False
    if clause.link != "relcl":
        return of_a_draft(clause)
    head, above = clause.verb.head, clause.governor
    if head is None or head.lemma.lower() not in lists["agreement"] | lists["text"]:
        return False
    agreed = event_of(ground, above) if above is not None else None
    return agreed is None or agreed[1] is not head


def _part_of_agreeing(clause: Clause, kind: OutcomeKind) -> bool:
    """Whether an outcome is told by the verb above: 'agreed to extend the truce' is one outcome."""
    above = clause.governor
    if above is not None and above.verb.lemma == "vote" and kind == "agreed" and not above.modal:
        return True
    agreeing = above is not None and above.verb.lemma == "agree" and not above.modal
    return (
        agreeing
        and kind in ("extended", "signed", "began", "ceased", "released", "delivered", "ended")
        and clause.link in ("xcomp", "ccomp", "advcl")
        and not (clause.link == "advcl" and clause.verb.tag == "VBG")
    )


def _not_yet(ground: Ground, tree: Tree, clause: Clause, event: Event) -> bool:
    """Whether an event is not done yet: 'are finalising a deal', 'the lease expires in June'."""
    kind, what = event
    if kind in (*MUTUAL, "began", "ceased") and _under_way(clause):
        return True
    if ground.to_come(when_of(ground, tree, clause, kind, what if isinstance(what, Word) else None)):
        return True
    above = clause.governor
    if (
        clause.link == "conj"
        and above is not None
        and above.future
        and clause.verb.tag in ("VBP", "VB")
    ):
        return True  # 'the port will pay and the miners drop their lawsuit'
    now = clause.verb.tag in ("VBZ", "VBP") and not clause.verb.of("aux", "auxpass")
    return now and any(ground.of_clause(word, tree) is clause for _, word in ground.whens(tree))


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
    if duration is None or clause.assertion in ("denied", "refused", "hoped", "demanded"):
        return
    for one in reversed(found):
        if (
            one.outcome.duration is None and subject.lemma.lower() in one.outcome.what.lower().split()
        ) or (subject.lower == "it" and one is found[-1]):
            one.outcome = replace(one.outcome, duration=duration)
            return
