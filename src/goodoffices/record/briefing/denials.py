"""Denials beside the reports that assert the denied matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from goodoffices.record.briefing.rivals import near_pairs
from goodoffices.record.entries import Contact, Entry, Outcome, Position, Statement
from goodoffices.record.merge.counted_things import meanings, meant_by
from goodoffices.record.merge.cues import deeds
from goodoffices.record.merge.events import Event, told
from goodoffices.record.merge.same_event import content
from goodoffices.record.merge.similarity import days_apart, overlap, stems

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
_NEGATIVE = re.compile(
    r"\b(?:no (?:new |direct |formal |such )?(?:talks?|negotiations?|meetings?|contacts?|agreements?|deals?|"
    r"truces?|ceasefires?|rounds?|prisoners?|pact)|"
    r"(?:had|has|have|was|were|did|is|are) (?:not|never|n’t)|(?:hasn|haven|hadn|wasn|weren|didn)[’']t|"
    r"never (?:met|signed|agreed|held|took|received))\b",
    re.IGNORECASE,
)
_DENIAL_WORDS = stems(
    "denied denies dismissed rejected disputed reports report claims false untrue baseless true"
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
    mine = meanings(_text(event)) - _DENIAL_WORDS
    said = frozenset(map(meant_by, deeds(_text(event)))) - _DENIAL_WORDS
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
