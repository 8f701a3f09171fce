"""Who helps others to settle a dispute, as reports tell it: 'brokered by X', 'X urged both sides'.

Names are looked for around words for help only, so that the work on many reports stays linear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from goodoffices.limits import HELPS
from goodoffices.record.briefing.masked import numbers
from goodoffices.record.entries import Actor
from goodoffices.record.word_files import word_file

_NEAR = 80
"""Characters between a name and a word for help, at most."""
SHORTEST = 4
"""Letters of a name below which its capitals must be in the text: 'US' is not 'us'."""
MOST_FORMS = 6
"""Forms of an actor's name that are looked for."""
_ROLE = re.compile(
    r"\b(?:mediat\w+|broker|facilitat\w+|go-between|intermediary|conciliat\w+|arbitrat\w+)\b",
    re.IGNORECASE,
)
_ENVOY = re.compile(
    r"\b(?:UN|U\.N\.|EU|E\.U\.|AU|OSCE|ASEAN|ECOWAS|OAS|United Nations|European Union|African Union|"
    r"Arab League)\b.*\b(?:envoy|special advis[eo]r|representative)\b|\bpeace (?:envoy|broker)\b",
    re.IGNORECASE,
)
"""The role of an envoy of a union of states, who helps and is no side."""
_SPECIAL_ENVOY = re.compile(
    r"\b(?:special|peace) (?:envoy|representative)\b|\A(?:the )?envoy\Z", re.IGNORECASE
)
"""The role of an envoy who is sent to help, unless a side sent them."""
_EDGE, _WORD = re.compile(r"\b"), re.compile(r"\w+")


class Helping(NamedTuple):
    """How often reports name each actor, by id, as a mediator, and as a third beside both sides."""

    named: Counter[str]
    between: Counter[str]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    # each list as the alternatives of a regular expression
    lists = {
        key: "|".join(map(re.escape, words))
        for key, words in word_file("goodoffices.record", "helpers").items()
    }
    word = r"(?:(?:[A-Z]\.){2,}|[\w’'-]+)"
    some = rf"(?:the\s)?(?:{word}(?:\s[A-Z][\w’'-]*)?,\s)*(?:{word}(?:\s[A-Z][\w’'-]*)?,?\sand\s(?:the\s)?)?"
    means = rf"(?i:(?:{lists['means']})\s(?:of|from|by))"
    others = r"(?:,\s[\w’'-]+){0,3}(?:,?\sand\s(?:the\s)?[\w’'-]+)?,?"
    small = rf"(?:(?:{lists['between']})\s){{0,4}}"
    titles = r"(?:(?:[A-Z][\w’'-]*|Mr\.|Mrs\.|Ms\.|Dr\.|Gen\.|Col\.)\s){0,6}"
    kinds = rf"(?:{lists['kinds']}|[A-Z][\w-]+)"
    both = r"(?:both|the two|all|warring|conflict\w*|rival|opposing|feuding)\s(?:[a-z]+\s)?"
    return {
        "near": re.compile(
            rf"\b(?:(?:{lists['done']})\w*|in the chair|(?:{lists['carrying']})|{lists['helper']}|"
            rf"{lists['effort']}|(?:{lists['by']})(?=\sby)|(?:{lists['means']})(?=\s(?:of|from|by)\s))",
            re.IGNORECASE,
        ),
        "ahead": re.compile(
            rf"(?:\b(?i:(?:{lists['by']})\s(?:jointly\s)?by)|\b(?:with|under|through|to)\s(?:the\s)?(?:joint\s)?{means}|\b(?i:mediators?|facilitators?|brokers?|go-betweens?))\s{some}{titles}\Z"
            rf"|\b{means}\s(?:the\s)?{titles}\Z"
        ),
        "behind": re.compile(
            rf"{others}\s{small}(?:{lists['done']})(?:e|es|ed|s|ing|ting)?\b(?!\sby\b)"
            rf"|(?:[’']s?)?\s(?:(?:and|or)\s[\w’'-]+\s)?(?:{kinds}\s){{0,2}}?(?i:{lists['helper']}|{lists['effort']})\b"
            rf"|\s(?:for|in)\s(?:his|her|its|their)\s(?:[a-z]+\s){{0,2}}?(?:{lists['effort']})\b"
            rf"|\s(?:is|was|are|were|be|remain\w*)\s(?:[a-z]+\s){{0,3}}?(?:an?|the)\s(?:{lists['helper']})\b"
            rf"|[-\u2010\u2011](?:brokered|mediated|sponsored|hosted|led|facilitated)\b"
            rf"|[^.,;]{{0,40}}\b(?:acted|acts|acting|serv\w+|role) (?:as|of) (?:an? |the )?"
            rf"(?:{lists['helper']}|host)"
            rf"|,?(?:\swho)?\s(?:has|have|had)?\s?(?:{lists['carrying']})\s"
            r"[^.;]{0,40}?\b(?:between|from one)\b"
            r"|\sin the chair\b"
        ),
        "urges": re.compile(
            rf"[^.;\n]{{0,60}}?\b(?:{lists['urging']})\s(?:on\s|upon\s)?(?:[a-z]+\s){{0,2}}?(?:the\s)?{both}(?:{lists['sides']})\b"
        ),
        "sides": re.compile(rf"\b{both}(?:{lists['sides']})\b"),
        "body": re.compile(rf"^(?:the\s)?(?:{lists['body']})\b|\b(?:{lists['body']})$"),
    }


def helping(actors: Iterable[Actor], texts: Mapping[str, str]) -> Helping:
    """Return how often reports name actors as mediators: by role, by name, or beside a word for help."""
    patterns = _patterns()
    named: Counter[str] = Counter()
    between: Counter[str] = Counter()
    everything = "\n".join(texts.values())
    helps = _around(everything, patterns["near"], _NEAR)
    urges = _around(everything, patterns["sides"], _NEAR)
    for actor in actors:
        if actor.role and (_ROLE.search(actor.role) or _ENVOY.search(actor.role)):
            named[actor.id] += 2
            continue
        for name in _forms(actor):
            first = _WORD.search(name.lower())
            key = first[0] if first else ""
            named[actor.id] += sum(_stands(name, text, ("ahead", "behind")) for text in helps[key])
            between[actor.id] += name[:1].isupper() * sum(
                _stands(name, text, ("urges",)) for text in urges[key]
            )
    return Helping(named, between)


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    # how reports tell who helps, with '@' and a number for each name
    lists = {
        key: "|".join(map(re.escape, words))
        for key, words in word_file("goodoffices.record", "helpers").items()
    }
    each = r"(?:[\w.’'-]+ ){0,4}?@\d+"
    others = rf"(?:(?:,|,? and) {each}){{0,7}}"
    several = each + others
    settling, helper = rf"(?:{lists['settling']})", rf"(?:[a-z-]+ ){{0,3}}(?:{lists['helper']})\b"
    patterns = (
        rf"\b(?:{lists['by']}) (?:jointly )?by {several}",
        rf"\b{settling} (?:jointly )?led by {several}",
        rf"@\d+{others},? (?:[a-z]+ ){{0,3}}(?:{lists['serving']}) (?:as )?(?:an? |the )?{helper}",
        rf"@\d+, (?:an? |the ){helper}",
        rf"\bwith {several} as (?:an? |the )?{helper}",
        r"\befforts (?:of|by) @\d+",
        rf"@\d+,? (?:who )?(?:[a-z]+ ){{0,2}}?(?:{lists['leading']}) (?:[\w-]+ ){{0,4}}?{settling}\b",
        rf"\b{settling}\b[^.;@]{{0,30}} (?:before|in front of) {each}",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


def told_to_help(texts: Iterable[str]) -> Counter[int]:
    """Return how often masked texts tell of actors as helping, by the number of the actor."""
    found: Counter[int] = Counter()
    for text in texts:
        for pattern in _told():
            for match in pattern.finditer(text):
                found.update(set(numbers(match[0])))
    return found


def is_envoy(actor: Actor) -> bool:
    """Return whether an actor is a special envoy, by the role."""
    return actor.role is not None and _SPECIAL_ENVOY.search(actor.role) is not None


def is_mediator(actor: Actor) -> bool:
    """Return whether a name tells of a mediator, as in 'the federal mediator'."""
    return re.search(r"\b(?:mediator|facilitator|conciliator|arbitrator)s?$", actor.name) is not None


def is_helper(name: str) -> bool:
    """Return whether a name is of a body that helps others: the United Nations, a conciliation service."""
    return _patterns()["body"].search(name) is not None


def _forms(actor: Actor) -> list[str]:
    """Return the names of an actor in its reports, with adjectives: 'Qatari'; its own name first."""
    forms = dict.fromkeys((actor.name, *(m.text for m in actor.mentions)))
    return [form for form in forms if form[:1].isupper() or form == actor.name][:MOST_FORMS]


def _around(text: str, pattern: re.Pattern[str], near: int) -> defaultdict[str, list[str]]:
    """Return the words around each match of a pattern, by every word in them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for match in islice(pattern.finditer(text), HELPS.most):
        part = text[max(0, match.start() - near) : match.end() + near]
        for word in set(_WORD.findall(part.lower())):
            found[word].append(part)
    return found


def _stands(name: str, text: str, ways: tuple[str, ...]) -> bool:
    """Return whether a name stands beside words for help in one of some ways."""
    small, sought = text.lower(), name.lower()
    if len(small) != len(text) or len(name) < SHORTEST:
        small, sought = text, name
    start = small.find(sought)
    while start >= 0:
        end = start + len(sought)
        whole = _EDGE.match(text, end) and (_EDGE.match(text, start) or not sought[:1].isalnum())
        for way in ways if whole else ():
            pattern = _patterns()[way]
            if pattern.search(text, 0, start) if way == "ahead" else pattern.match(text, end):
                return True
        start = small.find(sought, start + 1)
    return False
