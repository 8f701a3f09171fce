"""How a source has a thing: asserted, denied, alleged, demanded, planned, conditional, hoped or refused.

Every extractor asks here. An event that is not asserted is never proposed as a fact.
"""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.entries import Assertion

_CONDITIONS = frozenset(("if", "unless", "whether", "provided", "lest", "supposing"))
_TEMPORAL = frozenset(
    ("after", "before", "once", "when", "until", "till", "while", "as", "since", "without")
)
_ALLEGED = frozenset(("reportedly", "allegedly", "supposedly", "apparently", "purportedly"))
_POSSIBLE = frozenset(("may", "might", "could", "can"))
_NEEDED = frozenset(("should", "must", "ought"))
_MOVES = frozenset(
    ["travel", "fly", "go", "come", "arrive", "return", "sail", "head", "drive", "leave", "reconvene"]
)
_CONTENT = frozenset(("ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "parataxis", "acomp"))


def assertion_of(clause: Clause) -> Assertion:
    """Return how the text has what a clause tells, by its own words and every clause that governs it."""
    found = _own(clause)
    at = clause
    for governor in clause.above():
        found = _governed(found, at, governor)
        if at.link == "relcl":
            break
        at = governor
    return found


def content_assertion(clause: Clause) -> Assertion:
    """Return how reported words have what they tell, by their own negation, modal and condition alone."""
    found = _own(clause)
    return found if found in ("denied", "refused", "planned", "conditional") else "asserted"


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
            if kind and at.dep == "prep" and at.lower in ("for", "to", "of", "on", "against"):
                found = kind  # type: ignore[assignment]
        at = up
    if clause is None:
        return found
    if found == "asserted":
        found = _object_of(noun, clause)
    whole = assertion_of(clause)
    return whole if found == "asserted" else found


def _object_of(noun: Word, clause: Clause) -> Assertion:
    """Return the assertion of a thing wanted, planned or refused: the object of such a verb."""
    top = noun
    while top.head is not None and top.head is not clause.verb:
        top = top.head
    kinds = keys_of("governing")
    if top.dep == "prep":
        kind = kinds.get(f"{clause.verb.lemma.lower()} {top.lower}") or (
            kinds.get(clause.verb.lemma.lower()) if top.lower == "for" else None
        )
    elif top.dep in ("dobj", "attr", "oprd") or (top.dep == "nsubjpass"):
        kind = kinds.get(clause.lemma) or kinds.get(clause.verb.lemma.lower())
    else:
        return "asserted"
    if kind in (None, "asserted") or (
        kind == "planned" and clause.verb.lemma.lower() in ("agree", "accept", "set", "mean")
    ):
        return "asserted"
    if kind == "alleged":
        return "asserted"
    return kind  # type: ignore[return-value]


def is_question(tree: Tree) -> bool:
    """Return whether a sentence asks."""
    return any(word.text == "?" for word in tree.words[-2:])


def _own(clause: Clause) -> Assertion:
    if _conditional(clause):
        return "conditional"
    infinitive = any(kid.lower == "to" and kid.dep == "aux" for kid in clause.verb.kids)
    if clause.negated:
        return "refused" if clause.modal in ("will", "would", "shall") else "denied"
    if any(kid.lower in _ALLEGED for kid in clause.verb.of("advmod")):
        return "alleged"
    if clause.modal in ("will", "would", "shall"):
        return "planned"
    if clause.modal in _POSSIBLE:
        return "hoped" if clause.perfect is False else "alleged"
    if clause.modal in _NEEDED:
        return "demanded"
    if infinitive and clause.link in ("advcl", "acl", "ROOT", "relcl", "pcomp"):
        moves = clause.governor is not None and clause.governor.verb.lemma.lower() in _MOVES
        return "planned" if clause.link == "ROOT" or (moves and clause.link == "advcl") else "hoped"
    return "asserted"


def _conditional(clause: Clause) -> bool:
    if clause.mark in _CONDITIONS:
        return True
    if any(kid.lower == "if" for kid in clause.verb.of("mark", "advmod")):
        return True
    return any(
        other.link == "advcl"
        and (
            other.mark in _CONDITIONS
            or any(kid.lower in _CONDITIONS for kid in other.verb.of("mark", "prep"))
        )
        for other in clause.governed
    ) and (clause.modal is not None or not clause.past)


def _governed(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of a clause after that which governs it has had its say."""
    link = clause.link
    if link in ("relcl", "conj", "dep"):
        if link == "conj" and _conditional(governor):
            return "conditional" if found in ("asserted", "planned") else found
        return found
    if link == "advcl":
        if clause.mark in _CONDITIONS or governor.mark in _CONDITIONS:
            return "conditional"
        if clause.mark in _TEMPORAL and found == "asserted":
            if clause.mark == "without":
                return "denied"
            return (
                "planned"
                if (governor.future or governor.modal == "would") and not clause.perfect
                else found
            )
        return found
    if link == "acl":
        head = clause.verb.head
        kind = keys_of("governing-nouns").get(head.lemma.lower()) if head is not None else None
        if kind and any(kid.lower == "to" for kid in clause.verb.of("aux")):
            return kind  # type: ignore[return-value]
        return found
    if link == "pcomp":
        found = _of_preposition(found, clause)
    if link in _CONTENT:
        return _content(found, clause, governor)
    return found


def _of_preposition(found: Assertion, clause: Clause) -> Assertion:
    """Return the assertion of 'without signing', 'conditions for meeting', 'ready for talking'."""
    preposition = clause.verb.head
    if preposition is None:
        return found
    if preposition.lower == "without":
        return "denied"
    above = preposition.head
    kind = keys_of("governing-nouns").get(above.lemma.lower()) if above is not None else None
    if kind and preposition.lower in ("for", "of", "to", "on", "against"):
        return kind  # type: ignore[return-value]
    return found


def _content(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    kinds = keys_of("governing")
    kind = kinds.get(governor.lemma) or kinds.get(governor.verb.lemma.lower())
    infinitive = any(kid.lower == "to" for kid in clause.verb.of("aux"))
    if clause.link == "pcomp" and clause.verb.head is not None:
        kind = kinds.get(
            f"{governor.verb.lemma.lower()} {clause.verb.head.lower}",
            kind if clause.verb.head.lower == "for" else None,
        )
    if governor.verb.lemma in ("accuse", "suspect", "blame"):
        return "alleged"
    if governor.verb.lemma.lower() == "be":
        kind = _of_predicate(governor, infinitive) or kind
    if kind is None or kind == "asserted":
        if governor.negated and clause.link in ("xcomp", "pcomp") and found == "asserted":
            return "denied"
        if infinitive and kind is None and clause.link == "xcomp" and found == "asserted":
            return "planned"
        if governor.passive and governor.verb.lemma.lower() in ("say", "report") and infinitive:
            return "alleged"
        return found
    if governor.negated and kind in ("demanded", "hoped", "planned"):
        return "refused"
    if governor.negated and kind == "alleged":
        return "denied"
    if (
        kind == "planned"
        and not infinitive
        and governor.verb.lemma.lower() not in ("agree", "expect", "promise", "plan")
    ):
        return found
    if kind == "alleged":
        return "alleged" if found == "asserted" else found
    if (
        kind in ("demanded", "hoped")
        and clause.link == "ccomp"
        and not infinitive
        and governor.verb.lemma.lower() in ("tell", "work", "discuss", "warn")
    ):
        return found
    if kind == "demanded" and governor.verb.lemma.lower() == "tell" and not infinitive:
        return found
    if (
        kind == "denied"
        and governor.verb.lemma.lower() in ("fail", "forget", "neglect")
        and not infinitive
    ):
        return found
    if found == "denied" and kind == "denied":
        return "alleged"
    return kind  # type: ignore[return-value]


def _of_predicate(governor: Clause, infinitive: bool) -> str | None:
    """Return the assertion that 'is ready to', 'is due to', 'is to' give."""
    for kid in governor.verb.of("acomp", "attr"):
        kind = keys_of("governing-nouns").get(kid.lemma.lower()) or keys_of("governing-nouns").get(
            kid.lower
        )
        if kind:
            return kind
    return "planned" if infinitive else None
