"""The forms of a verb that tell how a clause is meant: question, inversion, subjunctive, infinitive, gerund."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion

_TELLING_TOO = frozenset(("insist", "suggest", "advise"))
"""Verbs of demanding that may also tell of a fact: 'insists that they pay' is either."""
_OFTEN = frozenset(
    [
        *("usually", "normally", "often", "always", "regularly", "typically", "rarely", "generally"),
        *("annually", "sometimes", "ordinarily"),
    ]
)
_STILL = frozenset(("still", "yet", "first"))
_NEARLY = frozenset(("nearly", "almost"))


def is_subjunctive(clause: Clause) -> bool:
    """Return whether a clause has a bare verb, as demands have: 'that the crew be freed', 'insisting they first free it'."""
    verb = clause.verb
    if clause.link not in ("ccomp", "acl", "advcl") or clause.modal is not None:
        return False
    first = next(iter(clause.helpers), verb)
    if clause.mark == "that" and (first.lower == "be" or (first is verb and verb.tag == "VB")):
        return True
    above = clause.governor
    asked = above is not None and above.verb.lemma in word_lists("reported")["asks"]
    if above is None or not asked or clause.mark not in (None, "that") or clause.link != "ccomp":
        return False
    told_in_past = (
        above.past
        or above.verb.lemma not in _TELLING_TOO
        or (above.verb.tag == "VBG" and above.governor is not None and above.governor.past)
    )
    return first is verb and bool(clause.subjects) and _bare(verb, told_in_past)


def _bare(verb: Word, past: bool) -> bool:
    """Return whether a verb has no tense behind a demand: 'demanded the mill pay', 'insisted they pay' in the past."""
    subjects = verb.of("nsubj", "nsubjpass")
    single = bool(subjects) and all(
        word.tag in ("NN", "NNP") and not word.of("conj") for word in subjects
    )
    return verb.tag == "VB" or (verb.tag == "VBP" and bool(subjects) and (past or single))


def is_usual(verb: Word) -> bool:
    """Return whether a verb tells of what is done again and again: 'usually meet', 'normally agree'."""
    return any(kid.lower in _OFTEN for kid in verb.of("advmod"))


def is_question(tree: Tree) -> bool:
    """Return whether a sentence asks."""
    return any(word.text == "?" for word in tree.words[-2:])


def is_inverted(verb: Word) -> bool:
    """Return whether a verb is a condition by its order of words: 'had Chile signed, …'."""
    subjects = verb.of("nsubj", "nsubjpass")
    return (
        bool(subjects)
        and any(
            kid.lower in ("had", "should", "were") and kid.place < subjects[0].left
            for kid in verb.of("aux", "auxpass")
        )
        and not any(kid.lower == "that" or kid.dep == "neg" for kid in verb.of("mark", "neg"))
    )


def is_nearly(verb: Word) -> bool:
    """Return whether a verb tells of an event that almost came about: 'nearly signed', 'all but signed'."""
    before = [word.lower for word in verb.sentence[max(0, verb.place - 2) : verb.place]]
    return before == ["all", "but"] or (bool(before) and before[-1] in _NEARLY)


def still_ahead(clause: Clause, governor: Clause) -> Assertion | None:
    """Return how an act is meant that was still to come: 'still had to be approved', 'was about to be freed'."""
    verb = governor.verb
    near = {kid.lower for kid in (*verb.kids, *clause.verb.kids)}
    if verb.lemma == "have" and clause.passive and near & _STILL:
        return "demanded"
    return "hoped" if verb.lemma == "be" and governor.past and "about" in near else None


def is_gerund(clause: Clause) -> bool:
    """Return whether a verb has no tense of its own: 'signing', 'being signed', not 'is signing'."""
    return (clause.verb.tag == "VBG" and not clause.helpers) or any(
        kid.lower == "being" for kid in clause.helpers[:1]
    )


def is_infinitive(clause: Clause) -> bool:
    """Return whether a verb stands with 'to'."""
    return any(kid.lower == "to" and kid.dep == "aux" for kid in clause.helpers)


def is_tenseless(clause: Clause) -> bool:
    """Return whether a verb takes its tense from the verb above: 'to free', 'freeing', 'see them freed'."""
    return not any(word.tag in ("VBZ", "VBP", "VBD", "MD") for word in (clause.verb, *clause.helpers))
