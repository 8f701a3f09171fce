"""Acceptance conditions: parts that combine with ``|`` and ``&``, lane by lane.

Baarslag, Hindriks & Jonker (2013), Acceptance conditions in automated negotiation, Studies in
Computational Intelligence 435:95-111. Utilities are a party's own, in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.event import Lanes, Mask

NEVER = np.iinfo(np.int64).max
"""Utility above every offer."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """All that a decision to accept depends on, each (lanes,).

    ``offered`` is the utility of the offer on the table, ``planned`` that of its own next offer, ``best`` the
    highest that was offered in the window behind; ``time`` counts steps from the beginning.
    """

    offered: Integers
    planned: Integers
    best: Integers
    time: Lanes


class Condition:
    """Acceptance condition; ``a | b`` accepts if either part does, ``a & b`` if both do."""

    def __call__(self, moment: Moment) -> Mask:
        """Return True for the lanes (lanes,) in which to accept."""
        raise NotImplementedError

    def __or__(self, other: Condition) -> Condition:
        return Either(self, other)

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)


@dataclass(frozen=True)
class Either(Condition):
    """Accepts if either part does."""

    first: Condition
    second: Condition

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(self.first(moment) | self.second(moment))


@dataclass(frozen=True)
class Both(Condition):
    """Accepts if both parts do."""

    first: Condition
    second: Condition

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(self.first(moment) & self.second(moment))


class Next(Condition):
    """AC_next: the offer is worth its own next offer or more."""

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= moment.planned)


@dataclass(frozen=True)
class Constant(Condition):
    """AC_const: the offer is worth ``least`` or more."""

    least: int

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= self.least)


@dataclass(frozen=True)
class Time(Condition):
    """AC_time: step ``after`` has come."""

    after: int

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.time >= self.after)


class BestOfWindow(Condition):
    """The offer is worth as much as any in the window behind, so that no better offer is to be expected."""

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= moment.best)


def combined(after: int) -> Condition:
    """AC_combi: AC_next or, after step ``after``, the best offer of the window behind."""
    return Next() | (Time(after) & BestOfWindow())


class Heard:
    """Utilities of the offers that a party heard, (lanes, offers)."""

    def __init__(self, lanes: int, most: int) -> None:
        self.worth = np.zeros((lanes, most), dtype=np.int64)
        self.count = np.zeros(lanes, dtype=np.int64)

    def note(self, worth: Integers, live: Mask) -> None:
        """Take in an offer in the live lanes."""
        lanes = np.flatnonzero(live)
        self.worth[lanes, self.count[lanes]] = worth[lanes]
        self.count[lanes] += 1

    def best(self, window: Lanes) -> Integers:
        """Return the highest of the last ``window`` offers, (lanes,); ``-NEVER`` if there are none."""
        places = np.arange(self.worth.shape[1])
        inside = (places < self.count[:, None]) & (places >= (self.count - window)[:, None])
        return np.asarray(np.where(inside, self.worth, -NEVER).max(axis=1, initial=-NEVER))

    def back(self, many: int) -> Integers:
        """Return the offer ``many`` before the last, (lanes,); the first if there were fewer, 0 if none."""
        places = np.maximum(self.count - 1 - many, 0)
        return np.asarray(self.worth[np.arange(len(places)), places])
