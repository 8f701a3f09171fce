"""Outcomes that an adjective takes for granted: 'the freed hostages', 'the newly signed accord with Peru'.

An adjective only adds what nothing else in the report tells: it is asked when all other outcomes are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.reader.grammar.events import Ground, amount_of
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found, beside
from goodoffices.reader.grammar.outcome_told import forms
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Outcome, OutcomeKind

_ADJECTIVES: dict[str, tuple[OutcomeKind, str]] = {
    "adjective-released": ("released", "people"),
    "adjective-signed": ("signed", "firm-agreement"),
    "adjective-agreed": ("agreed", "firm-agreement"),
    "adjective-broken": ("broken", "truce"),
    "adjective-ended": ("ended", "firm-agreement"),
}
"""For each list of adjectives the kind of outcome, and the list of the nouns that must stand behind."""
_KNOWN = frozenset(("the", "this", "these", "that", "those", "its", "their"))
_TOLD = frozenset(("asserted", "alleged"))
_ALIKE: dict[OutcomeKind, frozenset[OutcomeKind]] = {
    "signed": frozenset((*MUTUAL, "began")),
    "agreed": frozenset((*MUTUAL, "began", "broken", "ended")),
    "broken": frozenset(("broken", "ended")),
    "ended": frozenset(("broken", "ended")),
}
"""Kinds of outcomes by which the report may have told of the same thing."""


def by_adjective(ground: Ground, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the outcomes that only adjectives tell of, one of each kind at most."""
    told = {one.outcome.kind for one in found if one.assertion in _TOLD}
    for tree in ground.document.all_trees():
        if tree.inside is not None or not ground.readable(tree):
            continue
        for noun in tree.words:
            kind = _kind(noun)
            if kind is not None and told.isdisjoint(_ALIKE.get(kind, {kind})):
                told.add(kind)
                yield _outcome(ground, tree, noun, kind)


def _kind(noun: Word) -> OutcomeKind | None:
    """Return the outcome that an adjective of a known thing takes for granted, None if there is none."""
    if noun.tag not in ("NN", "NNS") or not any(kid.lower in _KNOWN for kid in noun.of("det", "poss")):
        return None
    lists, named = word_lists("outcomes"), set(forms(noun))
    before = {kid.lower for kid in noun.of("amod") if kid.place < noun.place}
    for adjectives, (kind, nouns) in _ADJECTIVES.items():
        if before & lists[adjectives] and named & lists[nouns]:
            return kind
    return None


def _outcome(ground: Ground, tree: Tree, noun: Word, kind: OutcomeKind) -> Found:
    by = ground.people(beside(noun, "between", "with"), partners=True) if kind != "released" else []
    amount = amount_of(noun, ground.document.text) if kind == "released" else None
    what, place = ground.phrase(noun), ground.places.of(tree, None, noun)
    outcome = Outcome(kind, tuple(dict.fromkeys(by)), what, place, None, None, amount)
    return Found(outcome, None, ground.span(tree), "asserted", (noun,))
