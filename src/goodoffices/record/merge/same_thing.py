"""Whether two figures count the same thing: their nouns, verbs, words, numbers, names, days and parts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from goodoffices.record.entries import Figure
from goodoffices.record.merge.counted_things import HUMAN, PERSONS, Thing, meant_by
from goodoffices.record.merge.similarity import days_apart, overlap, stem

_IN_MEASURES = """
metre meter kilometre kilometer mile hectare acre litre liter gallon tonne ton kilogram barrel megawatt
degree euro dollar pound franc rupee krone kronor crown point
"""
SAME_THING = 2.0
"""The least score at which two figures count the same thing."""
NEVER = -9.0
"""The score of two figures that cannot count the same thing."""
_OPPOSITE = tuple(
    tuple(meant_by(stem(word)) for word in pair.split())
    for pair in (
        "north south",
        "northern southern",
        "east west",
        "eastern western",
        "upper lower",
        "men women",
        "boys girls",
        "import export",
        "imported exported",
        "wounded killed",
        "first second",
        "trapped rescued",
        "hired dismissed",
        "arrived left",
        "lost gained",
        "bought sold",
        "owe paid",
        "lift receive",
        "sent received",
    )
)
"""Stems of opposites: numbers beside them are of two things."""
_HOLDING = frozenset(map(stem, ("hold", "held", "keep", "arrested")))
_RELEASED = meant_by(stem("released"))
_MEASURES = frozenset(
    map(
        stem,
        _IN_MEASURES.split(),
    )
)
"""Stems of measures: two numbers of one are of the same thing only if other words say so."""


def thing_keys(thing: Thing) -> Iterator[tuple[str, str]]:
    """Yield the keys that figures of a thing share: the noun, a word of the clause, the number itself."""
    if thing.value >= 10 or thing.sort == "percent":
        yield "value", f"{thing.value:g}"
    if thing.sort != "count" or thing.head in PERSONS:
        for word in thing.context:
            yield thing.head, word
        return
    yield thing.head, ""
    for word in thing.context & thing.words if thing.head else thing.context:
        yield "", word
        if not thing.head:
            yield word, ""


def thing_score(one: Thing, other: Thing) -> float:
    """Return how surely two figures count the same thing: noun, verb, words, number, names and parts."""
    same_value = one.value == other.value
    if one.sort != other.sort or (not same_value and _of_a_report(one, other)):
        return NEVER
    if _part_and_whole(one, other) or _stances(one, other) or _opposites(one, other):
        return NEVER
    if not same_value and (_of_two_times(one, other) or _only_measured(one, other)):
        return NEVER
    shared = one.context & other.context
    share = overlap(one.context, other.context)
    score = 2 * share + _verbs(one, other)
    if one.sort != "count":
        if not shared and not same_value:
            return NEVER
        # A length of time is compared by its whole sentence: one noun in common tells the matter.
        score = min(2.5, 1.5 * len(shared)) if one.sort in ("length", "deadline") else score
        score += 1.0 + (0.5 if one.sort == "percent" and _of_a_stance(one, other) else 0.0)
    else:
        nouns = _nouns(one.head, other.head, len(shared), share, same_value and one.value >= 10)
        if nouns is None:
            return NEVER
        score += nouns
    score += _numbers(one, other) + _narrower(one, other, share)
    if not one.context or not other.context:
        score += 1
    elif one.sort == "count":
        score += min(1.0, 0.5 * len((one.wide & other.wide) - shared))
    apart = days_apart(one.entry.source.published, other.entry.source.published)
    return score - (0.5 if apart and apart > 30 else 0)


def _nouns(one: str, other: str, shared: int, share: float, same_value: bool) -> float | None:
    """Return the score of two counted nouns; None if they cannot be of the same thing."""
    if one == other:
        return 2.0 if one else 0.5
    generic = one in PERSONS or other in PERSONS
    if generic and {one, other} & HUMAN:
        return 0.5
    if same_value and ({one, other} <= HUMAN or not one or not other):
        return 0.75
    bare = not one or not other
    if (generic or bare) and shared >= (1 if bare else 2) and share >= 0.5:
        return 1.0
    return 0.0 if bare else None


def _numbers(one: Thing, other: Thing) -> float:
    """Return the score of two numbers: the same, near each other, far apart, of other people or days."""
    low, high = sorted((max(abs(one.value), 1e-9), max(abs(other.value), 1e-9)))
    if low == high:
        round_number = high < 10 or math.log10(high) == int(math.log10(high))
        return 0.75 if round_number else 1.5
    score = -3.0 if high > 5 * low else -1.5 if high > 3 * low else -0.5 if high > 2 * low else 0.0
    if one.sort == "count" and one.names and other.names and not one.names & other.names:
        score -= 1.5
    if one.day and other.day and one.day != other.day:
        score -= 2
    if one.adds or other.adds:
        score -= 3
    return score


def _of_a_report(one: Thing, other: Thing) -> bool:
    """Return whether a report gives both figures as its own: it would not give a thing two numbers.

    Only in two sentences, and as the words of two sources, can they be rivals.
    """
    if one.sentence[0] != other.sentence[0]:
        return False
    sources = (_source(one), _source(other))
    return one.sentence == other.sentence or None in sources or sources[0] == sources[1]


def _source(thing: Thing) -> str | None:
    assert isinstance(thing.entry.body, Figure)
    return thing.entry.body.source


def _narrower(one: Thing, other: Thing, share: float) -> float:
    if one.narrow and other.narrow and not one.narrow & other.narrow:
        return -2.0
    if one.toward and other.toward and one.toward != other.toward and one.value != other.value:
        return -2.0
    return -1.0 if bool(one.narrow) != bool(other.narrow) and share < 0.5 else 0.0


def _verbs(one: Thing, other: Thing) -> float:
    if one.doing is None or other.doing is None:
        return 0.0
    if one.doing == other.doing:
        return 1.0
    low, high = sorted((abs(one.value), abs(other.value)))
    return -0.5 if high <= 1.1 * low else -1.0


def _stances(one: Thing, other: Thing) -> bool:
    """Return whether two numbers are those of a dispute, not of a thing: one offered, the other demanded.

    Of two shares it is enough that only one is offered or demanded: '7 percent' wanted is no rival of
    '5.5 percent' proposed.
    """
    if one.value == other.value:
        return False
    if one.sort == "percent":
        return one.offered != other.offered or one.demanded != other.demanded
    return (one.offered and other.demanded and not one.demanded) or (
        one.demanded and other.offered and not other.demanded
    )


def _of_a_stance(one: Thing, other: Thing) -> bool:
    """Return whether both numbers are offered, or both demanded."""
    return (one.offered and other.offered) or (one.demanded and other.demanded)


def _opposites(one: Thing, other: Thing) -> bool:
    """Return whether two numbers are those of opposites: 'in the north' and 'in the south'."""
    if one.value == other.value:
        return False
    first, second = one.context - other.context, other.context - one.context
    for holds, frees in ((first, other), (second, one)):
        if frees.doing == _RELEASED and holds & _HOLDING:
            return True
    return any((a in first and b in second) or (b in first and a in second) for a, b in _OPPOSITE)


def _of_two_times(one: Thing, other: Thing) -> bool:
    """Return whether two numbers are those of two years or months: 'in 2019' and now."""
    if one.year != other.year:
        return True
    return bool(one.month and other.month and one.month != other.month)


def _only_measured(one: Thing, other: Thing) -> bool:
    """Return whether two numbers have only their measure in common: 300 cubic metres lifted, 250 received."""
    if one.sort != "count" or one.head != other.head or one.head not in _MEASURES:
        return False
    own = one.words | other.words
    return not (one.wide | one.context) & (other.wide | other.context) - own - {one.head}


def _part_and_whole(one: Thing, other: Thing) -> bool:
    """Return whether a figure is a part of the other, or of a whole whose number is nearer to the other's."""
    return _near_whole(one, other) or _near_whole(other, one)


def _near_whole(part: Thing, other: Thing) -> bool:
    if part.value == other.value or other.value <= 0 or part.value <= 0:
        return False
    to_part = abs(math.log(other.value / part.value))
    return any(abs(math.log(other.value / whole)) < to_part for whole in part.wholes - other.wholes)
