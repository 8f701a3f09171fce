"""Outcomes: results of talks, as the clauses of a text tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause, is_unfinished
from goodoffices.reader.grammar.events import Ground, amount_of, keep
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.outcome_events import event_of, partners_of
from goodoffices.reader.grammar.outcome_nouns import by_noun
from goodoffices.reader.grammar.outcome_parts import Found, duration_of, when_of
from goodoffices.reader.grammar.outcome_told import Event
from goodoffices.reader.grammar.own_assertion import of_a_draft, own_assertion
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind

_MUTUAL: frozenset[OutcomeKind] = frozenset(("agreed", "signed", "extended"))
"""Kinds of outcomes that the sides bring about together."""
_SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied", "conditional"))
_TERMS = re.compile(
    r"\b(?:in exchange for|in return for|on condition that|on the condition that|provided that|provided|under which|whereby|as long as|so long as|under the terms of which)\s(.+?)(?=[.;]|,\s(?:\w+\s){0,4}?(?:said|says|told|announced|according)|$)"
)
_OF_ITSELF = frozenset(("expire", "lapse"))
"""Verbs of a term that ends by itself: nobody has ended it."""
_ALL_OF_IT = frozenset(("everything", "anything", "all"))
_TELLING = frozenset(
    ("say", "tell", "report", "reveal", "claim", "write", "state", "suggest", "disclose")
)
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
            one
            for one in by_noun(ground, tree)
            if not any(other.outcome.kind == one.outcome.kind for other in new)
        ]
        for number, one in enumerate(new):
            if one.outcome.what.isdecimal():
                _complete_number(one, [*found, *new[:number]])
        for one in new:
            one.confidence = learned.confidence(tree, one.words, "outcome")
        for one in new:
            if not ground.own_words(tree, one.outcome.by):
                continue
            if one.edtf is None and one.assertion == "asserted" and one.outcome.kind in _MUTUAL:
                one.edtf = ground.day_before(tree, one.outcome.by)
            keep(one, found, _told_again, _add)
    return found


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
    return one.outcome.kind == other.outcome.kind and one.outcome.what == other.outcome.what


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
    if any(
        one.mark in ("if", "unless", "whether", "without")
        for one in (clause, joined)
        if one is not None
    ):
        return None
    if is_unfinished(clause):
        return None
    event = event_of(ground, clause)
    assertion = own_assertion(clause) if _presupposed(clause) else clause.assertion
    if event is None or assertion not in _SHOWN or _is_a_sum(ground, tree, clause, event[0]):
        return None
    kind, what = event
    if isinstance(what, Word) and not clause.negated and _is_none(what):
        return None
    if assertion == "asserted" and kind == "agreed" and _of_another(ground, clause, what):
        assertion = "alleged"
    if kind == "missed" and clause.verb.lemma == "meet":
        assertion = "asserted" if assertion == "denied" else assertion
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
        and kind in _MUTUAL
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
        tuple(dict.fromkeys(_by(ground, tree, clause, kind, what))),
        words,
        ground.place(tree, clause, noun),
        _terms(ground.document.text[tree.start : tree.end], kind),
        duration_of(ground, tree, clause, noun),
        amount_of(noun, ground.document.text) if counted and noun is not None else None,
    )
    told = (clause.verb,) if noun is None else (clause.verb, noun)
    day = when_of(ground, tree, clause, kind, noun)
    return Found(outcome, day, ground.span(tree), assertion, told)


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
    return all(
        _unnamed(ground, word) or above.verb.lemma == "report" for word in above.subjects
    ) and not (set(by) & set(ground.people(above.subjects)))


def _unnamed(ground: Ground, word: Word) -> bool:
    """Whether a speaker is a paper, or somebody without a name: 'an official', not 'the minister, Ana Bell,'."""
    if ground.cast.outlet_word(word):
        return True
    named = word.proper or any(kid.proper for kid in word.of("appos", "compound"))
    return ground.cast.anonymity(word) is not None and not named


def _presupposed(clause: Clause) -> bool:
    """Whether an agreement is one already, whatever is to come of it: 'are to be freed under an accord signed in May'."""
    noun = clause.verb.head
    if (
        clause.link not in ("acl", "relcl")
        or clause.verb.tag != "VBN"
        or noun is None
        or noun.head is None
    ):
        return False
    return noun.dep == "pobj" and noun.head.lower in ("under", "after", "following", "since", "despite")


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
        and kind in ("extended", "signed", "began", "ceased", "released")
        and clause.link in ("xcomp", "ccomp", "advcl")
    )


def _not_yet(ground: Ground, tree: Tree, clause: Clause, event: Event) -> bool:
    """Whether an event is not done yet: 'are finalising a deal', 'the lease expires in June'."""
    kind, what = event
    if kind in (*_MUTUAL, "began", "ceased") and _under_way(clause):
        return True
    if ground.to_come(when_of(ground, tree, clause, kind, what if isinstance(what, Word) else None)):
        return True
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


def _by(ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind, what: Word | str) -> list[str]:
    """Return who brought an outcome about: the subject and those 'with' it, or the two sides of a pact that was signed."""
    noun = what if isinstance(what, Word) else None
    if clause.verb.lemma in _OF_ITSELF and noun in clause.subjects:
        return []
    beside = [*clause.with_("with", "between", "alongside"), *partners_of(clause)]
    words = [word for word in beside if ground.human(word)]
    brokered = clause.verb.lemma.lower() in ("broker", "mediate")
    if clause.passive and not brokered:
        agents = clause.with_("by")
        behind = [one for word in agents for one in prepositional(word, "with") if ground.human(one)]
        words = [*agents, *_for_whom(clause), *behind, *words]
    elif what not in clause.subjects and not brokered:
        words = [*clause.subjects, *words]
    signing = kind in _MUTUAL and not clause.passive
    undoing = kind in ("ended", "broken", "missed") and all(ground.human(word) for word in words)
    by = ground.people([word for word in words if word is not noun], partners=signing or undoing)
    if noun is not None and kind not in ("released", "delivered"):
        between = prepositional(noun, "between", "with", "among")
        owners = noun.of("poss") if between and prepositional(noun, "with") else []
        by += ground.people([one for kid in owners for one in conjuncts(kid)])
        by += ground.people(between, partners=True)
        by += (
            ground.people([one for kid in noun.of("poss") for one in conjuncts(kid)]) if not by else []
        )
    if not by and not clause.passive and any(ground.parties.are_the_two(w) for w in clause.subjects):
        by = _behind_colon(ground, tree, clause)
    ties = noun is not None and noun.lemma in word_lists("outcomes")["ties"]
    alone = not clause.subjects or (noun is not None and noun in clause.subjects and not clause.passive)
    if len(by) == 1 and kind in _MUTUAL and alone and clause.with_("with"):
        both = _under(ground, clause) or ground.parties.pair(clause.verb.start)
        by = both if len(both) == 2 and by[0] in both else by
    if len(by) == 1 and kind in _MUTUAL and clause.passive and not clause.with_("by"):
        by = [*_who_tells(ground, clause), *by]
    if not by and (kind in _MUTUAL or ties):
        by = _under(ground, clause) or ground.parties.pair(clause.verb.start, bodies=True)
    return by


def _who_tells(ground: Ground, clause: Clause) -> list[str]:
    """Return the body that tells of its own agreement with another: 'a deal has been reached with the union, Orrex said'."""
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis") or not clause.with_("with"):
        return []
    if above.verb.lemma not in word_lists("saying")["clause"]:
        return []
    bodies = [key for key in ground.people(above.subjects) if ground.cast.kind_of(key) != "person"]
    return [key for key in bodies if not (ground.cast.outlet(key) or ground.cast.mediates(key))]


def _for_whom(clause: Clause) -> list[Word]:
    """Return the second who signs for a side: 'signed by A for Peru and B for Chile', which a parse hangs on Peru."""
    return [
        one
        for word in clause.with_("by")
        for kid in word.of("prep")
        if kid.lower == "for"
        for side in kid.of("pobj")
        for one in side.of("conj")
        if one.of("prep") or len(word.of("prep")) > 1
    ]


def _behind_colon(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the two of whom a sentence tells behind its colon: 'The two sides swapped captives: A freed 20 and B freed 10'."""
    colons = [word.place for word in tree.words if word.text == ":" and word.place > clause.verb.place]
    later = [one for one in ground.of(tree) if colons and one.verb.place > colons[0]]
    acts = [one for one in later if not one.verb.of("ccomp") and one.objects]
    people = ground.people([word for one in acts for word in one.subjects])
    return people if len(people) == 2 else []


def _under(ground: Ground, clause: Clause) -> list[str]:
    """Return who acts under an agreement that was signed: 'A will pay B under a deal signed in May'."""
    above = clause.governor
    if clause.link not in ("acl", "relcl") or above is None:
        return []
    words = [*above.subjects, *above.with_("to", "with"), *above.verb.of("dative")]
    people = ground.people([one for one in words if ground.human(one)])
    return people if len(people) > 1 else []


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
