"""Durations that are terms: how long a truce or a contract runs, within how many days something is due.

How long a meeting took, how old something is, and how long ago it was are no terms.
"""

from __future__ import annotations

import re

_UNIT = r"(hour|day|week|month|year)"
_TERMS = """
truce cease-?fire armistice pause lull halt moratorium freeze suspension deal contract agreement pact accord treaty
settlement extension renewal prolongation mandate licen[cs]e permit permission lease concession transition amnesty
sentence embargo ban closure strike walkout stoppage lockout deadline ultimatum notice period term phase window
programme program plan loan quota arrangement understanding
"""
_NOUN = rf"(?:{'|'.join(_TERMS.split())})s?"
_COMPOUND = re.compile(rf"[\s-]{_UNIT}(?:-long)?\s(?:[a-z-]+\s){{0,2}}{_NOUN}\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\s{_UNIT}s?\b(?!\s(?:ago|old|earlier|later|before|after|since|away|apart|into|in\s(?:jail|prison)|"
    r"of\s(?:talks|fighting|war|negotiations?|meetings?|clashes|violence|silence))\b)",
    re.IGNORECASE,
)
_LASTS = (
    r"(?:renew|extend|prolong|expand|run|last|fill|take|suspend|halt|paus|valid|close|stop|freez|hold|set|limit|keep|"
    r"remain|continu|agree|grant|impos|sign|pledg|offer|demand|propos|ask|requir|due|complet|withdraw|leav|deliver|"
    r"releas|pay|paid|repl|respond|answer|submit|open|reopen|return|hand|cut|shorten|lengthen|put\soff|delay)"
)
_FOR = re.compile(
    rf"(?:\b{_LASTS}\w*\b|\b{_NOUN}\b)[^.;:“”\"?!]{{0,90}}?\b(?:for|over|within|by|of|to|in)\s"
    r"(?:(?:another|an|a|the|next|further|additional|only|just|period|of|full)\s){0,3}$|"
    r"\b(?:runs?|running|lasts?|last|takes?|give[sn]?|gave)\s(?:\w+\s){0,2}?$|"
    rf"\b{_NOUN}\b\s(?:is|was|would be|will be|to be)\s(?:for\s)?$",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:held|lasted|took|stood|survived|endured|waited|met|talked|spoke|served|worked|sat|for\sthe\s(?:past|last))\s"
    r"(?:for\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Words before a length of time that has passed: no term."""
_SPREAD = re.compile(rf"\b{_LASTS}\w*(?:\s[\w’-]+){{0,3}}\s$", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:says?|said|wants?|wanted|offers?|offered|demands?|demanded|proposed)\s$")
_FAR = 130


def term(text: str, start: int, end: int) -> str | None:
    """Return the unit of a duration that is a term, 'days' for '60-day truce'; None for any other number.

    ``start`` and ``end`` are the offsets of the number in its sentence.
    """
    compound = _COMPOUND.match(text, end)
    if compound:
        return f"{compound[1].lower()}s"
    length = _LENGTH.match(text, end)
    if length is None:
        return None
    before = text[max(0, start - _FAR) : start]
    if _PASSED.search(before):
        return None
    alone = _SAYS.search(before) and not re.match(r"\s\w", text[length.end() : length.end() + 2])
    return f"{length[1].lower()}s" if alone or _FOR.search(before) else None


def spread_over(text: str, start: int, end: int) -> bool:
    """Return whether 'over' at ``start`` is that of 'filled over 60 days', and does not mean 'more than'."""
    return bool(_LENGTH.match(text, end) and _SPREAD.search(text[max(0, start - _FAR) : start]))
