"""The two pages of a keeper of the seal: the answers that can be asked for, and those that are open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.answers import answer_of, ballot
from goodoffices.rooms.doing.refusals import require
from goodoffices.rooms.doing.unsealing import nothing_left, openable, opened, possible
from goodoffices.rooms.models import Seat, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.policy import fields
from goodoffices.rooms.seen.answer_words import Choice
from goodoffices.rooms.seen.common import Frame, Published, clock_time, frame, publications
from goodoffices.rooms.seen.keepers import seal_lines
from goodoffices.rooms.seen.party import TermsSeen, terms_seen
from goodoffices.rooms.tongue import fill
from goodoffices.rooms.unsealing import PRESENT, Request, requests


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """The request that is not over, or the last one.

    Attributes:
        mark: whoever confirms it or takes it back names it.
        said: its state in words.
        confirm, take_back, read: whether this keeper can do so now.
        paused: whether it could be confirmed or read by its time, but not at present.
    """

    mark: str
    said: str
    confirm: bool
    take_back: bool
    read: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class SealPage:
    """A keeper's page: the title of the room, the agreement to mediate, the answers that can be asked for.

    ``choices`` are these answers, ``after`` the number of requests so far, and
    ``acts`` the acts of the keepers. ``shredded`` is true if nothing is left to open.
    """

    frame: Frame
    terms: TermsSeen | None
    choices: tuple[Choice, ...]
    request: RequestSeen | None
    acts: tuple[Published, ...]
    after: int
    shredded: bool
    values: dict[str, str]
    faults: Faults


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """Answers to a last yes or no that two keepers can read until ``until``: a line for each party."""

    frame: Frame
    number: int
    until: str
    answers: tuple[tuple[str, str], ...]


def seal_page(
    seat: Seat, values: dict[str, str] | None = None, faults: Faults | None = None
) -> SealPage:
    """Return a keeper's page.

    Raises:
        NotYours: if the seat is no keeper's.
    """
    require(seat, "keep the seal")
    lines = publications(seat.room)
    found = requests(lines)
    last = found[-1] if found else None
    busy = last is not None and last.phase(now()) in PRESENT
    return SealPage(
        frame(seat),
        terms_seen(seat),
        () if busy else tuple(_choice(window) for window in openable(seat.room)),
        _seen(last, seat) if last is not None else None,
        seal_lines(lines),
        len(found),
        nothing_left(seat.room),
        values or {},
        faults or {},
    )


def _choice(window: Window) -> Choice:
    words = _("the answers to the last yes or no to text {number}, given until {due}")
    assert window.paper is not None
    said = fill(words, number=window.paper.number, due=clock_time(window.due))
    return Choice(str(window.number), said)


def _seen(request: Request, seat: Seat) -> RequestSeen:
    phase, able = request.phase(now()), possible(seat.room)
    asked_here = request.by == seat.name
    return RequestSeen(
        request.mark,
        _state(request),
        phase == "ready" and able and not asked_here,
        phase in PRESENT,
        phase == "open" and able,
        phase in ("ready", "open") and not able,
    )


def _state(request: Request) -> str:
    """Return the state of a request as a sentence."""
    sentences = {
        "early": _("The keeper who did not ask can confirm it from {earliest} until {latest}."),
        "ready": _("The keeper who did not ask can confirm it until {latest}."),
        "late": _("Nobody confirmed it by {latest}: the answers stay sealed."),
        "confirmed": _("It is confirmed. The answers can be read from {confirmed} until {closes}."),
        "open": _("It is confirmed. The answers can be read until {closes}."),
        "over": _("The answers could be read until {closes}. They are sealed again."),
        "taken back": _("It was taken back: the answers are sealed."),
        "shredded": _("Everything was shredded, and the request ended with that."),
        "overtaken": _("The agreement to mediate was put anew, and the request ended with that."),
    }
    return fill(
        sentences[request.phase(now())],
        earliest=clock_time(request.earliest),
        latest=clock_time(request.latest),
        confirmed=clock_time(request.confirmed or request.latest),
        closes=clock_time(request.closes),
    )


def opened_page(seat: Seat) -> OpenedPage:
    """Return the answers that two keepers have opened.

    Raises:
        NotYours: if the seat is no keeper's, or nothing is open.
    """
    request, window = opened(seat)
    parties = Seat.objects.filter(room=seat.room_id, role="party")
    answers = tuple((party.name, _said(party, window)) for party in parties)
    return OpenedPage(frame(seat), request.text, clock_time(request.closes), answers)


def _said(party: Seat, window: Window) -> str:
    """Return a party's answer, so far as the policy opens it to keepers."""
    given = ballot(window, party)
    if party.shredded:
        return _("Shredded. Nobody can read this any more.")
    if given is None:
        return _("no answer, which counted as no")
    content = answer_of(given)
    if content["kind"] != "answer":
        return _("Shredded. Nobody can read this any more.")
    shown = fields("keeper", "opened", "close")
    answer = {name: value for name, value in content["answer"].items() if name in shown}
    word = _("yes") if answer["yes"] else _("no")
    gone = _("{answer} (this side has left; if it left before the deadline, its answer did not count)")
    return fill(gone, answer=word) if party.left else word
