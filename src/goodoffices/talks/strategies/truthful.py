"""Truthful: answers every question about texts by its own preferences, and makes no offers.

Other strategies inherit these answers, a method for each kind of question, and override those that they
give otherwise.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from goodoffices.beliefs.replies import ASKED, LEVELS, MUCH
from goodoffices.space import Integers, Table, worth
from goodoffices.talks.engine.bases import Party, PartyTurn
from goodoffices.talks.engine.event import Event, Lanes, Mask, Rows
from goodoffices.talks.engine.events import Answer, Compared, Criticised, VariantsAnswered, Voted
from goodoffices.talks.engine.phases import Question
from goodoffices.talks.engine.players import Act, Horizon, strategy
from goodoffices.talks.engine.release_events import Confided
from goodoffices.talks.engine.shuttle_events import (
    ALONE,
    LITTLE_BETTER,
    LITTLE_WORSE,
    MUCH_BETTER,
    MUCH_WORSE,
    Opened,
    Replied,
)
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.confiding import confidences

SAMPLED = 2048
"""Number of packages drawn to estimate the usual change of utility; spaces are too large to list."""


@strategy("truthful")
class Truthful(Party):
    """Answers every question by its own preferences.

    It answers from :meth:`claims`, which are its own preferences unless a strategy misreports them. Arrays of
    answers have a row for each lane; ``private.value`` is a party's utility in whole numbers.
    """

    offers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.claimed = self.claims(private)

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        """Return the preferences from which it answers all questions but the last, binding one."""
        return private

    def answer(self, turn: PartyTurn) -> Act:
        # a party that makes no offers says what it would sign, if it is to make one
        event: type[Event] = (*turn.phase.asks, Answer)[0]
        live = turn.live
        whole = {Opened: self.opening, Confided: self.confiding}
        numbers = {
            Replied: self.hearing,
            Criticised: self.criticising,
            VariantsAnswered: self.choosing,
            Voted: self.voting,
            Compared: self.comparing,
        }
        yes_or_no = {
            Question.PREFER: self.answering,
            Question.IMPROVE: self.improving,
            Question.BIND: self.polling,
            Question.SIGN: self.closing,
        }
        if event in whole:
            return whole[event](turn)
        if event in numbers:
            return Act(event, live, more=numbers[event](turn).reshape(len(live), -1))
        if event is Answer:
            return Act(event, live, yes=yes_or_no[turn.phase.question or Question.SIGN](turn))
        return event.answer(self.claimed, turn.view, live)

    def answering(self, turn: PartyTurn) -> Mask:
        """Yes to a text if it is better than the standing text, or if none stands."""
        return self.improving(turn)

    def improving(self, turn: PartyTurn) -> Mask:
        """Yes to an improvement of an agreement by the same rule as to any other text."""
        offered, standing = self._values(turn)
        return np.asarray((offered > standing) | ~turn.view.has_held)

    def closing(self, turn: PartyTurn) -> Mask:
        """Yes to a last, binding text if it is worth no agreement or more: by its own preferences always."""
        return np.asarray(self.private.value(turn.view.table) >= self.private.reservation)

    def polling(self, turn: PartyTurn) -> Mask:
        """Yes in a vote that may bind if the text is no worse than no agreement and than the standing text.

        The hill climber of GENIUS, who says yes to a tie too, with a reservation value.
        """
        offered, standing = self._values(turn)
        reservation = self.claimed.reservation
        floor = np.where(turn.view.has_held, standing, reservation)
        return np.asarray(offered >= np.maximum(floor, reservation))

    def comparing(self, turn: PartyTurn) -> Lanes:
        """Return a number of ``events.FEEDBACK``: the text is worse, as good, or better than the last."""
        offered, standing = self._values(turn)
        return np.asarray(1 + np.sign(offered - standing))

    def voting(self, turn: PartyTurn) -> Lanes:
        """Return a number of ``events.VOTES``; strong votes as long as some are left.

        A first text gets a weak yes.
        """
        offered, standing = self._values(turn)
        change, view = offered - standing, turn.view
        yes = (change > 0) | ~view.has_held
        strongly = self.feels_strongly(change) & view.has_held & (view.strong_left > 0)
        return np.asarray(np.where(yes, 2 + strongly, 1 - strongly))

    def feels_strongly(self, change: Integers) -> Mask:
        """Return True if the change of utility is at least half as large again as is usual."""
        usual = _usual_change(self.claimed.tables, self.claimed.dims)
        return np.asarray(2 * np.abs(change) >= 3 * usual)

    def choosing(self, turn: PartyTurn) -> Lanes:
        """Return bits: bit n is set if variant n is worth no agreement or more."""
        variants = turn.view.variants
        bits = np.zeros(len(variants), dtype=np.int64)
        for place in range(variants.shape[1]):
            good = self.claimed.value(variants[:, place]) >= self.claimed.reservation
            bits |= good.astype(np.int64) << place
        return bits

    def hearing(self, turn: PartyTurn) -> Rows:
        """Return a reply, (lanes, 3): better or worse, how far from signing, the issue to change first.

        The issue to change first is that whose best option would help most.
        """
        offered, standing = self._values(turn)
        table = turn.view.table
        better = np.where(turn.view.has_held, self._compared(offered - standing), ALONE)
        lost = np.stack(
            [
                row.max() - row[np.minimum(table[:, issue], len(row) - 1)]
                for issue, row in enumerate(_option_values(self.claimed, table.shape[1]))
            ],
            axis=1,
        )
        return np.stack([better, self._level(offered), lost.argmax(axis=1)], axis=1)

    def criticising(self, turn: PartyTurn) -> Rows:
        """Return a critique in the numbers of ``events.CRITIQUE``, (lanes, 3).

        It names the change of a single issue that would help most, and no issue if none would help.
        """
        table = turn.view.table
        now = self.claimed.value(table)
        most, wish = now.copy(), np.zeros((len(table), 2), dtype=np.int64)
        for issue, dim in enumerate(self.claimed.dims):
            for option in range(dim):
                changed = table.copy()
                changed[:, issue] = option
                value = self.claimed.value(changed)
                better = value > most
                most[better] = value[better]
                wish[better] = 1 + issue, 1 + option
        return np.concatenate([wish, 1 + self._level(now)[:, np.newaxis]], axis=1)

    def opening(self, turn: PartyTurn) -> Act:
        """Say which issues move its utility most, in that order, and the best option of each issue."""
        values = _option_values(self.claimed, turn.view.table.shape[1])
        spans = np.array([float(np.ptp(row)) for row in values])
        best = np.array([int(np.argmax(row)) for row in values], dtype=np.int64)
        ranking = np.argsort(-spans, kind="stable")
        lanes = (len(turn.live), 1)
        return Act(Opened, turn.live, package=np.tile(best, lanes), more=np.tile(ranking, lanes))

    def confiding(self, turn: PartyTurn) -> Act:
        """Confide to the mediator a concession it could make, and for what; see ``parts/confiding``."""
        values = _option_values(self.claimed, turn.view.table.shape[1])
        return confidences(self.claimed, [row.tolist() for row in values], turn.view, turn.live)

    def _values(self, turn: PartyTurn) -> tuple[Integers, Integers]:
        """Return the claimed utilities of the new text and of the standing text, (lanes,) each."""
        # in one look-up: for a few lanes the call takes longer than the sums
        both = self.claimed.value(np.concatenate((turn.view.table, turn.view.held)))
        return both[: len(turn.live)], both[len(turn.live) :]

    def _compared(self, change: Integers) -> Lanes:
        """Return the number of ``shuttle_events.BETTER`` for a change of utility."""
        least, most = self.claimed.reach()
        much = np.abs(change) >= round(MUCH * (most - least))
        better, worse = (
            np.where(much, MUCH_BETTER, LITTLE_BETTER),
            np.where(much, MUCH_WORSE, LITTLE_WORSE),
        )
        return np.asarray(np.where(change > 0, better, worse))

    def _level(self, value: Integers) -> Lanes:
        """Return how far from signing a text of this utility is, (lanes,): an index of ``beliefs.LEVELS``."""
        least, most = self.claimed.reach()
        borders = [round(LEVELS[level].low * (most - least)) for level in ASKED[1:]]
        step = np.searchsorted(borders, value - self.claimed.reservation, side="right")
        return np.asarray(np.array(ASKED)[step])


@lru_cache(maxsize=256)
def _usual_change(tables: tuple[Table, ...], dims: tuple[int, ...]) -> int:
    """Return the median change of utility if a single issue changes, over the same draws always."""
    draws = np.random.Generator(np.random.Philox(0))
    rows = draws.integers(0, dims, (SAMPLED, len(dims)))
    issue = draws.integers(0, len(dims), SAMPLED)
    changed = rows.copy()
    changed[np.arange(SAMPLED), issue] = draws.integers(0, np.array(dims)[issue])
    moved = changed[np.arange(SAMPLED), issue] != rows[np.arange(SAMPLED), issue]
    changes = np.abs(worth(tables, changed) - worth(tables, rows))[moved]
    return int(np.median(changes)) if len(changes) else 0


def _option_values(private: PartyPrivate, issues: int) -> list[np.ndarray]:
    """Return the utility of each option of each issue; a table of several issues counts by its mean."""
    values = [np.zeros(dim) for dim in private.dims[:issues]]
    for table in private.tables:
        for axis, issue in enumerate(table.scope):
            others = tuple(a for a in range(table.values.ndim) if a != axis)
            values[issue] = values[issue] + table.values.mean(axis=others)
    return values
