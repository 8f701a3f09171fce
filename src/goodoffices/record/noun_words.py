"""Names and noun phrases within sentences: their article, and the number of the verb after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.wording import within

_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"both", "many", "several", "all", "some", "dozens", "scores", "hundreds", "thousands"}
)
_ARTICLES = ("a", "an")
_HEAD = re.compile(r"\s(?:of|from|in|for|on|between|with)\s", re.I)
_SHARE = re.compile(r"(?:percent|per cent|%)(?: +of\b|(?! +points?\b)(?= |\Z)) *(.*)", re.I | re.S)
_BODY = re.compile(
    r"(?!the\b|an?\b|.*['’]s?\s).*\b(?:government|administration|cabinet|board|company|management|"
    r"council|leadership|ministry|delegation|parliament|union|army)",
    re.I,
)
"""A name such as 'Netanyahu government', which takes an article that it does not have."""
_NOUNS = (
    "families relatives parents mothers fathers widows survivors victims veterans refugees prisoners "
    "detainees hostages residents villagers citizens people women men",
    "workers doctors nurses teachers students farmers fishermen drivers miners sailors police soldiers",
    "protesters activists critics mediators negotiators envoys officials ministers diplomats lawyers",
    "lenders creditors donors investors shareholders owners employers unions camps sides parties groups "
    "delegations governments",
)
OBJECT = re.compile(r"(?:the|an?|its|their|his|her|some|\d[\d,.]*)\s", re.I)
"""How a goal begins that is a thing and not an act: 'a truce', '60 days'."""
_PEOPLE = frozenset(noun for nouns in _NOUNS for noun in nouns.split())
"""Nouns for several people: a name that ends in one, and no other proper name in -s, is a plural."""


def was(phrase: str) -> str:
    """Return 'was' or 'were' after a noun phrase."""
    listed = phrase.casefold().split()
    if not listed:
        return "was"
    noun = head(phrase).casefold()
    number = listed[0].strip("~").replace(",", "")
    several = number in _NUMBERS or (number.isdigit() and number != "1") or noun.endswith("s")
    return "were" if several and listed[0] not in _ARTICLES and not noun.endswith("ss") else "was"


def are(names: Sequence[str]) -> str:
    """Return 'is' or 'are' after the names of actors: 'Hamas is', 'Families of the crew are'."""
    return "is" if len(names) == 1 and not _several(names[0]) else "are"


def does(name: str, verb: str) -> str:
    """Return a verb in the third person as it goes with a name: 'demands', 'demand' after 'families'."""
    return verb if are([name]) == "is" else verb.removesuffix("s")


def subject(name: str) -> str:
    """Return a name at the beginning of a sentence with 'is' or 'are': 'The Tavland government is'."""
    found = _the(name)
    return f"{found[:1].upper()}{found[1:]} {are([name])}"


def inside(name: str) -> str:
    """Return a name within a sentence: 'the Tavland government', 'families of the crew', 'Hamas'."""
    first = name.split(maxsplit=1)[:1]
    if first and first[0].casefold() in _PEOPLE:
        return name[0].lower() + name[1:]
    return within(_the(name))


def _the(name: str) -> str:
    return f"the {name}" if _BODY.fullmatch(name) else name


def _several(name: str) -> bool:
    """Return whether the name of an actor is a plural: 'Families of the crew', 'striking pilots'."""
    words, noun = name.split(), head(name)
    if not words or words[0].casefold() in _ARTICLES:
        return False
    plain = noun.islower() and noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    plain = plain or noun.endswith(("men", "women", "folk"))
    return plain or noun.casefold() in _PEOPLE


def head(phrase: str) -> str:
    """Return the noun of a phrase: 'Families' of 'Families of the crew'."""
    words = _HEAD.split(phrase, maxsplit=1)[0].split() or phrase.split()
    return words[-1] if words else ""


def share_of(unit: str) -> str | None:
    """Return what a unit makes a figure a share of: 'crews' for 'percent of crews', '' if it does not say.

    None if the figure is no share: '4 percentage points'.
    """
    found = _SHARE.fullmatch(unit)
    return found[1] if found else None
