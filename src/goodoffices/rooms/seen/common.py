"""Parts of pages that every member of a room sees: the frame, texts, and publications."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import chain
from goodoffices.rooms.comparison import ClauseChange, changes
from goodoffices.rooms.doing.papers import text_of
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import Member, Paper, PublicLine, Room, Seat
from goodoffices.wording import within

SeatRow = Seat
"""The seat of a visitor, which pages pass on without looking into it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of every page of a room; ``zone`` is the time zone in which its times are told."""

    room: str
    title: str
    role: str
    seat: str
    state: str
    zone: str


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
    member = Member.objects.filter(user=user, seat__room=room).select_related("seat__room").first()
    if member is None:
        raise NotYours
    seat: Seat = member.seat
    return seat


def rooms_of(user: Any) -> tuple[Frame, ...]:
    """Return the rooms in which a person has a seat."""
    members = Member.objects.filter(user=user).select_related("seat__room").order_by("id")
    return tuple(frame(member.seat) for member in members)


def frame(seat: Seat) -> Frame:
    """Return the frame of a seat's pages."""
    room = seat.room
    return Frame(str(room.id), room.title, seat.role, seat.name, room.state, settings.TIME_ZONE)


def clock_time(time: datetime) -> str:
    """Return a time in words, in the zone of this server."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return f"{time.astimezone(zone):%A %-d %B %Y, %H:%M} ({settings.TIME_ZONE})"


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
    found: Paper | None = Paper.objects.filter(room=room, kind="text", number=number).first()
    if found is None:
        raise NotYours
    return found


def texts_of(room: Room) -> tuple[int, ...]:
    """Return the numbers of the texts that were put."""
    found = Paper.objects.filter(room=room, kind="text").values_list("number", flat=True)
    return tuple(found)


def news(room: Room) -> tuple[Published, ...]:
    """Return everything that was published, the newest first."""
    lines = [json.loads(line.line) for line in PublicLine.objects.filter(room=room)]
    newest = max((n for n, line in enumerate(lines) if line["body"]["kind"] == "agreement"), default=-1)
    return tuple(
        Published(stamp_time(line["at"]), said(line["body"]), n == newest)
        for n, line in reversed(list(enumerate(lines)))
    )


def said(body: dict[str, Any]) -> str:
    """Return a publication as a sentence."""
    number, by = body.get("number", 0), body.get("by", "")
    until = stamp_time(body["until"]) if "until" in body else ""
    questions = {
        "agenda": _("{by} asks every party about agenda {number} until {until}."),
        "critique": _("{by} asks every party what it thinks of text {number} until {until}."),
        "close": _("{by} asks every party for a last yes or no to text {number} until {until}."),
        "resume": _("{by} asks every party if the talks may be taken up again, until {until}."),
    }
    sentences = {
        "room made": _("The room was made."),
        "link made": _("{by} made a link for {seat}."),
        "agreement to mediate put": _("{by} put version {version} of the agreement to mediate."),
        "agenda put": _("{by} put agenda {number}."),
        "text put": _("{by} put text {number} to all."),
        "text stands": _("Text {number} stands now."),
        "question put": questions.get(body.get("question", ""), ""),
        "answers are in": _("The time for answers to text {number} is over."),
        "agenda adopted": _("Agenda {number} is adopted."),
        "agenda not adopted": _("Agenda {number} is not adopted."),
        "agreement": _("Agreement: every party said yes to text {number}."),
        "no agreement": _("No agreement."),
        "talks taken up again": _("The talks are taken up again."),
        "talks stay suspended": _("The talks stay suspended."),
        "suspended": _("{by} suspended the talks: {why}"),
        "left": _("{name} has left the talks. They are over."),
        "ended": _("{by} ended the mediation."),
    }
    known = {name: body.get(name, "") for name in ("version", "why", "name")}
    known["seat"] = within(body["seat"]) if "by" in body and "seat" in body else ""
    return sentences[body["kind"]].format(number=number, by=by, until=until, **known)


def head_of(room: Room) -> str:
    """Return the head of a room's public chain."""
    last = PublicLine.objects.filter(room=room).last()
    return last.hash if last else chain.FIRST


def watch_page(seat: Seat, case: Case) -> WatchPage:
    """Return the page for everyone in the room."""
    require(seat, "read what is public")
    numbers = texts_of(seat.room)
    text = text_seen(text_paper(seat.room, numbers[-1]), case) if numbers else None
    return WatchPage(frame(seat), text, numbers, news(seat.room), chain.spoken(head_of(seat.room)))


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
    return TextPage(frame(seat), text_seen(text_paper(seat.room, number), case), texts_of(seat.room))


def verify_page(seat: Seat) -> VerifyPage:
    """Return the heads to keep."""
    require(seat, "read what is public")
    head = head_of(seat.room)
    count = PublicLine.objects.filter(room=seat.room).count()
    return VerifyPage(frame(seat), chain.spoken(head), head, count)
