"""Answers truthfully: yes to a text it would rather have than the one that stands."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from goodoffices.space import Integers, Table, worth
from goodoffices.talks.engine.events import (
    Answer,
    Compared,
    Criticised,
    Lanes,
    Mask,
    Opened,
    Replied,
    Rows,
    VariantsAnswered,
    Voted,
)
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.confiding import confidences

ASKED = (
    "answering",
    "closing",
    "asked",
    "hearing",
    "voting",
    "polling",
    "comparing",
    "criticising",
    "choosing",
    "improving",
    "confiding",
)
"""The phases in which a party is asked about texts, and every strategy says what it thinks."""
CLOSE = 0.15
"""Of all that packages can be worth, from the worst to the best: so near the reservation value is close."""
SAMPLED = 2048


def truthful_answers(private: PartyPrivate, view: PartyView, phase: str, live: Mask) -> list[Act]:
    """What a party says if it says what it thinks.

    Yes to a better text, and to a first one; to a last text, yes if it is worth no agreement or more. To
    a text carried to it: whether it is better, how far from signing, and the issue it would change first.
    To a text to criticise: which one change would help most, and how far from signing.
    To an invitation: what it could give, and for what, see ``confiding``.
    To a vote: how much better or worse than what stands, see :func:`vote`.
    In a vote that may bind (``polling``), yes to what is worth no agreement or more and no less than the text
    that stands: the hill climber of GENIUS, who says yes to a tie too, with a reservation value.
    """
    if phase == "asked":
        spans, best = _by_issue(private, len(view.table[0]))
        lanes = len(live)
        ranking = np.argsort(-spans, kind="stable")
        return [Act(Opened, live, package=np.tile(best, (lanes, 1)), more=np.tile(ranking, (lanes, 1)))]
    if phase == "hearing":
        return [Act(Replied, live, more=_reply(private, view))]
    if phase == "criticising":
        return [Act(Criticised, live, more=_critique(private, view.table))]
    if phase == "confiding":
        values = [row.tolist() for row in _single_values(private, view.table.shape[1])]
        return [confidences(private, values, view, live)]
    if phase == "choosing":
        return [Act(VariantsAnswered, live, more=_choice(private, view.variants))]
    if phase == "voting":
        return [Act(Voted, live, more=vote(private, view)[:, np.newaxis])]
    offered = private.value(view.table)
    if phase == "comparing":
        said = 1 + np.sign(offered - private.value(view.held))
        return [Act(Compared, live, more=said[:, np.newaxis])]
    if phase == "polling":
        floor = np.where(view.has_held, private.value(view.held), private.reservation)
        return [Act(Answer, live, yes=offered >= np.maximum(floor, private.reservation))]
    if phase in ("answering", "improving"):
        yes = (offered > private.value(view.held)) | ~view.has_held
    else:
        yes = offered >= private.reservation
    return [Act(Answer, live, yes=yes)]


def vote(private: PartyPrivate, view: PartyView, strong: bool = False) -> Lanes:
    """A number of ``events.VOTES`` in each lane, of the new text beside the one that
    stands.

    Strong where the change is half as large again as the usual change of one issue, or wherever ``strong``
    says so, as long as strong votes are left. A first text gets a weak yes.
    """
    change = private.value(view.table) - private.value(view.held)
    yes = (change > 0) | ~view.has_held
    large = 2 * np.abs(change) >= 3 * _usual_change(private.tables, private.dims)
    strongly = (large | strong) & view.has_held & (view.strong_left > 0)
    return np.asarray(np.where(yes, 2 + strongly, 1 - strongly))


@lru_cache(maxsize=256)
def _usual_change(tables: tuple[Table, ...], dims: tuple[int, ...]) -> int:
    """The median of what changing one issue of a package changes, over packages drawn once for all."""
    draws = np.random.Generator(np.random.Philox(0))
    rows = draws.integers(0, dims, (SAMPLED, len(dims)))
    issue = draws.integers(0, len(dims), SAMPLED)
    changed = rows.copy()
    changed[np.arange(SAMPLED), issue] = draws.integers(0, np.array(dims)[issue])
    moved = changed[np.arange(SAMPLED), issue] != rows[np.arange(SAMPLED), issue]
    changes = np.abs(worth(tables, changed) - worth(tables, rows))[moved]
    return int(np.median(changes)) if len(changes) else 0


def _choice(private: PartyPrivate, variants: Rows) -> Rows:
    """A bit for each variant that is worth no agreement or more, (lanes, 1)."""
    bits = np.zeros((len(variants), 1), dtype=np.int64)
    for place in range(variants.shape[1]):
        bits[:, 0] |= (private.value(variants[:, place]) >= private.reservation).astype(
            np.int64
        ) << place
    return bits


def _by_issue(private: PartyPrivate, issues: int) -> tuple[np.ndarray, Lanes]:
    """How much each issue can move, and its best option; what is tied to others counts by its mean."""
    values = _single_values(private, issues)
    spans = np.array([float(np.ptp(row)) for row in values])
    return spans, np.array([int(np.argmax(row)) for row in values], dtype=np.int64)


def _single_values(private: PartyPrivate, issues: int) -> list[np.ndarray]:
    values = [np.zeros(dim) for dim in private.dims[:issues]]
    for table in private.tables:
        for axis, issue in enumerate(table.scope):
            others = tuple(a for a in range(table.values.ndim) if a != axis)
            mean = table.values.mean(axis=others)
            values[issue] = values[issue] + mean
    return values


def _reply(private: PartyPrivate, view: PartyView) -> Rows:
    """Better or not, how far from signing, and the issue whose best option would help most."""
    worth = private.value(view.table)
    better = np.where(view.has_held, (worth > private.value(view.held)).astype(np.int64), 2)
    level = _level(private, worth)
    values = _single_values(private, view.table.shape[1])
    lost = np.stack(
        [row.max() - row[np.minimum(view.table[:, i], len(row) - 1)] for i, row in enumerate(values)],
        axis=1,
    )
    return np.stack([better, level, lost.argmax(axis=1)], axis=1)


def _level(private: PartyPrivate, worth: Integers) -> Lanes:
    """How far from signing what is worth so much, from 0, far, to 3, with ease: (lanes,) -> (lanes,)."""
    least, most = private.reach()
    margin = round(CLOSE * (most - least))
    above = worth - private.reservation
    return np.where(above >= 0, 2 + (above >= margin), (above >= -margin).astype(np.int64))


def _critique(private: PartyPrivate, table: Rows) -> Rows:
    """A critique in the numbers of ``events.CRITIQUE``, (lanes, 3).

    No issue is named where no change of one issue would make the text worth more.
    """
    now = private.value(table)
    most, wish = now.copy(), np.zeros((len(table), 2), dtype=np.int64)
    for issue, dim in enumerate(private.dims):
        for option in range(dim):
            changed = table.copy()
            changed[:, issue] = option
            worth = private.value(changed)
            better = worth > most
            most[better] = worth[better]
            wish[better] = 1 + issue, 1 + option
    return np.concatenate([wish, 1 + _level(private, now)[:, np.newaxis]], axis=1)


@strategy("truthful")
class Truthful(Strategy):
    """Answers texts; it makes no offers of its own."""

    lanes = True
    random = False
    remembers = False
    offers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        return truthful_answers(self.private, view, phase, live)
