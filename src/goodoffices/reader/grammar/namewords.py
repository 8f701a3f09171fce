"""The word lists of names: titles, institutions, given names, states with their adjectives and capitals."""

from __future__ import annotations

from functools import cache

from goodoffices.reader.wordlists import word_lists


@cache
def listed(key: str) -> frozenset[str]:
    """Return the words of a list of ``words/names.txt``."""
    return frozenset(word_lists("names")[key])


@cache
def states() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Return states by all their names and adjectives, states by their capitals, and the adjectives and peoples."""
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    adjectives: set[str] = set()
    for state, others in word_lists("states").items():
        names[state] = state
        names.setdefault(state.removeprefix("the "), state)
        for other in others:
            if other.startswith("@"):
                capitals[other[1:]] = state
            else:
                names[other.removeprefix("=")] = state
                if not other.startswith("="):
                    adjectives.add(other)
    return names, capitals, frozenset(adjectives)
