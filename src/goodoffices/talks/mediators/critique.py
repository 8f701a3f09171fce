"""Critique mediator: revises a single text by the critiques of it, and hands over a text that all would sign.

Fisher & Ury (1981), Getting to Yes; Raiffa (1982), The Art and Science of Negotiation, ch. 14. It counts how
often each party named an issue first, out of the number of times it could have: an issue named whenever its
option is not as the party wants it has a large weight. It learns each party's order of an issue's options
from the options it asks for, and from being nearer to signing after a single issue was changed. The next text
is the standing text with a single issue changed: the change that by all this is worth most to all, a party
counting for more the further it is from signing; with two issues changed, if no single change seems worth
anything. No text is put twice, and none that a linkage forbids. It does not learn the utility of linkages.
"""

from __future__ import annotations

from bisect import bisect
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.replies import LEVELS
from goodoffices.space import Integers
from goodoffices.talks.engine.bases import MediatorTurn, TextMediator, either
from goodoffices.talks.engine.event import Lanes, Mask, Rows
from goodoffices.talks.engine.events import NoAgreement, TextClosed, TextPut
from goodoffices.talks.engine.players import Act, Horizon, mediator
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.flipping import flips, picked
from goodoffices.talks.mediators.parts.partial_orders import Orders

UNHEARD, UNSAID, CLOSE, SIGNS = -1, 0, 2, 3
"""Distance from signing: from 1, far, to 4, with ease; from ``SIGNS`` on a party would sign."""
LINES = (-0.15, 0.0, 0.14)
"""Gains over no agreement, on a scale from 0 to 1, from which a party is close, would sign, and with ease."""
DISTANCE = np.array([UNSAID, *(1 + bisect(LINES, level.low) for level in LEVELS), UNHEARD])
"""Distance from signing of each level in a critique; -1, the last, if nothing was heard."""
PATIENCE = 12
"""Number of texts in a row that are no better, after which it closes if all would sign the standing text."""
TRADED = 8
"""Number of single changes, those that seem worth most, from which pairs are made."""
SCALE = 720
"""The value 1 in the units of weights and standings: divisible by many numbers, so that little is rounded."""
NONE = -(1 << 62)
"""Gain of a text that cannot be put, below every real gain."""


class Concerns:
    """Critiques in each lane: how often each issue was named, and the options that were asked for."""

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
        """Order two options if a single issue changed: nearer to signing (sign 1), the new is better."""
        changed = text != before
        one = live & (changed.sum(axis=1) == 1)
        issue, each = changed.argmax(axis=1), np.arange(len(text))
        first = self.begins[issue] + text[each, issue]
        second = self.begins[issue] + before[each, issue]
        self._say(first[:, np.newaxis], second[:, np.newaxis], np.where(one[:, np.newaxis], sign, 0))

    def _say(self, first: Lanes, second: Lanes, sign: Lanes) -> None:
        """Note that the first option is better (sign 1) or worse (-1) than the second; 0 says nothing."""
        first, second = (
            np.where(sign == 0, 0, np.broadcast_to(o, sign.shape)) for o in (first, second)
        )
        self.orders.say(first.ravel(), second.ravel(), sign.ravel(), sign.ravel() != 0)

    def worth(self) -> Rows:
        """Return the apparent utility of each option for each party, whole numbers (lanes, parties, options).

        It is the share of times that its issue was named, between 0 and 1, times the standing of the option
        among those of the issue, from -1 to 1.
        """
        weight = SCALE * (1 + self.named) // (2 + self.chances)
        standing = self.orders.standing().reshape(*self.named.shape[:2], -1)
        return np.asarray(weight[:, :, self.issue] * (standing * (SCALE // self.others)) // SCALE)

    def total(self, worth: Rows, texts: Rows) -> Lanes:
        """Return the sum of the options' utilities of texts: (lanes, texts, issues) -> (lanes, texts)."""
        lane = np.arange(len(texts))[:, np.newaxis, np.newaxis]
        return np.asarray(worth[lane, texts + self.begins].sum(axis=2))


class Drafts:
    """Texts put in each lane, as 64-bit marks; if two texts have the same mark, both count as put."""

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
        """Return a mask of texts already put in their lane: (lanes, texts, issues) -> (lanes, texts)."""
        mine = self.marked(texts)
        found = np.zeros(mine.shape, dtype=np.bool_)
        for known in self.put:
            found |= mine == known[lanes, np.newaxis]
        return found


@mediator("critique")
class Critique(TextMediator):
    """Revises a single text by the critiques of it, and closes with a text that all would sign.

    It remembers in each lane the critiques, the texts it put, and the replies to the standing text. Of a
    round led by another mediator it knows the standing text, and no replies.
    """

    remembers = True
    protocols = ("single-text-critique",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.drafts = Drafts(self.dims)
        self.standing = np.full((horizon.lanes, len(self.dims)), -1, dtype=np.int64)
        self.misses = np.zeros(horizon.lanes, dtype=np.int64)
        self.concerns: Concerns | None = None

    def draft(self, turn: MediatorTurn) -> list[Act]:
        """Put the next text; stop if there is none, or if all would sign and more texts seem of no use."""
        view, live = turn.view, turn.live
        level = self._level(view)
        signed = _signed(level)
        self.drafts.note(view.held, live & view.has_held & (self.standing != view.held).any(axis=1))
        text, gain = self._revised(turn, level, live & ~signed)
        last = (
            view.has_table
            & (view.step + 1 >= self.horizon.steps)
            & (view.round + 1 < self.horizon.rounds)
        )
        enough = signed & (last | (gain <= 0) & (self.misses >= PATIENCE))
        stops = view.has_held & ((gain == NONE) | enough)
        self.drafts.note(text, live & ~stops)
        closes = either(live & stops, signed, TextClosed, NoAgreement)
        return [Act(TextPut, live & ~stops, package=text), *closes]

    def close(self, turn: MediatorTurn) -> list[Act]:
        """Put the standing text for a last answer if all said that they would sign it."""
        return either(turn.live, _signed(self._level(turn.view)), TextClosed, NoAgreement)

    def weigh(self, turn: MediatorTurn) -> Mask:
        """Keep the new text if the party furthest from signing is nearer, else if all together are, else if
        it seems worth more."""
        view, live, concerns = turn.view, turn.live, self._concerns(turn.view)
        now, before = DISTANCE[view.replies[:, :, 2]], self._level(view)
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
        keeps: Mask = live & (better | ~view.has_held)
        self.levels = np.where(keeps[:, np.newaxis], now, before)
        self.standing = np.where(keeps[:, np.newaxis], view.table, view.held)
        self.misses = np.where(keeps, 0, self.misses + live)
        return keeps

    def _concerns(self, view: MediatorView) -> Concerns:
        """Return the concerns; the first view says how many parties there are."""
        if self.concerns is None:
            lanes, parties = view.answers.shape
            self.concerns = Concerns(lanes, parties, self.dims)
            self.levels = np.full(view.answers.shape, UNHEARD, dtype=np.int64)
        return self.concerns

    def _level(self, view: MediatorView) -> Lanes:
        """Return how far each party said it is from signing the text that stands, (lanes, parties)."""
        self._concerns(view)
        same = (self.standing == view.held).all(axis=1, keepdims=True)
        return np.where(same, self.levels, UNHEARD)

    def _revised(self, turn: MediatorTurn, level: Lanes, far: Mask) -> tuple[Rows, Lanes]:
        """Return the next text and its apparent gain: ``NONE`` if there is no text left.

        In lanes ``far`` from an agreement it may be any package once all near texts were put.
        """
        view, concerns = turn.view, self._concerns(turn.view)
        codes = self.private.codes
        first = codes[below(turn.draws("first"), len(codes))]
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
        chosen = picked(turn.draws("next"), (gains == gain[:, np.newaxis]).astype(np.int64))
        text = np.where(view.has_held[:, np.newaxis], texts[np.arange(len(texts)), chosen], first)
        # only lanes without a near text go through all packages, as that takes time
        for lane in np.flatnonzero(far & view.has_held & (gain == NONE)):
            total = concerns.total(worth[[lane]], codes[np.newaxis]) - now[lane]
            [left] = np.where(
                self.drafts.were_put(codes[np.newaxis], slice(lane, lane + 1)), NONE, total
            )
            text[lane], gain[lane] = codes[left.argmax()], left.max()
        return text, gain

    def _open(self, texts: Rows, gains: Lanes) -> Lanes:
        """Return the gains of texts that linkages allow and that were not put, ``NONE`` for others."""
        allowed = self.private.allows(texts.reshape(-1, texts.shape[2])).reshape(gains.shape)
        return np.where(allowed & ~self.drafts.were_put(texts), gains, NONE)

    def _trades(self, texts: Rows, gains: Lanes) -> Rows:
        """Return pairs of the best changes: (lanes, options, issues) -> (lanes, pairs, issues)."""
        best = np.argsort(-gains, axis=1, kind="stable")[:, :TRADED]
        lane = np.arange(len(texts))[:, np.newaxis]
        pairs = np.array([*combinations(range(best.shape[1]), 2)], dtype=np.int64).reshape(-1, 2)
        issue = np.repeat(np.arange(len(self.dims)), self.dims)
        out = texts[lane, best[:, pairs[:, 0]]]
        second = best[:, pairs[:, 1]]
        place = np.arange(len(pairs))
        out[lane, place, issue[second]] = texts[lane, second, issue[second]]
        return out


def _signed(level: Lanes) -> Mask:
    """Return True for the lanes (lanes,) in which every party would sign, or left out its level."""
    return np.asarray(((level >= SIGNS) | (level == UNSAID)).all(axis=1))
