"""The things that figures count, from their units and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.cues import adds, day_told, deeds, names_in
from goodoffices.record.merge.passages import Passage, passage
from goodoffices.record.merge.similarity import stem, stems
from goodoffices.record.noun_words import share_of

_ANYBODY = """
people person persons men women other others individual them
"""
_HUMANS = """
worker employee hostage captive detainee prisoner student teacher nurse doctor driver docker farmer
fisherman fishermen sailor soldier fighter policeman civilian resident villager member passenger
migrant refugee child children miner pilot guard crew victim patient protester lecturer
"""
_ASKS = """
demand demands demanded wants want seeks asked demanding
"""
_NOT_VERBS = """
would could should been even between often seven eleven ten hundred children women citizen taken
risen fallen grown increased decreased reached exceeded climbed estimated need indeed
believed thought supposed expected understood known reported
"""
_SAYS_NOTHING = """
minister president chief secretary mediator spokesman spokeswoman director leader engineer envoy
official percent sides side repeated reporters day days week weeks month months year years night nights
"""
DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
"""Days in a unit of time: '24 months' and 'two years' are compared in days."""
PERSONS = frozenset(map(stem, _ANYBODY.split()))
"""Stems of words for people that may stand for any people: '250 people' for '250 prisoners'."""
_ALIKE = (
    "worker employee staff labourer laborer",
    "hostage captive detainee prisoner abductee inmate",
    "dead death fatality killed died die victim body casualty",
    "released freed free release home handed",
    "renewed extended prolonged renewal extension prolong",
    "shipped exported transported carried",
    "displaced fled uprooted driven",
    "truce ceasefire cease-fire armistice pause lull",
    "pact deal agreement accord treaty contract",
    "strike walkout stoppage striking",
    "ton tonne",
    "truck lorry",
    "ship vessel boat",
    "pay wage salary",
    "soldier troop serviceman fighter combatant",
    "family household",
    "job post",
    "plane aircraft airplane",
    "protester demonstrator",
    "student pupil",
    "seat mandate",
    "cancelled scrapped axed",
    "injured wounded hurt",
    "missing unaccounted",
    "arrested detained",
)
_DEAD = "dead"
_MEANING = {stem(word): words.split()[0] for words in _ALIKE for word in words.split()}
HUMAN = frozenset(_MEANING.get(stem(word), stem(word)) for word in _HUMANS.split())
_OFFERS = frozenset(map(stem, ["offer", "offers", "offered", "offering"]))
_DEMANDS = frozenset(map(stem, _ASKS.split()))
_PARTICIPLE = re.compile(
    r"\b([a-z]{3,}(?:ed|en|ld|lt|ught)|died|fled|paid|sent|shot|free|release|go home|extend|renew|"
    r"(?:(?<=are )|(?<=were )|(?<=still ))[a-z]{3,}ing|on strike)\b"
)
_NO_VERB = frozenset(_NOT_VERBS.split())
"""Words with the ending of a participle that tell nothing of what is done to the counted thing."""
_OF = re.compile(r"\b(?:of|from|in|at|who|that|which|be|been|being|were|was|are|is|had|have|has)\b")
_DATES = {word.casefold() for word in (*WEEKDAYS, *MONTHS)} - {"may"}
_UNTOLD = frozenset(map(stem, (*_SAYS_NOTHING.split(), *_DATES)))
"""Stems that tell nothing of a length of time: days, titles, units of time."""
_MORE = re.compile(r"\A\s*(?:of|from|held by|belonging to)\s+(?:the\s+)?((?:[\w’'-]+\s?){1,4})")
_TOWARD = re.compile(r"\A\s*(?:to|for)\s+(?:the\s+)?([\w’'-]+)")
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|toll) of ((?:[a-z’'-]+\s){1,3}?)"
    r"(?:[a-z]+ ){0,4}?(?:at|to|as|is|was|of|reached)\s*$"
)
_IN_YEAR = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Oo]f|[Bb]y|[Uu]ntil)\s((?:19|20)\d{2})\b")
_IN_MONTH = re.compile(rf"\b(?:in|during|for)\s({'|'.join(MONTHS)})\b")
_WITHIN = re.compile(r"\b(?:within|in|by|after|before)\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class Thing:
    """A counted thing: its head noun, the words of its unit, of its clause, its verb and its narrower words.

    ``doing`` is the verb by its meaning, ``verb`` as it is written. ``names`` are those of its clause, and
    ``wide`` are words of its sentence; ``toward`` is the word for those who get the counted thing.
    ``year`` and ``month`` are those its sentence tells of, if not those of its report.
    ``sentence`` is the dispatch and the offset at which the figure's sentence begins. ``wholes`` are the
    values of the wholes that it is a part of, ``day`` is the day of the week its clause names, as a date,
    and ``value`` is in days if it is a duration. Its clause says if it is ``offered`` or ``demanded``.
    """

    entry: Entry
    unit: str
    head: str
    sort: str
    words: frozenset[str]
    context: frozenset[str]
    doing: str | None
    verb: str | None
    narrow: frozenset[str]
    names: frozenset[str]
    toward: str | None
    wide: frozenset[str]
    day: str | None
    year: str | None
    month: str | None
    value: float
    sentence: tuple[str, int]
    adds: bool
    offered: bool
    demanded: bool
    wholes: frozenset[float] = frozenset()

    @property
    def part(self) -> bool:
        return bool(self.wholes)


def things_of(entries: Iterable[Entry], texts: Mapping[str, str]) -> list[Thing]:
    """Return the things that figures count, in the order of the entries; ``texts`` are the dispatches.

    A number without a noun counts what the number before it in its sentence counts: '160 and 90'.
    """
    known = {entry.id: entry for entry in entries}
    found: list[Thing] = []
    heads: dict[tuple[str, int], Thing] = {}
    for entry in known.values():
        thing = _thing(entry, texts.get(entry.source.dispatch, ""), known)
        before = heads.get(thing.sentence)
        if not thing.head and before is not None and before.sort == thing.sort:
            words = thing.words | {before.head}
            thing = replace(thing, unit=thing.unit or before.unit, head=before.head, words=words)
        if thing.head:
            heads[thing.sentence] = thing
        found.append(thing)
    return found


def _thing(entry: Entry, text: str, figures: Mapping[str, Entry]) -> Thing:
    body = entry.body
    assert isinstance(body, Figure)
    around = passage(entry, text)
    unit, head, sort = body.unit, _head(body, around), _sort(body, around)
    whole = figures.get(body.subgroup_of or "")
    wholes: frozenset[float] = frozenset()
    if whole is not None and isinstance(whole.body, Figure):
        unit = f"{unit} {whole.body.unit}"
        head = head or _head(whole.body, around)
        wholes = frozenset((value_of(whole.body),))
    verb = _verb(f"{body.unit} {around.after}", around.before)
    words = meanings(unit)
    if sort in ("length", "deadline"):
        context = frozenset(map(meant_by, deeds(around.sentence))) - _UNTOLD
    else:
        context = words | meanings(f"{around.after} {around.before}")
    behind = around.after.removeprefix(body.unit)
    more, toward = _MORE.match(behind), _TOWARD.match(behind)
    doing = _meaning(verb) if verb else None
    if doing == _DEAD and head in PERSONS:
        head = _DEAD
    narrow = (
        meanings(f"{_own(body.unit)} {more[1] if more else ''}") if sort == "count" else frozenset()
    )
    told = (context - {head}) | {doing}
    return Thing(
        entry=entry,
        unit=body.unit,
        head=head,
        sort=sort,
        words=words,
        context=context - {head},
        doing=doing,
        verb=verb,
        narrow=narrow - {head, doing} - PERSONS,
        toward=_meaning(toward[1].casefold()) if toward else None,
        wide=frozenset(map(meant_by, deeds(around.sentence))) - _UNTOLD - {head},
        names=names_in(f"{around.before} {around.after}"),
        day=day_told(f"{around.before} {around.after}", entry.source.published),
        year=_year(around.sentence, entry),
        month=_month(f"{around.before} {around.after}"),
        value=value_of(body),
        sentence=(entry.source.dispatch, around.start),
        adds=adds(f"{around.before[-20:]} {entry.span.text}"),
        offered=bool(told & _OFFERS),
        demanded=bool(told & _DEMANDS),
        wholes=wholes,
    )


def _year(sentence: str, entry: Entry) -> str | None:
    """Return the year of which a sentence tells, None if it is that of its report."""
    found = _IN_YEAR.search(sentence)
    return found[1] if found and not (entry.source.published or "").startswith(found[1]) else None


def _month(clause: str) -> str | None:
    found = _IN_MONTH.findall(clause)
    return str(found[0]) if len(found) == 1 else None


def _own(unit: str) -> str:
    """Return the words of a unit that name the counted thing: 'prisoners' of 'prisoners of the army'."""
    return _OF.split(unit.casefold())[0]


def _head(body: Figure, around: Passage) -> str:
    """Return the counted noun by its meaning; '' if the report gives a number alone."""
    if share_of(body.unit) is not None:
        return "percent"
    said = _NUMBER_OF.search(around.before_all)
    if said:
        return _meaning(said[1].split()[-1])
    plain = [w for w in re.findall(r"[a-z][a-z0-9’'-]*", _own(body.unit)) if not _is_verb(w)]
    nouns = [word for word in plain if len(word) > 2 or word[-1].isdigit()]
    head = _meaning(nouns[-1]) if nouns else ""
    return "duration" if head in DAYS else head


def _sort(body: Figure, around: Passage) -> str:
    """Return the sort of a figure: a share, a length of time, a time limit or a count."""
    if share_of(body.unit) is not None:
        return "percent"
    if unit_of_time(body) is None:
        return "count"
    return "deadline" if _WITHIN.search(around.before) else "length"


def unit_of_time(body: Figure) -> str | None:
    """Return the unit of a duration, 'day' for '60 days'; None if a figure is no duration."""
    words = re.findall(r"[a-z]+", _own(body.unit))
    word = stem(words[0]) if words else ""
    return word if word in DAYS else None


def value_of(body: Figure) -> float:
    """Return the number of a figure, the middle of a range; a duration in days."""
    value = body.value
    number = (float(body.low or 0) + float(body.high or 0)) / 2 if value is None else float(value)
    return number * DAYS.get(unit_of_time(body) or "", 1)


def _meaning(word: str) -> str:
    """Return a stem, the same for words that mean the same: 'detainee' and 'prisoner'."""
    return meant_by(stem(word))


def meant_by(found: str) -> str:
    """Return a stem, the same for stems that mean the same."""
    return _MEANING.get(found, found)


def meanings(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, the same for words that mean the same."""
    return frozenset(map(meant_by, stems(text)))


def _is_verb(word: str) -> bool:
    return word not in _NO_VERB and not word.endswith("men") and bool(_PARTICIPLE.fullmatch(word))


def _tells(word: str) -> bool:
    return word not in _NO_VERB and not word.endswith("men")


def _verb(after: str, before: str) -> str | None:
    """Return the verb of a figure's clause: the first after the figure, else the last before it."""
    later = [str(word) for word in _PARTICIPLE.findall(after) if _tells(word)]
    earlier = [str(word) for word in _PARTICIPLE.findall(before) if _tells(word)]
    return later[0] if later else earlier[-1] if earlier else None
