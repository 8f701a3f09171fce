"""Numbers that count nothing: an age, a time, a number in a name, a year, a speaker, an idiom."""

from __future__ import annotations

import re

from goodoffices.reader.figure_words import DONE, GIVEN, OUT_OF, PLURAL, THOSE_OF, words_after
from goodoffices.record.numbers_in_words import NUMBER, TENS, UP_TO_TWENTY

_WORDS = {"zero": 0, **UP_TO_TWENTY, **TENS, "dozen": 12, "hundred": 100}
_TIME = re.compile(
    r"(?:minute|hour|day|week|month|year|decade|night|time|p\.?m|a\.?m|o'clock|o’clock|local time|"
    r"(?-i:GMT|UTC|CES?T|[ECMP][SD]T|[BI]ST|hrs))s?\b",
    re.IGNORECASE,
)
_OR_TIME = re.compile(rf"\s(?:or|and)\s{NUMBER}[\s-]{_TIME.pattern}", re.IGNORECASE)
"""'10 or 15 days', of which the first number counts days too."""
MOST_DIGITS = 15
"""A longer number is no count of anything: a key, an account, damage."""
_SIDES = frozenset(
    ("sides", "parties", "camps", "governments", "delegations", "leaders", "sessions", "ways", "points")
)
_PAIR = re.compile(
    r"(?:neighbou?r|countrie|nation|state|rival|foe|enemie|capital|government)s", re.IGNORECASE
)
"""'two neighbours', whose talks a report is about, are no figure."""
_PARTS = frozenset(("groups", "phases", "stages", "steps", "parts", "batches", "rounds", "tranches"))
_IN_BEFORE = re.compile(r"\b(?:in|into|over)\s$", re.IGNORECASE)
"""'a release in two groups' counts nobody: it says how it is done."""
_THE_BEFORE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts)\s$")
_SPEAKERS = re.compile(
    r"\s(?:(?:[a-z-]+|[A-Z][\w’'-]+)\s){0,3}(?:officials|sources|diplomats|aides|negotiators|mediators|advis[eo]rs|executives|"
    r"insiders|people\s(?:familiar|briefed|close|with\sknowledge|involved))\b"
)
"""'two officials', 'three people familiar with the talks': who says it, not how many there are."""
_AFTER_NAME = re.compile(
    r"(?:\b(?:[A-Z][\w’'-]*|No\.|houses|numbers|flats|rooms|pages|articles|lines|berths|gates|aged|age|chapter|article|section|page|paragraph|phase|route|flight|bus|tram|train|at|against)|[#:/.])\s?$|\bGroup\sof\s$"
    r"|\b(?:houses|numbers|flats|rooms|pages|articles|lines|berths|gates)\s\d+\sand\s$"
)
_NUMBERED = frozenset(("no.", "article", "section", "phase", "route", "flight"))
"""Words at the head of a sentence whose number is a name."""
_SHARE = re.compile(r"\b[Oo]ne\sin\s(?:every\s)?$")
_OF_TEN = re.compile(r"\sout\sof\s(?:every\s)?(?:10|ten|100|a\shundred)\s[a-z]")
_OUT_OF_BEFORE = re.compile(r"\w\sout\sof\s(?:every\s)?$")
"""Words beside the numbers of a share: 'six out of 10 nurses'."""
_ONE_OF = re.compile(r"\sof\s(?:the|its|their)\s(?:[\w-]+[’']s\s)?(?:most|[a-z]+est)\b")
"""'one of the world's most severe crises' counts nothing."""
_BOTH = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)\s$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
COMPOUND = re.compile(r"[-–](?P<noun>[a-z]+)\b")
HEADS = {
    "member": "members",
    "seat": "seats",
    "nation": "nations",
    "state": "states",
    "country": "countries",
    "party": "parties",
    "man": "men",
    "woman": "women",
    "person": "people",
    "strong": "",
    "dollar": "dollars",
    "euro": "euros",
}
"""Nouns that count something before another noun: '21-member committee'; '10-point proposal' counts nothing."""
_SUPERLATIVE = re.compile(r"\s[a-z]+est\s")
_HOUR = re.compile(r"\b(?:start|begin|open|close|meet|resume)(?:s|ed|ing)?\sat\s$", re.IGNORECASE)
"""A word for a number behind it is an hour: 'the machines start at eight'."""
_FORMAT = re.compile(r"\s?\+\s?\d")
"""The name of a format of talks: '5+1', '5+5'."""
_FRACTION = re.compile(r"[\s-](?:thirds|quarters|fifths|sixths|eighths|tenths)\b", re.IGNORECASE)
"""'two thirds of the crew' are not two."""
_VAGUE = r"one|zero|(?:an? )?(?:hundred|dozen|thousand|[mb]illion)"
"""Numbers that count nothing by themselves: 'a hundred times'."""


def counts_nothing(text: str, match: re.Match[str], after: str, part: bool, follows: bool) -> bool:
    """Whether a number is no figure: an age, a time, a name's number, a year, a speaker, an idiom."""
    word, before = match["n"].lower(), text[: match.start()]
    plain = not (match["q"] or match["money"] or match["pct"])
    return (
        sum(sign.isdigit() for sign in word) > MOST_DIGITS
        or _joined_to_a_word(text, match, before, after, plain)
        or _time_or_year(word, before, after, plain)
        or (plain and word.isdigit() and _in_a_name(before, after))
        or _of_speakers(match, before, after, plain)
        or _idiom(match, before, after, part, follows)
        or _few_of_no_kind(match, before, after, part)
    )


def _joined_to_a_word(text: str, match: re.Match[str], before: str, after: str, plain: bool) -> bool:
    """Whether a number is part of a word or a format: 'G7', '5+1', '10-point', 'two thirds'."""
    word, first = match["n"].lower(), match.start("n")
    compound = COMPOUND.match(after)
    named = compound and plain and not match["n2"] and compound["noun"] not in HEADS
    return bool(
        named
        or _FORMAT.match(after)
        or re.search(r"\d\+$", before)
        or (first and (text[first - 1].isalnum() or text[first - 1] in "’'"))
        or (after[:1] in "-–" and after[1:2].isalpha() and word.isalpha())
        or _FRACTION.match(after)
    )


def _time_or_year(word: str, before: str, after: str, plain: bool) -> bool:
    """Whether a number is a time, a length of time or a year: 'at eight', '10 or 15 days', '2031'."""
    hour = word in _WORDS and plain and _HOUR.search(before[-20:])
    time = _ORDINAL.match(after) or _TIME.match(after.lstrip(" -")) or _OR_TIME.match(after)
    year = word.isdigit() and len(word) == 4 and 1900 <= int(word) <= 2100
    return bool(hour or time or (year and plain))


def _in_a_name(before: str, after: str) -> bool:
    """Whether a number stands behind a name or as an age between commas: 'Route 66', 'Bell, 45, said'."""
    if re.search(r",\s$", before) and after.startswith(","):
        return True
    if not _AFTER_NAME.search(before[-20:]) or GIVEN.search(before[-60:]):
        return False
    first = before.rstrip().rpartition(" ")[2]
    return bool(before.rstrip().count(" ")) or first.lower() in _NUMBERED


def _of_speakers(match: re.Match[str], before: str, after: str, plain: bool) -> bool:
    """Whether a number tells how many say something: 'two officials'."""
    speakers = _SPEAKERS.match(after) or before.lower().endswith("according to ")
    return bool(plain and match["n"].lower() in _WORDS and not match["n2"] and speakers)


def _idiom(match: re.Match[str], before: str, after: str, part: bool, follows: bool) -> bool:
    """Whether a number counts nothing by how it is said: 'six out of 10', 'a hundred times'."""
    word = match["n"].lower()
    if word == "one" and (not follows or _ONE_OF.match(after)):
        return True
    of_ten = word in ("10", "ten", "100", "a hundred") and _OUT_OF_BEFORE.search(before[-20:])
    if _SHARE.search(before[-20:]) or _OF_TEN.match(after) or of_ten:
        return True
    if word in _WORDS and _SUPERLATIVE.match(after):
        return True
    if word in _WORDS and not match["q"] and _BOTH.search(before[-8:]) and DONE.match(after):
        return True
    vague = re.fullmatch(_VAGUE, word)
    return bool(vague and not part and not match["pct"] and not match["q"])


def _few_of_no_kind(match: re.Match[str], before: str, after: str, part: bool) -> bool:
    """Whether a small number has no plural that it counts: 'the two sides', 'in two groups'."""
    word = match["n"].lower()
    small = word in _WORDS and _WORDS[word] < 13 and not match["n2"] and not match["pct"] and not part
    counted = DONE.match(after) or GIVEN.search(before[-60:])
    if not small or counted or OUT_OF.match(after) or THOSE_OF.search(before[-24:]):
        return False
    noun = words_after(after).rpartition(" ")[2]
    return bool(
        not PLURAL.fullmatch(noun)
        or (noun[:1].isupper() and match["n"][:1].isupper())
        or noun.lower() in _SIDES
        or (word == "two" and _PAIR.fullmatch(noun))
        or (noun.lower() in _PARTS and _IN_BEFORE.search(before[-8:]))
        or (_THE_BEFORE.search(before[-8:]) and not match["q"] and _WORDS[word] < 4)
    )
