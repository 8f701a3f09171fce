"""The things that figures count, from their units and the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.similarity import overlap, stem, stems

_GENERIC = frozenset(("people", "person", "men", "women", "other", "individual", "them"))
_SAME_WORDS = (
    frozenset(("worker", "employee", "staff", "labourer", "laborer")),
    frozenset(("hostag", "captive", "captiv", "detaine", "prisoner", "abducte")),
    frozenset(("dead", "death", "fatality", "kill", "victim")),
)
_CLAUSE = re.compile(r"[,;:()–—]|\.\s|\b(?:and|but|while|whereas|although|with)\b|[“”\"]|\d")
_WORDS_AFTER, _WORDS_BEFORE = 9, 6
_PARTICIPLE = re.compile(r"\b([a-z]{3,}(?:ed|en|ld|lt|ught))\b")


@dataclass(frozen=True, slots=True)
class Thing:
    """A counted thing: the head noun, the words of the unit and of the clause, and the verb."""

    unit: str
    head: str
    words: frozenset[str]
    context: frozenset[str]
    doing: str | None
    part: bool


def thing_of(entry: Entry, text: str, figures: Mapping[str, Entry]) -> Thing:
    """Return the thing a figure counts; ``text`` is its dispatch, ``figures`` may hold its whole."""
    body = entry.body
    assert isinstance(body, Figure)
    unit = body.unit
    whole = figures.get(body.subgroup_of or "")
    if whole is not None and isinstance(whole.body, Figure):
        unit = f"{unit} {whole.body.unit}"
    after, before = _around(entry, text)
    doing = _PARTICIPLE.search(after)
    words = stems(unit)
    nouns = [word for word in re.findall(r"[a-z’'-]+", body.unit.casefold()) if len(word) > 2]
    percent = body.unit.startswith("percent")
    head = "percent" if percent else stem(nouns[-1]) if nouns else body.unit
    context = stems(f"{after} {before}") | (words - {head})
    verb = doing[1] if doing and doing[1] not in body.unit else None
    return Thing(body.unit, head, words, context - {head}, verb, body.subgroup_of is not None)


def _around(entry: Entry, text: str) -> tuple[str, str]:
    """The words of the clause after a figure and before it."""
    if text[entry.span.start : entry.span.end] != entry.span.text:
        return "", ""
    after = text[entry.span.end : entry.span.end + 120]
    stop = _CLAUSE.search(after, 1)
    after = after[: stop.start()] if stop else after
    before = re.split(r"[.;:“”\"]\s?|\d", text[max(0, entry.span.start - 90) : entry.span.start])[-1]
    return (
        " ".join(after.split()[:_WORDS_AFTER]),
        " ".join(before.rpartition(",")[2].split()[-_WORDS_BEFORE:]),
    )


def same_thing(one: Thing, other: Thing) -> bool:
    """Return whether two figures count the same thing: the same head noun, and clauses that agree."""
    if one.part != other.part:
        return False
    shared = overlap(one.context, other.context)
    if one.head == "percent" or other.head == "percent":
        return one.head == other.head and overlap(one.words, other.words) > 0.5
    if one.head == other.head or any({one.head, other.head} <= same for same in _SAME_WORDS):
        if one.doing and other.doing and stem(one.doing) != stem(other.doing):
            return shared >= 0.5
        return shared >= 0.25 or not one.context or not other.context
    generic = one.head in _GENERIC or other.head in _GENERIC
    return generic and shared >= 0.5 and len(one.context & other.context) > 1
