"""The debrief of an exercise: each table beside the frontier, and the table for research."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms.cases import case as case_of
from goodoffices.rooms.doing.debrief import debrief_shown
from goodoffices.rooms.doing.papers import text_of
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.doing.tickets import is_teacher
from goodoffices.rooms.models import Paper, Room, Sitting, Ticket
from goodoffices.rooms.seen.common import machines_of_all
from goodoffices.rooms.seen.tables import number_said
from goodoffices.rooms.tongue import fill, row
from goodoffices.rooms.yardstick import Measured, Yardstick
from goodoffices.wording import within

WIDTH, HEIGHT, MARGIN = 640, 420, 46
"""Of the chart, in its pixels."""
NAMED = 5
"""Tables on one point that are named beside it."""
TURNED = 0.6
"""Share of the width from which on names stand to the left of their dots."""
SIGN, LINE, ASIDE = 11, 22, 10
"""Width of a sign and height of a line of the chart's words, as on a phone, and their distance from a dot."""
HEIGHTS = (-8, 22, -30, 44, -52, 66)
"""Distances of a name's foot from the middle of its dot, in the order in which they are tried."""


Box = tuple[float, float, float, float]
"""The left, upper, right and lower end of a rectangle."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the chart in its pixels; ``name`` is empty for a point of the frontier.

    ``turned`` says that the name stands to the left of it, and ``drop`` how much below it.
    """

    x: float
    y: float
    kind: str
    name: str
    turned: bool
    drop: int

    @property
    def box(self) -> Box:
        """The place of the name."""
        wide = SIGN * len(self.name)
        left = self.x - ASIDE - wide if self.turned else self.x + ASIDE
        foot = self.y + self.drop + 4
        return left, foot - LINE, left + wide, foot


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of two parties; ``ends`` are the fewest and most points of the first, then of the second."""

    dots: tuple[Dot, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a table; ``mine`` marks the visitor's own, ``machines`` are those in its seats."""

    number: int
    mine: bool
    agreed: bool
    package: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str, str], ...]
    share: str
    left: str
    path: tuple[str, ...]
    machines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """The debrief; there is a ``chart`` if there are two parties. ``parties`` has the names of all.

    ``consent`` is that of the visitor, None for the teacher.
    """

    title: str
    said: tuple[str, ...]
    chart: Chart | None
    parties: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    consent: bool | None


@lru_cache(maxsize=1)
def _yardstick(digest: str) -> Yardstick:
    # the server has one case
    return Yardstick(case_of())


def yardstick(case: Case) -> Yardstick | None:
    """Return the yardstick of a case; None if it has no numbers for every party."""
    whole = len(case.preferences) == len(case.parties)
    return _yardstick(case.digest()) if whole else None


def tables_of() -> list[tuple[Room, dict[str, str] | None, list[dict[str, str]]]]:
    """Return each table with the package agreed, if any, and those of all its texts."""
    # a whole class opens the debrief at once: a question for all tables, not for each
    rooms = list(Room.objects.filter(exercise=True).order_by("table"))
    texts: dict[Any, dict[int, dict[str, str]]] = {room.id: {} for room in rooms}
    for paper in Paper.objects.filter(room__in=rooms, kind="text"):
        texts[paper.room_id][paper.number] = text_of(paper).package
    # of several sittings of a table the last counts
    stands = dict(Sitting.objects.filter(room__in=rooms).order_by("id").values_list("room", "stands"))
    return [
        (
            room,
            texts[room.id][stands[room.id]] if room.result == "agreement" else None,
            list(texts[room.id].values()),
        )
        for room in rooms
    ]


def debrief_page(user: Any, case: Case) -> DebriefPage:
    """Return the debrief as somebody of the exercise sees it.

    Raises:
        NotYours: if it is not shown, or this is nobody of the exercise.
    """
    ticket = Ticket.objects.filter(user=user).select_related("seat__room").first()
    if ticket is None or not debrief_shown():
        raise NotYours
    measure = yardstick(case)
    tables = tables_of()
    own = ticket.seat.room_id if ticket.seat else None
    measured = [
        measure.measured(package) if measure and package else None for _r, package, _t in tables
    ]
    machines = machines_of_all()
    outcomes = tuple(
        _outcome(case, room, room.id == own, package, texts, found, measure, machines.get(room.id, ()))
        for (room, package, texts), found in zip(tables, measured, strict=True)
    )
    two = len(case.parties) == 2
    numbers = [room.table for room, _p, _t in tables]
    return DebriefPage(
        case.title,
        tuple(_spread(case, measured)),
        _chart(case, measure, numbers, measured) if measure and two else None,
        tuple(party.name for party in case.parties),
        outcomes,
        None if is_teacher(user) else ticket.consent,
    )


def _outcome(
    case: Case,
    room: Room,
    mine: bool,
    package: dict[str, str] | None,
    texts: list[dict[str, str]],
    found: Measured | None,
    measure: Yardstick | None,
    machines: tuple[tuple[str, str], ...],
) -> Outcome:
    points = tuple(
        (party.name, number_said(found.points[party.id]), _signed(found.gains[party.id]))
        for party in case.parties
        if found
    )
    path = [measure.points(text) for text in texts] if measure else []
    return Outcome(
        room.table,
        mine,
        package is not None,
        tuple(_package(case, package)) if package else (),
        points,
        # of an agreement that is worse than none for somebody a share says little
        f"{found.share:.0%}"
        if found and found.share is not None and min(found.gains.values()) >= 0
        else "",
        _left(case, found) if found else "",
        tuple(" / ".join(number_said(worth[p.id]) for p in case.parties) for worth in path),
        machines,
    )


def _package(case: Case, package: dict[str, str]) -> Iterator[tuple[str, str]]:
    for issue in case.issues:
        if issue.id in package:
            yield issue.name, issue.text(package[issue.id])


def _left(case: Case, found: Measured) -> str:
    """Return in words what was left on the table."""
    if found.better is None:
        return _("Nothing was left on the table: any other outcome is worse for somebody.")
    package = row(f"{issue}: {option}" for issue, option in _package(case, dict(found.better)))
    gains = row(
        fill(_("{party} {points} points more"), party=within(party.name), points=number_said(rise))
        for party in case.parties
        if (rise := found.rises[party.id]) > 0
    )
    said = _("Left on the table: {package} would have given {gains}, and nobody less.")
    return said.format(package=package, gains=gains)


def _signed(gain: Fraction) -> str:
    return f"{'+' if gain > 0 else ''}{number_said(gain)}".replace("-", "−")


def _spread(case: Case, measured: list[Measured | None]) -> Iterator[str]:
    """Yield sentences about the class as a whole."""
    agreed = [found for found in measured if found is not None]
    if not agreed:
        return
    yield _("{agreed} of {tables} tables agreed.").format(agreed=len(agreed), tables=len(measured))
    for party in case.parties:
        gains = sorted(found.gains[party.id] for found in agreed)
        one = _("{party}: {most} points over no agreement.")
        many = _("{party}: {least} to {most} points over no agreement.")
        said = one if gains[0] == gains[-1] else many
        yield fill(said, party=party.name, least=_signed(gains[0]), most=_signed(gains[-1]))
    some = sum(found.better is not None for found in agreed)
    said = _("{some} of {agreed} agreements left something on the table.")
    yield said.format(some=some, agreed=len(agreed))


def _chart(
    case: Case, measure: Yardstick, numbers: list[int], measured: list[Measured | None]
) -> Chart:
    """Return the chart: the frontier, no agreement, solutions with all their ties, and each table."""
    first, second = (party.id for party in case.parties)
    deals = measure.deals
    known = [point.utilities for point in deals.frontier]
    shown = [*known, deals.reservations, *(found.points for found in measured if found)]
    lows, highs = ([end(row[p] for row in shown) for p in (first, second)] for end in (min, max))
    named: dict[tuple[str, Fraction, Fraction], list[str]] = {}

    def name(kind: str, points: Mapping[str, Fraction], words: str) -> None:
        # what lies on one point has one dot, with all its names
        names = named.setdefault((kind, points[first], points[second]), [])
        if words and words not in names:
            names.append(words)

    for points in known:
        name("frontier", points, "")
    name("none", deals.reservations, _("no agreement"))
    for concept, words in (("nash", "Nash"), ("kalai_smorodinsky", "Kalai–Smorodinsky")):
        for point in getattr(deals.solutions, concept):
            name("solution", point.utilities, words)
    for number, found in zip(numbers, measured, strict=True):
        if found:
            name("table", found.points, str(number))

    def place(at: Fraction, axis: int) -> float:
        span = highs[axis] - lows[axis] or Fraction(1)
        return float((at - lows[axis]) / span)

    dots = []
    for (kind, x, y), names in named.items():
        right, up = place(x, 0), place(y, 1)
        across = round(MARGIN + right * (WIDTH - 2 * MARGIN), 1)
        down = round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN), 1)
        dots.append(Dot(across, down, kind, _names(names), right > TURNED, HEIGHTS[0]))
    ends = tuple(number_said(end) for end in (lows[0], highs[0], lows[1], highs[1]))
    return Chart(_apart(dots), ends)


def _apart(dots: list[Dot]) -> tuple[Dot, ...]:
    """Return the dots with names that cover neither each other nor a dot, as far as there is room.

    Names of tables come first: they are short, and what a class looks for.
    """
    taken: list[Box] = [(d.x - 7, d.y - 7, d.x + 7, d.y + 7) for d in dots if d.name]
    found = dict(enumerate(dots))
    for number in sorted(found, key=lambda n: found[n].kind != "table"):
        if not found[number].name:
            continue
        sides = (found[number].turned, not found[number].turned)
        tried = [replace(found[number], turned=s, drop=drop) for drop in HEIGHTS for s in sides]
        found[number] = next((one for one in tried if _free(one.box, taken)), tried[0])
        taken.append(found[number].box)
    return tuple(found.values())


def _free(box: Box, taken: list[Box]) -> bool:
    """Whether a box lies within the chart and on no other."""
    left, top, right, foot = box
    inside = left >= 0 and right <= WIDTH and top >= 0 and foot <= HEIGHT
    return inside and all(
        right <= one[0] or one[2] <= left or foot <= one[1] or one[3] <= top for one in taken
    )


def _names(names: list[str]) -> str:
    """Return the names of a dot; of many tables the first, as the list has all."""
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
