"""Signs in reports that an actor helps others to settle: 'brokered by X', 'X called both sides together'.

Texts are looked through once for each sign, with numbers in the place of names (``masked``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from goodoffices.record.briefing.masked import numbers
from goodoffices.record.entries import Actor
from goodoffices.record.word_files import word_file

_ROLE = re.compile(
    r"\b(?:mediat\w+|brokers?|facilitat\w+|go-between|intermediary|conciliat\w+|arbitrat\w+|peacemaker|"
    r"informateur|formateur|chair\w* of the talks|talks chair\w*)\b",
    re.IGNORECASE,
)
_JOIN, _OF = re.compile(r",|\band\b|\bwith\b"), re.compile(r"(?<=\d) of (?:the )?@\d+")
_ENVOY = re.compile(
    r"\b(?:UN|U\.N\.|EU|E\.U\.|AU|OSCE|ASEAN|ECOWAS|OAS|United Nations|European Union|African Union|"
    r"Arab League)(?!\w).*\b(?:envoy|special advis[eo]r|representative)\b|\bpeace (?:envoy|broker)\b",
    re.IGNORECASE,
)
"""The role of an envoy of a union of states, who helps and is no side."""
_SPECIAL_ENVOY = re.compile(
    r"\b(?:special|peace) (?:envoy|representative)\b|\A(?:the )?envoy\Z", re.IGNORECASE
)
"""The role of an envoy who is sent to help, unless a side sent them."""


@cache
def _lists() -> dict[str, str]:
    # each list as the alternatives of a regular expression, the longest first
    lists = word_file("goodoffices.record", "helpers").items()
    return {
        key: "|".join(re.escape(word) for word in sorted(words, key=len)[::-1]) for key, words in lists
    }


_FRAGMENTS = {
    "word": r"[\w’'‐‑-]+",
    "few": r"(?:<word> ){0,3}?",
    "some": r"(?:[a-z]+ ){0,3}?",
    "plain": r"(?!<verb>\b)<word>",
    "calling": r"(?:the|an?|its|their|his|her) (?:<plain> ){0,5}?<plain>, ",
    "office": r"@\d+(?:[’'‘]s?)? (?:[a-z-]+ ){0,3}?<titles> (?:<plain> ){0,2}?",
    # words before a name begin where a word does: else each letter of a long one would be a beginning
    "start": r"(?<![\w’'‐‑-])",
    "name": r"(?:<start><calling>|(?:<start>(?:<plain> ){1,6}?)??)(?:<office>)?@\d+(?: of (?:the )?@\d+)?",
    "names": r"(?P<who><name>(?:(?:,|,? and|,? as well as|,? with) <name>){0,7})",
    "pair": r"(?P<who><name>(?: and <name>)?)",
    "one": r"(?P<who>@\d+)",
    "by-means": r"(?:under|through|with|within|thanks to|to|at)",
    "near": r"[^.;@]{0,40}?",
    "chosen": r"(?:appointed|named|chosen|picked)",
    "given": r"(?<!-)\b(?:appointed|named|tasked|charged)\b",
    "all": r"(?:both|the two|each|all|warring|conflict\w*|rival|opposing|feuding|either)",
    "both": r"(?:<all>\s(?:of\s)?(?:the\s)?(?:[a-z]+\s)?<sides>\b|them both\b|both\b(?! of)|"
    r"the two (?:of them|together|back|round)\b|the (?:sides|parties) )",
    "whose": r"(?:one|a|the|the same|the negotiating|his|her|their)",
    "table": r"(?:together\b|(?:to|round) <whose> (?:table|house|office))",
}
"""Parts of the patterns below; a word in '<>' is one of these or a list of words/helpers.txt."""
_SIGNS = {
    "by": (
        r"\b<by>,? (?:both |jointly |largely )?by <names>",
        r"\b<talks> <some><called> (?:jointly )?by <names>",
        r"<pair>[-‐‑–](?:brokered|mediated|sponsored|hosted|led|facilitated|chaired)\b",
    ),
    "means": (
        r"\b<by-means>(?: the)?(?: joint| personal)? <means> (?:of|from|by) <pair>",
        r"\b(?:<talks>|met)\b[^.;]{0,90} at the (?:invitation|initiative) of <names>",
        r"\bthanked <names> (?:for|in) (?:his|her|its|their) <some><effort>\b",
    ),
    "effort": (
        r"<one>(?:[’'‘]s?)?,? (?:and <word> )?(?:<kinds> ){0,2}?(?:<helper>|<effort>)\b",
        r"\b(?:mediation|conciliation|efforts)(?: efforts)? (?:of|by|from) <pair>",
        r"<one><near>\b(?:his|her|its|their) <some><effort>\b",
    ),
    "helper": (
        r"\b<helper>(?! of\b),? (?:<plain>,? ){0,6}?(?:<office>)?<one>",
        r"\b<helper> and (?:<office>|(?:<plain> ){0,4}?<titles> )<one>",
        r"\b<helper> (?:from|of|sent by|appointed by) (?:the )?<names>",
        r"\b<helper> (?:will be|is|was) (?:an? |the )?<some>(?:called |named )?<one>",
    ),
    "serves": (
        r"<names>,? (?:who |which )?<some><serving>,? (?:as )?(?:an? |the |its |their )?<few><helper>\b",
        r"<one>, (?:an? |the |its |their )(?:[a-z-]+ ){0,3}?<helper>\b",
        r"<one>,? (?:[-–—] )?(?:who <some>)?<chosen> (?:as )?(?:an? |the )?<few><helper>\b",
        r"<one>,[^.;@]{3,40}, as (?:an? |the |its |their )?<few><helper>\b",
        r"\b<confirming> <names> as <some>(?:<helper>|guarantors?)\b",
        r"\b<naming> <names>,?[^.;@]{0,60}?\b(?:as|to be|to serve as|to act as) <few><helper>\b",
        r"\b(?:guarantors|guarantor (?:countries|states))\b,? (?:[a-z]+ ){0,4}?<names>",
        r"<names> as <some>guarantors?\b",
        r"<one>[^.;@]{0,60}\bin its role as <helper>\b",
    ),
    "asked": (
        r"\b<naming> <names> (?:on [a-z]+ )?(?:to|with|as) <some><to-help>\b",
        r"<one>,? (?:an? )?(?:@\d+ )?[^.;@]{0,30}<given><near>\b<task>\b",
    ),
    "does": (
        r"<names>(?:, (?:together|along) with [^.;@]{3,60})?,?(?: <before-done>){0,6} <done>\b(?! by\b)",
        r"<one><near>\brole in (?:<done>|securing|arranging)\b",
        r"<one><near>\b(?:acted|acts|acting|serv\w+|role) (?:as|of) (?:an? |the )?(?:<helper>|host)\b",
    ),
    "leads": (
        r"<names>,? (?:who )?(?:[a-z]+ ){0,2}?<leading> (?:[\w-]+ ){0,4}?<talks>\b",
        r"\b<talks>\b[^.;@]{0,30} (?:before|in front of) <names>",
        r"<one>[^.;@]{0,20} (?:in|take|takes|took|taking) the chair\b",
        r"<one><near> at the head of the table\b",
        r"\b<talks>, which <one>(?:[’'‘]s? [a-z ]{3,30})? (?:chaired|hosted|led|convened)\b",
        r"\bwith <names> (?:sitting )?(?:in the (?:chair|middle)|between them)\b",
    ),
    "between": (r"<one>[^.;@]{0,60}\b<between-verbs>\b[^.;]{0,60}?\b(?:between|from one)\b",),
    "both": (
        r"<one>, (?:in )?whom (?:both|the two|all) ",
        r"<one>[^.;\n@]{0,60}?\b<urging> (?:on |upon |to |with )?<few><both>",
    ),
    "turn": (r"<one><near>\b<urging> [^.;]{0,80}\b(?:in turn|one after the other|separately)\b",),
    "together": (r"<one><near>\b<bringing>\b(?:(?!\b(?:return|back|come)\b)[^.;]){0,60} <table>",),
    "pleads": (
        r"<one><near>\b<pleading>\b[^.;]{0,40} <captors>\b",
        r"\b(?:negotiations|talks) between (?:the )?<some><one> and (?:the )?<captors>\b",
        r"<one>[^.;@]{0,60}?\b(?:persuaded|convinced|helped) (?:(?:[a-z]+ ){0,2}?@\d+|them\b)",
    ),
    "steps in": (r"<one><near>\b<stepping-in>\b",),
    "talks": (
        r"\btalks (?:<word> ){0,2}?(?:at|before|through) (?:the )?<some><one>",
        r"\bthe (?:\[[a-z ]+\] )?<one> (?:talks|round|mission|process)\b",
        r"\b(?:proposals?|drafts?|plan|paper|text|roadmap) <drafted> by <names>",
    ),
    "for a side": (
        r"(?:@\d+|\b\w+) (?:delegation|team|side),? (?:is |was |will be )?(?:led|headed) by <names>",
    ),
    "aims": (r"(?P<who>@\d+(?:, @\d+)?)[^.;]{0,90}?\bto <aims> (?:the |an? )?(?:[a-z]+ )?<talks>\b",),
}
"""The patterns of each sign in masked texts; those who help are the group ``who``."""
_PLACE = re.compile(r"(?<!\?P)<([a-z-]+)>")


@cache
def _signs() -> dict[str, tuple[re.Pattern[str], ...]]:
    parts = {**{key: rf"(?:{words})" for key, words in _lists().items()}, **_FRAGMENTS}

    def whole(pattern: str) -> str:
        return _PLACE.sub(lambda found: whole(parts[found[1]]), pattern)

    return {
        sign: tuple(re.compile(whole(pattern), re.IGNORECASE) for pattern in patterns)
        for sign, patterns in _SIGNS.items()
    }


def signs_of_help(texts: Iterable[str]) -> dict[str, Counter[int]]:
    """Return how often each sign is found of each actor in masked texts, by the number of the actor."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for text in texts:
        for sign, patterns in _signs().items():
            for pattern in patterns:
                for match in pattern.finditer(text):
                    found[sign].update(set(_heads(match["who"])))
    return found


def _heads(names: str) -> Iterator[int]:
    """Yield the number of each name of a list: of 'the @1 minister @2 and the council of @3' that of @2."""
    for part in _JOIN.split(_OF.sub("", names)):
        yield from numbers(part)[-1:]


def role_of_help(actor: Actor) -> str:
    """Return what a role tells: 'mediator', 'envoy', 'special envoy' or 'neutral'; '' if nothing."""
    role = actor.role or ""
    if _ROLE.search(role):
        return "mediator"
    if _ENVOY.search(role):
        return "envoy"
    if _SPECIAL_ENVOY.search(role):
        return "special envoy"
    return "neutral" if re.search(rf"\b(?:{_lists()['neutral']})\b", role, re.IGNORECASE) else ""


def is_mediator(actor: Actor) -> bool:
    """Return whether a name tells of a mediator, as in 'the federal mediator'."""
    return (
        re.search(r"\b(?:mediator|facilitator|conciliator|arbitrator)s?$", actor.name, re.IGNORECASE)
        is not None
    )


def is_helper(name: str) -> bool:
    """Return whether a name is of a body that helps others: the United Nations, a conciliation service."""
    body = _lists()["body"]
    return re.search(rf"^(?:the\s)?(?:{body})\b|\b(?:{body})$", name) is not None


def is_captor(name: str) -> bool:
    """Return whether a name is a noun for those who hold captives: 'the kidnappers'."""
    return re.search(rf"\b(?:{_lists()['captors']})$", name) is not None
