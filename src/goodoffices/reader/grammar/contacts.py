"""Contacts: who met, called, wrote to or visited whom; rounds of talks and how each of them goes."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.contact_nouns import by_noun, noun_kind
from goodoffices.reader.grammar.contact_parts import Found
from goodoffices.reader.grammar.contact_verbs import by_verb, verb_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree
from goodoffices.record.entries import ContactKind


def find_contacts(ground: Ground) -> Iterator[Found]:
    """Return the contacts of a document in order."""
    paragraph = -1
    for tree in ground.document.trees:
        if tree.paragraph != paragraph:
            paragraph = tree.paragraph
        if not ground.readable(tree):
            continue
        found = list(_of_tree(ground, tree))
        for one in found:
            if one.contact.participants:
                ground.last_people = list(one.contact.participants)
        if not found:
            _remember(ground, tree)
        yield from found


def _remember(ground: Ground, tree: Tree) -> None:
    """Keep a plural subject for a later 'they'."""
    for clause in ground.of(tree):
        people = ground.people([word for word in clause.subjects if word.lower != "they"])
        if len(people) > 1:
            ground.last_people = people


def _of_tree(ground: Ground, tree: Tree) -> Iterator[Found]:
    taken: list[tuple[Clause, ContactKind]] = []
    seen: set[int] = set()
    for clause in ground.of(tree):
        kind = verb_kind(ground, clause)
        if kind is not None:
            found = by_verb(ground, tree, clause, kind)
            if found is not None:
                taken.append((clause, kind))
                seen.add(clause.verb.place)
                yield found
    for word in tree.words:
        if word.quotation is not None or word.tag not in ("NN", "NNS"):
            continue
        told_by = noun_kind(word)
        home = clause_of(word, ground.of(tree))
        if told_by is None or home is None:
            continue
        if any(home is clause for clause, _ in taken):
            continue
        found = by_noun(ground, tree, home, word, told_by)
        if found is not None:
            if any(home is clause for clause, _ in taken):
                continue
            taken.append((home, told_by))
            yield found
