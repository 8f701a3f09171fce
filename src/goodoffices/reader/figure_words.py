"""Words around a number that tell what it counts: its unit, a toll told before it, what is told of those counted."""

from __future__ import annotations

import re

from goodoffices.record.numbers_in_words import NUMBER

PLURAL = re.compile(
    r"(?:[a-z-]{3,}[^s\W]s|[a-z-]*(?:men|women|people|children|folk)|personnel|staff|police)",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\b(?:number|figure|toll|total|share|count|value|price|cost|rent|wage|it|them|that)\s(?:\w+\s){0,7}?(?:at|to|as|is|was|of|be|reached|"
    r"exceeds?|exceeded)\s(?:(?:at least|more than|no more than|about|around|nearly|over|only|just)\s)*$"
    r"|\b(?:to\snumber|numbering|numbered|up\sfrom|down\sfrom)\s$"
    r"|\b(?:put|puts|spoke|speaks|spoken|gave|gives|counted|counts|gone|risen|fallen|rose|fell|down|up|down|raised|cut)\s(?:\w+\s){0,3}?(?:of|at|as|by|to)\s"
    r"(?:(?:at least|more than|no more than|about|around|nearly|over|only|just)\s)*$"
)
"""Words before a number that show a count, even if the unit is not repeated."""
DONE = re.compile(
    r"\s(?:of\s(?:them|whom|those)\s)?(?:were|was|are|is|have|has|had|remain(?:ed)?|died|left|returned|came|walked|stayed|voted|signed)\b"
)
OUT_OF = re.compile(
    rf"\s(?:out\s)?of\s(?:(?:the|its|their|his|her|some|about|roughly|around)\s"
    rf"|[\w-]{{1,30}}(?:[’']s|s[’'])\s){{0,4}}(?={NUMBER})",
    re.IGNORECASE,
)
THOSE_OF = re.compile(r"\b(bodies|remains|deaths)\sof\s$", re.IGNORECASE)
"""The counted noun before its number: 'the bodies of at least six'."""
_UNIT = re.compile(
    r"[\s-]?((?:(?!(?:and|or|in|on|at|by|to|from|for|with|were|was|are|is|have|had|has|who|over|under|within|between|against|about|per|among|out|north|south|east|west|whom|that|which|of|as|"
    r"during|after|before|since|when|while|being|remain|would|will|could|can|but|a|the|killed|held|slain|died|captured|injured|wounded|walked|left|voted|remained|said|more|fewer)\b)[A-Za-z][A-Za-z.’'-]*\s?){1,4})"
)


def words_after(after: str) -> str:
    """The noun phrase behind a number: it ends at the first plural, or after four words."""
    found = _UNIT.match(after)
    words = found[1].split() if found else []
    for place, word in enumerate(words):
        force = word == "police" and words[place + 1 : place + 2] and words[place + 1][:1].isalpha()
        if PLURAL.fullmatch(word.rstrip(".,")) and not force:
            words = words[: place + 1]
            break
    return " ".join(words).rstrip(".,")
