"""Who writes a text in the first person: the sender, the name in its heading or its by-line, or the one below it."""

from __future__ import annotations

import re

from goodoffices.reader.passages import FIRST, Passage

LONGEST_HEADING = 130
_SENDER = re.compile(r"From:\s*\"?([^\W\d_][^<\n\"@]*?)\"?\s*(?:<|$)")
_AUTHOR = re.compile(
    r"(?:(?:Joint |Press |Media |News |Public |Opening |Closing |Full ){0,2}(?:[Rr]elease|[Cc]ommuniqué|[Cc]ommunique|[Cc]ircular|[Bb]ulletin|[Aa]ppeal|[Pp]etition|[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage|[Ll]etter|[Oo]pen [Ll]etter|[Dd]eclaration|[Nn]ote|[Cc]omments|[Tt]estimony|[Bb]riefing)"
    r"(?:\s(?:to|on|about|at)\s[^,\n]{3,60}?)?\s(?:by|from|of|delivered by)\s)(?P<author>[^\n:]{3,120}?)(?=\s(?:on|at|to|following|after|regarding|in)\s|[:.]?\s*$)"
)
_OFFICE = re.compile(
    r"(?:the\s)?(?:[A-Z][\w’-]+\s){0,3}(?:[Ss]pokes(?:person|man|woman)|Secretary-General|President|Presidency|Prime Minister|Chair(?:person|man|woman)?|"
    r"(?:Foreign|Defence|Defense|Interior) Minist(?:er|ry)|Government|Mediator|Facilitator|Special (?:Envoy|Representative)|High (?:Representative|Commissioner)|"
    r"Director-General|Council|Commission|Ministry|Embassy|Office)s?(?:\s(?:of|for|to)\s[\w’ -]{2,60})?"
)
"""Offices whose statements speak of themselves by their title: 'The Secretary-General welcomes the truce.'"""
_DEAR = re.compile(r"\s*(?:(?:Dear|To all|To the|Colleagues|Friends|Comrades)\b|(?:Sir|Madam|Sirs),)")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_SIGNED = re.compile(r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3})(?:,\s[^.\n]{3,60})?")
_BY = re.compile(r"[Bb]y\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3})(?:,\s[^.\n]{3,80})?")


def author_of(passages: list[Passage]) -> tuple[int, int] | None:
    """Return the place of the author's name: 'Statement by X' over a text in the first person or of an office."""
    for passage in passages[:6]:
        sender = _SENDER.match(passage.piece.text)
        if sender and any(FIRST.search(p.piece.text) for p in passages if p.sort == "prose"):
            return passage.piece.start + sender.start(1), passage.piece.start + sender.end(1)
        match = _AUTHOR.match(passage.piece.text.strip())
        if match and len(passage.piece.text) < LONGEST_HEADING + 40:
            at = passage.piece.start + passage.piece.text.index(match["author"])
            rest = [p for p in passages if p is not passage and p.sort in ("prose", "bullet")]
            formal = passage.sort == "heading" and _OFFICE.fullmatch(match["author"])
            if formal or any(FIRST.search(p.piece.text) for p in rest):
                return at, at + len(match["author"])
    return _by_line(passages)


def signature_of(passages: list[Passage]) -> tuple[int, int] | None:
    """Return the place of the name below a text in the first person: 'Dear members, … Ilka Brandt'.

    A text that addresses nobody must begin in the first person, and have only the name and the office of
    its author below it.
    """
    prose = [number for number, passage in enumerate(passages) if passage.sort == "prose"]
    opens = any(_DEAR.match(passage.piece.text) for passage in passages[:6])
    if opens and any(personal(passages[number]) for number in prose):
        below = passages[-4:]
    elif prose and personal(passages[prose[0]]):
        below = passages[max(prose) + 1 :][:1]
    else:
        return None
    for passage in below:
        match = _SIGNED.fullmatch(passage.piece.text.strip())
        if match and not _DEAR.match(match[0]):
            at = passage.piece.start + passage.piece.text.index(match["name"])
            return at, at + len(match["name"])
    return None


def _by_line(passages: list[Passage]) -> tuple[int, int] | None:
    """Return the place of the author in 'By Ana Bell, chair of the guild', over a text in the first person."""
    prose = next((number for number, passage in enumerate(passages) if passage.sort == "prose"), None)
    if prose is None or not personal(passages[prose]):
        return None
    for passage in passages[:prose]:
        match = _BY.fullmatch(passage.piece.text.strip())
        if match is not None:
            at = passage.piece.start + passage.piece.text.index(match["name"])
            return at, at + len(match["name"])
    return None


def personal(passage: Passage) -> bool:
    """Whether a passage is in the first person outside quotation marks."""
    return FIRST.search(_QUOTED.sub("", passage.piece.text)) is not None
