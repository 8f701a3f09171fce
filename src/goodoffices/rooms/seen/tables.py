"""Pages of an exercise: a role sheet for its seat alone, and the teacher's page without any content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, product
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from goodoffices.model import Case, Preference
from goodoffices.rooms import players
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.doing.tickets import require_teacher, ticket_of
from goodoffices.rooms.models import Exercise, Paper, Room, Seat, Sitting, Ticket, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.seen.common import Frame, frame, title_said
from goodoffices.rooms.tongue import fill, row

Block = tuple[str, tuple[str, ...]]
"""A part of a role sheet: its kind (heading, list or words) and its lines."""


@dataclass(frozen=True, slots=True)
class TicketPage:
    """A ticket before it is used: the exercise and the seat; ``free`` if no browser has it yet."""

    title: str
    seat: str
    label: str
    free: bool


@dataclass(frozen=True, slots=True)
class Points:
    """A party's own points: of each option of an issue, or of a combination of several."""

    issues: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    """A seat's own sheet; ``points`` and ``without`` (no agreement) are a party's own, never another's."""

    frame: Frame
    blocks: tuple[Block, ...]
    points: tuple[Points, ...]
    without: str


@dataclass(frozen=True, slots=True)
class ChairSeen:
    """A seat of a table as the teacher sees it: who has it, and whether a browser or a machine does."""

    ticket: str
    seat: str
    label: str
    taken: bool
    machine: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table as the teacher sees it: how far it is, and nothing of what was said there."""

    room: str
    number: int
    chairs: tuple[ChairSeen, ...]
    state: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class ControlPage:
    """The teacher's page.

    ``strategies`` and ``mediators`` are the machines that can take seats, none if the case has no numbers for
    every party; ``strategy`` and ``mediator`` are those that take empty seats, if any do.
    """

    title: str
    minutes: int
    begun: bool
    debrief: bool
    tables: tuple[TableSeen, ...]
    strategies: tuple[str, ...]
    mediators: tuple[str, ...]
    strategy: str
    mediator: str
    standing: bool
    mediated: bool


def ticket_page(token: str, browser_hash: str) -> TicketPage | None:
    """Return the page of a ticket; None if there is none, or another browser has it."""
    ticket = ticket_of(token)
    if ticket is None or ticket.browser_hash not in ("", browser_hash):
        return None
    title = title_said(ticket.seat.room) if ticket.seat else _("The teacher's page")
    seat = ticket.seat.name if ticket.seat else ticket.label
    return TicketPage(title, seat, ticket.label, not ticket.browser_hash)


def role_page(seat: Seat, case: Case) -> RolePage:
    """Return the sheet of a seat.

    Raises:
        NotYours: if this is no exercise, or the seat has no sheet.
    """
    if not seat.room.exercise or seat.role == "observer":
        raise NotYours
    own = preference_of(case, seat) if seat.role == "party" else None
    return RolePage(
        frame(seat),
        tuple(blocks(sheet(seat))),
        tuple(points(case, own)) if own else (),
        number_said(own.reservation) if own else "",
    )


def sheet(seat: Seat) -> str:
    """Return the text of a seat's sheet: ``roles/ID.md`` of the case; empty if there is none."""
    case = settings.FOLDER.case
    path = (case if case.is_dir() else case.parent) / "roles" / f"{seat.key}.md"
    return path.read_text("utf-8") if path.is_file() else ""


def blocks(text: str) -> Iterator[Block]:
    """Yield the parts of a sheet: headings, lists, and paragraphs; other marks stay as they are."""
    for filled, lines in groupby(text.splitlines(), key=lambda line: bool(line.strip())):
        if not filled:
            continue
        for kind, some in groupby(lines, key=_kind):
            words = [line.strip().removeprefix("- ").lstrip("# ") for line in some]
            yield (kind, (" ".join(words),)) if kind == "words" else (kind, tuple(words))


def _kind(line: str) -> str:
    if line.startswith("#"):
        return "heading"
    return "list" if line.startswith("- ") else "words"


def preference_of(case: Case, seat: Seat) -> Preference | None:
    """Return the preferences of a seat's own party; None if the case has none."""
    return next((found for found in case.preferences if found.party == seat.key), None)


def points(case: Case, own: Preference) -> Iterator[Points]:
    """Yield a party's own points, table by table."""
    issues = {issue.id: issue for issue in case.issues}
    for table in own.tables:
        scope = [issues[name] for name in table.scope]
        combined = product(*([issue.text(option) for option in issue.option_ids] for issue in scope))
        worths = [number_said(table.weight * value) for value in table.values]
        rows = zip(map(row, combined), worths, strict=True)
        yield Points(row(issue.name for issue in scope), tuple(rows))


def worth(case: Case, own: Preference, package: dict[str, str]) -> Fraction:
    """Return the points of a package for a party."""
    issues = {issue.id: issue.option_ids for issue in case.issues}
    total = Fraction(0)
    for table in own.tables:
        place = 0
        for name in table.scope:
            place = place * len(issues[name]) + issues[name].index(package[name])
        total += table.weight * table.values[place]
    return total


def number_said(value: Fraction) -> str:
    """Return points as people read them, to two decimals."""
    return f"{round(float(value), 2):g}"


def worth_said(seat: Seat, case: Case, package: dict[str, str]) -> str:
    """Return what a text is worth to a seat's own side, in words; empty where that is not said."""
    own = preference_of(case, seat) if seat.room.exercise and seat.role == "party" else None
    if own is None or not package:
        return ""
    said = _("This text is worth {points} points to your side. No agreement is worth {without}.")
    return fill(
        said, points=number_said(worth(case, own, package)), without=number_said(own.reservation)
    )


def control_page(user: Any, case: Case) -> ControlPage:
    """Return the teacher's page.

    Raises:
        NotYours: if this is not the teacher.
    """
    exercise: Exercise = require_teacher(user)
    rooms = list(Room.objects.filter(exercise=True).order_by("table"))
    chairs: dict[Any, list[ChairSeen]] = {room.id: [] for room in rooms}
    tickets = Ticket.objects.filter(seat__room__in=rooms).select_related("seat")
    for ticket in tickets.order_by("seat__place"):
        chair = ChairSeen(
            str(ticket.id),
            ticket.seat.name,
            ticket.label,
            bool(ticket.browser_hash),
            ticket.seat.machine,
        )
        chairs[ticket.seat.room_id].append(chair)
    asked = dict(Window.objects.filter(room__in=rooms, state="open").values_list("room", "kind"))
    # of several sittings of a table the last counts
    decided = dict(Sitting.objects.filter(room__in=rooms).order_by("id").values_list("room", "decided"))
    mediated = players.mediated(exercise.protocol)
    offered = set(Paper.objects.filter(room__in=rooms, kind="text").values_list("room", flat=True))
    playable = players.playable(case)
    return ControlPage(
        case.title,
        exercise.minutes,
        any(room.ends for room in rooms),
        exercise.debrief,
        tuple(
            TableSeen(
                str(room.id),
                room.table,
                tuple(chairs[room.id]),
                _how_far(
                    room,
                    asked.get(room.id, ""),
                    decided.get(room.id, 0),
                    None if mediated else room.id in offered,
                ),
                _minutes_left(room),
            )
            for room in rooms
        ),
        players.strategies(exercise.protocol) if playable else (),
        players.mediators(exercise.protocol) if playable else (),
        exercise.strategy or players.usual_strategy(exercise.protocol),
        exercise.mediator or players.usual_mediator(exercise.protocol),
        bool(exercise.strategy),
        mediated,
    )


def _minutes_left(room: Room) -> int | None:
    if room.ends is None or room.state == "ended":
        return None
    return max(0, int((room.ends - now()).total_seconds() // 60))


def _how_far(room: Room, asked: str, decided: int, offered: bool | None) -> str:
    """Return how far a table is, in words that tell nothing of its content.

    ``asked`` is the kind of the question that is open, if any; ``decided`` is as in ``Sitting``. ``offered``
    says if there is an offer, at a table without a mediator; else it is None.
    """
    if room.result:
        return _("agreement") if room.result == "agreement" else _("no agreement")
    if room.state == "ended":
        return _("ended")
    if room.ends is None:
        return _("not begun")
    if asked:
        return _("last yes or no") if asked == "close" else _("answering a text")
    if offered is not None:
        return _("making offers") if offered else _("no offer yet")
    return _("talking") if decided else _("drafting")
