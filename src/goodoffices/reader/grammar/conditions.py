"""Conditions in reported words: what is to happen only if something else does, in whatever form they say so."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.moods import is_inverted
from goodoffices.reader.grammar.phrased import INSTANTS
from goodoffices.reader.grammar.tree import PRONOUNS, Word
from goodoffices.reader.wordlists import word_lists

_NOW = frozenset(("VB", "VBP", "VBZ"))
_SUPPOSING = frozenset(("assuming", "supposing", "barring", "failing", "absent"))
"""Words that open a condition at the head of a sentence: 'barring a hitch, the pact will be signed'."""
_HINGES = frozenset(("depend", "hinge"))
"""Verbs with 'on' for what is so only if something else is."""
_IF = frozenset(("if", "unless"))
_MAYBE = frozenset(("might", "may", "could"))
_THEN = frozenset(("would", "could", "will", "can"))


def on_condition(clause: Clause) -> bool:
    """Return whether words make a clause depend on something: 'as long as', 'provided that', 'on condition'."""
    first = next((word for word in clause.verb.sentence if word.text[:1].isalpha()), clause.verb)
    if first.lower in ("were", "had") and first.within(clause.verb) and clause.modal == "would":
        return True
    none = [one for kid in clause.verb.of("attr") for one in kid.of("det") if one.lower == "no"]
    if (
        clause.modal in ("can", "could")
        and none
        and any(one.mark == "while" for one in clause.governed)
    ):
        return True  # 'there could be no talks while …'
    if (
        _depends(clause)
        or _bound_before(clause)
        or _either(clause)
        or _the_minute(clause)
        or _in_turn(clause)
    ):
        return True
    for word in clause.verb.sentence[clause.verb.place :]:
        after = [one.lower for one in word.sentence[word.place : word.place + 4]]
        if not word.within(clause.verb):
            continue
        if after[:3] in (["as", "long", "as"], ["so", "long", "as"], ["on", "condition", "that"]):
            return True
        if after[:2] in (["only", "if"], ["in", "case"], ["only", "when"], ["only", "once"]):
            return True
        if after[:2] in (["provided", "that"], ["providing", "that"]) or _waits(clause, word):
            return True
        if clause.modal in _MAYBE and after[:3] in (["in", "return", "for"], ["in", "exchange", "for"]):
            return True
        if _provided(word):
            return True
        above = word.head if word.lower == "should" else None
        if above is not None and above is not clause.verb and is_inverted(above):
            return True
    return False


def _provided(word: Word) -> bool:
    """Return whether 'provided' opens a condition; 'committed to providing beds' has none."""
    opens = word.lower == "provided" and word.dep in ("prep", "mark", "advcl", "pcomp")
    return opens or (word.lower == "providing" and word.dep in ("prep", "mark", "advcl"))


def bound_behind(clause: Clause, last: int) -> bool:
    """Return whether a condition behind the words said hangs on the verb of saying: 'said it was ready, provided that …'."""
    behind = [kid for kid in clause.verb.kids if kid.place > last]
    return any(
        _provided(kid) or any(one.lower in _IF for one in (kid, *kid.of("mark", "advmod", "prep")))
        for kid in behind
    )


def _depends(clause: Clause) -> bool:
    """Return whether a clause calls something bound to something else: 'is subject to approval', 'will depend on a vote'."""
    if clause.lemma in _HINGES and clause.with_("on", "upon"):
        return True
    return any(
        kid.lower in word_lists("doubt")["depending"]
        and any(one.lower in ("to", "on", "upon") for one in kid.of("prep"))
        for kid in clause.verb.of("acomp")
    )


def _in_turn(clause: Clause) -> bool:
    """Return whether 'we' act when another does: 'When they stop shooting, we stop shooting.'"""
    now = clause.verb.tag in _NOW and clause.modal is None and not clause.negated
    mine = any(word.lower in ("we", "i") for word in clause.verb.of("nsubj"))
    mine = mine and clause.verb.lemma not in word_lists("saying")["clause"]
    return (
        now
        and mine
        and any(
            one.mark == "when"
            and one.verb.tag in ("VBP", "VBZ")
            and one.verb.place < clause.verb.place
            and any(word.lower not in ("we", "i") for word in one.verb.of("nsubj"))
            for one in clause.governed
        )
    )


def _waits(clause: Clause, word: Word) -> bool:
    """Return whether a word makes an act wait for another's: 'would stay until the board paid', 'as soon as'."""
    if clause.modal not in ("will", "would", "can", "could") or clause.negated:
        return False
    before = [one.lower for one in word.sentence[max(0, word.place - 2) : word.place]]
    if word.lower == "as" and before == ["as", "soon"]:
        return True
    if word.lower == "after" and before[-1:] == ["only"]:
        return True
    verb = word.head
    if verb is None or verb is clause.verb or verb.dep != "advcl":
        return False
    if word.lower != "until" and (word.lower != "once" or (word.dep != "mark" and word.tag != "IN")):
        return False
    mine = {one.lower for one in clause.subjects}
    return any(one.noun and one.lower not in mine | PRONOUNS for one in verb.of("nsubj", "nsubjpass"))


def opens_condition(word: Word) -> bool:
    """Return whether a word opens a condition at the head of a sentence: 'assuming', 'subject to', 'otherwise'."""
    after = [one.lower for one in word.sentence[word.place : word.place + 3]]
    return (
        word.lower in _SUPPOSING
        or after[:2] in (["subject", "to"], ["or", "else"])
        or after == ["in", "that", "case"]
        or (word.lower == "otherwise" and word.place < 2)
    )


def _bound_before(clause: Clause) -> bool:
    """Return whether a clause is bound by words before its subject: 'without a subsidy the ferry would stop'."""
    subjects = clause.verb.of("nsubj", "nsubjpass", "expl")
    left = subjects[0].left if subjects else clause.verb.place
    for kid in clause.verb.kids:
        if kid.place >= left:
            break
        if opens_condition(kid.sentence[kid.left]):
            return True
        if kid.dep == "advcl" and clause.modal in _THEN and kid.sentence[kid.left].lower == "once":
            return True
        if kid.lower == "without" and kid.of("pobj") and clause.modal in _THEN:
            return True
    return False


def _either(clause: Clause) -> bool:
    """Return whether a clause is one of two ways out: 'they pay or we walk'."""
    verb = clause.verb
    others = [
        one
        for one in clause.governed
        if one.link == "conj" and one.verb.of("nsubj") and one.verb.tag in _NOW
    ]
    return (
        verb.tag in _NOW
        and not verb.of("aux", "neg")
        and any(kid.lower == "or" for kid in verb.of("cc"))
        and bool(others)
    )


def _the_minute(clause: Clause) -> bool:
    """Return whether an act follows at once upon another's: 'we come back the minute he apologises'."""
    return any(
        kid.lower in INSTANTS and any(one.tag in ("VBZ", "VBP") for one in kid.of("relcl", "advcl"))
        for kid in clause.verb.of("npadvmod")
    )
