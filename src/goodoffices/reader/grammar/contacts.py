"""Contacts: who met, called, wrote to or visited whom; rounds of talks and how each of them goes."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.reader.grammar.contact_nouns import by_nouns
from goodoffices.reader.grammar.contact_parts import Found
from goodoffices.reader.grammar.contact_verbs import by_verb, verb_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree


def find_contacts(ground: Ground) -> Iterator[Found]:
    """Return the contacts of a document in order."""
    paragraph = -1
    for tree in ground.document.trees:
        if tree.paragraph != paragraph:
            paragraph = tree.paragraph
        if not ground.readable(tree):
            continue
        for one in _of_tree(ground, tree):
            ground.parties.tell(tree.start, list(one.contact.participants))
            yield one


def _of_tree(ground: Ground, tree: Tree) -> Iterator[Found]:
    taken: list[int] = []
    verbs: list[Found] = []
    for clause in ground.of(tree):
        kind = verb_kind(ground, clause)
        found = by_verb(ground, tree, clause, kind) if kind is not None else None
        if found is not None:
            taken.append(clause.verb.place)
            verbs.append(found)
            yield found
    for found in by_nouns(ground, tree):
        if found.verb not in taken and not any(_same(found, one) for one in verbs):
            taken.append(found.verb)
            yield found


def _same(found: Found, other: Found) -> bool:
    """Whether a noun and a verb of one sentence tell of one contact: 'their meeting brought them together'."""
    mine, theirs = found.contact, other.contact
    days = {one.edtf for one in (found, other)} - {None}
    who = set(mine.participants) <= set(theirs.participants)
    return mine.status == theirs.status and mine.kind == theirs.kind and who and len(days) < 2
