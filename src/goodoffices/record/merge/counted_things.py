"""The things that figures count, from their units and the words around them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.cues import adds, day_told, deeds, names_in
from goodoffices.record.merge.passages import Passage, passage
from goodoffices.record.merge.similarity import days_apart, overlap, stem, stems
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
SAME_THING = 2.0
"""The least score at which two figures count the same thing."""
NEVER = -9.0
"""The score of two figures that cannot count the same thing."""
DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
"""Days in a unit of time: '24 months' and 'two years' are compared in days."""
_PERSONS = frozenset(map(stem, _ANYBODY.split()))
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
_HUMAN = frozenset(_MEANING.get(stem(word), stem(word)) for word in _HUMANS.split())
_OFFERS = frozenset(map(stem, ["offer", "offers", "offered", "offering"]))
_DEMANDS = frozenset(map(stem, _ASKS.split()))
_OPPOSITE = tuple(
    tuple(map(stem, pair.split()))
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
    )
)
"""Stems of opposites: numbers beside them are of two things."""
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
_WITHIN = re.compile(r"\b(?:within|in|by|after|before)\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class Thing:
    """A counted thing: its head noun, the words of its unit, of its clause, its verb and its narrower words.

    ``doing`` is the verb by its meaning, ``verb`` as it is written. ``names`` are those of its clause, and
    ``wide`` are words of its sentence; ``toward`` is the word for those who get the counted thing.
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
    if doing == _DEAD and head in _PERSONS:
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
        narrow=narrow - {head, doing} - _PERSONS,
        toward=_meaning(toward[1].casefold()) if toward else None,
        wide=frozenset(map(meant_by, deeds(around.sentence))) - _UNTOLD - {head},
        names=names_in(f"{around.before} {around.after}"),
        day=day_told(f"{around.before} {around.after}", entry.source.published),
        value=value_of(body),
        sentence=(entry.source.dispatch, around.start),
        adds=adds(f"{around.before[-20:]} {entry.span.text}"),
        offered=bool(told & _OFFERS),
        demanded=bool(told & _DEMANDS),
        wholes=wholes,
    )


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


def thing_keys(thing: Thing) -> Iterator[tuple[str, str]]:
    """Yield the keys that figures of a thing share: the noun, a word of the clause, the number itself."""
    if thing.value >= 10 or thing.sort == "percent":
        yield "value", f"{thing.value:g}"
    if thing.sort != "count" or thing.head in _PERSONS:
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
    generic = one in _PERSONS or other in _PERSONS
    if generic and {one, other} & _HUMAN:
        return 0.5
    if same_value and ({one, other} <= _HUMAN or not one or not other):
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
    return any((a in first and b in second) or (b in first and a in second) for a, b in _OPPOSITE)


def _part_and_whole(one: Thing, other: Thing) -> bool:
    """Return whether a figure is a part of the other, or of a whole whose number is nearer to the other's."""
    return _near_whole(one, other) or _near_whole(other, one)


def _near_whole(part: Thing, other: Thing) -> bool:
    if part.value == other.value or other.value <= 0 or part.value <= 0:
        return False
    to_part = abs(math.log(other.value / part.value))
    return any(abs(math.log(other.value / whole)) < to_part for whole in part.wholes - other.wholes)
