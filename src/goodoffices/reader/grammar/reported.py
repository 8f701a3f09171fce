"""The assertion of reported words: 'said nobody had signed' asserts it, 'said that was a lie' denies it."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.assertion import FALSE, is_inverted, own_assertion
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.entries import Assertion

_GROUNDS = frozenset(("foundation", "basis", "substance", "merit", "truth"))
_WILLS = frozenset(("want", "wish", "intend", "accept", "agree", "plan"))
_DEALS = frozenset(
    (
        "negotiate",
        "talk",
        "hand",
        "sell",
        "sign",
        "give",
        "pay",
        "deal",
        "bargain",
        "yield",
        "surrender",
    )
) | frozenset(("recognise", "recognize", "discuss", "release", "trade", "leave"))
"""Verbs whose negative in the first person refuses: 'we do not negotiate with rifles'."""


def content_assertion(clause: Clause) -> Assertion:
    """Return the assertion of reported words, by their own negation, modal and condition alone.

    A plain negative ('nobody has signed') asserts that something is not so; only words that call another's
    words untrue deny them.
    """
    if _calls_untrue(clause):
        return "denied"
    own = own_assertion(clause)
    if own == "conditional" or _on_condition(clause):
        return "conditional"
    if own == "denied":
        refused = _is_refusal(clause)
        return "refused" if refused else "asserted"
    if own in ("refused", "planned", "demanded"):
        return own
    if _needs(clause):
        return "demanded"
    lemma = clause.verb.lemma.lower()
    if lemma == "be" and any(_infinitive_of(kid) for kid in clause.verb.of("xcomp")):
        return "planned"
    kind = keys_of("cues").get(clause.lemma) or keys_of("cues").get(lemma)
    if clause.perfect and kind in ("planned", "hoped", "demanded"):
        return "asserted"
    if kind is None and lemma in ("be", "remain"):
        kinds = (keys_of("governing-nouns").get(kid.lower) for kid in clause.verb.of("acomp"))
        kind = next((one for one in kinds if one in ("planned", "refused")), None)
    if kind is None and lemma in ("intend", "aim", "mean", "schedule") and clause.verb.of("xcomp"):
        kind = "planned"
    return kind or "asserted"  # type: ignore[return-value]


def _calls_untrue(clause: Clause) -> bool:
    """Return whether a clause calls words untrue: 'the reports are false', 'there was no such meeting'."""
    verb = clause.verb
    if verb.lemma.lower() == "be":
        for kid in verb.of("acomp", "attr", "prep"):
            if kid.lower in FALSE and not clause.negated:
                return True
            if kid.lower in ("true", "correct", "so") and clause.negated:
                return True
            if kid.lower in ("lie", "lies", "fabrication", "invention", "nonsense", "rumour", "rumor"):
                return not clause.negated
            if kid.lower == "without" and any(one.lower in _GROUNDS for one in kid.of("pobj")):
                return True
            if kid.lower in ("truth", "question") and any(one.lower == "no" for one in kid.of("det")):
                return kid.lower == "truth"
    after = verb.sentence[verb.place : verb.place + 5]
    return any(word.lower == "no" and following.lower == "such" for word, following in pairwise(after))


def _is_refusal(clause: Clause) -> bool:
    """Return whether a negative is that of a will: 'we do not negotiate', 'they did not want to know'."""
    verb = clause.verb
    willing = verb.lemma.lower() in _WILLS and bool(clause.subjects)
    mine = any(word.lower in ("we", "i") for word in clause.subjects)
    now = not (clause.past or clause.perfect or clause.passive) and verb.tag == "VB"
    return willing or (mine and now and verb.lemma.lower() in _DEALS and clause.modal is None)


def _on_condition(clause: Clause) -> bool:
    """Return whether words make a clause depend on something: 'as long as', 'provided that', 'on condition'."""
    for word in clause.verb.sentence[clause.verb.place :]:
        after = [one.lower for one in word.sentence[word.place : word.place + 4]]
        if not word.within(clause.verb):
            continue
        if after[:3] in (["as", "long", "as"], ["so", "long", "as"], ["on", "condition", "that"]):
            return True
        if after[:2] in (["provided", "that"], ["providing", "that"], ["only", "if"], ["in", "case"]):
            return True
        above = word.head if word.lower == "should" else None
        if above is not None and above is not clause.verb and is_inverted(above):
            return True
    return False


def _needs(clause: Clause) -> bool:
    """Return whether a clause tells of a need: 'that any talks be televised', 'it has to stop'."""
    verb = clause.verb
    helpers = verb.of("aux", "auxpass")
    bare = verb.tag == "VB" and not helpers and bool(verb.of("nsubj", "nsubjpass"))
    return bare or any(kid.lower == "be" and kid.tag == "VB" and len(helpers) == 1 for kid in helpers)


def _infinitive_of(word: Word) -> bool:
    return any(kid.lower == "to" for kid in word.of("aux"))
