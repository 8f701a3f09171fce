"""Answers as half-spaces of a particle's features, softened because people tell differences imprecisely."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.prior import PROBIT, Preferences
from goodoffices.beliefs.replies import LEVELS, MUCH, Reply

SHARP = 120.0
"""Slope of the logistic probability of 'better' and of 'would sign', per unit of utility (0 to 1)."""
VAGUE = 0.2
"""Deviation of the natural logarithm of a gain as a party sees it, from one text to another."""
RIVALS = 6
"""Number of other issues that the worst issue is compared with: those that cost most on average."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Half-spaces ``rows @ features > 0`` of each party.

    Parties may have given different numbers of answers; a row of zeros fills up and has no effect.

    Attributes:
        rows: coefficients, shape (parties, lines, features).
        slopes: slope of the probability at each line, shape (parties, lines).
    """

    rows: Floats
    slopes: Floats

    @classmethod
    def none(cls, parties: int, features: int) -> Lines:
        return cls(np.zeros((parties, 0, features)), np.zeros((parties, 0)))

    def and_also(self, more: Lines) -> Lines:
        return Lines(
            np.concatenate([self.rows, more.rows], axis=1),
            np.concatenate([self.slopes, more.slopes], axis=1),
        )

    def log_likelihood(self, features: Floats, wrong: float) -> Floats:
        """Return the log-likelihood of all answers, shape (parties, particles).

        Args:
            features: features of the particles, shape (parties, particles, features).
            wrong: probability that an answer is mistaken.
        """
        margins = np.matmul(features, self.rows.transpose(0, 2, 1)) * self.slopes[:, None, :]
        # a third of the time of np.clip, with the same result
        bounded = np.minimum(np.maximum(margins, -60.0), 60.0)
        chance = (1.0 - 2.0 * wrong) / (1.0 + np.exp(-bounded)) + wrong
        return np.asarray(np.log(chance).sum(axis=-1))


def lines_of(
    layout: Layout,
    replies: list[Reply | None],
    text: Codes,
    reference: Codes | None,
    thought: Preferences,
    third: Codes | None = None,
) -> Lines:
    """Return the half-spaces of one answer of each party to a text.

    Args:
        layout: the arrays' layout.
        replies: each party's answer; None if it gave none.
        text: option codes, shape (issues,).
        reference: the text it was compared with, shape (issues,), if any.
        thought: the preferences that particles stand for.
        third: the text ranked with both, shape (issues,), if any.
    """
    shown = [codes for codes in (text, reference, third) if codes is not None]
    found = [
        _lines(layout, reply, text, reference, thought, party) + _ranked(layout, reply, shown)
        if reply is not None
        else []
        for party, reply in enumerate(replies)
    ]
    most = max(map(len, found))
    rows = np.zeros((len(replies), most, layout.features))
    slopes = np.ones((len(replies), most))
    for party, lines in enumerate(found):
        for line, (row, slope) in enumerate(lines):
            rows[party, line], slopes[party, line] = row, slope
    return Lines(rows, slopes)


def _lines(
    layout: Layout,
    reply: Reply,
    text: Codes,
    reference: Codes | None,
    thought: Preferences,
    party: int,
) -> list[tuple[Floats, float]]:
    """Return the half-spaces, with slopes, of a party's comparison, level, worst issue and wish."""
    found: list[tuple[Floats, float]] = []
    worth = worth_of(layout, text)
    if reply.better is not None and reference is not None and reply.order is None:
        gap = worth - worth_of(layout, reference)
        gap = gap if reply.better else -gap
        found.append((gap, SHARP))
        if reply.much is not None:
            cut = gap - MUCH * unit(layout)
            found.append((cut if reply.much else -cut, slope(MUCH)))
    if reply.level is not None:
        above = worth - floor(layout)
        level = LEVELS[reply.level]
        found.append((above if level.signs else -above, SHARP))
        if is_border(level.low):
            found.append((above - level.low * unit(layout), slope(level.low)))
        if is_border(level.high):
            found.append((level.high * unit(layout) - above, slope(level.high)))
    if reply.worst is not None:
        found += _worst(layout, reply.worst, text, thought, party)
        if reply.wanted is not None:
            row = np.zeros(layout.features)
            row[reply.worst * layout.options + reply.wanted] = 1.0
            row[layout.cells + reply.worst] = -1.0
            found.append((row + 0.02 * constant(layout), SHARP))
    return found


def is_border(gain: float) -> bool:
    """Return whether a gain divides two levels on the same side of the reservation value."""
    return gain != 0 and bool(np.isfinite(gain))


def slope(border: float) -> float:
    """Return the slope of the probability at a border: the larger a gain, the less exactly it is told."""
    return min(SHARP, PROBIT / (VAGUE * abs(border)))


def _ranked(layout: Layout, reply: Reply, shown: list[Codes]) -> list[tuple[Floats, float]]:
    """Return a half-space for each pair of a ranking: the text named earlier has more utility."""
    if reply.order is None or len(shown) != len(reply.order):
        return []
    worths = [worth_of(layout, shown[index]) for index in reply.order]
    return [(better - other, SHARP) for better, other in combinations(worths, 2)]


def _worst(
    layout: Layout, worst: int, text: Codes, thought: Preferences, party: int
) -> list[tuple[Floats, float]]:
    """Return half-spaces in which the stated issue costs more than each of its main rivals."""
    issues = np.arange(layout.issues)
    costs = (thought.weights[party] - thought.table[party][:, issues, text]).mean(axis=0)
    rivals = [int(i) for i in np.argsort(-costs) if i != worst][:RIVALS]

    def cost(issue: int) -> Floats:
        row = np.zeros(layout.features)
        row[layout.cells + issue] = 1.0
        row[issue * layout.options + text[issue]] = -1.0
        return row

    return [(cost(worst) - cost(rival), SHARP) for rival in rivals]


def worth_of(layout: Layout, text: Codes) -> Floats:
    """Return the coefficients whose product with the features is a text's utility."""
    row = np.zeros(layout.features)
    row[np.arange(layout.issues) * layout.options + text] = 1.0
    return row


def floor(layout: Layout) -> Floats:
    """Return the coefficients whose product with the features is the reservation value."""
    return np.asarray(np.eye(layout.features)[layout.cells + layout.issues])


def constant(layout: Layout) -> Floats:
    """Return the coefficients whose product with the features is 1."""
    return np.asarray(np.eye(layout.features)[layout.cells + layout.issues + 1])


def unit(layout: Layout) -> Floats:
    """Return the coefficients whose product with the features is a party's unit of gains, or 1."""
    return np.asarray(np.eye(layout.features)[-1])
