"""Feedback mediator: learns, from better and worse, how each party orders each issue's options.

Aydoğan, Hindriks & Jonker (2014), Multilateral mediated negotiation protocols with feedback, in Novel
Insights in Agent-based Complex Automated Negotiation, and ``FeedbackMediator`` of GENIUS.

A text differs from the text before it in a single issue, so that each party's feedback orders two options of
that issue. The next option is preferably one that nobody has seen, then an option that some party has not
compared with the present option, then an option known to be better for some; never an option that a party is
known to find worse. If there is none left, the mediator closes. It does not learn weights: all issues count
alike. If issues are tied by linkages, answers may contradict each other; the later answer is then ignored.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.bases import MediatorTurn, TextMediator
from goodoffices.talks.engine.event import Event, Mask, Rows
from goodoffices.talks.engine.events import TextClosed, TextPut, TextToCompare
from goodoffices.talks.engine.players import Act, Horizon, mediator
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.flipping import open_flips, picked
from goodoffices.talks.mediators.parts.partial_orders import Orders


@mediator("feedback")
class Feedback(TextMediator):
    """Learns from better and worse how each party orders the options, and closes with the best text."""

    remembers = True
    protocols = ("mediator-feedback",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.begins = np.cumsum(self.dims) - self.dims
        self.issue = np.repeat(np.arange(len(self.dims)), self.dims)
        self.seen = np.zeros((horizon.lanes, len(self.issue)), dtype=np.bool_)
        self.orders: Orders | None = None

    def draft(self, turn: MediatorTurn) -> list[Act]:
        """Put a text to compare with the last, or close if nothing is left to ask; begin a round afresh."""
        view, live, orders = turn.view, turn.live, self._learnt(turn.view, turn.live)
        if turn.phase == "opening":
            codes = self.private.codes
            drawn = codes[below(turn.draws("first"), len(codes))]
            # a later round begins with the best text so far
            again = live & (view.heard > 0)
            text = np.where(again[:, np.newaxis], self._best(orders, view, again), drawn)
            return [self._put(TextPut, live, text)]
        text, more = self._next(orders, turn)
        closes = live & ~more
        return [self._put(TextToCompare, live & more, text), self._closed(orders, view, closes)]

    def close(self, turn: MediatorTurn) -> list[Act]:
        return [self._closed(self._learnt(turn.view, turn.live), turn.view, turn.live)]

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """Return the text that the answers so far rank highest, and a mask: False if no text was put."""
        if self.orders is None:
            return view.table, np.zeros(len(live), dtype=np.bool_)
        orders = self._learnt(view, live)
        return self._best(orders, view, live & view.has_table), view.has_table

    def _options(self, rows: Rows) -> Rows:
        """Return the index of each issue's option among all options: (lanes, issues) -> (lanes, issues)."""
        return np.asarray(rows + self.begins)

    def _learnt(self, view: MediatorView, live: Mask) -> Orders:
        """Return the orders with the feedback on the last text; taking it in twice changes nothing."""
        lanes, parties = view.answers.shape
        if self.orders is None:
            self.orders = Orders(lanes * parties, len(self.issue))
        changed = view.table != view.held
        # feedback orders two options only if a single issue changed
        told = live & view.has_held & (changed.sum(axis=1) == 1)
        issue = changed.argmax(axis=1)
        each = np.arange(lanes)
        new = np.repeat(self._options(view.table)[each, issue], parties)
        old = np.repeat(self._options(view.held)[each, issue], parties)
        said = view.replies[:, :, 0].reshape(-1)
        self.orders.say(new, old, said - 1, np.repeat(told, parties) & (said >= 0))
        return self.orders

    def _next(self, orders: Orders, turn: MediatorTurn) -> tuple[Rows, Mask]:
        """Return a text that changes an issue of the last, and a mask: False if none is of use."""
        view = turn.view
        lanes, parties = view.answers.shape
        texts, free = open_flips(view.table, self.private)
        places = np.arange(len(self.issue))
        now = self._options(view.table)[:, self.issue]
        shape = (lanes, parties, len(places), len(places))
        least, better = orders.least.reshape(shape), orders.better.reshape(shape)
        lane = np.arange(lanes)[:, np.newaxis]
        known = least[lane, :, places, now] | least[lane, :, now, places]
        free &= np.asarray(~better[lane, :, now, places].any(axis=2))
        unseen: Mask = np.asarray(free & ~self.seen)
        unsure: Mask = np.asarray(free & ~known.all(axis=2))
        good: Mask = np.asarray(free & better[lane, :, places, now].any(axis=2))
        wanted: Mask = np.where(
            unseen.any(axis=1, keepdims=True),
            unseen,
            np.where(unsure.any(axis=1, keepdims=True), unsure, good),
        )
        chosen = picked(turn.draws("next"), wanted.astype(np.int64))
        return texts[np.arange(lanes), chosen], np.asarray(wanted.any(axis=1))

    def _put(self, event: type[Event], where: Mask, text: Rows) -> Act:
        """Put a text in some lanes, and note its options as seen."""
        lanes = np.flatnonzero(where)
        self.seen[lanes[:, np.newaxis], self._options(text[lanes])] = True
        return Act(event, where, package=text)

    def _closed(self, orders: Orders, view: MediatorView, live: Mask) -> Act:
        text = self._best(orders, view, live)
        return Act(TextClosed, live, package=text, yes=np.ones(len(live), dtype=np.bool_))

    def _best(self, orders: Orders, view: MediatorView, live: Mask) -> Rows:
        """Return the text that the learnt orders rank highest, (lanes, issues): the last among equals.

        An option counts for a party from 0, known to be worse than every other, to 1, and for all as the
        product of these, as in GENIUS; a text counts as the sum of its options. An option that nobody has
        seen comes last, since nothing is known of it.
        """
        lanes, parties = view.answers.shape
        others = np.maximum(self.dims - 1, 1)[self.issue]
        standing = orders.standing().reshape(lanes, parties, -1)
        counts = ((others + standing) / (2 * others)).prod(axis=1)
        counts = np.where(self.seen, counts, -1.0)
        best = view.table.copy()
        for lane in np.flatnonzero(live):
            codes = np.concatenate([view.table[lane : lane + 1], self.private.codes])
            best[lane] = codes[counts[lane][self._options(codes)].sum(axis=1).argmax()]
        return best
