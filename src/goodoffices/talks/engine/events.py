"""What can happen in talks: event types, and batches of events with one lane for each session."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Lanes = NDArray[np.int64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Event:
    """Something a seat does. What it carries (a package, yes or no) stands in the batch."""


class Offer(Event):
    """A party offers a package to the others."""


class Accept(Event):
    """A party accepts the offer on the table."""


class TextPut(Event):
    """A mediator puts a text: a whole package, the same to every party."""


class Answer(Event):
    """A party answers a text, yes or no, to its mediator only."""


class TextKept(Event):
    """The mediator tells all that the text put last now stands."""


class TextDropped(Event):
    """The mediator tells all that the text put last does not stand."""


class TextClosed(Event):
    """The mediator puts the standing text to all for a last yes or no."""


class Asked(Event):
    """A mediator asks every party the opening questions: its issues by importance, its best options."""


class Opened(Event):
    """A party answers them, to its mediator only: best options in ``package``, the ranking in ``more``."""


class TextCarried(Event):
    """A mediator carries a text to one party, the next that has not seen it, over its channel.

    ``more`` begins with 1 where there is a text to compare it with, which follows.
    """


class Replied(Event):
    """A party replies to a text, to its mediator only; ``more`` is as :data:`REPLY` says."""


class Invited(Event):
    """A mediator invites every party to confide what it could give, and on what terms."""


class Confided(Event):
    """A party confides a concession to its mediator only; where ``yes`` is not set, it has none.

    ``more`` is as :data:`CONFIDENCE` says; the option given stands in ``package``, as does the one wanted.
    """


class Withdrew(Event):
    """A party takes back what it confided on an issue, the first of ``more``."""


class Conveyed(Event):
    """A mediator passes on to one party a point that another one released, or an idea of its own.

    ``more`` is as :data:`CONVEYANCE` says; the option stands in ``package``.
    """


class Exchanged(Event):
    """A mediator passes on two points to each other's authors, both in one moment.

    ``more`` is as :data:`EXCHANGE` says; the options stand in ``package``.
    """


class Voted(Event):
    """A party votes on a text, to its mediator only: ``more`` begins with a number of :data:`VOTES`."""


class DeadlinePassed(Event):
    """The clock: this round's time is over."""


class Resumed(Event):
    """The clock: talks that broke off begin again."""


class BrokenOff(Event):
    """Somebody leaves the table: talks end here, whatever was said before."""


class AgreementReached(Event):
    """Everyone said yes: the package is published as agreed.

    It is the one put last, or, where ``yes`` is set, the one this event carries.
    """


class NoAgreement(Event):
    """Published: no agreement, and nothing more."""


class TextToCompare(Event):
    """A mediator puts a text, the same to every party, to be compared with the text put before it."""


class Compared(Event):
    """A party compares them, to its mediator only; ``more`` begins with a place in :data:`FEEDBACK`."""


FEEDBACK = ("worse", "the same", "better")
"""What a party may say of a text beside the one put before it."""


class Criticised(Event):
    """A party criticises a text, to its mediator only; ``more`` begins as :data:`CRITIQUE` says."""


class VariantPut(Event):
    """A mediator puts one of several texts that are to be answered together, the same to every party."""


class VariantsAnswered(Event):
    """A party answers every variant, to its mediator only: ``more`` begins with a bit for each yes."""


class AgreementStands(Event):
    """Published: nothing better for all was found or is sought; the package that stands is the
    agreement."""


PRIVATE: tuple[type[Event], ...] = (
    Answer,
    Opened,
    Replied,
    Voted,
    Compared,
    Criticised,
    VariantsAnswered,
    Confided,
    Withdrew,
)
"""What a party says to its mediators only; no other party may be in the audience."""

REPLY = ("better", "level", "worst")
"""A reply in three numbers: 0 no, 1 yes, 2 nothing to compare with; how far from signing, 0 to 3; an
issue."""

CRITIQUE = ("issue", "option", "level")
"""A critique in three numbers, each 0 where nothing is said and else one more than: the issue it would change
first; the option it would have there; how far from signing, 0 to 3."""
CONFIDENCE = ("issue", "form", "hold until", "wanted")
"""A concession in four numbers: its issue; a ``release_rules.Form``; the round, from 0,
before which it stays with the mediator; 1 and the issue on which an option is asked for it, or 0."""

CONVEYANCE = ("issue", "form", "author", "to")
"""A point passed on in four numbers: its issue; its form; 1 and its author, or 0; whom it is for."""

EXCHANGE = ("first issue", "second issue", "authors", "substance")
"""A pair in four numbers, the author with the lower seat first: the issues; a bit for each author; a bit for
the first and for the second where only the substance is passed on."""

VOTES = ("strong no", "weak no", "weak yes", "strong yes")
"""A vote by its number, from 0."""


def strong(votes: Lanes) -> Mask:
    """Which votes are strong ones."""
    return np.asarray((votes == 0) | (votes == len(VOTES) - 1))


@dataclass(frozen=True, slots=True)
class Batch:
    """One seat's event in each lane. ``package`` (lanes, issues), ``yes`` (lanes,) and ``more`` may mean
    nothing.

    ``more`` (lanes, issues + 3) holds what an event carries beside a package.
    """

    by: int
    event: type[Event]
    package: Rows
    yes: Mask
    where: Mask
    """The lanes in which the seat does this."""
    more: Rows


@dataclass(frozen=True, slots=True)
class Happened:
    """A batch as it was applied, when, and who may know of it (a bit for each seat, lane by lane)."""

    batch: Batch
    audience: Lanes
    round: Lanes
    step: Lanes
