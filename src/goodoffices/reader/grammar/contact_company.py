"""Who came to a contact told before: 'They were joined by X', 'Those at the table included Y'."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_parts import Found
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree

_THEY = frozenset(("they", "both", "two", "he", "she", "pair", "men", "women"))
_ATTENDING = frozenset(("participant", "attendee", "delegate", "those", "negotiator", "guest"))
_GOING = frozenset(("held", "ongoing", "resumed", "planned"))
_NEAR = 500
"""Signs behind a contact within which a sentence may say who else came."""


def add_company(ground: Ground, tree: Tree, found: list[Found]) -> bool:
    """Add those who came too to the last contact; return whether the sentence told of any."""
    last = found[-1] if found else None
    if (
        last is None
        or last.contact.status not in _GOING
        or last.contact.kind
        not in (
            "meeting",
            "talks-round",
        )
    ):
        return False
    if not last.span.start < tree.start < last.span.end + _NEAR:
        return False
    added = False
    for clause in ground.of(tree):
        people = _came_too(ground, clause)
        if people and assertion_of(clause) in ("asserted", last.assertion):
            more = dict.fromkeys((*last.contact.participants, *people))
            last.contact = replace(last.contact, participants=tuple(more))
            added = True
    return added


def _came_too(ground: Ground, clause: Clause) -> list[str]:
    first = clause.subjects[0] if clause.subjects else None
    if first is None or clause.negated:
        return []
    if clause.verb.lemma == "join" and clause.passive and first.lower in _THEY:
        return ground.people(clause.with_("by"))
    if clause.verb.lemma == "join" and [word.lower for word in clause.objects] == ["them"]:
        return ground.people(clause.subjects)
    if clause.verb.lemma == "include" and not clause.passive:
        attending = first.lemma.lower() in _ATTENDING or first.lower in _ATTENDING
        return ground.people(clause.objects) if attending else []
    return []
