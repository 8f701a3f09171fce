"""Confidences of a sincere party to a mediator that invites it: concessions, and its price for them.

The party knows its own preferences, the text carried to it last, and the releases that reached it. If that
text has an option on an issue that is not the best for the party, the party could confide that it would
accept the option: a concession. Its price is the text's option on the issue that helps the party most, if
that is worth more to it than the concession costs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.release_codec import held
from goodoffices.talks.engine.release_events import Confided, confiding
from goodoffices.talks.engine.release_rules import Confidence, Form, Held, Point
from goodoffices.talks.engine.views import PartyPrivate, PartyView

SMALL = 0.05
"""Share of the range of its utilities: a concession up to this cost may be floated without a return."""
Values = Sequence[Sequence[float]]
"""Utility of each option of each issue, issue by issue."""


def confidences(private: PartyPrivate, values: Values, view: PartyView, live: Mask) -> Act:
    """Confide a single concession, or none, in each live lane."""
    lanes, issues = view.table.shape
    package = np.zeros((lanes, issues), dtype=np.int64)
    more = np.zeros((lanes, issues + 3), dtype=np.int64)
    yes = np.zeros(lanes, dtype=np.bool_)
    least, most = private.reach()
    for lane in np.flatnonzero(live & view.has_table).tolist():
        own = frozenset(c for c in held(view.confided[lane]) if c.author == view.seat)
        text = view.table[lane].tolist()
        known = _given(view, lane)
        chosen = due(own, values, known) or trade(view.seat, own, values, text, known)
        if chosen is None:
            margin = SMALL * (most - least)
            chosen = softener(view.seat, own, values, text, margin, int(view.round[lane]) + 1)
        if chosen is not None:
            package[[lane]], more[[lane]] = confiding(chosen, issues)
            yes[lane] = True
    return Act(Confided, live, package=package, yes=yes, more=more)


def _given(view: PartyView, lane: int) -> set[Point]:
    """Return the points that other parties were said to be able to accept."""
    others = [party for party in range(view.given.shape[1]) if party != view.seat]
    return {
        Point(issue, option - 1)
        for party in others
        for issue, option in enumerate(view.given[lane, party].tolist())
        if option
    }


def due(own: Held, values: Values, given: Collection[Point]) -> Confidence | None:
    """Return an earlier concession without its condition, if the other side has met the condition by now.

    It does so as long as all its concessions for the same return cost less than that return is worth to it.
    """
    for waiting in sorted(own, key=lambda c: c.gives):
        asked = waiting.only_if
        if asked is None or asked not in given or waiting.passed or not waiting.armed:
            continue
        paid = sum(_cost(values, c.gives) for c in own if c.only_if == asked and c.passed)
        if paid + _cost(values, waiting.gives) < _help(values, asked):
            return replace(waiting, only_if=None)
    return None


def trade(
    seat: int, own: Held, values: Values, text: Sequence[int], given: Collection[Point]
) -> Confidence | None:
    """Return its cheapest new concession, on condition of the option in the text that helps it most.

    It never asks for a point that it was ``given``, nor for a point worth no more than the concession costs.
    """
    points = [Point(issue, option) for issue, option in enumerate(text)]
    for issue in _open(own, values, text):
        hoped = [point for point in points if point.issue != issue and point not in given]
        asked = max(hoped, key=lambda p: (_help(values, p), -p.issue), default=None)
        if asked is not None and _cost(values, points[issue]) < _help(values, asked):
            return Confidence(seat, points[issue], Form.SUBSTANCE, only_if=asked)
    return None


def softener(
    seat: int, own: Held, values: Values, text: Sequence[int], margin: float, round_: int
) -> Confidence | None:
    """Return a small concession that the mediator may float as an idea of its own after this round."""
    for issue in _open(own, values, text):
        point = Point(issue, text[issue])
        if _cost(values, point) <= margin:
            return Confidence(seat, point, Form.IDEA, hold_until=round_)
    return None


def _open(own: Held, values: Values, text: Sequence[int]) -> list[int]:
    """Return the issues on which the text costs it something and it has confided nothing, cheapest first."""
    said = {c.gives.issue for c in own}
    costs = {issue: _cost(values, Point(issue, option)) for issue, option in enumerate(text)}
    asked = [issue for issue, cost in costs.items() if cost > 0 and issue not in said]
    return sorted(asked, key=lambda issue: (costs[issue], issue))


def _cost(values: Values, point: Point) -> float:
    """Return the utility lost by an option beside the best option of its issue."""
    return max(values[point.issue]) - values[point.issue][point.option]


def _help(values: Values, point: Point) -> float:
    """Return the utility gained by an option beside the worst option of its issue."""
    return values[point.issue][point.option] - min(values[point.issue])
