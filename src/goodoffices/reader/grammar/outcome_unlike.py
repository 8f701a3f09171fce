"""Clauses that sound like an outcome of talks and tell of none: an opinion shared, minutes agreed, release on bail."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.outcome_told import Event
from goodoffices.reader.grammar.tree import Tree, Word

_FORMAL = frozenset(("minute", "reading", "draw"))
"""Things that a sitting or a match agrees and no two sides: 'the minutes were agreed'."""
_BOUND = frozenset(("bail", "parole", "licence", "probation", "bond"))
_TAKING = frozenset(("seize", "kidnap", "abduct", "capture", "snatch"))
_FEW = frozenset(("little", "nothing", "thing", "much", "most", "tenth", "everything"))


def is_no_outcome(tree: Tree, clause: Clause, event: Event) -> bool:
    """Return whether a clause tells of no outcome, though its verb and its thing do so elsewhere."""
    kind, what = event
    if kind == "agreed":
        formal = isinstance(what, Word) and what.lemma.lower() in _FORMAL
        return formal or _is_a_view(tree, clause)
    if kind == "released":
        bound = any(word.lower in _BOUND for word in clause.with_("on", "under"))
        above = clause.governor if clause.link == "conj" else None
        return bound or (above is not None and above.verb.lemma in _TAKING)
    return False


def _is_a_view(tree: Tree, clause: Clause) -> bool:
    """Return whether people only think alike: 'analysts agree that …', 'agrees with the clubs on one thing'."""
    verb = clause.verb
    now = verb.tag in ("VBZ", "VBP") and not clause.helpers and tree.words[-1].text[:1] in (".", ";")
    if verb.lemma != "agree" or not now:
        return False
    that = any(kid.lower == "that" for one in verb.of("ccomp") for kid in one.of("mark"))
    about = [word for word in clause.with_("on", "about") if word.lemma.lower() in _FEW]
    return that or bool(about) or bool(clause.with_("with"))
