"""Bidding: the base of parties that make offers of their own.

A bidder is its aspiration (the utility it asks for), the package it offers at that aspiration, and the
condition under which it accepts: the parts of Baarslag, Hindriks, Hendrikx, Dirkzwager & Jonker (2014),
Decoupling negotiating agents to explore the space of negotiation strategies, Studies in Computational
Intelligence 535:61-83. All arrays have a lane axis. ``private.worth`` is sorted, so that the packages at or
above an aspiration are found by binary search.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Self

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Lanes, Mask, Rows
from goodoffices.talks.engine.events import Accept, Offer
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.acceptance import Heard
from goodoffices.talks.strategies.truthful import Truthful


class Bidder(Truthful):
    """Accepts an offer worth its aspiration or more, else offers the cheapest package at its aspiration.

    ``best`` is the utility of its best package, ``floor`` its reservation value or, if that is lower,
    ``best``; ``end`` is the number of the last step of all rounds.
    """

    offers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.value, self.codes = private.value, private.codes
        # no packages are listed if there are too many; such a party answers texts and makes no offers
        self.best = int(private.worth[-1]) if len(private.worth) else private.reservation
        self.floor = min(private.reservation, self.best)
        self.end = max(horizon.rounds * horizon.steps - 1, 1)

    def propose(self, turn: PartyTurn) -> list[Act]:
        live = turn.live
        if turn.phase != "replying":
            return [Act(Offer, live, package=self.offer(turn, self.aspiration(turn)))]
        offered = self.value(turn.view.table)
        self.take_in(turn, offered)
        aspiration = self.aspiration(turn)
        good = live & self.accepts(turn, offered, aspiration)
        acts, rest = [Act(Accept, good)], live & ~good
        if rest.any():
            acts.append(Act(Offer, rest, package=self.offer(turn, aspiration)))
        return acts

    def time(self, turn: PartyTurn) -> Lanes:
        """Return the steps gone by in all rounds, (lanes,), at most ``end + 1``."""
        view = turn.view
        gone = view.round * self.horizon.steps + np.where(view.heard > 0, view.step + 1, 0)
        return np.asarray(np.minimum(gone, self.end + 1))

    def take_in(self, turn: PartyTurn, offered: Integers) -> None:
        """Take in an offer of this utility, (lanes,), before replying to it."""

    def aspiration(self, turn: PartyTurn) -> Integers:
        """Return the utility to ask for now, (lanes,)."""
        raise NotImplementedError

    def accepts(self, turn: PartyTurn, offered: Integers, aspiration: Integers) -> Mask:
        """Return True for the lanes (lanes,) in which to accept the offer on the table."""
        return np.asarray(offered >= aspiration)

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        """Return the package to offer in each lane, (lanes, issues) option indices."""
        return np.asarray(self.codes[self.place_of(aspiration)])

    def place_of(self, aspiration: Integers) -> Lanes:
        """Return the index of the cheapest package at or above an aspiration, else of the best package."""
        place = np.searchsorted(self.private.worth, aspiration).astype(np.int64)
        return np.minimum(place, len(self.private.worth) - 1)


class Listener(Bidder):
    """Remembers the utility of each offer that it hears, in ``heard``."""

    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.heard = Heard(horizon.lanes, self.end + 2)

    def take_in(self, turn: PartyTurn, offered: Integers) -> None:
        self.heard.note(offered, turn.live)


class Scheduled(Bidder):
    """Asks by a schedule fixed before talks begin, and draws its offer from a band of packages.

    The schedule has an entry for each step of all rounds, and a last entry for the time after them:
    ``levels`` the aspirations, ``first`` the index of the first package of the band, ``count`` its size.
    """

    random = True
    stacks = False
    """True if :meth:`stack` is right for this very class; a subclass says so itself, as it may add state."""

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.levels = self.schedule(private, horizon)
        self.first, self.count = self.band(self.levels)
        # the entry of the schedule at which a lane's own begins; more than 0 only if stacked
        self.row: Lanes | int = 0

    def schedule(self, private: PartyPrivate, horizon: Horizon) -> Integers:
        """Return the aspiration at each step, (end + 2,), in whole utilities, so that lanes agree."""
        raise NotImplementedError

    def top(self, levels: Integers) -> Integers:
        """Return the highest utility of a package to offer at each aspiration."""
        raise NotImplementedError

    def band(self, levels: Integers) -> tuple[Lanes, Lanes]:
        """Return the first index and the number of packages to draw an offer from, at each step."""
        first = self.place_of(levels)
        above = np.searchsorted(self.private.worth, self.top(levels), side="right").astype(np.int64)
        return first, np.maximum(above - first, 1)

    def aspiration(self, turn: PartyTurn) -> Integers:
        return self.levels.take(self.row + self.time(turn))

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        entry = self.row + self.time(turn)
        place = self.first.take(entry)
        if self.random:
            place += below(turn.draws("offer"), self.count.take(entry))
        return np.asarray(self.codes.take(place, axis=0))

    @classmethod
    def stack(cls, players: Sequence[Self], which: Lanes) -> Self:
        """Return a single player for the lanes of several: schedules and packages are laid end to end.

        Args:
            players: prepared players of this class, in talks of equal length.
            which: (lanes,) index of the player of each lane.
        """
        private = Stacked([one.private for one in players], which)
        whole = copy(players[0])
        whole.value, whole.codes = private.value, private.codes
        whole.row = which * len(whole.levels)
        whole.levels = np.concatenate([one.levels for one in players])
        begins = zip(players, private.begins, strict=True)
        whole.first = np.concatenate([one.first + begin for one, begin in begins])
        whole.count = np.concatenate([one.count for one in players])
        return whole
