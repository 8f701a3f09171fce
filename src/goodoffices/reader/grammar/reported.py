"""The assertion of reported words: 'said nobody had signed' asserts it, 'said that was a lie' denies it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goodoffices.reader.dates import DAYS
from goodoffices.reader.grammar.assertion import FALSE, is_inverted, is_question, own_assertion
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.dates import MONTHS
from goodoffices.record.entries import Assertion

_DATES = frozenset((*MONTHS, *DAYS))
_GROUNDS = frozenset(("foundation", "basis", "substance", "merit", "truth"))
_ASKS = frozenset(
    ("insist", "demand", "propose", "ask", "request", "recommend", "suggest", "urge", "require")
)
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


def sentence_assertion(tree: Tree, clauses: Sequence[Clause]) -> Assertion:
    """Return the assertion of a sentence in somebody's own words."""
    if is_question(tree):
        return "asserted"
    root = next((one for one in clauses if one.link == "ROOT"), None)
    if root is None:
        return "asserted"
    if root.verb.tag == "VB" and not root.verb.of("aux", "auxpass", "nsubj", "nsubjpass", "expl"):
        return "conditional" if _on_condition(root) else "demanded"
    return content_assertion(root)


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
        return "refused" if _is_refusal(clause) else "asserted"
    if own in ("planned", "refused") and _tells_of_a_state(clause):
        return "asserted"
    if own in ("refused", "planned", "demanded"):
        return own
    if _needs(clause):
        return "demanded"
    lemma = clause.verb.lemma.lower()
    if lemma == "be" and any(_infinitive_of(kid) for kid in clause.verb.of("xcomp")):
        return "planned"
    kind = keys_of("cues").get(clause.lemma) or keys_of("cues").get(lemma)
    if kind == "hoped" and lemma == "expect" and clause.passive:
        return "planned"
    if lemma == "be" and any(kid.lower in ("hope", "wish") for kid in clause.verb.of("attr")):
        return "hoped"
    if clause.perfect and kind in ("planned", "hoped", "demanded"):
        return "asserted"
    if kind is None and lemma in ("be", "remain"):
        kinds = (keys_of("governing-nouns").get(kid.lower) for kid in clause.verb.of("acomp"))
        kind = next((one for one in kinds if one in ("planned", "refused")), None)
    if kind is None and lemma in ("intend", "aim", "mean", "schedule") and clause.verb.of("xcomp"):
        kind = "planned"
    return kind or "asserted"  # type: ignore[return-value]


def _tells_of_a_state(clause: Clause) -> bool:
    """Return whether 'will' or 'would' tells of a state and not of an act: 'a strike would be illegal'."""
    verb = clause.verb
    if verb.lemma.lower() not in ("be", "mean", "remain", "need") or clause.passive:
        return False
    dated = any(
        word.text in _DATES or word.lower in ("tomorrow", "tonight", "next", "soon")
        for word in verb.sentence[verb.left : verb.right + 1]
    )
    infinitive = any(_infinitive_of(kid) for kid in verb.of("xcomp"))
    return not dated and not infinitive and bool(verb.of("acomp", "attr", "dobj", "ccomp"))


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
    subjects = verb.of("nsubj", "nsubjpass")
    single = any(word.tag in ("NN", "NNP") or word.lower in ("he", "she", "it") for word in subjects)
    asked = clause.governor is not None and clause.governor.verb.lemma in _ASKS
    bare = verb.tag == "VB" and not helpers and bool(subjects) and (single or asked)
    return bare or any(kid.lower == "be" and kid.tag == "VB" and len(helpers) == 1 for kid in helpers)


def _infinitive_of(word: Word) -> bool:
    return any(kid.lower == "to" for kid in word.of("aux"))
