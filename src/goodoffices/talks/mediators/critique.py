"""The critique mediator: revises one text by what its critics name, and hands over what they would sign.

Fisher & Ury (1981), Getting to Yes; Raiffa (1982), The Art and Science of Negotiation, ch. 14. It keeps count
of how often each party named an issue first, out of how often it could have: one that is named whenever it
is not as that party would have it weighs much. It learns in which order each party puts an issue's options,
from what it would have there, and from being nearer to signing after one issue was changed. The next text is
the one that stands with one issue changed: the change that by all this is worth most to all, a party counting
for more the further it is from signing; with two, where no single change seems worth anything. No text is put
twice, and none that a linkage forbids. It does not learn what linkages are worth.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers
from goodoffices.talks.engine.events import (
    AgreementReached,
    Lanes,
    Mask,
    NoAgreement,
    Rows,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.flipping import flips, picked
from goodoffices.talks.mediators.parts.partial_orders import Orders

UNHEARD, UNSAID, CLOSE, SIGNS = -1, 0, 2, 3
"""How far from signing, as in a critique: from 1, far, to 4; from ``SIGNS`` on a party would sign."""
PATIENCE = 12
"""So many texts in a row that are no better are enough, where there is one that all would sign."""
TRADED = 8
"""Two changes at once are two of so many that seem worth most."""
SCALE = 720
NONE = -(1 << 62)


class Concerns:
    """What critics said in each lane: how often of which issue, and which option they would rather have."""

    def __init__(self, lanes: int, parties: int, dims: Integers) -> None:
        self.dims = dims
        self.begins = np.cumsum(dims) - dims
        self.issue = np.repeat(np.arange(len(dims)), dims)
        self.others = np.maximum(dims - 1, 1)[self.issue]
        shape = (lanes, parties, len(dims))
        self.named = np.zeros(shape, dtype=np.int64)
        self.chances = np.zeros(shape, dtype=np.int64)
        self.wish = np.full(shape, -1, dtype=np.int64)
        self.orders = Orders(lanes * parties, len(self.issue))

    def hear(self, text: Rows, said: Rows, live: Mask) -> None:
        """Take in the critiques of a text, (lanes, parties, 3), in the live lanes."""
        heard = live[:, np.newaxis] & (said[:, :, 0] != UNHEARD)
        issue = np.clip(said[:, :, 0] - 1, 0, len(self.dims) - 1)
        option = said[:, :, 1] - 1
        named = heard & (said[:, :, 0] > 0)
        told = named & (option >= 0) & (option < self.dims[issue])
        lane, party = np.nonzero(named)
        self.named[lane, party, issue[lane, party]] += 1
        lane, party = np.nonzero(told)
        self.wish[lane, party, issue[lane, party]] = option[lane, party]
        self.chances += heard[:, :, np.newaxis] & (text[:, np.newaxis, :] != self.wish)
        now = text[np.arange(len(text))[:, np.newaxis], issue]
        self._say(self.begins[issue] + option, self.begins[issue] + now, told.astype(np.int64))

    def nearer(self, text: Rows, before: Rows, sign: Lanes, live: Mask) -> None:
        """Where one issue differs, who is nearer to signing (sign 1) or farther (-1) likes its option so."""
        changed = text != before
        one = live & (changed.sum(axis=1) == 1)
        issue, each = changed.argmax(axis=1), np.arange(len(text))
        first = self.begins[issue] + text[each, issue]
        second = self.begins[issue] + before[each, issue]
        self._say(first[:, np.newaxis], second[:, np.newaxis], np.where(one[:, np.newaxis], sign, 0))

    def _say(self, first: Lanes, second: Lanes, sign: Lanes) -> None:
        """The first option is better (sign 1) or worse (-1) for a party than the second; 0 says nothing."""
        first, second = (
            np.where(sign == 0, 0, np.broadcast_to(o, sign.shape)) for o in (first, second)
        )
        self.orders.say(first.ravel(), second.ravel(), sign.ravel(), sign.ravel() != 0)

    def worth(self) -> Rows:
        """What each option seems worth to each party, in whole numbers: (lanes, parties, options).

        The share of times that its issue was named, between 0 and 1, times where the option stands among
        those of the issue, from -1 to 1.
        """
        weight = SCALE * (1 + self.named) // (2 + self.chances)
        standing = self.orders.standing().reshape(*self.named.shape[:2], -1)
        return np.asarray(weight[:, :, self.issue] * (standing * (SCALE // self.others)) // SCALE)

    def total(self, worth: Rows, texts: Rows) -> Lanes:
        """What texts come to by their options: (lanes, texts, issues) -> (lanes, texts)."""
        lane = np.arange(len(texts))[:, np.newaxis, np.newaxis]
        return np.asarray(worth[lane, texts + self.begins].sum(axis=2))


class Drafts:
    """The texts put in each lane, by their marks: a text whose mark another has is taken for put, too."""

    def __init__(self, dims: Integers) -> None:
        draws = np.random.Generator(np.random.Philox(1))
        self.begins = np.cumsum(dims) - dims
        self.marks = draws.integers(1, 2**63, int(dims.sum()), dtype=np.uint64)
        self.put: list[NDArray[np.uint64]] = []

    def marked(self, texts: Rows) -> NDArray[np.uint64]:
        return np.asarray(np.bitwise_xor.reduce(self.marks[texts + self.begins], axis=-1))

    def note(self, text: Rows, where: Mask) -> None:
        if where.any():
            self.put.append(np.where(where, self.marked(text), np.uint64(0)))

    def were_put(self, texts: Rows, lanes: slice = slice(None)) -> Mask:
        """Which texts, (lanes, texts, issues) -> (lanes, texts), were put in their lane."""
        mine = self.marked(texts)
        found = np.zeros(mine.shape, dtype=np.bool_)
        for known in self.put:
            found |= mine == known[lanes, np.newaxis]
        return found


@mediator("critique")
class Critique(MediatorPlayer):
    """Remembers in each lane what was criticised, which texts it put, and what was said of the one that
    stands.

    Of rounds that another mediator led it knows the text that stands, and nothing that was said.
    """

    lanes = True
    random = True
    remembers = True
    protocols = ("single-text-critique",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private, self.horizon = private, horizon
        self.dims = np.array(private.dims, dtype=np.int64)
        self.drafts = Drafts(self.dims)
        self.standing = np.full((horizon.lanes, len(self.dims)), -1, dtype=np.int64)
        self.misses = np.zeros(horizon.lanes, dtype=np.int64)
        self.levels = np.zeros((horizon.lanes, 0), dtype=np.int64)
        self.concerns: Concerns | None = None

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "closed":
            agreed = (view.answers == 2).all(axis=1)
            return [Act(AgreementReached, live & agreed), Act(NoAgreement, live & ~agreed)]
        if self.concerns is None:
            lanes, parties = view.answers.shape
            self.concerns = Concerns(lanes, parties, self.dims)
            self.levels = np.full(view.answers.shape, UNHEARD, dtype=np.int64)
        if phase == "criticised":
            return self._weighed(self.concerns, view, live)
        level = self._level(view)
        signed = ((level >= SIGNS) | (level == UNSAID)).all(axis=1)
        if phase == "time is over":
            return [Act(TextClosed, live & signed), Act(NoAgreement, live & ~signed)]
        self.drafts.note(view.held, live & view.has_held & (self.standing != view.held).any(axis=1))
        text, gain = self._revised(self.concerns, view, level, live & ~signed, stream, move)
        last = (
            view.has_table
            & (view.step + 1 >= self.horizon.steps)
            & (view.round + 1 < self.horizon.rounds)
        )
        enough = signed & (last | (gain <= 0) & (self.misses >= PATIENCE))
        stops = view.has_held & ((gain == NONE) | enough)
        self.drafts.note(text, live & ~stops)
        return [
            Act(TextPut, live & ~stops, package=text),
            Act(TextClosed, live & stops & signed),
            Act(NoAgreement, live & stops & ~signed),
        ]

    def _level(self, view: MediatorView) -> Lanes:
        """How far each party said it is from signing the text that stands: (lanes, parties)."""
        same = (self.standing == view.held).all(axis=1, keepdims=True)
        return np.where(same, self.levels, UNHEARD)

    def _weighed(self, concerns: Concerns, view: MediatorView, live: Mask) -> list[Act]:
        """The new text stands if whoever is furthest from signing is nearer, else if all together are, else
        if it seems worth more."""
        now, before = view.replies[:, :, 2], self._level(view)
        concerns.hear(view.table, view.replies, live)
        said = (now > UNSAID) & (before > UNSAID)
        concerns.nearer(
            view.table, view.held, np.where(said, np.sign(now - before), 0), live & view.has_held
        )
        texts = np.stack([view.table, view.held], axis=1)
        worth = concerns.total(concerns.worth().sum(axis=1), texts)
        new, old = (np.where(level == UNSAID, CLOSE, level) for level in (now, before))
        better = worth[:, 0] > worth[:, 1]
        for kind in (new.sum(axis=1) - old.sum(axis=1), new.min(axis=1) - old.min(axis=1)):
            better = np.where(kind == 0, better, kind > 0)
        keeps = live & (better | ~view.has_held)
        self.levels = np.where(keeps[:, np.newaxis], now, before)
        self.standing = np.where(keeps[:, np.newaxis], view.table, view.held)
        self.misses = np.where(keeps, 0, self.misses + live)
        return [Act(TextKept, keeps), Act(TextDropped, live & ~keeps)]

    def _revised(
        self,
        concerns: Concerns,
        view: MediatorView,
        level: Lanes,
        far: Mask,
        stream: Stream,
        move: int,
    ) -> tuple[Rows, Lanes]:
        """The next text, and what it seems to gain: ``NONE`` where there is none.

        In lanes that are ``far`` from an agreement it is any text at all where all near ones were put.
        """
        codes = self.private.codes
        first = codes[below(stream.draws("first", move), len(codes))]
        needs = np.where(level > UNSAID, 5 - level, CLOSE)
        worth = (concerns.worth() * needs[:, :, np.newaxis]).sum(axis=1)
        texts = flips(view.held, self.dims)
        now = concerns.total(worth, view.held[:, np.newaxis])
        gains = concerns.total(worth, texts) - now
        two = self._trades(
            texts, np.where((texts == view.held[:, np.newaxis]).all(axis=2), NONE, gains)
        )
        one, both = self._open(texts, gains), self._open(two, concerns.total(worth, two) - now)
        both[one.max(axis=1) > 0] = NONE
        texts, gains = np.concatenate([texts, two], axis=1), np.concatenate([one, both], axis=1)
        gain = gains.max(axis=1)
        chosen = picked(stream.draws("next", move), (gains == gain[:, np.newaxis]).astype(np.int64))
        text = np.where(view.has_held[:, np.newaxis], texts[np.arange(len(texts)), chosen], first)
        for lane in np.flatnonzero(far & view.has_held & (gain == NONE)):
            total = concerns.total(worth[[lane]], codes[np.newaxis]) - now[lane]
            [left] = np.where(
                self.drafts.were_put(codes[np.newaxis], slice(lane, lane + 1)), NONE, total
            )
            text[lane], gain[lane] = codes[left.argmax()], left.max()
        return text, gain

    def _open(self, texts: Rows, gains: Lanes) -> Lanes:
        """The gains of texts that linkages allow and that were not put, and ``NONE`` for the others."""
        allowed = self.private.allows(texts.reshape(-1, texts.shape[2])).reshape(gains.shape)
        return np.where(allowed & ~self.drafts.were_put(texts), gains, NONE)

    def _trades(self, texts: Rows, gains: Lanes) -> Rows:
        """Pairs of the changes that seem worth most: (lanes, options, issues) -> (lanes, pairs, issues)."""
        best = np.argsort(-gains, axis=1, kind="stable")[:, :TRADED]
        lane = np.arange(len(texts))[:, np.newaxis]
        pairs = np.array([*combinations(range(best.shape[1]), 2)], dtype=np.int64).reshape(-1, 2)
        issue = np.repeat(np.arange(len(self.dims)), self.dims)
        out = texts[lane, best[:, pairs[:, 0]]]
        second = best[:, pairs[:, 1]]
        place = np.arange(len(pairs))
        out[lane, place, issue[second]] = texts[lane, second, issue[second]]
        return out
