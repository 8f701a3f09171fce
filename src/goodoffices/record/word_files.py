"""Word lists kept as data files in a folder ``words/``: each begins with lines on its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_file(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of ``words/<name>.txt`` by key: lines 'key: words, or phrases, between commas'.

    Lines that begin with spaces go on with the list before.
    """
    found: dict[str, list[str]] = {}
    key = ""
    text = files(package).joinpath(f"words/{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            key, _, line = line.partition(":")
        found.setdefault(key, []).extend(part.strip() for part in line.split(",") if part.strip())
    return {name: tuple(words) for name, words in found.items()}
