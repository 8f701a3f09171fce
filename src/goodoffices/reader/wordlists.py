"""Word lists kept as data files in ``words/``: each begins with comment lines that say where it comes from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of ``words/<name>.txt`` by key: lines 'key: words, or phrases, between commas'.

    Lines that begin with spaces go on with the list before.
    """
    found: dict[str, list[str]] = {}
    key = ""
    text = files("goodoffices.reader").joinpath(f"words/{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            key, _, line = line.partition(":")
        found.setdefault(key, []).extend(part.strip() for part in line.split(",") if part.strip())
    return {name: tuple(words) for name, words in found.items()}


@cache
def keys_of(name: str) -> dict[str, str]:
    """Return the key of every word in the lists of ``words/<name>.txt``."""
    return {word: key for key, words in word_lists(name).items() for word in words}
