"""What is confided, as numbers: cells with a lane axis in states and views, and what events carry of it.

A cell is what one party confides on one issue, see :data:`CELL`; ``release_rules`` says what
may be done with it.
"""

from __future__ import annotations

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.events import (
    Batch,
    Confided,
    Conveyed,
    Event,
    Exchanged,
    Mask,
    Rows,
    Withdrew,
)
from goodoffices.talks.engine.release_rules import (
    Confidence,
    Form,
    Held,
    Passed,
    Point,
    Release,
    passed_on,
)

CELL = 7
"""The numbers of a cell: :data:`GIVEN`, :data:`FORM`, :data:`HOLD`, :data:`ISSUE`, :data:`WANTED`,
:data:`PASSED`, :data:`ARMED`."""
GIVEN, FORM, HOLD, ISSUE, WANTED, PASSED, ARMED = range(CELL)
"""1 and the option given, or 0 where nothing was ever confided; the form; the round before which it is held;
1 and the issue on which something is wanted for it, or 0; the option wanted; a bit for each party that knows
of it; 1 until it is taken back."""


def no_cells(lanes: int, parties: int, issues: int) -> Rows:
    """Cells in which nothing is confided, (lanes, parties, issues, CELL)."""
    return np.zeros((lanes, parties, issues, CELL), dtype=np.int64)


def held(cells: Rows) -> Held:
    """What is confided in one lane, from its cells, (parties, issues, CELL)."""
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


def note(cells: Rows, batch: Batch, where: Mask) -> None:
    """Write into cells, (lanes, parties, issues, CELL), what an event does to them in some lanes."""
    for lane in np.flatnonzero(where).tolist():
        if batch.event is Confided:
            confidence = confided_in(batch, lane)
            if confidence is not None:
                cells[lane, batch.by, confidence.gives.issue] = _cell(confidence)
        elif batch.event is Withdrew:
            cells[lane, batch.by, int(batch.more[lane, 0]), ARMED] = 0
        else:
            for confidence in passed_on(held(cells[lane]), release_in(batch, lane)):
                cells[lane, confidence.author, confidence.gives.issue] = _cell(confidence)


def _cell(confidence: Confidence) -> tuple[int, ...]:
    asked = confidence.only_if
    return (
        1 + confidence.gives.option,
        int(confidence.form),
        confidence.hold_until,
        1 + asked.issue if asked else 0,
        asked.option if asked else 0,
        sum(1 << party for party in confidence.passed),
        int(confidence.armed),
    )


def confided_in(batch: Batch, lane: int) -> Confidence | None:
    """What a party confides in one lane; None where it confides nothing.

    Raises:
        UsageError: the numbers are none of a confidence.
    """
    if not batch.yes[lane]:
        return None
    package, (issue, form, hold, asked) = batch.package[lane].tolist(), batch.more[lane, :4].tolist()
    if not (0 <= issue < len(package) and 0 <= asked <= len(package) and min(hold, *package) >= 0):
        raise UsageError(
            f"confidence: expected places of issues and a round, found {batch.more[lane]}."
        )
    if form not in list(Form):
        raise UsageError(f"confidence: expected the number of a form, found {form}.")
    wanted = Point(asked - 1, package[asked - 1]) if asked else None
    return Confidence(batch.by, Point(issue, package[issue]), Form(form), wanted, hold)


def confiding(confidence: Confidence, issues: int) -> tuple[Rows, Rows]:
    """What the event of a party that confides carries: a package and numbers beside, one lane of each.

    Raises:
        UsageError: it asks for another option on the issue on which it gives. What it may ask for there is
            that the other side accepts it too.
    """
    package, more = np.zeros((1, issues), dtype=np.int64), np.zeros((1, issues + 3), dtype=np.int64)
    asked = confidence.only_if
    if asked is not None:
        if asked.issue == confidence.gives.issue and asked != confidence.gives:
            raise UsageError("confidence: expected one option an issue, found two.")
        package[0, asked.issue] = asked.option
    package[0, confidence.gives.issue] = confidence.gives.option
    more[0, :3] = confidence.gives.issue, int(confidence.form), confidence.hold_until
    more[0, 3] = 1 + asked.issue if asked else 0
    return package, more


def release_in(batch: Batch, lane: int) -> Release:
    """What goes out in one lane by an event; the words of authors are not in it.

    Raises:
        UsageError: the numbers are none of a release.
    """
    package, more = batch.package[lane].tolist(), batch.more[lane, :4].tolist()
    places = more[:2] if batch.event is Exchanged else more[:1]
    if not all(0 <= issue < len(package) for issue in places):
        raise UsageError(f"release: expected places of issues, found {places}.")
    if min(package) < 0:
        raise UsageError(f"release: expected places of options, found {package}.")
    points = [Point(issue, package[issue]) for issue in places]
    if batch.event is Conveyed:
        _, form, author, to = more
        if form not in list(Form):
            raise UsageError(f"release: expected the number of a form, found {form}.")
        return (Passed(author - 1 if author > 0 else None, points[0], Form(form), to),)
    authors = [party for party in range(more[2].bit_length()) if more[2] >> party & 1]
    if len(authors) != 2:
        raise UsageError(f"release: expected two authors, found {len(authors)}.")
    one, other = authors
    return (
        Passed(one, points[0], Form(more[3] & 1), other),
        Passed(other, points[1], Form(more[3] >> 1 & 1), one),
    )


def releasing(release: Release, issues: int) -> tuple[type[Event], Rows, Rows]:
    """The event by which something goes out, and what it carries, one lane of each."""
    package, more = np.zeros((1, issues), dtype=np.int64), np.zeros((1, issues + 3), dtype=np.int64)
    for part in release:
        package[0, part.gives.issue] = part.gives.option
    if len(release) == 1:
        [part] = release
        author = 0 if part.author is None else 1 + part.author
        more[0, :4] = part.gives.issue, int(part.form), author, part.to
        return Conveyed, package, more
    one, other = release
    more[0, :2] = one.gives.issue, other.gives.issue
    more[0, 2:4] = 1 << one.to | 1 << other.to, int(one.form) | int(other.form) << 1
    return Exchanged, package, more
