"""How a text has an event told by a noun: 'calls for talks', 'conditions for a meeting', 'the planned release'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.entries import Assertion

GOVERNED_BY_NOUN = frozenset(("for", "to", "of", "on", "against", "about", "over", "toward", "towards"))
"""Prepositions between a noun and the event it governs: 'hopes of talks', 'close to a deal'."""
ALREADY = frozenset(("after", "following", "since", "despite", "upon"))
"""Prepositions before an event that came first: 'after signing the pact, Peru left'."""


def assertion_of_noun(noun: Word, clause: Clause | None) -> Assertion:
    """Return how the text has an event told by a noun: 'calls for talks', 'conditions for a meeting'.

    ``clause`` is the clause of the noun. A noun that its verb makes happen ('held talks') is as its clause is.
    """
    found: Assertion = "asserted"
    at = noun
    if any(kid.lower in ("no", "neither") for kid in noun.of("det", "neg")):
        found = "denied"
    if any(
        kid.lower in ("possible", "potential", "proposed", "hoped-for", "any", "would-be")
        for kid in noun.of("amod", "det")
    ):
        found = "hoped"
    if any(
        kid.lower in ("planned", "scheduled", "upcoming", "forthcoming", "coming", "expected")
        for kid in noun.of("amod")
    ):
        found = "planned"
    for up in noun.above():
        if clause is not None and up is clause.verb:
            break
        if up.verb:
            break
        if at.dep == "prep" or at.dep in ("pobj", "pcomp"):
            kind = keys_of("governing-nouns").get(up.lemma.lower())
            if kind and at.dep == "prep" and at.lower in GOVERNED_BY_NOUN:
                found = kind  # type: ignore[assignment]
        at = up
    if clause is None:
        return found
    if found == "asserted":
        found = object_of(noun, clause)
    whole = clause.assertion
    if noun.dep == "pobj" and noun.head is not None and noun.head.lower in (*ALREADY, "at", "during"):
        whole = "asserted" if whole in ("denied", "refused") else whole
    return whole if found == "asserted" else found


def object_of(noun: Word, clause: Clause) -> Assertion:
    """Return the assertion of a thing wanted, planned or refused: the object of such a verb."""
    top = noun
    while top.head is not None and top.head is not clause.verb:
        top = top.head
    kinds = keys_of("governing")
    if top.dep == "prep":
        kind = kinds.get(f"{clause.verb.lemma.lower()} {top.lower}") or (
            kinds.get(clause.verb.lemma.lower()) if top.lower in ("for", "after") else None
        )
    elif top.dep in ("dobj", "attr", "oprd") or (top.dep == "nsubjpass"):
        kind = kinds.get(clause.lemma)
    else:
        return "asserted"
    if kind in (None, "asserted") or (
        kind == "planned" and clause.verb.lemma.lower() in ("agree", "accept", "set", "mean")
    ):
        return "asserted"
    if kind == "alleged":
        return "asserted"
    return kind  # type: ignore[return-value]
