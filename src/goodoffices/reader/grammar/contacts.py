"""Contacts: who met, called, wrote to or visited whom; rounds of talks and how each of them goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.reader.grammar.contact_alone import is_alone
from goodoffices.reader.grammar.contact_company import add_company
from goodoffices.reader.grammar.contact_habits import is_habit
from goodoffices.reader.grammar.contact_learned import by_learned
from goodoffices.reader.grammar.contact_lines import by_lines
from goodoffices.reader.grammar.contact_nouns import by_nouns
from goodoffices.reader.grammar.contact_parts import Found
from goodoffices.reader.grammar.contact_people import HOSTING
from goodoffices.reader.grammar.contact_verb_kinds import verb_kind
from goodoffices.reader.grammar.contact_verbs import by_verb
from goodoffices.reader.grammar.events import Ground, keep
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import Tree
from goodoffices.reader.wordlists import word_lists

_HAPPENED = ("held", "ongoing", "resumed", "ended-without-result")
_ALIKE = {"talks-round": "meeting"}
"""A round of talks is told as a meeting too, and the reverse."""


def find_contacts(ground: Ground, learned: Learned) -> list[Found]:
    """Return the contacts of a document in order, each once though it be told again."""
    found: list[Found] = []
    for tree in ground.document.all_trees():
        if not ground.readable(tree):
            continue
        if tree.inside is None and add_company(ground, tree, found):
            continue
        for one in _of_tree(ground, learned, tree):
            if one.gone or is_habit(tree, one.verb) or is_alone(ground, tree, one):
                continue
            if not _is_told(ground, tree, one):
                continue
            talks = one.contact.kind in ("talks-round", "meeting")
            sides = _sides(ground, one)
            if not _only_help(tree):
                own = _of_one_house(ground, sides)
                ground.parties.tell(tree.words[one.verb].end, sides, talks and not own)
            keep(one, found, _told_again, _add)
            if one.assertion == "asserted" and one.contact.status == "held" and one.edtf and talks:
                people = frozenset(one.contact.participants)
                ground.held.append((tree.paragraph, tree.end, one.edtf, people))
    _fill(found)
    off = _put_off(found)
    return [one for one in found if not (one.was and _undone(one, off))]


def _only_help(tree: Tree) -> bool:
    """Whether those who come to talks only help: 'will take part as mediators'."""
    roles = [kid for word in tree.words if word.lower == "as" for kid in word.of("pobj")]
    return any(role.lemma.lower() in (*HELPING, "observer", "guarantor") for role in roles)


def _fill(found: list[Found]) -> None:
    """Give talks of which nobody is told the people of the report's other talks, if all of these have the same."""
    talks = [one for one in found if one.contact.kind == "talks-round" or one.noun is not None]
    sides = {frozenset(one.contact.participants) for one in talks if len(one.contact.participants) > 1}
    known = next((one.contact.participants for one in talks if len(one.contact.participants) > 1), ())
    for one in talks:
        if (
            not one.contact.participants
            and len(sides) == 1
            and one.contact.kind in _ALIKE.keys() | {"meeting"}
        ):
            one.contact = replace(one.contact, participants=known)


def _is_told(ground: Ground, tree: Tree, one: Found) -> bool:
    """Whether a contact is told in the report's own words, or by a speaker who names it: 'our talks with Peru in May'.

    Of what else speakers say that people did, such as 'they met', there is a statement and nothing more.
    """
    people = one.contact.participants
    named = one.noun is not None and (
        len(people) > 1 or one.edtf is not None or (bool(people) and one.assertion == "asserted")
    )
    real = one.assertion in ("asserted", "planned") and ground.parties.voice(tree.start) is not None
    return ground.own_words(tree, people) or (named and real)


def _put_off(found: list[Found]) -> dict[str, set[str | None]]:
    """Return who takes part in contacts put off or broken off, by kind; None if one of them names nobody."""
    off: dict[str, set[str | None]] = {}
    for one in found:
        if one.contact.status in ("postponed", "broken-off"):
            kind = _ALIKE.get(one.contact.kind, one.contact.kind)
            off.setdefault(kind, set()).update(one.contact.participants or (None,))
    return off


def _undone(plan: Found, off: dict[str, set[str | None]]) -> bool:
    """Whether a plan of the past came to nothing: the same contact is told as put off or broken off."""
    people = off.get(_ALIKE.get(plan.contact.kind, plan.contact.kind), set())
    mine = plan.contact.participants
    return bool(people) and (not mine or None in people or not people.isdisjoint(mine))


def _of_tree(ground: Ground, learned: Learned, tree: Tree) -> Iterator[Found]:
    """Yield the contacts of a sentence: those that rules find, then those that were learned."""
    words: set[int] = set()
    for found in _by_rules(ground, tree):
        told = {found.verb} if found.noun is None else {found.verb, found.noun}
        words |= told
        found.confidence = learned.confidence(tree, [tree.words[at] for at in told], "contact")
        yield found
    yield from by_learned(ground, learned, tree, words)


def _by_rules(ground: Ground, tree: Tree) -> Iterator[Found]:
    taken: dict[int, str] = {}
    for clause in ground.of(tree):
        kind = verb_kind(ground, clause)
        found = by_verb(ground, tree, clause, kind) if kind is not None else None
        if found is not None:
            taken[clause.verb.place] = found.contact.kind
            yield found
    for found in by_nouns(ground, tree):
        before = None if found.aside else taken.get(found.verb) or _home(tree, found, taken)
        on_a_visit = found.contact.kind == "visit" and before not in (None, "visit")
        if before is None or on_a_visit:
            taken[found.verb] = found.contact.kind
            yield found
    if not taken:
        yield from by_lines(ground, tree)


def _home(tree: Tree, found: Found, taken: dict[int, str]) -> str | None:
    """Return the kind of the contact at which another was held, if its noun tells no more: 'met at a session hosted by X'."""
    verb = tree.words[found.verb]
    if verb.dep != "acl" or verb.lemma not in (*HOSTING, "hold", "attend"):
        return None
    return next((taken[up.place] for up in verb.above() if up.verb and up.place in taken), None)


def _sides(ground: Ground, one: Found) -> list[str]:
    """Return who may be meant by a later 'the two sides': those who take part, without a mediator if two are left."""
    people = list(one.contact.participants)
    if one.contact.kind == "visit":
        return people
    sides = [key for key in people if not ground.cast.mediates(key)]
    return sides if sides else people


def _of_one_house(ground: Ground, people: list[str]) -> bool:
    """Whether somebody meets her own people, as a premier does her cabinet: other talks go on from no such meeting."""
    persons = [key for key in people if ground.cast.kind_of(key) == "person"]
    others = [ground.cast.name_of(key).lower().split()[-1] for key in people if key not in persons]
    own = word_lists("contacts")["own"]
    return len(persons) == 1 and bool(others) and all(name in own for name in others)


def _told_again(one: Found, before: Found) -> bool:
    """Whether a contact is one told before: nothing in it differs, and it is not said to be another.

    Of two contacts of which several people are told, one has more of them only if they are of one day or sentence, or if the
    words say that it is known: who meets a mediator on his own meets the other side elsewhere.
    """
    mine, theirs = one.contact, before.contact
    if before.weak and not (one.weak or one.known):
        return False
    if one.weak or before.weak:
        return _may_be_one(one, before)
    kinds = {_ALIKE.get(kind, kind) for kind in (mine.kind, theirs.kind)}
    if len(kinds) > 1 or mine.status != theirs.status or one.assertion != before.assertion:
        return False
    days = {found.edtf for found in (one, before)} - {None}
    places = {contact.place for contact in (mine, theirs)} - {None}
    who, others = set(mine.participants), set(theirs.participants)
    if not one.more and bool(who) != bool(others) and not (one.known or one.edtf == before.edtf):
        return False
    fewer = min(len(who), len(others)) < 2 or one.known or one.span == before.span
    fewer = fewer or one.edtf == before.edtf is not None
    same = who == others or one.more or (fewer and (who <= others or others <= who))
    return not one.another and same and len(days) < 2 and len(places) < 2


def _may_be_one(one: Found, before: Found) -> bool:
    """Whether a contact told in passing and another may be the same: both took place, with the same people."""
    mine, theirs = one.contact, before.contact
    kinds = {_ALIKE.get(kind, kind) for kind in (mine.kind, theirs.kind)}
    happened = mine.status in _HAPPENED and theirs.status in _HAPPENED
    if (
        len(kinds) > 1
        or one.assertion != before.assertion
        or not (happened or mine.status == theirs.status)
    ):
        return False
    places = {contact.place for contact in (mine, theirs)} - {None}
    who, others = set(mine.participants), set(theirs.participants)
    return len(places) < 2 and not one.another and (who <= others or others <= who)


def _add(before: Found, again: Found) -> None:
    """Add later words on a contact: its day, its place, who took part."""
    if before.weak and not again.weak:
        before.contact = replace(
            again.contact,
            participants=before.contact.participants,
            place=again.contact.place or before.contact.place,
        )
        before.span, before.weak = again.span, False
        again = replace(again, contact=replace(again.contact, place=None))
    more, contact = again.contact, before.contact
    people = max(contact.participants, more.participants, key=len)
    if again.more:
        people = tuple(dict.fromkeys((*contact.participants, *more.participants)))
    before.edtf = before.edtf or again.edtf
    before.contact = replace(contact, place=contact.place or more.place, participants=people)
