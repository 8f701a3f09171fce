"""The word lists of the reader, kept as data files in ``words/``."""

from __future__ import annotations

from functools import cache

from goodoffices.record.word_files import word_file


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """Return the lists of the reader's file ``words/<name>.txt`` by key, as sets: a word is soon found in them."""
    return {key: frozenset(words) for key, words in word_file("goodoffices.reader", name).items()}


@cache
def keys_of(name: str) -> dict[str, str]:
    """Return the key of every word in the lists of ``words/<name>.txt``."""
    return {word: key for key, words in word_lists(name).items() for word in words}
