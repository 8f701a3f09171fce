"""Denials beside the reports that assert the denied matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from goodoffices.record.briefing.rivals import near_pairs
from goodoffices.record.entries import Contact, Entry, Outcome, Position, Statement
from goodoffices.record.merge.counted_things import meanings, meant_by
from goodoffices.record.merge.cues import day_told, deeds
from goodoffices.record.merge.events import Event, told
from goodoffices.record.merge.same_event import content
from goodoffices.record.merge.similarity import days_apart, overlap, stem, stems

LIKE_A_DENIAL, LIKE_A_NEGATIVE, LIKE_A_STANCE = 0.4, 0.6, 0.5
"""Least share of common words (0 to 1) with the passage denied: of a denial, a negative; of two stances."""
FREQUENT = 200
"""A word in more passages than this finds no passage: it is in most of them."""
POSITIONS = 50
"""Positions of an actor on a day, after a position, that it is compared with: the work stays linear."""
NEAR_DAYS = 6
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|refut(?:e|es|ed)|rebut(?:s|ted)|contradict(?:s|ed)|"
    r"(?:dismiss|reject)(?:es|ed)\s(?:the\s|that\s|those\s|these\s)?(?:reports?|claims?|suggestions?|figures?|"
    r"allegations?|assertions?|accounts?))\b"
)
_NOT_SO = re.compile(
    r"\b(?:not true|untrue|false|baseless|unfounded|no such|never happened|did not take place|incorrect|"
    r"inaccurate|nothing of the (?:kind|sort)|not the case)\b"
)
_UNDONE = {
    "closed": "opened",
    "shut": "opened",
    "blocked": "opened",
    "unopened": "opened",
    "unpaid": "paid",
    "unsigned": "signed",
    "undelivered": "delivered",
    "unanswered": "answered",
    "captive": "released",
}
"""Words for what is not done, with the words for its having been done: 'still closed' denies 'opened'."""
_NEGATIVE = re.compile(
    r"\b(?:no (?:new |direct |formal |such )?(?:talks?|negotiations?|meetings?|contacts?|agreements?|deals?|"
    r"truces?|ceasefires?|rounds?|prisoners?|pact)|"
    r"(?:had|has|have|was|were|did|is|are) (?:not|never|n’t)|(?:hasn|haven|hadn|wasn|weren|didn)[’']t|"
    r"never (?:met|signed|agreed|held|took|received)|"
    r"nobody|no one|nothing|none of|not one of|not a single|neither of|"
    r"no [a-z]+ (?:has|have|had|was|were|is|are)|"
    r"(?:has|have|had) yet to|(?:remain(?:s|ed)?|still|stay(?:s|ed)?) (?:[a-z]+ )?(?:"
    + "|".join(_UNDONE)
    + r"))\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\b(?:is|was|are|were|been) no (?:[a-z]+ )?(deal|agreement|accord|pact|truce|ceasefire|meeting|talks?|"
    r"round|contact|negotiation)s?\b",
    re.IGNORECASE,
)
_MET = frozenset(("meet", "meeting", "talk", "round", "contact", "negotiation"))
_HAPPENED = frozenset(("held", "ongoing", "resumed", "ended-without-result"))
_DENIAL_WORDS = stems(
    "denied denies dismissed rejected disputed reports report claims false untrue baseless true "
    "nobody nothing none single neither still remain remains yet"
)
_OPPOSED = frozenset((frozenset(("accepts", "rejects")), frozenset(("offers", "rejects"))))
Namer = Callable[[str | None], str]
Found = tuple[str, str, tuple[str, ...]]


def denials(events: Sequence[Event], name: Namer) -> Iterator[Found]:
    """Yield each passage that denies something, with the passage of another speaker most like it."""
    others = [
        event
        for event in events
        if event.kind != "figure" and event.shown.assertion in ("asserted", "alleged")
    ]
    words = [meanings(_text(event)) for event in others]
    by_thing: dict[tuple[str, str | None], list[Event]] = {}
    for other in others:
        by_thing.setdefault((other.kind, other.thing), []).append(other)
    index: dict[str, list[int]] = {}
    for place, found in enumerate(words):
        for word in found:
            index.setdefault(word, []).append(place)
    for event in events:
        if event.kind != "figure" and _denies(event):
            matter = isinstance(event.shown.body, Contact | Outcome) and event.thing is not None
            rivals = by_thing.get((event.kind, event.thing), [])
            best = _rival(rivals) if matter else _best(event, others, words, index)
            best = best or next((other for other in others if _no_such(event, other)), None)
            if best is not None:
                body = event.shown.body
                said = _text(event)
                about = f"{name(body.actor)} denies: {said}" if isinstance(body, Statement) else said
                yield about, "denial", (event.id, best.id)


def _denies(event: Event) -> bool:
    if event.shown.assertion == "denied" or _plainly(event):
        return True
    return isinstance(event.shown.body, Statement) and _NEGATIVE.search(_text(event)) is not None


def _plainly(event: Event) -> bool:
    """Return whether an event is a denial by its verb or its words, and not only a negative sentence."""
    body = event.shown.body
    if not isinstance(body, Statement):
        return event.shown.assertion == "denied"
    return bool(
        _DENIES.match(f"{body.cue.text} {_text(event)}") or _NOT_SO.search(event.shown.span.text)
    )


def _rival(events: Sequence[Event]) -> Event | None:
    """Return the first event of a matter that is stated as fact, or the first of all."""
    stated = (event for event in events if event.shown.assertion == "asserted")
    return next(stated, events[0] if events else None)


def _best(
    event: Event, others: Sequence[Event], words: Sequence[frozenset[str]], index: dict[str, list[int]]
) -> Event | None:
    """Return the affirmative passage most like a denial; None if there is none like it."""
    body = event.shown.body
    # of an outcome, what was not done: its sentence tells of more
    text = f"{body.kind} {body.what}" if isinstance(body, Outcome) else _denied_words(event)
    mine = meanings(text) - _DENIAL_WORDS
    said = frozenset(map(meant_by, deeds(text))) - _DENIAL_WORDS
    least = LIKE_A_DENIAL if _plainly(event) else LIKE_A_NEGATIVE
    places: Counter[int] = Counter()
    for word in mine:
        found = index.get(word, ())
        if len(found) <= FREQUENT:
            places.update(found)
    best, score = None, 0.0
    for place, shared in sorted(places.items()):
        other = others[place]
        if shared < 2 or not said & words[place] or not _can_be_denied(event, other):
            continue
        found_share = overlap(mine, words[place])
        if found_share > score:
            best, score = other, found_share
    return best if score >= least else None


def _no_such(event: Event, other: Event) -> bool:
    """Return whether 'there was no meeting' is of a meeting told before: of its day, or the speaker's own."""
    found = _NO_EVENT.search(_text(event)) if isinstance(event.shown.body, Statement) else None
    body = other.shown.body
    if found is None or other.shown.assertion != "asserted" or not _can_be_denied(event, other):
        return False
    noun = meant_by(stem(found[1].casefold()))
    if isinstance(body, Contact):
        told, people = noun in _MET and body.status in _HAPPENED, body.participants
    elif isinstance(body, Outcome):
        told, people = noun in meanings(body.what), body.by
    else:
        return False
    day = day_told(_text(event), event.shown.source.published)
    mine = _speaker(event) in people or (day is not None and day == other.shown.edtf)
    later = (other.shown.source.published or "") <= (event.shown.source.published or "")
    return told and mine and later


def _can_be_denied(event: Event, other: Event) -> bool:
    speaker = _speaker(event)
    if (
        other is event
        or (speaker is not None and _speaker(other) == speaker)
        or _overlap(event.shown, other.shown)
    ):
        return False
    if not isinstance(event.shown.body, Statement):
        # What a report tells itself is against no stance, and against nothing else that it tells itself.
        same_report = event.shown.source.dispatch == other.shown.source.dispatch
        if isinstance(other.shown.body, Position) or (
            same_report and not isinstance(other.shown.body, Statement)
        ):
            return False
    if _DENIES.search(other.shown.span.text) or _NEGATIVE.search(_text(other)):
        return False
    apart = days_apart(event.shown.source.published, other.shown.source.published)
    return apart is None or apart <= NEAR_DAYS


def _denied_words(event: Event) -> str:
    """Return what a denial denies: of several sentences those that do, 'still closed' as 'opened'."""
    text = _text(event)
    if not _plainly(event):
        parts = [
            part for part in re.split(r"(?<=[.!?,]”)\s|(?<=[.!?])\s", text) if _NEGATIVE.search(part)
        ]
        text = " ".join(parts) or text
    return re.sub(rf"\b({'|'.join(_UNDONE)})\b", lambda found: _UNDONE[found[1]], text)


def _text(event: Event) -> str:
    entry = event.shown
    return content(entry) if isinstance(entry.body, Statement) else entry.span.text


def _speaker(event: Event) -> str | None:
    """Return the actor whose word an event is, if it is anybody's."""
    body = event.shown.body
    return body.actor if isinstance(body, Statement | Position) else None


def _overlap(one: Entry, other: Entry) -> bool:
    """Return whether two entries have words of a dispatch in common."""
    return (
        one.source.dispatch == other.source.dispatch
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def opposed_stances(events: Sequence[Event], name: Namer) -> Iterator[Found]:
    """Yield pairs of positions in which an actor rejects what it accepts or offers on the same day."""
    by_day: dict[tuple[str, str | None], list[tuple[Event, Position]]] = {}
    for event, body in told(events, Position):
        for day in {version.source.published for version in event.versions}:
            by_day.setdefault((body.actor, day), []).append((event, body))
    seen: set[tuple[str, str]] = set()
    for (one, first), (other, second) in near_pairs(by_day, POSITIONS):
        if frozenset((first.stance, second.stance)) not in _OPPOSED or (one.id, other.id) in seen:
            continue
        if overlap(stems(first.text), stems(second.text)) >= LIKE_A_STANCE:
            seen.add((one.id, other.id))
            text = f"whether {name(first.actor)} {first.stance} or {second.stance}: {first.text}"
            yield text, "position", (one.id, other.id)
