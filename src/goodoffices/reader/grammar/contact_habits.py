"""Contacts that are told as a custom and not as an event: 'the boards meet every Tuesday', 'the panel meets twice a year'."""

from __future__ import annotations

from goodoffices.reader.grammar.moods import is_usual
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.record.dates import MONTHS, WEEKDAYS

_TIMES = frozenset(("once", "twice", "times"))
_UNITS = frozenset(("day", "week", "fortnight", "month", "quarter", "year", "season"))
_SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter", "morning", "evening", "night"))
_PRESENT = ("VBZ", "VBP", "VB")


def is_habit(tree: Tree, place: int) -> bool:
    """Return whether a verb in the present tense says how often something happens, and not that it did."""
    verb = tree.words[place]
    helped = any(kid.tag != "RB" for kid in verb.of("aux", "auxpass"))
    if verb.tag not in _PRESENT or helped:
        return False
    if is_usual(verb):
        return True
    behind = tree.words[place + 1 : verb.right + 1]
    return any(_is_repeated(word) for word in behind)


def _is_repeated(word: Word) -> bool:
    """Whether a word tells of a time that comes again: 'every Tuesday', 'twice a year', 'of every week'."""
    if word.text.removesuffix("s") in WEEKDAYS and word.text.endswith("s"):
        return True  # 'meets on Mondays'
    time = word.lemma.lower() in (*_UNITS, *_SEASONS) or word.text in (*WEEKDAYS, *MONTHS)
    if time and any(kid.lower in ("every", "each") for kid in word.of("det")):
        return True
    before = word.sentence[max(0, word.place - 2) : word.place]
    return (
        word.lemma.lower() in _UNITS
        and len(before) == 2
        and before[1].lower in ("a", "per", "every")
        and before[0].lower in _TIMES
    )
