"""Confidences as numbers: cells with a lane axis in states and views.

A cell is the confidence of a party on an issue, see :data:`CELL`. ``release_rules`` says how it may be used,
``release_events`` are the events that change it.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.event import Rows
from goodoffices.talks.engine.release_rules import Confidence, Form, Held, Point

CELL = 7
"""The numbers of a cell: :data:`GIVEN`, :data:`FORM`, :data:`HOLD`, :data:`ISSUE`, :data:`WANTED`,
:data:`PASSED`, :data:`ARMED`."""
GIVEN, FORM, HOLD, ISSUE, WANTED, PASSED, ARMED = range(CELL)
"""1 + the option given, or 0 if nothing was ever confided; the form; the round before which it is held;
1 + the issue of the condition, or 0; the option of the condition; a bit for each party that knows of it; 1
until it is taken back."""


def no_cells(lanes: int, parties: int, issues: int) -> Rows:
    """Return cells in which nothing is confided, (lanes, parties, issues, CELL)."""
    return np.zeros((lanes, parties, issues, CELL), dtype=np.int64)


def held(cells: Rows) -> Held:
    """Return the confidences in a lane, from its cells, (parties, issues, CELL)."""
    return frozenset(
        _confidence(author, issue, cells[author, issue].tolist())
        for author, issue in np.argwhere(cells[:, :, GIVEN] > 0).tolist()
    )


def _confidence(author: int, issue: int, cell: list[int]) -> Confidence:
    given, form, hold, asked, wanted, passed, armed = cell
    return Confidence(
        author,
        Point(issue, given - 1),
        Form(form),
        Point(asked - 1, wanted) if asked else None,
        hold,
        passed=frozenset(p for p in range(passed.bit_length()) if passed >> p & 1),
        armed=bool(armed),
    )


def keep(cells: Rows, confidence: Confidence) -> None:
    """Write a confidence into the cells of a lane, (parties, issues, CELL)."""
    asked = confidence.only_if
    cells[confidence.author, confidence.gives.issue] = (
        # a cell of noughts is an empty cell: what may be 0 by itself is written one higher
        1 + confidence.gives.option,
        int(confidence.form),
        confidence.hold_until,
        1 + asked.issue if asked else 0,
        asked.option if asked else 0,
        sum(1 << party for party in confidence.passed),
        int(confidence.armed),
    )
