"""Parses mended in which a name of two words is torn: 'between the tenants' league and Bolder Homes'."""

from __future__ import annotations

from goodoffices.reader.grammar.tree import Word, hang


def _torn(words: list[Word]) -> bool:
    """The first word of a second name taken for the second of a pair before it: 'the league and Bolder Homes'."""
    changed = False
    for first in words:
        name, other = first.head, next(iter(first.of("conj")), None)
        if first.dep not in ("nmod", "compound") or name is None or other is None:
            continue
        common = first.tag in ("NN", "NNS") and first.text.islower()
        whole = other.proper and name.proper and other.place + 1 == name.place
        if not (common and whole) or name.head is None or words[other.place - 1].lower != "and":
            continue
        hang(first, name.head, name.dep)
        for kid in [kid for kid in name.kids if kid.place < first.place]:
            hang(kid, first, kid.dep)
        hang(name, first, "conj")
        hang(other, name, "compound")
        changed = True
    return changed


NAMES = (_torn,)
"""The rules, in order."""
