"""Contacts told by a verb: met, phoned, wrote to, travelled to."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_ahead import is_ahead
from goodoffices.reader.grammar.contact_company import along
from goodoffices.reader.grammar.contact_mentions import is_under_way
from goodoffices.reader.grammar.contact_parts import (
    SHOWN,
    Found,
    denied_by,
    found_by,
    is_no_more,
    is_put_off,
    status_of,
)
from goodoffices.reader.grammar.contact_told import LETTERS, through, with_whom
from goodoffices.reader.grammar.contact_verb_kinds import CARRYING
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.press import only_in_the_press
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.record.entries import Assertion, Contact, ContactKind, ContactStatus


def by_verb(ground: Ground, tree: Tree, clause: Clause, kind: ContactKind) -> Found | None:
    """Return the contact that the verb of a clause tells of."""
    assertion = clause.assertion
    if kind == "visit" and clause.verb.lemma in ("expect", "await", "be") and assertion == "asserted":
        assertion = "planned"
    put_off = is_put_off(clause)
    if assertion not in SHOWN and not put_off:
        return None
    people = _participants(ground, clause, kind)
    if kind == "meeting" and not people and all(word.lower == "we" for word in clause.subjects):
        people = ground.parties.pair(tree.start, talks=True)
    place = _place(ground, tree, clause, kind)
    if kind == "visit" and place:
        ground.places.last = place
        goals = ground.people(clause.objects)
        people = [one for one in people if ground.cast.kind_of(one) != "state" or one not in goals]
    if assertion == "denied" and not put_off and not (people and denied_by(clause)):
        return None
    if kind == "visit" and (
        not people or (is_under_way(clause) and ground.days.of(tree, clause) is None)
    ):
        return None
    if kind == "correspondence" and len(people) < 2 and clause.verb.lemma != "exchange":
        return None
    if assertion == "planned" and (is_offered(clause) or is_no_more(clause)):
        return None
    if kind == "meeting" and not people and all(_untold(ground, word) for word in clause.subjects):
        people = ground.parties.pair(tree.start) or ground.parties.dispute()
    if put_off:
        contact = Contact(kind, "postponed", tuple(people), place, None)
        return found_by(ground, tree, clause, contact, "asserted", None)
    if assertion == "asserted" and only_in_the_press(ground, clause):
        assertion = "alleged"
    if assertion == "asserted" and is_ahead(ground, tree, clause, ground.days.of(tree, clause)):
        assertion = "planned"
    status = _status(clause, assertion)
    if kind == "visit" and status == "ended-without-result":
        status = "held"
    contact = Contact(kind, status, tuple(people), place, None)
    found = found_by(ground, tree, clause, contact, assertion, None)
    found.known = any(ground.parties.are_the_two(word) for word in clause.with_("between"))
    return found  # who sat between the two was at the meeting told before


def is_offered(clause: Clause) -> bool:
    """Whether a contact is only on offer: 'offered to meet the strikers'."""
    above = clause.governor
    return above is not None and clause.link == "xcomp" and above.verb.lemma in ("offer", "volunteer")


def _untold(ground: Ground, word: Word) -> bool:
    """Whether a noun is of envoys or sides, and nothing beside it says whose: 'the ministers', 'trade officials', 'they'."""
    if ground.parties.are_the_two(word):
        return True
    envoy = word.lemma.lower() in listed("delegates") | listed("title")
    beside = [kid for kid in word.kids if kid.tag != "DT"]
    plain = all(kid.tag in ("JJ", "NN", "RB") and not kid.text[:1].isupper() for kid in beside)
    return word.tag == "NNS" and envoy and plain


def _status(clause: Clause, assertion: Assertion) -> ContactStatus:
    status = status_of(clause, assertion)
    resumes = clause.verb.lemma in ("resume", "restart", "reconvene")
    if clause.verb.lemma == "continue" and clause.past and status == "ongoing":
        return "held"
    return "resumed" if resumes and status == "held" else status


def _participants(ground: Ground, clause: Clause, kind: ContactKind) -> list[str]:
    human = ground.human
    others = [word for word in (*with_whom(clause), *through(clause)) if human(word)]
    if kind in ("call", "correspondence"):
        others += [word for word in clause.with_("to") if human(word)]
        others += [word for word in clause.verb.of("dative") if not word.of("pobj")]
        others += [
            one for kid in clause.verb.of("dative") for one in prepositional(clause.verb, kid.lower)
        ]
        letters = [word for word in clause.objects if word.lemma in LETTERS]
        others += [one for word in letters for one in prepositional(word, "to")]
    if kind == "meeting" and clause.passive:
        others += clause.with_("by")
    if kind == "visit":
        kinds = ("person", "organization") if clause.verb.lemma == "visit" else ()
        others = [word for word in clause.objects if ground.cast.kind(word) in kinds]
    elif kind != "talks-round" and clause.verb.lemma != "discuss":
        others = [*[word for word in clause.objects if human(word) or word.proper], *others]
    if kind == "correspondence" and (clause.passive or clause.verb.lemma in CARRYING):
        senders = [word for word in clause.subjects if human(word)]
        letters = [word for word in (*clause.subjects, *clause.objects) if word.lemma in LETTERS]
        others += [one for word in letters for one in prepositional(word, "from", "to", "with")]
        return ground.people([*senders, *others, *clause.with_("from")])
    others += along(clause)
    people = ground.people([*clause.subjects, *others], partners=kind != "visit")
    if kind == "meeting" and len(people) == 1 and not clause.objects:
        people += ground.people(_misread(clause), partners=True)
    return list(dict.fromkeys(people))


def _misread(clause: Clause) -> list[Word]:
    """Return the second of two who met, if a parse has it with the name before: 'the board of Dole and the port'."""
    of = [thing for word in clause.subjects for kid in word.of("prep") for thing in kid.of("pobj")]
    return [
        one for thing in of for one in conjuncts(thing)[1:] if any(kid.dep == "det" for kid in one.kids)
    ]


def _place(ground: Ground, tree: Tree, clause: Clause, kind: ContactKind) -> str | None:
    if kind == "visit" and clause.verb.lemma == "visit":
        for word in clause.objects:
            if word.proper and ground.cast.kind(word) in (None, "state"):
                return ground.phrase(word, of=False).removeprefix("the ")
    return ground.places.of(tree, clause) if kind in ("meeting", "visit", "talks-round") else None
