"""Names of a text beside one another: which are listed with 'and', and a person's apart from the body's before it."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.reader.grammar.names import Name, behind_body
from goodoffices.reader.grammar.tree import NOUN_SUBJECTS, Tree, Word


def with_persons_apart(found: list[tuple[Tree, Name]]) -> Iterator[tuple[Tree, Name]]:
    """Yield the names of a text, a person's that stands right behind a body's apart from it."""
    texts = {name.text for _, name in found}
    for tree, name in found:
        long = name.kind is None and len(name.words) > 2
        two = behind_body(tree, name, texts) if long else None
        yield from ((tree, one) for one in two or (name,))


def coordinated(found: list[tuple[Tree, Name]]) -> dict[int, list[Word]]:
    """Return the heads of names listed together with 'and', by the identity of each.

    Two subjects are never listed together: each has a verb of its own.
    """
    return {
        id(word): [
            one
            for one in heads
            if one is word or one.dep not in NOUN_SUBJECTS or word.dep not in NOUN_SUBJECTS
        ]
        for heads in _lists(found)
        for word in heads
    }


def _lists(found: list[tuple[Tree, Name]]) -> Iterator[list[Word]]:
    """Yield the heads of the names of each list that has an 'and'."""
    heads: list[Word] = []
    joins: set[str] = set()
    before: tuple[Tree, Name] | None = None
    for tree, name in found:
        between = _between(before[1], name) if before is not None and before[0] is tree else []
        if not _goes_on(between, name):
            if joins & {"and", "&"}:
                yield heads
            heads, joins = [], set()
        heads.append(name.head)
        joins.update(between if heads[1:] else ())
        before = tree, name
    if joins & {"and", "&"}:
        yield heads


def _between(before: Name, name: Name) -> list[str]:
    """Return the words between two names of a sentence, but for 'the'; none if the 'and' there joins other words."""
    start = name.first if name.first >= 0 else name.words[0].place
    words = name.words[0].sentence[before.words[-1].place + 1 : start]
    between = [word.lower for word in words if word.lower != "the"]
    apart = name.head.dep == "conj" and name.head.head is not before.head
    return [] if between == ["and"] and apart and _of_another(before) else between


def _goes_on(between: list[str], name: Name) -> bool:
    """Whether a list goes on with a name, by the words between the name before and this."""
    if between == ["and"]:
        return True
    return bool(between) and set(between) <= {",", "and", "&"} and name.head.dep != "nsubj"


def _of_another(name: Name) -> bool:
    """Whether a name tells whose another is: the Peru of 'presidents Rosa Prado of Peru and Ana Bell of Chile'."""
    of = name.head.head
    return of is not None and of.lower == "of" and of.head is not None and of.head.proper
