"""When to take an offer: conditions as parts that combine with ``|`` and ``&``, lane by lane.

Baarslag, Hindriks & Jonker (2013), Acceptance conditions in automated negotiation, Studies in
Computational Intelligence 435:95-111. Utilities are a party's own whole numbers, (lanes,).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.events import Lanes, Mask

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What there is to decide by, each (lanes,).

    ``offered`` is the utility of the offer on the table, ``planned`` of the offer that one would make
    instead, ``previous`` of the offer one made last (:data:`NEVER` before the first), ``best`` the most
    that was offered in the window behind; ``time`` counts steps from the beginning.
    """

    offered: Integers
    planned: Integers
    previous: Integers
    best: Integers
    time: Lanes


class Condition:
    """Where to accept; ``one | other`` accepts where either does, ``one & other`` where both do."""

    def __call__(self, moment: Moment) -> Mask:
        """The lanes in which to accept."""
        raise NotImplementedError

    def __or__(self, other: Condition) -> Condition:
        return Either(self, other)

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)


@dataclass(frozen=True)
class Either(Condition):
    """One condition or the other."""

    one: Condition
    other: Condition

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(self.one(moment) | self.other(moment))


@dataclass(frozen=True)
class Both(Condition):
    """One condition and the other."""

    one: Condition
    other: Condition

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(self.one(moment) & self.other(moment))


class Next(Condition):
    """AC_next: the offer is worth what one would ask for next, or more."""

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= moment.planned)


class Previous(Condition):
    """AC_prev: the offer is worth what one asked for last, or more."""

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= moment.previous)


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
    """The offer is worth as much as any in the window behind: no better one is to be expected."""

    def __call__(self, moment: Moment) -> Mask:
        return np.asarray(moment.offered >= moment.best)


def combined(after: int) -> Condition:
    """AC_combi: AC_next; late, the best offer of the window too."""
    return Next() | (Time(after) & BestOfWindow())


class Heard:
    """What one was offered, (lanes, offers) in one's own utility, so that windows can be looked back on."""

    def __init__(self, lanes: int, most: int) -> None:
        self.worth = np.zeros((lanes, most), dtype=np.int64)
        self.count = np.zeros(lanes, dtype=np.int64)

    def note(self, worth: Integers, live: Mask) -> None:
        """Take in an offer in the live lanes."""
        lanes = np.flatnonzero(live)
        self.worth[lanes, self.count[lanes]] = worth[lanes]
        self.count[lanes] += 1

    def best(self, window: Lanes) -> Integers:
        """The most offered among the last ``window`` offers; the least of numbers where there is none."""
        places = np.arange(self.worth.shape[1])
        inside = (places < self.count[:, None]) & (places >= (self.count - window)[:, None])
        return np.asarray(np.where(inside, self.worth, -NEVER).max(axis=1, initial=-NEVER))

    def back(self, many: int) -> Integers:
        """The offer ``many`` before the last; the first one where there were fewer, 0 where none."""
        places = np.maximum(self.count - 1 - many, 0)
        return np.asarray(self.worth[np.arange(len(places)), places])
