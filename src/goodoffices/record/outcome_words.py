"""The words of an outcome: reached, still to come, or not reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodoffices.record.entries import Entry, Outcome, OutcomeKind
from goodoffices.record.noun_words import OBJECT, are, head, was
from goodoffices.wording import listing

Namer = Callable[[str | None], str]
"""Return the name of an actor by its id."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb of an outcome in three forms: past, after 'was', after 'to'."""

    past: str
    passive: str
    to_do: str


_VERBS: Mapping[OutcomeKind, _Verb] = {
    "agreed": _Verb("agreed on", "agreed", "agree on"),
    "signed": _Verb("signed", "signed", "sign"),
    "began": _Verb("began", "begun", "begin"),
    "extended": _Verb("extended", "extended", "extend"),
    "released": _Verb("released", "released", "release"),
    "delivered": _Verb("delivered", "delivered", "deliver"),
    "ceased": _Verb("stopped", "stopped", "stop"),
    "broken": _Verb("broke", "broken", "break"),
    "ended": _Verb("ended", "ended", "end"),
    "missed": _Verb("missed", "missed", "miss"),
}
_ACT = _Verb("agreed to", "agreed", "agree to")
_THAT = _Verb("agreed that", "agreed", "agree that")
_REACH = _Verb("reached", "reached", "reach")
_CARRY_OUT = _Verb("carried out", "carried out", "carry out")
_OF_ITSELF = frozenset(("began", "ceased", "ended"))
"""Outcomes that need nobody's name: 'the truce ended', and not 'was ended'."""
_AGREEMENTS = frozenset(
    noun + plural
    for noun in (
        "agreement",
        "deal",
        "accord",
        "settlement",
        "compromise",
        "understanding",
        "consensus",
    )
    for plural in ("", "s")
)
"""Nouns that are reached and not agreed on."""
_EXCHANGES = frozenset(
    noun + plural
    for noun in ("swap", "exchange", "handover", "release", "transfer")
    for plural in ("", "s")
)
"""Nouns that are carried out and not released: 'the prisoner swap'."""
_CLAUSE = re.compile(r"(?:they|it|he|she|we|there)\b", re.I)
"""Beginnings of a clause that is agreed without 'that'."""
_NONE = re.compile(r"(?:no|neither|not an?|none of)\b", re.I)
"""Beginnings of a noun phrase that is negative by itself: 'no deal'."""
_NOT = re.compile(
    r"\b(?:not|never|without|unable|cannot|fail(?:s|ed|ing|ure)?|neither|nor|nobody|yet to)\b|n[’']t\b",
    re.I,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|(?:dismiss|refut|rebut|contradict|disavow|disclaim)\w*|"
    r"disput(?:es?|ed|ing) (?:that|this|it|the (?:claim|report|account)s?))\b",
    re.I,
)
_PASSIVE = r"(?:has|have|had|was|were|is|are)(?: [a-z]+){0,3} (?:agreed|accepted|approved)\b"
"""What stands behind a thing that was agreed, and is no clause that was."""
_NEAR = 8
"""Words on each side of the outcome among which a negation is looked for."""
_ARTICLE = re.compile(
    r"^(?:An?|The|No|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Dozens|Hundreds|Thousands|"
    r"Several|Some|Many|About|Around|Nearly|Almost|Over|More|All|Both|Another|Other|Its|Their)(?= )"
)
"""Words that lose their capital within a sentence."""
_POINTING = re.compile(r"^(?:this|that)\s(?=[a-z-]+$)", re.I)
"""A word that points at something told before, where an outcome is told alone: 'this truce'."""


def outcome_words(
    entry: Entry, body: Outcome, name: Namer, done: bool = True, sentence: bool = False
) -> str:
    """Return an outcome in words, without its day: 'Peru and Chile signed a truce in Lenz: 60 days'.

    If ``done`` is false, it is said as something to be done: 'Peru and Chile to sign a truce in Lenz';
    as a ``sentence``, 'Peru and Chile are to sign a truce in Lenz'. If the report itself tells that it was
    not done, so do these words: 'Peru and Chile did not sign a truce'.
    """
    by = [name(actor) for actor in body.by]
    verb = _verb(entry, body)
    what = f"{body.amount} {body.what}" if body.amount and body.amount not in body.what else body.what
    what = _POINTING.sub("the ", what)
    what = _ARTICLE.sub(lambda article: article[0].lower(), what)
    if not done:
        text = _to_come(verb, body.kind, by, what, sentence)
    elif entry.assertion == "denied" and not _NONE.match(what) and is_told_not_to_be(entry, body):
        text = _not_done(verb, body.kind, by, what)
    else:
        text = _done(verb, body.kind, by, what)
    text += f" in {body.place}" if body.place else ""
    more = [part for part in (body.duration, body.terms) if part and part not in text]
    return text + (f": {'; '.join(more)}" if more else "")


def is_told_not_to_be(entry: Entry, body: Outcome) -> bool:
    """Return whether a negation of the report's own makes an outcome none; nobody denies it there."""
    report, what = " ".join(entry.span.text.split()), " ".join(body.what.split())
    if _DENYING.search(report):
        return False
    if _NONE.match(what):
        return True
    before, found, after = report.lower().partition(what.lower())
    beside = [*before.split()[-_NEAR:], "|", *after.split()[:_NEAR]] if found and what else []
    return _NOT.search(" ".join(beside)) is not None


def _verb(entry: Entry, body: Outcome) -> _Verb:
    """Return the verb that goes with the noun: a deal is reached, a swap is carried out."""
    if body.kind == "agreed":
        if _stands_behind("to", entry, body.what):
            return _ACT
        if _CLAUSE.match(body.what) or _stands_behind("that", entry, body.what):
            return _THAT
        return _REACH if head(body.what).casefold() in _AGREEMENTS else _VERBS["agreed"]
    swap = body.kind in ("released", "delivered") and head(body.what).casefold() in _EXCHANGES
    return _CARRY_OUT if swap else _VERBS[body.kind]


def _done(verb: _Verb, kind: OutcomeKind, by: list[str], what: str) -> str:
    if by:
        return f"{listing(by)} {verb.past} {what}"
    if verb in (_ACT, _THAT):
        return f"it was {verb.past} {what}"
    return f"{what} {verb.past}" if kind in _OF_ITSELF else f"{what} {was(what)} {verb.passive}"


def _not_done(verb: _Verb, kind: OutcomeKind, by: list[str], what: str) -> str:
    if by:
        return f"{listing(by)} did not {verb.to_do} {what}"
    if verb in (_ACT, _THAT):
        return f"it was not {verb.past} {what}"
    alone = f"did not {verb.to_do}" if kind in _OF_ITSELF else f"{was(what)} not {verb.passive}"
    return f"{what} {alone}"


def _to_come(verb: _Verb, kind: OutcomeKind, by: list[str], what: str, sentence: bool) -> str:
    if by:
        return f"{listing(by)}{f' {are(by)}' if sentence else ''} to {verb.to_do} {what}"
    if verb in (_ACT, _THAT):
        link = verb.past.removeprefix("agreed ")
        return f"agreement {'is ' if sentence else ''}to be reached {link} {what}"
    is_or_are = ("is " if was(what) == "was" else "are ") if sentence else ""
    alone = verb.to_do if kind in _OF_ITSELF else f"be {verb.passive}"
    return f"{what} {is_or_are}to {alone}"


def _stands_behind(link: str, entry: Entry, what: str) -> bool:
    """Return whether a report has a word before an act or a clause: 'agreed to reopen the crossing'."""
    report = " ".join(entry.span.text.split())
    words = re.escape(" ".join(what.split()))
    found = re.search(rf"\b{link} {words}", report)
    if link == "that" and re.search(rf"\bthat {words} {_PASSIVE}", report):
        return False  # 'announced that the agenda had been agreed'
    return found is not None and (link == "that" or not OBJECT.match(what))
