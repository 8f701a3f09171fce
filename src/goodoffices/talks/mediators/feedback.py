"""The feedback mediator: learns, from better and worse, how each party orders each issue's options.

Aydoğan, Hindriks & Jonker (2014), Multilateral mediated negotiation protocols with feedback, in Novel
Insights in Agent-based Complex Automated Negotiation, and ``FeedbackMediator`` of GENIUS.

A text differs from the one before it in one issue, so that what a party says orders two options of that
issue. The next option is one that nobody has seen, else one that somebody has not compared with the present
one, else one known to be better for some; never one that a party is known to find worse. When there is none
left it closes. How much one issue matters beside another it does not learn: all count alike. Where issues are
tied together, answers may contradict each other; the later one is left out.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    Mask,
    NoAgreement,
    Rows,
    TextClosed,
    TextPut,
    TextToCompare,
)
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.flipping import open_flips, picked
from goodoffices.talks.mediators.parts.partial_orders import Orders


@mediator("feedback")
class Feedback(MediatorPlayer):
    """Remembers in each lane what each party said, and which options were put."""

    lanes = True
    random = True
    remembers = True
    protocols = ("mediator-feedback",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private = private
        self.dims = np.array(private.dims, dtype=np.int64)
        self.begins = np.cumsum(self.dims) - self.dims
        self.issue = np.repeat(np.arange(len(self.dims)), self.dims)
        self.seen = np.zeros((horizon.lanes, len(self.issue)), dtype=np.bool_)
        self.orders: Orders | None = None

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        lanes, parties = view.answers.shape
        if self.orders is None:
            self.orders = Orders(lanes * parties, len(self.issue))
        self._learn(self.orders, view, live)
        if phase == "opening":
            codes = self.private.codes
            drawn = codes[below(stream.draws("first", move), len(codes))]
            again = live & (view.heard > 0)
            text = np.where(again[:, np.newaxis], self._best(self.orders, view, again), drawn)
            return [self._put(Act(TextPut, live, package=text))]
        if phase == "drafting":
            text, more = self._next(self.orders, view, stream, move)
            return [
                self._put(Act(TextToCompare, live & more, package=text)),
                self._close(self.orders, view, live & ~more),
            ]
        if phase == "time is over":
            return [self._close(self.orders, view, live)]
        agreed = (view.answers == 2).all(axis=1)
        return [Act(AgreementReached, live & agreed), Act(NoAgreement, live & ~agreed)]

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """The text that the answers so far put highest, where any text was put."""
        if self.orders is None:
            return view.table, np.zeros(len(live), dtype=np.bool_)
        self._learn(self.orders, view, live)
        return self._best(self.orders, view, live & view.has_table), view.has_table

    def _options(self, rows: Rows) -> Rows:
        """The place of each issue's option among all options: (lanes, issues) -> (lanes, issues)."""
        return np.asarray(rows + self.begins)

    def _learn(self, orders: Orders, view: MediatorView, live: Mask) -> None:
        """Take in what was said of the text put last; taking it in twice changes nothing."""
        lanes, parties = view.answers.shape
        changed = view.table != view.held
        told = live & view.has_held & (changed.sum(axis=1) == 1)
        issue = changed.argmax(axis=1)
        each = np.arange(lanes)
        new = np.repeat(self._options(view.table)[each, issue], parties)
        old = np.repeat(self._options(view.held)[each, issue], parties)
        said = view.replies[:, :, 0].reshape(-1)
        orders.say(new, old, said - 1, np.repeat(told, parties) & (said >= 0))

    def _next(self, orders: Orders, view: MediatorView, stream: Stream, move: int) -> tuple[Rows, Mask]:
        """A text that changes one issue of the last, and the lanes in which there is one worth asking of."""
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
        chosen = picked(stream.draws("next", move), wanted.astype(np.int64))
        return texts[np.arange(lanes), chosen], np.asarray(wanted.any(axis=1))

    def _put(self, act: Act) -> Act:
        """Note the options that are put."""
        assert act.package is not None
        lanes = np.flatnonzero(act.where)
        self.seen[lanes[:, np.newaxis], self._options(act.package[lanes])] = True
        return act

    def _close(self, orders: Orders, view: MediatorView, live: Mask) -> Act:
        text = self._best(orders, view, live)
        return Act(TextClosed, live, package=text, yes=np.ones(len(live), dtype=np.bool_))

    def _best(self, orders: Orders, view: MediatorView, live: Mask) -> Rows:
        """The text that the learned orders put highest, (lanes, issues): the last one among equals.

        An option counts for a party from 0, known to be worse than every other, to 1, and for all as the
        product of these, as in GENIUS; a text counts as its options do together. Of options that nobody has
        seen nothing is known: they are taken last.
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
