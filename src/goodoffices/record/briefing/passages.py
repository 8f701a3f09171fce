"""The reports' own words for the status: sentences on which entries rest that nobody has reviewed.

A reader may be wrong about actors, days, and whether an event happened. A sentence of ours would say it as
if somebody had checked it; the report's own sentence cannot be wrong about the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.record.citations import Citations
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import MONTHS, WEEKDAYS, order
from goodoffices.record.entries import Entry, Outcome
from goodoffices.record.entry_words import label, source_words
from goodoffices.record.merge.events import Event

LONGEST = 900
"""Characters of a sentence: of a longer one only the place is given, for a part might say something else."""
TOGETHER = 600
"""Characters up to which sentences that stand together are one passage."""
_POINTS_BACK = re.compile(
    r"[\"“‘']?(?:He|She|It|They|Him|His|Her|Its|Their|This|That|These|Those|Both|Neither|Each|All|Such|But|"
    r"However|Instead|The (?:two|pair|latter|former|other)|And|So|Nor|Yet)\b"
)
"""How a sentence begins that is not understood without the one before it."""
_TAKES_BACK = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|untrue|false|baseless|unfounded|fabricat\w+|retract\w*|withdr[ae]w\w*|"
    r"disput(?:es?|ed|ing) (?:that|this|it|the (?:claim|report|account)s?)|"
    r"reject\w*|dismiss\w*|refut\w+|contradict\w*|no such|never|not true|correction|mistaken\w*|"
    r"confirm\w*|contrary|hoax|rumou?rs?)\b"
    r"|\A[\"“]?(?:But|However|Yet|Later|Instead|Neither|No|Nobody|None)\b",
    re.IGNORECASE,
)
"""Words of a sentence that may take back the one before it, or say more about whether it is so."""
_NOT = re.compile(r"\bnot\b|n[’']t\b", re.IGNORECASE)
"""Words that deny something: the sentence before, if both speak of the same."""
_NAMING = 5
"""Letters of a word that two sentences about the same thing have in common."""
_SPOKEN = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|tomorrow|"
    r"(?:last|this)\s(?:night|morning|afternoon|evening)|overnight|"
    r"(?:last|next|this)\s(?:week(?:end)?|month|year)"
)
_DAY = re.compile(rf"\b(?:{_SPOKEN}|{'|'.join(MONTHS)}|\d{{4}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of a report in its own words, its name, and the ids of the entries that rest on them."""

    text: str
    entries: tuple[str, ...]


@dataclass(slots=True)
class _Drawn:
    """Sentences that stand together, the entry they were drawn for, and the ids of all entries."""

    text: str
    place: str
    entry: Entry
    ids: tuple[str, ...]


def passages(events: Iterable[Event], citations: Citations, most: int) -> Iterator[Passage]:
    """Yield passages for events, no sentence twice; an event without words has none.

    A sentence that is not understood without the one before it follows that one, where it was quoted.
    """
    told: dict[tuple[str, int | str], _Drawn] = {}
    found: list[_Drawn] = []
    for event in events:
        entry = event.shown
        cited = citations.of(entry)
        dispatch, number = entry.source.dispatch, cited.number or 0
        key = dispatch, cited.number or cited.text
        if not cited.text or key in told:
            continue
        text, ids = cited.text, tuple(version.id for version in event.versions)
        before, after = citations.beside(entry)
        quoted = (dispatch, number + 1) in told
        behind = bool(
            after and not quoted and (_takes_back(text, after) or _is_told_in(entry, text, after))
        )
        if behind:
            text = f"{text} {after}"
        back = bool(before and _POINTS_BACK.match(text))
        earlier = told.get((dispatch, number - 1)) if back else None
        if earlier is not None and len(earlier.text) + len(text) < TOGETHER:
            earlier.text += f" {text}"
            earlier.ids += ids
            drawn = earlier
        elif len(found) == most:
            break
        else:
            drawn = _Drawn(f"{before} {text}" if back else text, cited.place, entry, ids)
            found.append(drawn)
        told[key] = drawn
        if behind:
            told[dispatch, number + 1] = drawn
        if back:
            told.setdefault((dispatch, number - 1), drawn)
    yield from (Passage(_cited(one.text, one.place, one.entry), one.ids) for one in found)


def _cited(text: str, place: str, entry: Entry) -> str:
    """Return words of a report with its name; if they are too long to be read here, only the place."""
    source = source_words(entry.source)
    if len(text) > LONGEST or text.startswith("… ") or text.endswith(" …"):
        return f"Too long to be quoted here: {place or 'a sentence'} of {source}."
    # Without the sentence around them, an entry's words may be those that the report denies.
    how = "" if place else label(entry)
    beside = "; ".join(filter(None, (how, source, _day_meant(text, entry))))
    return f"{in_marks(text)} ({beside})."


def _takes_back(text: str, after: str) -> bool:
    """Return whether a sentence may take back the one before it."""
    if _TAKES_BACK.search(after):
        return True
    words = (set(re.findall(r"\w+", one.casefold())) for one in (text, after))
    same = any(len(word) >= _NAMING for word in set.intersection(*words))
    return _NOT.search(after) is not None and (same or _POINTS_BACK.match(after) is not None)


def _is_told_in(entry: Entry, text: str, after: str) -> bool:
    """Return whether the sentence behind an outcome's own tells how long it lasts."""
    lasts = entry.body.duration if isinstance(entry.body, Outcome) else None
    return lasts is not None and lasts not in text and lasts in after


def in_marks(text: str) -> str:
    """Return words of a report between quotation marks; marks within them become single."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _day_meant(text: str, entry: Entry) -> str:
    """Return the day behind a spoken word for it, if the passage has no other: 'Friday: 24 May 2024'."""
    days = _DAY.findall(text)
    if len(days) != 1 or not re.fullmatch(_SPOKEN, days[0], re.IGNORECASE):
        return ""
    word = " ".join(days[0].split())
    return f"{word}: {when_text(entry.edtf)}" if _may_be(word, entry.edtf) else ""


def _may_be(word: str, edtf: str | None) -> bool:
    """Return whether a word for a day or a week can mean a date, which may belong to another word."""
    if edtf is None or not edtf[:1].isdigit() or edtf.endswith("/.."):
        return False
    first, last = order(edtf)[:2]
    if word.capitalize() in WEEKDAYS:
        return first == last and WEEKDAYS[first.weekday()] == word.capitalize()
    return (first == last) == (" " not in word)
