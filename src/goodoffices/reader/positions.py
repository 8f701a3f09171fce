"""Positions of the sides, proposals, and pressure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.actors import Registry
from goodoffices.reader.text import Piece
from goodoffices.record.entries import (
    ActorKind,
    Position,
    Pressure,
    Proposal,
    ProposalStatus,
    Span,
    Stance,
)

_STANCES: tuple[tuple[Stance, re.Pattern[str]], ...] = (
    (
        "rejects",
        re.compile(
            r"\b(?:reject(?:s|ed)|refus(?:es|ed)|rules? out|ruled out|oppos(?:es|ed)|turned down)\b"
        ),
    ),
    ("accepts", re.compile(r"\b(?:accept(?:s|ed)|agree(?:s|d) to|backs|backed|endorse[sd])\b")),
    ("offers", re.compile(r"\b(?:offer(?:s|ed)|is (?:ready|willing|prepared) to)\b")),
    (
        "demands",
        re.compile(
            r"\b(?:demand(?:s|ed|ing)|insist(?:s|ed)? on|call(?:s|ed|ing) for|seek(?:s|ing)?|sought|urgent diplomacy to secure|wants?)\b"
        ),
    ),
)
_PRESSURE = re.compile(
    r"\b(?:(?:exert(?:s|ed|ing)?|keep(?:s|ing)?(?: up)?|put(?:s|ting)?|increas\w+|continu\w+ to exert|step\w* up)\s(?:\w+\s)?pressure on"
    r"|press(?:es|ed|ing|uring|ured|ure)?(?=\s(?:the\s)?[A-Z])|urg(?:es|ed|ing)(?=\s(?:the\s)?[A-Z]))\s"
)
_UNDER = re.compile(r"\bunder\s(?:\w+\s)?pressure from\s")
_TO = re.compile(r"\s(?:to|for)\s(.{5,160}?)(?=[,;.]|\safter\s|\swhile\s|$)")
_PROPOSAL = re.compile(
    r"\b(?:(?:new|fresh|joint|revised|bridging|latest|written|draft)\s)?[“\"]?(?:(?:new|fresh|revised)\s)?"
    r"(?:proposals?|initiatives?|draft agreement|framework|bridging text|plan|offer|efforts to achieve)[”\"]?\b"
)
_MADE = re.compile(r"\b(?:put forward|presented|submitted|tabled|proposed|unveiled|circulated)\b")
_PLANNED = re.compile(
    r"\b(?:will (?:present|submit|propose)|plans? to|is to present|are to present|will table)\b"
)
_ISSUE_STOP = re.compile(r"[,;.]|\s(?:in|that|which|who|while|but|as|because|before|after)\s")
_ACTING: tuple[ActorKind, ...] = ("state", "organization", "group", "person")


def find_positions(sentence: Piece, registry: Registry) -> Iterator[tuple[Position, Span]]:
    """Find demands, offers, acceptances and refusals by actors, and demands made on them."""
    text, span = sentence.text, Span(sentence.start, sentence.end, sentence.text)
    if _UNDER.search(text):
        return  # pressure, which is an entry of its own
    for stance, pattern in _STANCES:
        match = pattern.search(text)
        if match is None:
            continue
        who = registry.inside(sentence.start, sentence.start + match.start(), _ACTING)
        what = _ISSUE_STOP.split(text[match.end() :].strip(), maxsplit=1)[0].strip(' “”"')
        if who and len(what) > 3:
            persons = registry.inside(sentence.start, sentence.start + match.start(), ("person",))
            yield Position((persons or who)[-1], _issue(what), stance, what, None), span
            return


def find_pressure(sentence: Piece, registry: Registry) -> Iterator[tuple[Pressure, Span]]:
    """Find pressure by an actor on another, with its goal."""
    text, span = sentence.text, Span(sentence.start, sentence.end, sentence.text)
    under = _UNDER.search(text)
    match = under or _PRESSURE.search(text)
    if match is None:
        return
    goal = _TO.search(text, match.end())
    target_end = sentence.start + (goal.start() if goal else len(text))
    if under:
        by = registry.inside(sentence.start + match.end(), target_end, _ACTING)
        on = registry.inside(sentence.start, sentence.start + match.start(), _ACTING)
        source = by[0] if by else None
        target = on[0] if on else None
    else:
        source = _presser(sentence, match, registry)
        target = _pressed(sentence, match, goal.start() if goal else len(text), registry)
    if source and target and source != target:
        yield Pressure(source, target, goal[1] if goal else ""), span


def _presser(sentence: Piece, match: re.Match[str], registry: Registry) -> str | None:
    before = sentence.text[: match.start()]
    subject = re.match(
        r"(?:(?:The|A|Some|Many)\s)?((?:[\w’'-]+\s){0,3}?(?:families|relatives|workers|members|residents|unions?|parents|"
        r"groups?|protesters|strikers|employers|businesses|villagers|tenants|nurses|teachers|crews|shareholders)"
        r"(?:\sof\s(?:the\s)?(?:[\w-]+(?:ed|en|ing)\s)?(?:[\w’'-]+)(?:\sin\s[A-Z]\w+)?)?)",
        before,
        re.IGNORECASE,
    )
    if subject:
        at = sentence.start + subject.start(1)
        return registry.group(subject[1], at, at + len(subject[1]))
    who = registry.inside(sentence.start, sentence.start + match.start(), _ACTING)
    return who[-1] if who else None


def _pressed(sentence: Piece, match: re.Match[str], end: int, registry: Registry) -> str | None:
    group = re.search(
        r"((?:[A-Z][\w’'-]+\s)+(?:government|administration|cabinet|board|company|management|council|leadership))\b",
        sentence.text[match.end() : end],
    )
    if group:
        at = sentence.start + match.end() + group.start(1)
        return registry.group(group[1], at, at + len(group[1]))
    who = registry.inside(sentence.start + match.end(), sentence.start + end, _ACTING)
    return who[0] if who else None


def find_proposals(sentence: Piece, registry: Registry) -> Iterator[tuple[Proposal, Span]]:
    """Find proposals for both sides, with their authors and their status."""
    match = _PROPOSAL.search(sentence.text)
    if match is None:
        return
    text = sentence.text
    found: ProposalStatus = "unknown"
    if re.search(r"\breject(?:s|ed)\b", text):
        found = "rejected"
    elif re.search(r"\baccept(?:s|ed)\b", text):
        found = "accepted"
    elif _PLANNED.search(text):
        found = "planned"
    elif _MADE.search(text):
        found = "made"
    by = registry.inside(sentence.start, sentence.start + match.start(), _ACTING)
    yield (
        Proposal(tuple(by), re.split(r",\s", text[match.start() :])[0].strip('.”"“ '), found),
        Span(sentence.start, sentence.end, text),
    )


def _issue(words: str) -> str:
    """The thing a position is about, from the words it is stated in: its last plain noun phrase."""
    known = re.search(
        r"\b(?:cease-?fire|truce|release of [\w\s]{3,30}|hostages?|prisoners?|withdrawal|wages?|pay|hours|overtime|pensions?|"
        r"price|rent|access|patrols?|inspections?|sanctions|borders?|security|staffing|benefits|contract|tariffs?|fees?)\b",
        words,
        re.IGNORECASE,
    )
    return known[0].lower().strip() if known else " ".join(words.split()[:8])
