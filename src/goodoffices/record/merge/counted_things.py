"""The things that figures count, from their units and the words around them; figures that add up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.similarity import days_apart, overlap, stem, stems

SAME_THING = 2.0
"""The least score at which two figures count the same thing."""
MOST_PARTS = 6
"""Figures of a passage that are tried as parts of a sum: reports list no more."""
_GENERIC = frozenset(("people", "person", "men", "women", "other", "individual", "them"))
_ALIKE = (
    "worker employee staff labourer laborer",
    "hostage captive detainee prisoner abductee inmate",
    "dead death fatality killed victim body casualty",
    "released freed free release home handed",
    "renewed extended prolonged renewal extension prolong",
    "shipped exported transported carried",
    "displaced fled uprooted",
    "truce ceasefire cease-fire armistice pause",
    "pact deal agreement accord treaty",
)
_MEANING = {stem(word): words.split()[0] for words in _ALIKE for word in words.split()}
_TIME = frozenset(("day", "week", "month", "year", "hour", "night"))
_CLAUSE = re.compile(r"[,;:()–—]|\.\s|\b(?:and|but|while|whereas|although|with)\b|[“”\"]|\d")
_WORDS_AFTER, _WORDS_BEFORE = 9, 8
_PARTICIPLE = re.compile(r"\b([a-z]{3,}(?:ed|en|ld|lt|ught)|free|release|go home|extend|renew)\b")
_OF = re.compile(r"\b(?:of|from|in|at|who|that|which|be|been|being|were|was|are|is)\b")
_MORE = re.compile(r"\A\s*(?:of|from|held by|belonging to)\s+(?:the\s+)?((?:[\w’'-]+\s?){1,4})")


@dataclass(frozen=True, slots=True)
class Thing:
    """A counted thing: its head noun, the words of its unit, of its clause, its verb and its narrower words.

    ``doing`` is the verb by its meaning, ``verb`` as it is written. ``sentence`` is the dispatch and the
    offset at which the figure's sentence begins.
    """

    entry: Entry
    unit: str
    head: str
    words: frozenset[str]
    context: frozenset[str]
    doing: str | None
    verb: str | None
    narrow: frozenset[str]
    part: bool
    value: float
    sentence: tuple[str, int]


def thing_of(entry: Entry, text: str, figures: Mapping[str, Entry]) -> Thing:
    """Return the thing a figure counts; ``text`` is its dispatch, ``figures`` may hold its whole."""
    body = entry.body
    assert isinstance(body, Figure)
    unit = body.unit
    whole = figures.get(body.subgroup_of or "")
    if whole is not None and isinstance(whole.body, Figure):
        unit = f"{unit} {whole.body.unit}"
    after, before, begins = _around(entry, text)
    match = _PARTICIPLE.search(f"{body.unit} {after}")
    doing = match[1] if match else _last(before)
    own = _OF.split(body.unit.casefold())[0]
    plain = [word for word in re.findall(r"[a-z’'-]+", own) if not _PARTICIPLE.fullmatch(word)]
    nouns = [word for word in plain if len(word) > 2]
    percent = body.unit.startswith("percent")
    head = "percent" if percent else _meaning(nouns[-1]) if nouns else body.unit.casefold()
    words = frozenset(map(_meaning, stems(unit)))
    context = words | frozenset(map(_meaning, stems(f"{after} {before}")))
    more = _MORE.match(after)
    verb = _meaning(doing) if doing else None
    narrow = frozenset(map(_meaning, stems(f"{body.unit} {more[1] if more else ''}")))
    return Thing(
        entry,
        body.unit,
        head,
        words,
        context - {head},
        verb,
        doing,
        narrow - {head, verb},
        body.subgroup_of is not None,
        _value(body),
        (entry.source.dispatch, begins),
    )


def _meaning(word: str) -> str:
    """Return a stem, the same for words that mean the same: 'detainee' and 'prisoner'."""
    return _MEANING.get(stem(word), stem(word))


def meanings(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, the same for words that mean the same."""
    return frozenset(map(_meaning, stems(text)))


def _last(text: str) -> str | None:
    found = _PARTICIPLE.findall(text)
    return found[-1] if found else None


def _value(body: Figure) -> float:
    if body.value is not None:
        return float(body.value)
    return (float(body.low or 0) + float(body.high or 0)) / 2


def _around(entry: Entry, text: str) -> tuple[str, str, int]:
    """Return the words of the clause after a figure and before it, and the offset of its sentence."""
    start = entry.span.start
    if text[start : entry.span.end] != entry.span.text:
        return "", "", start
    after = text[entry.span.end : entry.span.end + 120]
    stop = _CLAUSE.search(after, 1)
    after = after[: stop.start()] if stop else after
    near = text[max(0, start - 400) : start]
    sentence = re.split(r"[.;:“”\"?!]\s", near)[-1]
    before = re.split(r"\d", sentence[-90:])[-1]
    return (
        " ".join(after.split()[:_WORDS_AFTER]),
        " ".join(before.rpartition(",")[2].split()[-_WORDS_BEFORE:]),
        start - len(sentence),
    )


def thing_keys(thing: Thing) -> Iterator[tuple[str, str]]:
    """Yield the keys that figures of a thing share: the noun, with a verb or a word of the clause."""
    if thing.head in _TIME or thing.head in _GENERIC:
        for word in thing.context:
            yield thing.head, word
        return
    yield thing.head, ""
    if thing.head in ("", "percent"):
        return
    for word in thing.context & thing.words:
        yield "", word


def thing_score(one: Thing, other: Thing) -> float:
    """Return how surely two figures count the same thing: noun, verb, words, parts and size."""
    if one.part != other.part or _rivals_in_a_sentence(one, other):
        return -9
    shared = overlap(one.context, other.context)
    if "percent" in (one.head, other.head):
        return 3 if one.head == other.head and overlap(one.words, other.words) > 0.5 else -9
    generic = one.head in _GENERIC or other.head in _GENERIC
    if one.head != other.head:
        few = len(one.context & other.context) < 2
        return -9 if not generic or shared < 0.5 or few else 2
    time = one.head in _TIME
    if time and not one.context & other.context:
        return -9
    score = (1.0 if time else 2.0) + 2 * shared
    score += _verbs(one.doing, other.doing)
    if one.narrow and other.narrow and not one.narrow & other.narrow:
        score -= 2
    elif bool(one.narrow) != bool(other.narrow) and shared < 0.5:
        score -= 1
    if not one.context or not other.context:
        score += 1
    ratio = abs(math.log(max(abs(one.value), 1e-9) / max(abs(other.value), 1e-9)))
    score -= 3 if ratio > math.log(5) else 0.5 if ratio > math.log(2.5) else 0
    apart = days_apart(one.entry.source.published, other.entry.source.published)
    return score - (0.5 if apart and apart > 30 else 0)


def _verbs(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 0.0
    return 1.0 if one == other else -1.0


def _rivals_in_a_sentence(one: Thing, other: Thing) -> bool:
    """Return whether a sentence gives both figures: it would not give a thing two numbers."""
    return one.sentence == other.sentence and one.value != other.value


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that add up to another, by the ids of their entries: 181 and 706 to 887."""

    parts: tuple[str, ...]
    whole: str


def sums(things: Sequence[Thing]) -> tuple[Sum, ...]:
    """Return the figures that add up: parts in a dispatch, and a whole of the same noun anywhere."""
    wholes: dict[tuple[str, float], list[Thing]] = {}
    passages: dict[tuple[str, str], list[Thing]] = {}
    for thing in things:
        if thing.entry.body.qualifier == "exact" and thing.head != "percent":  # type: ignore[union-attr]
            wholes.setdefault((thing.head, thing.value), []).append(thing)
            passages.setdefault((thing.entry.source.dispatch, thing.head), []).append(thing)
    found: dict[tuple[float, ...], Sum] = {}
    for (_, head), inside in passages.items():
        for size in (2, 3):
            for parts in combinations(inside[:MOST_PARTS], size):
                values = tuple(sorted(part.value for part in parts))
                total = sum(values)
                whole = next(iter(wholes.get((head, total), ())), None)
                if whole is None or values[0] < 2 or whole in parts or len(set(values)) < size:
                    continue
                names = tuple(part.entry.id for part in parts)
                found.setdefault((*values, total), Sum(names, whole.entry.id))
    return tuple(found.values())
