"""Sentences of the status: an outcome, a contact or a proposal, with its day, its place and its source."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.record.date_words import when_text
from goodoffices.record.entries import Contact, ContactKind, Outcome, Proposal
from goodoffices.record.merge.events import Event
from goodoffices.record.merge.same_contact import AHEAD
from goodoffices.record.merge.shared_sources import SEPARATE, SharedSources
from goodoffices.record.noun_words import are, inside
from goodoffices.record.outcome_words import Namer, outcome_words
from goodoffices.wording import listing

_PAST: Mapping[ContactKind, tuple[str, str]] = {
    "meeting": ("met", "A meeting was held"),
    "call": ("spoke by phone", "A call was held"),
    "visit": ("made a visit", "A visit was made"),
    "correspondence": ("exchanged messages", "Messages were exchanged"),
    "talks-round": ("held talks", "Talks were held"),
    "announcement": ("made an announcement", "An announcement was made"),
}
"""A contact that took place: after its participants, and without them."""
_TO_COME: Mapping[ContactKind, str] = {
    "meeting": "meet",
    "call": "speak by phone",
    "visit": "make a visit",
    "correspondence": "exchange messages",
    "talks-round": "hold talks",
    "announcement": "make an announcement",
}
_STATE = {
    "ongoing": "is going on",
    "resumed": "was resumed",
    "suspended": "was suspended",
    "broken-off": "was broken off",
    "ended-without-result": "ended without result",
}


def outcome_sentence(
    event: Event, body: Outcome, name: Namer, sources: SharedSources = SEPARATE
) -> str:
    """Return an outcome as a sentence: 'On 14 March 2031 both camps signed a truce in Lenz (…).'"""
    when, done = event.shown.edtf, event.shown.assertion != "planned"
    said = outcome_words(event.shown, body, lambda actor: inside(name(actor)), done, sentence=True)
    if done:
        said = f"{_on(when)} {_small(said)}" if when else _capital(said)
    else:
        said = _capital(f"{said}, {when_text(when)}" if when else said)
    return f"{said} ({sources.words(event.versions)})."


def contact_sentence(
    event: Event, body: Contact, name: Namer, sources: SharedSources = SEPARATE
) -> str:
    """Return a contact as a sentence: 'Peru and Chile are to meet in Bergen, 17 to 23 March 2031 (…).'"""
    names = [inside(name(actor)) for actor in body.participants]
    who = listing(names)
    place = f" in {body.place}" if body.place else ""
    when, moved = event.shown.edtf, moved_from(event)
    day = f", {when_text(when)}" if when else ""
    if event.shown.assertion == "planned" or body.status in AHEAD:
        verb = _TO_COME[body.kind]
        if body.status == "postponed":
            said = f"the {body.noun} of {who}" if who else f"a {body.noun}"
            said += f"{place} is postponed" + (f" to {when_text(when)}" if when else "")
            said += f" (before: {when_text(moved)})" if moved else ""
        else:
            said = f"{who} {are(names)} to {verb}" if who else f"a {body.noun} is planned"
            said += place + day
    elif body.status == "held":
        verb, without = _PAST[body.kind]
        verb = f"had a {body.noun}" if len(body.participants) == 1 and body.kind != "visit" else verb
        said = f"{who} {verb}{place}{day}" if who else f"{without}{place}{day}"
    else:
        noun = f"The {body.noun}" + (f" of {who}" if who else "")
        said = f"{noun}{place} {_STATE[body.status]}{day}"
    return f"{_capital(said)} ({sources.words(event.versions)})."


def proposal_sentence(
    event: Event, body: Proposal, name: Namer, sources: SharedSources = SEPARATE
) -> str:
    """Return a proposal as a sentence: 'Sweden made a proposal on 14 March 2031: … (…).'"""
    who = listing([inside(name(actor)) for actor in body.by]) or "Somebody who is not named"
    when = f" ({when_text(event.shown.edtf)})" if event.shown.edtf else ""
    status = "" if body.status in ("made", "unknown") else f", {body.status}"
    return (
        f"{_capital(who)} made a proposal{when}{status}: {body.text} ({sources.words(event.versions)})."
    )


def moved_from(event: Event) -> str | None:
    """Return the day from which a postponed contact was moved, if an earlier report gives another day."""
    days = [version.edtf for version in event.versions if version.edtf]
    earlier = [day for day in days if day != event.shown.edtf]
    return earlier[-1] if earlier else None


def _on(edtf: str) -> str:
    """Return a date as the beginning of a sentence: 'On 14 March 2031', 'In March 2031,'."""
    day = when_text(edtf)
    if day[:2] == "on":
        return f"{_capital(day)},"
    return f"On {day}" if len(edtf) == 10 else f"{_capital(day)}:" if "/" in edtf else f"In {day}"


def _small(text: str) -> str:
    """Return words as they stand within a sentence: an article that began one has no capital."""
    first = text.partition(" ")[0]
    return (
        f"{first.lower()}{text[len(first) :]}" if first in ("The", "A", "An", "Its", "Their") else text
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
