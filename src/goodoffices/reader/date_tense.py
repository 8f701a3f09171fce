"""On which side of today a day without a year lies, by the words before it."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "present", "future"]
_AHEAD = re.compile(
    r"\b(?:postponed|put off|delayed|adjourned|moved|rescheduled|deferred|pushed back|put back|extended|renewed|prolonged)\b[^.;]{0,40}?\b(?:to|until|till|for)\s(?:the\s)?$|\b(?:through|until|till|no later than|to expire on|expires on|ends on)\s(?:the\s)?$"
    r"|(?<!\bas\s)\b(?:planned|scheduled|slated|set|due|fixed)\s(?:for|on|in)\s(?:the\s)?$"
    r"|\b(?:summoned|called|convened|convoked)\b[^.;,]{0,60}?\sto\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}"
    r"(?:meeting|talks|session|round|summit|hearing)\s(?:in\s\w+\s)?on\s$"
    r"|\b(?:summoned|invited|convened|booked)\b[^.;,]{0,40}?\sfor\s$"
    r"|\b(?:called|announced|ordered|declared|booked|convened|planned)\s[^.;]{0,60}\s(?:from|for|starting|beginning)\s(?:on\s)?$"
    r"|\b[Nn]ext (?:meeting|round|session|hearing|sitting)\b[^.;]{0,24}$"
    r"|\b(?:set|fix(?:es|ed)?|named?|earmarked|chose|picked)\s$|\bwith effect from\s$"
    r"|\b(?:gave|given?|gives|granted|allowed|deadline|ultimatum)\s[^.;]{0,40}\b(?:until|till|by)\s(?:noon|midnight|midday|dawn|dusk|sunset|sunrise|late|early|\d[\d:.apm]*|the (?:end|close)|close of (?:business|play))\s(?:on|of)?\s?$"
    r"|\band\s(?:lapses|expires|ends|opens|begins|starts|resumes|reopens|closes|returns)\s(?:on|in)\s$"
    r"|\b(?:expects?|awaits?|schedules?|proposes?)\s(?:\w+\s){1,5}(?:on|for|in)\s$"
)
MOVED = re.compile(
    r"\b(?:moved|postponed|put (?:off|back)|pushed back|shifted|brought forward|rescheduled|changed|delayed|deferred)\b[^.;]{0,40}$"
)
_LASTED = re.compile(
    r"\b(?:held|lasted|ran|stayed|served|kept|remained|continued|went on|lived|worked|fought|ruled|governed|talked|waited|slept|sat|"
    r"occupied|led|chaired|reigned|camped|hid|taught|played|dragged on|raged|persisted|detained|jailed|hidden)\b(?:[^.;]|(?<=\b[A-Z][a-z][a-z])\.){0,40}$"
)
"""Words of what went on until a day that is past: 'were held until April 2', but not 'was extended until April 2'."""
_ONCE_PLANNED = re.compile(
    r"\b(?:was|were|had been)\s(?:once\s|originally\s|first\s)?(?:to\s|due\b|scheduled\b|supposed\b|expected\b|planned\b|set\b|slated\b|meant\b)"
    r"[^.;]{0,60}$|,\s(?:once\s|originally\s|first\s)?(?:due|scheduled|planned|set|slated)\s(?:for|on|in)\s$"
)
"""Words before a day that somebody had planned, on whichever side of today: 'which was to open in October'."""
_BEHIND = re.compile(r"\b[Ss]ince\s(?:the\s)?$|(?:^|[.!?]\s|\n)(?:After|Following|Since)\s[^,.;\n]*$")
"""Words before a date that lies behind, whatever the tense of the sentence: 'After a first round on Monday, …'."""
_FUTURE = re.compile(
    r"\b(?:will|shall|would|is to|are to|due|(?<!\bas\s)(?:scheduled|expected|planned)|anticipated|plans? to|set for|set to|likely|"
    r"agreed to|promised to|next (?:round|session|meeting)|deadline|ready to|hopes? to|no later than|must|should)\b"
    r"|\b(?:by|until|till|before)\s$|\b(?:postponed|put off|delayed|adjourned|moved|rescheduled)\b.{0,40}\b(?:to|until|till|for)\s$"
)
_PAST = re.compile(
    r"\b(?:said|told|met|held|was|were|had|did|began|broke|went|came|left|took|gave|spoke|wrote|sent|made|put|saw|sat|flew|"
    r"[a-z]{2,}ed|has|have|since|ago|after|last)\b"
)
_PRESENT = re.compile(
    r"\b(?:[a-z]{3,}s|return|meet|resume|begin|open|go|travel|vote|start|leave|decide|reconvene)\b"
)
_REPORTED = re.compile(
    r"\b(?:said|says|told\s\w+(?:\s[A-Z]\w+){0,3}|announced|confirmed|stated|reported|added|disclosed|urged|warned|wrote)"
    r"(?<!\bthat)\s(?:(?:on|late|early|in)\s)*$"
)


def side(text: str, match: re.Match[str], weekday: bool, told: Tense | None) -> Tense:
    """Return the tense of a date; ``told`` is that of its clause, if it is known."""
    lead, before = match[0].lower(), text[max(0, match.start() - 96) : match.start()]
    if _lasted(lead, before, told):
        told = "past"
    elif lead.startswith(("until ", "till ", "through ", "next ", "by ")) or _AHEAD.search(
        before[-64:]
    ):
        told = "future"
    elif before.endswith("from ") and MOVED.search(before[-64:]):
        told = "present"
    elif lead.startswith("since ") or _BEHIND.search(before):
        told = "past"
    if told == "future" and _ONCE_PLANNED.search(before):
        return "present"
    if told is not None:
        return told
    return "future" if _is_future(text, match, weekday) else _past_or_near(text, match, weekday)


def _lasted(lead: str, before: str, told: Tense | None) -> bool:
    """Whether something went on until a day that is past: 'they were held until April 2'."""
    until = lead.startswith(("until ", "till ", "through ")) or before.endswith(
        ("until ", "till ", "through ")
    )
    return until and told == "past" and _LASTED.search(before) is not None


def _past_or_near(text: str, match: re.Match[str], weekday: bool) -> Tense:
    """Return the tense of a date that does not lie ahead: past, unless its clause is in the present tense."""
    before = re.split(r"[.!?;]\s|\n", text[max(0, match.start() - 160) : match.start()])[-1]
    verbless = _PRESENT.search(before) or "|" in before
    return "present" if not weekday and not _PAST.search(before) and verbless else "past"


def _is_future(text: str, match: re.Match[str], weekday: bool) -> bool:
    """Return whether a date lies ahead, by the words of its clause before it."""
    before = re.split(
        r"[.!?;“”\"]\s?(?=[\sA-Z“\"]|$)|\n", text[max(0, match.start() - 160) : match.start()]
    )[-1]
    if _REPORTED.search(before):
        return False
    if match[0].lower().startswith(("by ", "until ", "before ", "next ")):
        return True
    clause = re.split(r",\s(?!and\s)", before)[-1]
    clause = clause if len(clause) > 12 else before
    clause = re.split(r"\bsince\b", clause)[0] if clause.rstrip().endswith("since") else clause
    if _FUTURE.search(clause + ("" if clause.endswith(" ") else " ")):
        return True
    return weekday and not _PAST.search(before) and _PRESENT.search(before) is not None
