"""How a report has an outcome: as a fact, by somebody's word, as a plan, or not at all."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.clauses import Clause, is_unfinished
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.moods import is_usual
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.outcome_actors import GRANTED
from goodoffices.reader.grammar.outcome_events import event_of
from goodoffices.reader.grammar.outcome_parts import MUTUAL, when_of
from goodoffices.reader.grammar.outcome_told import Event
from goodoffices.reader.grammar.own_assertion import of_a_draft, own_assertion
from goodoffices.reader.grammar.press import only_in_the_press
from goodoffices.reader.grammar.tree import Tree, Word, according_to, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, OutcomeKind

_LISTED = re.compile(r"\s*[:–—]\s")
"""A mark behind the day of an entry in a list of days."""
_SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied", "conditional"))
_TELLING = frozenset(
    ("say", "tell", "report", "reveal", "claim", "write", "state", "suggest", "disclose")
)
_CONSENTING = frozenset(("agree", "accept", "consent", "assent", "approve"))
"""Verbs by which one side agrees alone, also behind 'with'."""
_LAPSING = frozenset(("lapse", "expire"))


def is_told(clause: Clause) -> bool:
    """Whether a clause can tell of an outcome: it is no condition, no habit, no beginning and no wish."""
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound", "pobj"):
        return False
    joined = clause.governor if clause.link == "conj" else None
    if any(one.mark in ("if", "unless", "whether") for one in (clause, joined) if one is not None):
        return False
    return not (is_unfinished(clause) or is_usual(clause.verb) or _only_wanted(clause))


def how_told(ground: Ground, tree: Tree, clause: Clause, event: Event) -> Assertion | None:
    """Return how a report has the outcome of a clause, None if it is to be left out."""
    kind, what = event
    assertion = own_assertion(clause) if _presupposed(ground, clause) else _asserted(clause, event)
    if kind == "agreed" and clause.meant == "planned":
        assertion = own_assertion(clause)  # 'said that both clans had promised to lay down arms'
    if assertion == "planned" and clause.mark in ("after", "because") and clause.past:
        assertion = own_assertion(clause)  # 'voted to end the walkout after both had reached a deal'
    if kind == "missed":
        assertion = _missed(clause, assertion)
    if assertion == "asserted" and clause.link == "pcomp" and any(up.future for up in clause.above()):
        assertion = "planned"  # 'will go home after signing the pact'
    going_on = kind in ("released", "delivered") and (
        _under_way(clause) or _is_a_sum(clause) or _goes_on(clause)
    )
    willing = assertion == "planned" and clause.modal == "would" and clause.verb.lemma in _CONSENTING
    if going_on or willing or assertion not in _SHOWN:
        return None  # 'would accept a truce' is a stance
    if clause.mark == "without" and (kind not in ("agreed", "signed") or assertion != "denied"):
        return None
    if isinstance(what, Word) and not clause.negated and _is_none(what):
        return None
    if isinstance(what, Word) and what.lower == "nothing":
        # 'nothing is agreed until everything is agreed' denies nothing
        until = any(one.mark in ("until", "unless") for one in clause.governed)
        return None if until else "denied"
    if assertion == "asserted" and _of_hearsay(ground, clause, event):
        assertion = "alleged"
    if assertion == "asserted" and _not_yet(ground, tree, clause, event):
        assertion = "planned"
    only = _of_a_plan(clause) or _only_drafted(ground, clause) or _had_been_due(clause)
    left_out = _part_of_agreeing(clause, kind) or (assertion == "planned" and only)
    return None if left_out else assertion


def _of_hearsay(ground: Ground, clause: Clause, event: Event) -> bool:
    """Whether an outcome is told by the word of somebody who is no witness of it, or whose opponent it puts in the wrong."""
    kind, what = event
    agreed = kind == "agreed" and _of_another(ground, clause, what)
    paper = kind == "signed" and any(
        ground.cast.outlet_word(word) for word in according_to(clause.verb)
    )
    return (
        agreed
        or paper
        or only_in_the_press(ground, clause)
        or (kind == "broken" and _by_the_other(ground, clause))
        or _of_an_accusation(clause)
    )


def _missed(clause: Clause, assertion: Assertion) -> Assertion:
    """Return how a text has it that a day was missed: 'was allowed to slide', 'did not meet the deadline'.

    A verb of missing or lapsing tells it by itself; any other verb does if it is denied.
    """
    above = clause.governor
    if clause.link == "xcomp" and above is not None and above.verb.lemma == "allow":
        return above.assertion
    missing = word_lists("outcomes")["missed"] | _LAPSING
    return "asserted" if assertion == "denied" and clause.verb.lemma not in missing else assertion


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
    partner = [*clause.with_("with"), *(prepositional(what, "with") if isinstance(what, Word) else [])]
    if partner and clause.verb.lemma not in _CONSENTING:
        return False  # 'has reached a deal with the union': both have agreed
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
    doers = [
        word for word in doers if word.lemma.lower() not in word_lists("outcomes")["firm-agreement"]
    ]
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


def _asserted(clause: Clause, event: Event) -> Assertion:
    """Return how a text has an event; told beside a noun, it is no surer than the noun: 'no hope of a deal signed by both'.

    Those who vote to end a strike end it by their vote.
    """
    noun, above = clause.verb.head, clause.governor
    ends = event[0] == "ceased"
    if ends and clause.link == "xcomp" and above is not None and above.verb.lemma == "vote":
        return above.assertion
    beside = clause.link == "acl" and clause.verb.tag == "VBN" and not clause.helpers
    beside = beside and clause.assertion == "asserted"
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
    dated = any(ground.days.holds(word) for word in clause.with_("in", "on"))
    return granted or (made and noun.lemma.lower() in lists["firm-agreement"] and (known or dated))


def _goes_on(clause: Clause) -> bool:
    """Whether a clause is of a thing that only goes on: 'goods will continue to reach the town'."""
    above = clause.governor
    return clause.link == "xcomp" and above is not None and above.verb.lemma in ("continue", "keep")


def _is_a_sum(clause: Clause) -> bool:
    """Whether a clause is a sum over a time: 'over 900 have been released since May'."""
    return clause.perfect and bool(clause.with_("since"))


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
    voted = above is not None and above.verb.lemma == "vote" and not above.modal
    if voted and kind == "agreed" and clause.link in ("xcomp", "ccomp"):
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
    done = clause.perfect and not clause.modal and not clause.future
    if not done and ground.days.to_come(
        when_of(ground, tree, clause, kind, what if isinstance(what, Word) else None)
    ):
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
    if _is_entry(ground, tree):
        return False
    return now and any(
        ground.days.of_clause(word, tree) is clause for _, word in ground.days.whens(tree)
    )


def _is_entry(ground: Ground, tree: Tree) -> bool:
    """Whether a sentence is one of a list of past days: '2 March: The two sides agree on a truce.'"""
    text = ground.document.text
    days = [when for when, _ in ground.days.whens(tree) if when.start - tree.start < 3]
    return any(
        _LISTED.match(text, when.end)
        and len(when.edtf or "") == 10
        and not ground.days.to_come(when.edtf)
        for when in days
    )


def _under_way(clause: Clause) -> bool:
    """Return whether a verb is of an event not yet done: 'are finalising a deal'."""
    helpers = clause.verb.of("aux", "auxpass")
    going_on = clause.verb.tag == "VBG" or any(kid.lower == "being" for kid in helpers)
    return going_on and any(kid.lemma == "be" and kid.lower != "being" for kid in helpers)
