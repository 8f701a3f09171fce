"""Parts of pages that every member of a room sees: the frame, texts, and publications."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodoffices.model import Case
from goodoffices.rooms import chain, unsealing, vault
from goodoffices.rooms.comparison import ClauseChange, changes
from goodoffices.rooms.doing.asked_often import paper_of
from goodoffices.rooms.doing.debrief import debrief_shown
from goodoffices.rooms.doing.exercises import letters_at
from goodoffices.rooms.doing.machine_seats import machines_at, standing_machine
from goodoffices.rooms.doing.opening import OBSERVERS
from goodoffices.rooms.doing.papers import text_of
from goodoffices.rooms.doing.people import SERVER
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.doing.retention import retain_until
from goodoffices.rooms.doing.tickets import TEACHER
from goodoffices.rooms.models import Member, Paper, PublicLine, Room, Seat
from goodoffices.rooms.policy import may
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.record import case_record
from goodoffices.rooms.tongue import fill, once_a_language, row
from goodoffices.wording import within

NEWS_LIMIT = 8
"""Publications that a page lists beside its own matter; all are on the page of what was published."""
PUT = ("text put", "offer made")
"""Publications of a text."""
SEAT = Prepared[Seat](
    lambda: (
        Seat.objects.filter(member__user=gap("user"), member__waits=False, room=gap("room"))
        .select_related("room")
        .order_by()
    )
)
MEMBERS = Prepared[Member](
    lambda: (
        Member.objects.filter(user=gap("user"), waits=False).select_related("seat__room").order_by("id")
    )
)
RECORD = Prepared[int](
    lambda: (
        Paper.objects.filter(room=gap("room"), kind="record")
        .order_by()
        .values_list("id", flat=True)[:1]
    )
)
SeatRow = Seat
"""The seat of a visitor, which pages pass on without looking into it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of every page of a room.

    ``zone`` is the time zone in which its times are told. ``exercise`` is true at a table of an exercise,
    whose time is over at ``ends``; empty before it has begun. ``debrief`` is true once it is shown.
    ``machines`` has the seats of the table that machines play, each with the machine's name;
    ``own_machine`` is true if this seat is among them, ``standing`` if a machine takes silent seats.
    ``kept_until`` is the time at which everything not published is shredded, once the talks have ended.
    ``record`` is true if this seat has a page of the case's record, ``letters`` if it writes letters.
    """

    room: str
    title: str
    role: str
    seat: str
    state: str
    zone: str
    exercise: bool
    ends: str
    debrief: bool
    machines: tuple[tuple[str, str], ...] = ()
    own_machine: bool = False
    standing: bool = False
    kept_until: str = ""
    record: bool = False
    letters: bool = False


@dataclass(frozen=True, slots=True)
class ClauseSeen:
    """A clause as shown; ``settles`` says which option of which issue it means."""

    id: str
    words: str
    lang: str
    settles: str


@dataclass(frozen=True, slots=True)
class TextSeen:
    """A text as put to all."""

    number: int
    digest: str
    clauses: tuple[ClauseSeen, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A publication in words; ``agreed`` is true for the newest agreement."""

    at: str
    said: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class WatchPage:
    """The page for everyone in the room, observers included."""

    frame: Frame
    text: TextSeen | None
    texts: tuple[int, ...]
    news: tuple[Published, ...]
    head: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text."""

    frame: Frame
    text: TextSeen
    texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changes of a text from the text before it."""

    frame: Frame
    number: int
    before: int
    changes: tuple[ClauseChange, ...]


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The heads of the public chain, to be kept and read aloud."""

    frame: Frame
    head: str
    whole: str
    publications: int


def seat_of(user: Any, room: Any) -> Seat:
    """Return the seat of a person in a room.

    Raises:
        NotYours: if there is none: the same if the room does not exist.
    """
    if not user.is_authenticated:
        raise NotYours
    seat = SEAT.first(user=user, room=room)
    if seat is None:
        raise NotYours
    return seat


def rooms_of(user: Any) -> tuple[Frame, ...]:
    """Return the rooms in which a person has a seat."""
    return tuple(frame(member.seat) for member in MEMBERS.all(user=user))


def name_said(name: str) -> str:
    """Return a name as it is shown: those that the case does not give are translated."""
    return _(name) if name in (OBSERVERS, TEACHER, SERVER) else name


def title_said(room: Room) -> str:
    """Return the title of a room as it is shown; a table of an exercise has its number."""
    if not room.table:
        return str(room.title)
    return fill(_("{title}, table {number}"), title=room.title, number=room.table)


def frame(seat: Seat) -> Frame:
    """Return the frame of a seat's pages."""
    room = seat.room
    return Frame(
        str(room.id),
        title_said(room),
        seat.role,
        name_said(seat.name),
        room.state,
        settings.TIME_ZONE,
        room.exercise,
        clock_time(room.ends) if room.ends else "",
        room.exercise and debrief_shown(),
        machines_at(room) if room.exercise else (),
        bool(seat.machine),
        bool(standing_machine(seat)),
        kept_until(room),
        not room.exercise and may(seat.role, "read what is public") and _has_record(seat),
        may(seat.role, "write letters") and letters_at(room),
    )


def _has_record(seat: Seat) -> bool:
    shared = RECORD.first(room=seat.room_id) is not None
    return shared or (seat.role == "mediator" and case_record() is not None)


def kept_until(room: Room) -> str:
    """Return the time at which everything that was not published is shredded; empty before the end."""
    until = retain_until(room) if room.state == "ended" and not room.shredded else None
    return clock_time(until) if until is not None else ""


def machines_of_all() -> dict[Any, tuple[tuple[str, str], ...]]:
    """Return the seats that machines play at each table of the exercise, by its room."""
    found: dict[Any, tuple[tuple[str, str], ...]] = {}
    seats = Seat.objects.exclude(machine="").order_by("place")
    for room, name, machine in seats.values_list("room", "name", "machine"):
        found[room] = (*found.get(room, ()), (name, machine))
    return found


@once_a_language
def _calendar() -> tuple[str, dict[int, str], dict[int, str]]:
    """Return the template of a time, and the names of weekdays and months by their numbers."""
    return (
        _("{weekday} {day} {month} {year}, {time} ({zone})"),
        {number: str(name) for number, name in WEEKDAYS.items()},
        {number: str(name) for number, name in MONTHS.items()},
    )


def clock_time(time: datetime) -> str:
    """Return a time in words, in the zone of this server."""
    local = time.astimezone(ZoneInfo(settings.TIME_ZONE))
    template, weekdays, months = _calendar()
    return template.format(
        weekday=weekdays[local.weekday()],
        day=local.day,
        month=months[local.month],
        year=local.year,
        time=f"{local:%H:%M}",
        zone=settings.TIME_ZONE,
    )


def form_time(time: datetime) -> str:
    """Return a time as the field of a form has it, in the zone of this server."""
    return f"{time.astimezone(ZoneInfo(settings.TIME_ZONE)):%Y-%m-%dT%H:%M}"


def stamp_time(stamp: str) -> str:
    """Return the time of a publication in words."""
    return clock_time(datetime.fromisoformat(stamp))


def text_seen(paper: Paper, case: Case) -> TextSeen:
    """Return a text as shown."""
    issues = {issue.id: issue for issue in case.issues}
    clauses = tuple(
        ClauseSeen(
            clause.id,
            clause.words,
            clause.lang,
            f"{issues[clause.issue].name}: {issues[clause.issue].text(clause.option)}"
            if clause.issue
            else "",
        )
        for clause in text_of(paper).clauses
    )
    return TextSeen(paper.number, paper.digest, clauses)


def text_paper(room: Room, number: int) -> Paper:
    """Return a text that was put.

    Raises:
        NotYours: if there is none of that number.
    """
    found = paper_of(room, "text", number)
    if found is None:
        raise NotYours
    return found


def publications(room: Room) -> list[dict[str, Any]]:
    """Return the lines of the public chain, the oldest first; a room has at least one."""
    return [json.loads(line) for line in vault.lines(room)]


def body_of(line: PublicLine) -> dict[str, Any]:
    """Return the content of a publication."""
    found: dict[str, Any] = json.loads(line.line)["body"]
    return found


def texts_in(lines: list[dict[str, Any]]) -> tuple[int, ...]:
    """Return the numbers of the texts that were put."""
    return tuple(line["body"]["number"] for line in lines if line["body"]["kind"] in PUT)


def news(lines: list[dict[str, Any]], most: int | None = None) -> tuple[Published, ...]:
    """Return what was published, the newest first: all, or so much of it and the newest agreement."""
    newest = max((n for n, line in enumerate(lines) if line["body"]["kind"] == "agreement"), default=-1)
    first = 0 if most is None else max(0, len(lines) - most)
    return tuple(
        Published(stamp_time(lines[n]["at"]), said(lines[n]["body"]), n == newest)
        for n in reversed(range(len(lines)))
        if n >= first or n == newest
    )


QUESTIONS = {
    "agenda": gettext_noop("{by} asks every party about agenda {number} until {until}."),
    "critique": gettext_noop("{by} asks every party what it thinks of text {number} until {until}."),
    "close": gettext_noop("{by} asks every party for a last yes or no to text {number} until {until}."),
    "batch": gettext_noop(
        "{by} asks every party for a yes or no to each of these texts until {until}."
    ),
    "improve": gettext_noop(
        "{by} asks every party if it would rather have text {number} than the agreement, until {until}."
    ),
    "resume": gettext_noop("{by} asks every party if the talks may be taken up again, until {until}."),
}
SENTENCES = {
    "room made": gettext_noop("The room was made."),
    "link made": gettext_noop("{by} made a link for {seat}."),
    "agreement to mediate put": gettext_noop("{by} put version {version} of the agreement to mediate."),
    "agreement to mediate put, with keepers": gettext_noop(
        "{by} put version {version} of the agreement to mediate. Keepers of the seal: {keepers}."
    ),
    "agenda put": gettext_noop("{by} put agenda {number}."),
    "text put": gettext_noop("{by} put text {number} to all."),
    "batch put": gettext_noop("{by} puts the texts {texts} together for a last yes or no to each."),
    "text stands": gettext_noop("Text {number} stands now."),
    "answers are in": gettext_noop("The time for answers to text {number} is over."),
    "offer made": gettext_noop("{by} offers text {number}."),
    "offer accepted": gettext_noop("{by} accepts text {number}."),
    "agenda adopted": gettext_noop("Agenda {number} is adopted."),
    "agenda not adopted": gettext_noop("Agenda {number} is not adopted."),
    "agreement": gettext_noop("Agreement: every party said yes to text {number}."),
    "agreement stands": gettext_noop("The agreement stands as it was."),
    "no agreement": gettext_noop("No agreement."),
    "talks taken up again": gettext_noop("The talks are taken up again."),
    "talks stay suspended": gettext_noop("The talks stay suspended."),
    "suspended": gettext_noop("{by} suspended the talks: {why}"),
    "left": gettext_noop("{name} has left the talks. They are over."),
    "machine seated": gettext_noop("A machine ({machine}) now plays {seat}."),
    "machine gone": gettext_noop("A person plays {seat} again."),
    "record shared": gettext_noop("{by} shared the record of public reports: state {number}."),
    unsealing.ASKED: gettext_noop(
        "{by}, a keeper of the seal, asks to open the answers to the last yes or no to text {number}. "
        "The other keeper can confirm this from {earliest} until {until}. Reason: {why}"
    ),
    unsealing.TAKEN_BACK: gettext_noop(
        "{by}, a keeper of the seal, takes the request back: the answers to the last yes or no to text "
        "{number} stay sealed."
    ),
    unsealing.CONFIRMED: gettext_noop(
        "{by}, the other keeper of the seal, confirms: until {until} the two keepers can read the answers to "
        "the last yes or no to text {number}. Nobody else can."
    ),
    "ended": gettext_noop("{by} ended the mediation."),
    "kept no longer": gettext_noop(
        "The time for which this was to be kept is over: everything that was not published is shredded."
    ),
}


def said(body: dict[str, Any]) -> str:
    """Return a publication as a sentence."""
    known = {name: body.get(name, "") for name in ("number", "by", "version", "why", "name", "machine")}
    # the id of a seat stands with its name
    known["by"] = name_said(known["by"])
    known["seat"] = within(name_said(body["seat"])) if "seat" in body and "name" not in body else ""
    known["texts"] = row(map(str, body.get("texts", ())))
    known["keepers"] = row(body.get("keepers", ()))
    known["earliest"] = stamp_time(body["from"]) if "from" in body else ""
    known["until"] = stamp_time(body["until"]) if "until" in body else ""
    if body["kind"] == "question put":
        return fill(_(QUESTIONS[body["question"]]), **known)
    return fill(_(SENTENCES[body["kind"] + (", with keepers" if "keepers" in body else "")]), **known)


def head_of(room: Room) -> str:
    """Return the head of a room's public chain."""
    last = vault.LAST_LINE.first(room=room)
    return last.hash if last else chain.FIRST


def watch_page(seat: Seat, case: Case) -> WatchPage:
    """Return the page for everyone in the room."""
    require(seat, "read what is public")
    published = publications(seat.room)
    numbers = texts_in(published)
    text = text_seen(text_paper(seat.room, numbers[-1]), case) if numbers else None
    head = chain.spoken(published[-1]["hash"])
    return WatchPage(frame(seat), text, numbers, news(published), head)


def changes_page(seat: Seat, number: int) -> ChangesPage:
    """Return the changes of a text from the text before it.

    Raises:
        NotYours: if there is no such text, or none before it.
    """
    require(seat, "read what is public")
    after, before = (text_of(text_paper(seat.room, n)) for n in (number, number - 1))
    return ChangesPage(frame(seat), number, number - 1, changes(before, after))


def text_page(seat: Seat, number: int, case: Case) -> TextPage:
    """Return a text.

    Raises:
        NotYours: if there is no such text.
    """
    require(seat, "read what is public")
    return TextPage(
        frame(seat), text_seen(text_paper(seat.room, number), case), texts_in(publications(seat.room))
    )


def verify_page(seat: Seat) -> VerifyPage:
    """Return the heads to keep."""
    require(seat, "read what is public")
    head = head_of(seat.room)
    count = PublicLine.objects.filter(room=seat.room).count()
    return VerifyPage(frame(seat), chain.spoken(head), head, count)
