"""The word lists of names: titles, institutions, given names, states with their adjectives and capitals."""

from __future__ import annotations

from functools import cache

from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists

COMPASS = frozenset(("North", "South", "East", "West"))
_LONGEST_ADJECTIVE = 3
"""Words of a state's adjective: 'Papua New Guinean'."""


@cache
def listed(key: str) -> frozenset[str]:
    """Return the words of a list of ``words/names.txt``; codes of currencies are nobody's names either."""
    lists = word_lists("names")
    return lists[key] | lists["currency"] if key == "nobody" else lists[key]


@cache
def states() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Return states by all their names and adjectives, states by their capitals, and the adjectives and peoples."""
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    adjectives: set[str] = set()
    for state, others in word_lists("states").items():
        names[state] = state
        names.setdefault(state.removeprefix("the "), state)
        point, _, rest = state.partition(" ")
        if point in COMPASS:
            names |= {f"{point[0]}. {rest}": state, f"{point[0]} {rest}": state}  # 'S. Sudan'
        for other in others:
            if other.startswith("@"):
                capitals[other[1:]] = state
            else:
                names[other.removeprefix("=")] = state
                if not other.startswith("="):
                    adjectives.add(other)
    return names, capitals, frozenset(adjectives)


def adjective_at(word: Word) -> tuple[str, list[Word]] | None:
    """Return the state whose adjective ends with a word, and the adjective's words: 'South Korean'."""
    names, _, adjectives = states()
    for many in range(min(_LONGEST_ADJECTIVE, word.place + 1), 0, -1):
        words = word.sentence[word.place + 1 - many : word.place + 1]
        text = " ".join(one.text for one in words)
        if text in adjectives and text in names:
            elsewhere = word.place >= many and word.sentence[word.place - many].text in COMPASS
            return None if elsewhere else (names[text], words)  # 'South American' is of no state
    return None
