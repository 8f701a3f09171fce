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


class DeadlinePassed(Event):
    """The clock: this round's time is over."""


class Resumed(Event):
    """The clock: talks that broke off begin again."""


class BrokenOff(Event):
    """Somebody leaves the table: talks end here, whatever was said before."""


class AgreementReached(Event):
    """Everyone said yes: the package is published as agreed."""


class NoAgreement(Event):
    """Published: no agreement, and nothing more."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One seat's event in each lane. ``package`` (lanes, issues) and ``yes`` (lanes,) may mean nothing."""

    by: int
    event: type[Event]
    package: Rows
    yes: Mask
    where: Mask
    """The lanes in which the seat does this."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A batch as it was applied, when, and who may know of it (a bit for each seat, lane by lane)."""

    batch: Batch
    audience: Lanes
    round: Lanes
    step: Lanes
