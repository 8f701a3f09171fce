"""A position or a proposal being put together: whose it is, and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.entries import Assertion, Position, Pressure, Proposal, Span

NOT_FACT: frozenset[Assertion] = frozenset(("conditional", "hoped", "denied", "refused"))
_STOP = re.compile(r"[,;]\s|\s(?:after|while|because|although|before|when|but|as)\s")
LONGEST = 220


@dataclass(slots=True)
class Found:
    """A position, report of pressure or proposal with its words, and how it is asserted.

    ``confidence`` is how far it is to be trusted, if the weights of its words tell more of that than the rule.
    """

    body: Position | Pressure | Proposal
    span: Span
    assertion: Assertion
    confidence: float | None = None


def whose(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the actors whose position it is: the subject; of 'she' the speaker before it."""
    acting = speaks_above(clause) or clause
    subjects = [word for word in acting.subjects if word.quotation is None]
    if not subjects:
        return []
    head = subjects[0]
    if head.lower in ("he", "she", "it", "they"):
        for other in clause.above():
            if (
                other.verb.lemma in keys_of("saying")
                and other.subjects
                and other.subjects[0] is not head
            ):
                found = ground.people(other.subjects)
                if found and (head.lower != "it" or ground.cast.kind_of(found[0]) != "person"):
                    return found
        if head.lower in ("he", "she"):
            person = (
                ground.cast.person_above(head, head.lower)
                or ground.cast.last_subject(tree, ground.clauses, pronoun=head.lower)
                or ground.cast.last_person(head.start, head.lower)
            )
            return [person] if person else []
        if head.lower == "it":
            body = ground.cast.last_subject(
                tree, ground.clauses, ("organization", "state", "group")
            ) or ground.cast.last_body(head.start)
            return [body] if body else []
    return ground.people(subjects)


def what_of(ground: Ground, tree: Tree, clause: Clause, marker: Word | None) -> str | None:
    """Return what a position is about, in the report's words: the object, to the end of its phrase."""
    text = ground.document.text
    if marker is not None and marker.dep == "acomp":
        kids = marker.of("xcomp")
    elif marker is not None:
        kids = marker.of("pobj", "pcomp")
        asked = _infinitives([*clause.verb.kids, *(kid for thing in kids for kid in thing.kids)])
        if marker.lower in ("on", "upon", "to") and asked:
            kids = asked[:1]
    else:
        kids = clause.verb.of("dobj", "xcomp", "ccomp", "attr", "oprd")
        kids = [kid for kid in kids if kid.place > clause.verb.place]
    if not kids:
        return None
    if (
        clause.verb.lemma in ("urge", "ask", "request", "require", "want")
        and len(kids) > 1
        and any(kid.verb for kid in kids)
    ):
        kids = [kid for kid in kids if kid.verb] if clause.verb.lemma != "want" else kids
    first, last = min(kid.left for kid in kids), max(kid.right for kid in kids)
    words = kids[0].sentence
    while first < last and words[first].lower in ("to", "that", ","):
        first += 1
    start = words[first].start
    end = max(word.end for word in words[first : last + 1])
    found = text[start:end]
    if found[:3].lower() == "if ":
        found = found.partition(", ")[2] or found
    cut = _STOP.search(found)
    found = found[: cut.start()] if cut and cut.start() > 3 else found
    return found.strip(' .,;“”"')[:LONGEST] or None


def _infinitives(words: list[Word]) -> list[Word]:
    """Return the verbs with 'to' among some words."""
    return [word for word in words if word.verb and any(one.lower == "to" for one in word.of("aux"))]
