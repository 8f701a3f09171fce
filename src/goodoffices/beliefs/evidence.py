"""Answers as half-spaces over a particle's features, each softened by how sharply people tell
differences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.prior import Preferences
from goodoffices.beliefs.replies import Reply

SHARP, BLUNT = 120.0, 15.0
"""Slopes of the chance of an answer: at the line that matters, and at the lines between 'far' and
'close'."""
CLOSE = 0.15
"""Within this of the reservation value a text is close to being signed, or only just signed."""
RIVALS = 6
"""The worst issue is held against so many others, those that cost most on the average."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Half-spaces ``rows @ features > 0`` of each party: rows (parties, lines, features), slopes alike.

    A row of zeros says nothing; parties may have said different amounts.
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
        """How likely the answers are to particles (parties, particles, features): (parties, particles)."""
        margins = np.matmul(features, self.rows.transpose(0, 2, 1)) * self.slopes[:, None, :]
        chance = (1.0 - 2.0 * wrong) / (1.0 + np.exp(-np.clip(margins, -60.0, 60.0))) + wrong
        return np.asarray(np.log(chance).sum(axis=-1))


def lines_of(
    layout: Layout,
    replies: list[Reply | None],
    text: Codes,
    reference: Codes | None,
    thought: Preferences,
    third: Codes | None = None,
) -> Lines:
    """The half-spaces of one answer of each party to a text (issues,) beside a reference text.

    ``third`` is the text that was ranked with the two, if any.
    """
    shown = [one for one in (text, reference, third) if one is not None]
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
        for place, (row, slope) in enumerate(lines):
            rows[party, place], slopes[party, place] = row, slope
    return Lines(rows, slopes)


def _lines(
    layout: Layout,
    reply: Reply,
    text: Codes,
    reference: Codes | None,
    thought: Preferences,
    party: int,
) -> list[tuple[Floats, float]]:
    found: list[tuple[Floats, float]] = []
    worth = worth_of(layout, text)
    if reply.better is not None and reference is not None and reply.order is None:
        gap = worth - worth_of(layout, reference)
        found.append((gap if reply.better else -gap, SHARP))
        if reply.much is not None and reply.better:
            cut = gap - CLOSE * constant(layout)
            found.append((cut if reply.much else -cut, BLUNT))
    if reply.level is not None:
        above = worth - floor(layout)
        found.append((above if reply.level >= 2 else -above, SHARP))
        cut = CLOSE * constant(layout)
        band = {0: -above - cut, 1: above + cut, 2: cut - above, 3: above - cut}[reply.level]
        found.append((band, BLUNT))
    if reply.worst is not None:
        found += _worst(layout, reply.worst, text, thought, party)
        if reply.wanted is not None:
            row = np.zeros(layout.features)
            row[reply.worst * layout.options + reply.wanted] = 1.0
            row[layout.cells + reply.worst] = -1.0
            found.append((row + 0.02 * constant(layout), SHARP))
    return found


def _ranked(layout: Layout, reply: Reply, shown: list[Codes]) -> list[tuple[Floats, float]]:
    """Every pair of a ranking: what is named earlier is worth more."""
    if reply.order is None or len(shown) != len(reply.order):
        return []
    worths = [worth_of(layout, shown[place]) for place in reply.order]
    return [(one - other, SHARP) for one, other in combinations(worths, 2)]


def _worst(
    layout: Layout, worst: int, text: Codes, thought: Preferences, party: int
) -> list[tuple[Floats, float]]:
    """The stated issue costs more than each of the others that cost most on the average."""
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
    """The features that add up to a text's worth."""
    row = np.zeros(layout.features)
    row[np.arange(layout.issues) * layout.options + text] = 1.0
    return row


def floor(layout: Layout) -> Floats:
    row = np.zeros(layout.features)
    row[-2] = 1.0
    return row


def constant(layout: Layout) -> Floats:
    row = np.zeros(layout.features)
    row[-1] = 1.0
    return row
