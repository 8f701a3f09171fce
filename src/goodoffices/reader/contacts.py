"""Contacts: who met, called, wrote to or visited whom; rounds of talks; how each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.actors import Registry
from goodoffices.reader.dates import When
from goodoffices.reader.text import Piece
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import ActorKind, Contact, ContactKind, ContactStatus, Span

_TALKS = r"(?:[Nn]egotiations|[Tt]alks|[Mm]ediation|[Bb]argaining|[Rr]ounds?|[Dd]iscussions)"
_GOES = (
    r"(?:resum(?:e|es|ed|ing)|beg[aiu]n|begins|open(?:ed|s)?|start(?:ed|s)?|reconvene[ds]?|collapsed|"
    r"br(?:oke|eak|oken)(?:\s(?:off|down|up))|adjourned|suspended|concluded|ended|end|postponed|put off|delayed|scheduled|"
    r"took place|take place|(?:will|to) be held|(?:were|was|been) held|failed|stalled|continue[ds]?|go(?:es)? on|went on|due|"
    r"set (?:for|to)|called off|cancell?ed|planned|expected|moved to|paused|restart(?:ed)?)"
)
_KINDS: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (
    (
        "correspondence",
        re.compile(
            r"\b(?:correspond(?:s|ed|ence|ing)?|exchang(?:e|ed|es|ing) (?:of )?(?:\w+ )?(?:letters|messages|notes|texts|emails)"
            r"|(?:wrote|written|writing) to|(?:an?|the|sent|passed|passing|delivered|handed|carried|carrying|conveyed|\w+) (?:\w+ )?(?:letters?|messages?|notes?)"
            r" (?:\w+ )?(?:to|from|between|he sent|she sent|they sent)|in touch with|emailed|in contact with)\b"
        ),
    ),
    (
        "talks-round",
        re.compile(
            rf"\b(?:(?:first|second|third|fourth|fifth|next|new|last|latest|final|another|a|this) round\b(?! of (?:applause|drinks|cuts|layoffs|sanctions|fighting))"
            rf"|rounds? of (?:\w+ )?(?:negotiations|talks|bargaining|mediation)"
            rf"|{_TALKS}\b[^.]{{0,160}}?\b{_GOES}\b"
            rf"|{_GOES}\s(?:\w+\s){{0,3}}{_TALKS}\b"
            r"|(?:returns?|returned|back|go back) to the (?:\w+ )?table|broke off (?:\w+ )?(?:negotiations|talks)|left the table"
            r"|(?:held|hold|holds|opened|convened) (?:\w+ ){0,3}(?:negotiations|talks))\b"
        ),
    ),
    (
        "call",
        re.compile(
            r"\b(?:phoned|telephoned|phone call|telephone call|(?:spoke|spoken|talked) (?:\w+ )?(?:by (?:phone|telephone|video)|on the (?:phone|telephone))"
            r"|(?:a|single|long|short|brief|telephone) conversation with|in a (?:\w+ )?conversation|in discussions with|held a (?:\w+ )?call"
            r"|(?:received|took|made|had) an? (?:\w+ )?(?:phone |telephone )?call|call (?:with|between|from|to)|spok?en? (?:with|to)(?! (?:reporters|journalists))"
            r"|spoke (?:with|to)(?! (?:reporters|journalists))|talked (?:with|to)|video (?:call|conference)|called (?=(?:[A-Z][a-z]+ ){2,3}(?:on|to|late|early)))\b"
        ),
    ),
    (
        "meeting",
        re.compile(
            r"\b(?:met|meets|meet)\b(?!\s(?:with\s)?(?:its|their|the|his|her|any|all|this|these|every)?\s?(?:\w+\s)?(?:demands?|deadlines?|targets?|"
            r"goals?|conditions?|requirements?|expectations|criteria|needs?|resistance|silence|terms|standards?|costs?)\b)"
            r"|\b(?:sat down|sit down|held talks|hosted|hosts|conferred|confer|summit|gathered|convened|huddled|face to face|(?:received|welcomed)(?=\s[A-Z])"
            r"|(?:sessions?|meetings?)(?=\s(?:\w+\s){0,5}?(?:will|was|were|is|are|has been|have been|took|take|ended|lasted|broke|between|with|of the|in [A-Z]|on [A-Z]|at|set|scheduled|planned|postponed))"
            r"|(?:a|an|after|following|during|another|first|second|third|next|last|joint|hour|private|secret|hold|held)[\s-](?:\w+\s){0,2}(?:meeting|session|caucus))\b"
        ),
    ),
    (
        "visit",
        re.compile(
            r"\b(?:travel(?:l)?(?:ed|s)? to|fl(?:ew|y|ies) to|visits?(?=\s(?:[A-Z]|the|both|to))|visited|arrive[ds]? in|visit to|return(?:ed|s)? (?:from|to)(?=\s[A-Z])|paid a visit"
            r"|(?:on|during) a visit|shuttled between|is in (?=[A-Z]\w+ (?:for|to)\b))(?:\b|(?=\s))"
        ),
    ),
)
_PLANNED = re.compile(
    r"\b(?:will|is to|are to|anticipated to|expected(?: to)?|scheduled|planned|plans? to|due(?: to)?|set to|set for|would|agreed to|likely|hopes? to|invited)\b"
)
_STATUS: tuple[tuple[ContactStatus, re.Pattern[str]], ...] = (
    ("postponed", re.compile(r"\b(?:postponed|put off|delayed|rescheduled)\b")),
    (
        "ended-without-result",
        re.compile(
            r"\b(?:without (?:making )?(?:any )?(?:\w+ )?(?:progress|agreement|result|a deal|deal|breakthrough|accord)|inconclusive|no agreement|ended in failure|fruitless)\b"
        ),
    ),
    (
        "broken-off",
        re.compile(
            r"\b(?:br(?:oke|oken|eak) (?:off|down|up)|collapsed|walked out|suspended|called off|stalled|left the table|cancell?ed|paused)\b"
        ),
    ),
)
_ONGOING = re.compile(
    r"\b(?:maintains?|continues?|are ongoing|remains? in|is in|are in|keeps?|(?:have|has) been (?:\w+ing|in)|(?:is|are) (?:exchanging|passing|writing|carrying))\b"
)
_ANNOUNCED = re.compile(r"\b(?:announced|disclosed|made public|revealed|confirmed|said)\b")
_PLACE_NAME = r"((?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
_VENUE_OF = re.compile(
    r"\b(?:[Tt]alks|[Nn]egotiations|[Rr]ound|[Mm]eeting|met|meet|[Ss]essions?|[Ss]ummit|[Bb]argaining|[Mm]ediation|"
    r"trave[l]{1,2}ed|flew|visited|arrived|visit|returned|sat down|hosted|gathered|reconvened?|resumed?)\b"
)
_IN_PLACE = re.compile(rf"\s(?:in|at|to|from)\s{_PLACE_NAME}")
_OWN_PLACE = re.compile(
    rf"\b(?:their|the|this week[’']s)\s{_PLACE_NAME}\s(?:meeting|talks|round|session|summit)\b"
)
_LEADING_PLACE = re.compile(rf"[Ii]n\s{_PLACE_NAME},?\s")
_STOPS = re.compile(
    r"[“”\"]|\.\s|\b(?:who|whom|held|captured|seized|taken|aimed|(?:for|on|over|about)\s(?:the|an?|\w+ing))\b"
)
_QUOTE = re.compile(r"[“\"][^“”\"]{2,2000}[”\"]|“[^”]{0,2000}$")
_SAYS_DATE = re.compile(
    r"\b(?:announced|said|stated|confirmed|disclosed|reported|told \w+)\s(?:on|late|early|in)?\s*$"
)


def find_contacts(
    paragraph: Piece, sentences: list[Piece], registry: Registry, dates: tuple[When, ...]
) -> Iterator[tuple[Contact, str | None, Span]]:
    """Each contact of a paragraph with its date (EDTF) and the sentence it stands in."""
    for sentence in sentences:
        plain = _QUOTE.sub(lambda match: " " * len(match[0]), sentence.text)
        seen: set[ContactKind] = set()
        for kind, pattern in _KINDS:
            match = pattern.search(plain)
            if (
                match is None
                or (kind == "visit" and "meeting" in seen)
                or (kind == "meeting" and "talks-round" in seen)
            ):
                continue
            found = _contact(kind, sentence, plain, match, paragraph, registry, dates)
            if found is not None:
                seen.add(kind)
                yield found


def _contact(
    kind: ContactKind,
    sentence: Piece,
    plain: str,
    match: re.Match[str],
    paragraph: Piece,
    registry: Registry,
    dates: tuple[When, ...],
) -> tuple[Contact, str | None, Span] | None:
    wide: tuple[ActorKind, ...] = ("state", "organization", "group")
    who = registry.inside(sentence.start, sentence.end, ("person",))
    if kind in ("talks-round", "correspondence") or not who:
        who = (
            [*who, *registry.inside(sentence.start, sentence.end, wide)]
            if kind != "correspondence"
            else who
        )
    if kind == "talks-round":
        following = (
            registry.inside(sentence.end, paragraph.end, wide)
            if re.search(r"\b(?:involve|mediated by|attend|take part)", paragraph.text)
            else []
        )
        who = list(dict.fromkeys([*registry.inside(sentence.start, sentence.end, wide), *following]))
    when = [date for date in dates if sentence.start <= date.start < sentence.end]
    status = _status(kind, plain, match)
    announced = None
    edtf = _moved_to(sentence, when) if status == "postponed" else when[0].edtf if when else None
    if (
        when
        and _ANNOUNCED.search(plain[: when[0].end - sentence.start + 1])
        and kind in ("call", "meeting")
    ):
        lead = plain[: when[0].start - sentence.start]
        if _SAYS_DATE.search(lead) and edtf and len(when) == 1:
            announced, edtf = edtf, f"../{edtf.rpartition('/')[2]}"
    place = _place(sentence, registry) if kind in ("meeting", "visit", "talks-round") else None
    span = Span(sentence.start, sentence.end, sentence.text)
    if status == "ongoing":
        edtf = None
    return Contact(kind, status, tuple(who), place, announced), edtf, span


_NOT_PLACES = frozenset((*MONTHS, *WEEKDAYS, "The", "A", "An"))
REACH = 110
"""How many signs after a contact's words its place is looked for."""


def _moved_to(sentence: Piece, when: list[When]) -> str | None:
    """Return the new day of a postponed contact, after 'to' or 'until'; None if none is given."""
    for date in when:
        if re.search(
            r"\b(?:to|until|till|for)\s(?:the\s)?$", sentence.text[: date.start - sentence.start]
        ):
            before = sentence.text[: date.start - sentence.start]
            if re.search(r"\b(?:postponed|put off|delayed|rescheduled|moved)\b", before):
                return date.edtf
    return None


def _status(kind: ContactKind, plain: str, match: re.Match[str]) -> ContactStatus:
    for status, pattern in _STATUS:
        if pattern.search(plain):
            return status
    around = (
        re.split(r"[,;]\s", plain[max(0, match.start() - 60) : match.start()])[-1]
        + plain[match.start() : match.end() + 30]
    )
    if kind == "correspondence" and _ONGOING.search(around):
        return "ongoing"
    return "planned" if _PLANNED.search(around) else "held"


def _place(sentence: Piece, registry: Registry) -> str | None:
    """Return the place of a contact: a name after its words or at the start, if it is no actor and no date."""
    own = _OWN_PLACE.search(sentence.text)
    found = [own] if own else []
    venue = _VENUE_OF.search(sentence.text)
    if venue:
        stop = _STOPS.search(sentence.text, venue.end())
        end = min(stop.start() if stop else len(sentence.text), venue.end() + REACH)
        found += _IN_PLACE.finditer(sentence.text, venue.end(), end)
    lead = _LEADING_PLACE.match(sentence.text)
    for match in [*found, *([lead] if lead else [])]:
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        somebody = registry.inside(start, end, ("person", "organization"))
        if not somebody and match[1].split()[0] not in _NOT_PLACES:
            return match[1]
    return None
