"""Reports with the names of actors replaced by their numbers: 'talks between @3 and @7 resumed'.

A rule can so be written as a plain pattern, and is looked for once in each text, however many the actors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from goodoffices.record.entries import Actor

SIGN = "@"
"""Stands before the number of an actor; any in the text itself is taken out."""
NUMBER = re.compile(rf"{SIGN}(\d+)")
"""An actor in a masked text."""
_WORD = re.compile(r"[^\W_]+")
_ADJECTIVE = ("n", "i", "an", "ian", "ese")
"""Endings that make an adjective of the name of a state: 'Kenyan', 'Omani', 'Malian', 'Egyptian'."""
_NO_ADJECTIVE = frozenset(("Niger",))
"""A state whose name with such an ending is another's adjective: 'Nigerian' is Nigeria's."""
_AND_ITS = re.compile(r"[’'](?:s\b)?\Z")


def masked(actors: Mapping[int, Actor], texts: Mapping[str, str]) -> list[str]:
    """Return the texts, each name of an actor replaced by '@' and the actor's number."""
    forms = _forms(actors)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for form in forms:
        first = _WORD.search(form)
        if first and first.start() == 0:
            lengths[first[0]].add(len(form))
    longest_first = {word: sorted(found, reverse=True) for word, found in lengths.items()}
    return ["".join(_parts(text.replace(SIGN, " "), forms, longest_first)) for text in texts.values()]


def numbers(masked_text: str) -> list[int]:
    """Return the numbers of the actors named in a masked text, in order."""
    return [int(number) for number in NUMBER.findall(masked_text)]


def _parts(text: str, forms: Mapping[str, int], lengths: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Yield the parts of a masked text, the longest name first at each word."""
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        for length in lengths.get(word[0], ()):
            end = start + length
            if text[start:end] in forms and not text[end : end + 1].isalnum():
                yield text[done:start]
                yield f"{SIGN}{forms[text[start:end]]}"
                done = end
                break
    yield text[done:]


def _forms(actors: Mapping[int, Actor]) -> dict[str, int]:
    """Return every form of every name, without an article before it, with the number of its actor.

    A name of several words may be in capitals, as in headlines, or in small letters; that of a state may be
    an adjective.
    """
    found: dict[str, int] = {}
    for number, actor in actors.items():
        for name in (actor.name, *(mention.text for mention in actor.mentions)):
            found.setdefault(_bare(name), number)
    for number, actor in actors.items():
        if actor.kind == "state" and actor.name not in _NO_ADJECTIVE:
            for ending in _ADJECTIVE:
                found.setdefault(actor.name + ending, number)
    for name, number in list(found.items()):
        if " " in name:
            found.setdefault(name.upper(), number)
            found.setdefault(name.lower(), number)
    return found


def _bare(name: str) -> str:
    name = re.sub(r"^(?:the|The|a|an|A|An) ", "", name)
    return _AND_ITS.sub("", name)
