"""A mediator's pages: everything that each party released to this mediator, the draft, and the next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import chain, vault
from goodoffices.rooms.documents import RETAIN_DAYS, Critique, Faults, Terms, YesNo, dump, load
from goodoffices.rooms.doing.answers import answer_of
from goodoffices.rooms.doing.asked_often import newest_text, parties_of, seats_of, windows_of
from goodoffices.rooms.doing.course import stopped_window
from goodoffices.rooms.doing.papers import last_text, open_window, sitting_of, text_of
from goodoffices.rooms.doing.people import accepted_by, all_accepted, present_terms
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import Ballot, Member, Room, Seat, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.policy import Kind, Relation, fields
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.seen.answer_words import Choice, Labels, answer_lines, points, wishes
from goodoffices.rooms.seen.common import (
    NEWS_LIMIT,
    Frame,
    Published,
    TextSeen,
    clock_time,
    form_time,
    frame,
    name_said,
    news,
    publications,
    text_seen,
    texts_in,
)
from goodoffices.rooms.seen.keepers import seal_said
from goodoffices.rooms.seen.newcomers import newcomers
from goodoffices.rooms.seen.party import agenda_case


@dataclass(frozen=True, slots=True)
class Told:
    """A party's answer in a window, as far as it was released to this mediator.

    ``machine`` is true if a machine plays the party at present.
    """

    party: str
    lines: tuple[tuple[str, str], ...]
    machine: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put: ``told`` has an entry for each party, empty if it said nothing."""

    number: int
    said: str
    due: str
    open: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The mediator's desk; ``next`` is the name of the next step, ``step`` the step in words.

    ``seal`` is the last act of the keepers of the seal; empty if their request is over.
    """

    frame: Frame
    next: str
    step: str
    asked: tuple[Asked, ...]
    text: TextSeen | None
    texts: tuple[int, ...]
    news: tuple[Published, ...]
    older: bool
    head: str
    stopped: str
    why: str
    faults: Faults
    newcomers: bool
    seal: str


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A seat, as a mediator who invites sees it; ``key`` is its name at the terminal if it is a keeper's."""

    id: str
    key: str
    name: str
    role: str
    people: tuple[str, ...]
    accepted: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who sits where; ``link`` is a link just made, shown once."""

    frame: Frame
    seats: tuple[SeatSeen, ...]
    link: str
    link_for: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The form of the agreement to mediate; ``keepers`` has two names, or none."""

    frame: Frame
    version: int
    words: str
    interests: str
    retain_days: int
    keepers: tuple[str, ...]
    faults: Faults


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """A clause in the form of a draft; ``settles`` is ``issue=option``."""

    number: int
    words: str
    lang: str
    settles: str
    fault: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The form of an agenda or a text."""

    frame: Frame
    words: str
    issues: tuple[tuple[str, str, bool], ...]
    clauses: tuple[ClauseDraft, ...]
    options: tuple[tuple[str, tuple[Choice, ...]], ...]
    stands: tuple[int, ...]
    due: str
    faults: Faults


def step_said(name: str) -> str:
    """Return the next step as a sentence."""
    sentences = {
        "terms": _("Write the agreement to mediate, with your interests disclosed."),
        "people": _("Invite the parties, and wait until each has accepted the agreement to mediate."),
        "agenda": _("Put an agenda to all."),
        "text": _("Draft a text and put it to all."),
        "wait": _("A question is open. Nothing new can be put before its time is over."),
        "suspended": _("The talks are suspended. Ask every party if they may be taken up again."),
        "again": _("The talks go on. Put the question that was stopped again."),
        "over": _("There is an agreement."),
        "none": _("There is no agreement. You may put a new agenda, or end the mediation."),
        "ended": _("The mediation has ended."),
    }
    return sentences[name]


def _mediators_only(seat: Seat) -> Room:
    require(seat, "draft")
    room: Room = seat.room
    return room


def desk_page(seat: Seat, case: Case, faults: Faults | None = None) -> DeskPage:
    """Return a mediator's desk."""
    room = _mediators_only(seat)
    given = answers_of(room)
    paper = newest_text(room)
    stopped = stopped_window(room)
    following = step(room)
    published = publications(room)
    return DeskPage(
        frame(seat),
        following,
        step_said(following),
        tuple(asked(seat, window, given, case) for window in reversed(windows_of(room))),
        text_seen(paper, case) if paper else None,
        texts_in(published),
        news(published, NEWS_LIMIT),
        len(published) > NEWS_LIMIT,
        chain.spoken(published[-1]["hash"]),
        stopped.kind if stopped is not None and room.state == "open" else "",
        room.suspended_why if room.state == "suspended" else "",
        faults or {},
        bool(newcomers(seat)),
        seal_said(published),
    )


def step(room: Room) -> str:
    """Return the name of the next step."""
    sitting = sitting_of(room)
    if room.state == "ended":
        return "ended"
    if open_window(room):
        return "wait"
    if room.state == "suspended":
        return "suspended"
    if present_terms(room) is None and not room.exercise:
        return "terms"
    if stopped_window(room):
        return "again"
    if sitting is None:
        return "agenda" if all_accepted(room) else "people"
    if sitting.over:
        return "over" if room.result == "agreement" else "none"
    return "text"


BALLOTS = Prepared[Ballot](
    lambda: Ballot.objects.filter(window__room=gap("room")).select_related("seat", "compartment")
)
PEOPLE = Prepared[tuple[int, str]](
    lambda: (
        Member.objects.filter(seat__room=gap("room"))
        .order_by("id")
        .values_list("seat_id", "user__username")
    )
)
Given = dict[Seat, dict[int, Ballot]]
"""The answers of each party, by the question."""


def answers_of(room: Room) -> Given:
    """Return all answers in a room, those of a party that gave none, too."""
    given: Given = {party: {} for party in parties_of(room)}
    for ballot in BALLOTS.all(room=room):
        given[ballot.seat][ballot.window_id] = ballot
    return given


def asked(seat: Seat, window: Window, given: Given, case: Case) -> Asked:
    """Return a question with the answers that each party released to this mediator."""
    number = window.paper.number if window.paper else 0
    sentences = {
        "agenda": _("Agenda {number}"),
        "critique": _("What the parties think of text {number}"),
        "close": _("A last yes or no to text {number}"),
        "batch": _("A last yes or no to each of several texts"),
        "improve": _("Text {number} instead of the agreement?"),
        "resume": _("May the talks be taken up again?"),
    }
    return Asked(
        window.number,
        sentences[window.kind].format(number=number),
        clock_time(window.due),
        window.state == "open",
        tuple(
            Told(
                party.name,
                told_lines(seat, window, answers.get(window.id), case),
                bool(party.machine),
            )
            for party, answers in given.items()
        ),
    )


def kind_told(window: Window) -> Kind:
    """Return the kind of a window's answers in the table of the policy."""
    if window.kind == "close" and window.state == "published" and window.mediator_too:
        return "close, mediator too"
    return cast(Kind, window.kind)


def told_lines(
    mediator: Seat, window: Window, given: Ballot | None, case: Case
) -> tuple[tuple[str, str], ...]:
    """Return the answer that a party released to a mediator, in lines; empty if there is none."""
    relation: Relation = "told" if window.mediator_id == mediator.id else "other"
    shown = fields("mediator", relation, kind_told(window))
    if not shown or given is None:
        return ()
    content = answer_of(given)
    if content["kind"] != "answer":
        return ((_("Shredded"), _("Nobody can read this any more.")),)
    answer: dict[str, Any] = {k: v for k, v in content["answer"].items() if k in shown}
    text = text_of(window.paper) if window.kind in ("critique", "close", "improve") else None
    ask = Labels(
        text_seen(window.paper, case) if text else None,
        wishes(text, case) if text else (),
    )
    if "yes" in answer:
        return answer_lines(YesNo(answer["yes"], answer.get("words", "")), ask)
    return answer_lines(load(Critique, dump(answer)), ask)


def people_page(seat: Seat, link: str = "", link_for: str = "") -> PeoplePage:
    """Return who sits where.

    Raises:
        NotYours: at a table of an exercise, whose seats are taken with tickets.
    """
    room = _mediators_only(seat)
    if room.exercise:
        raise NotYours
    people, given = PEOPLE.all(room=room), accepted_by(room, room.terms)
    seats = tuple(
        SeatSeen(
            str(other.id),
            other.key,
            name_said(other.name),
            other.role,
            tuple(name for place, name in people if place == other.id),
            other.id in given,
        )
        for other in seats_of(room)
    )
    return PeoplePage(frame(seat), seats, link, link_for)


def terms_page(seat: Seat) -> TermsPage:
    """Return the form of the agreement to mediate, with the present version or the usual words."""
    room = _mediators_only(seat)
    paper = present_terms(room)
    terms = load(Terms, paper.document) if paper else Terms(0, usual_terms(), "", RETAIN_DAYS)
    return TermsPage(
        frame(seat),
        terms.version,
        terms.words,
        terms.interests,
        terms.retain_days,
        terms.keepers,
        {},
    )


def names_sitting(seat: Seat) -> tuple[str, ...]:
    """Return the names of the seats in the room that are no keepers'."""
    seats = Seat.objects.filter(room=seat.room_id).exclude(role="keeper")
    return tuple(seats.values_list("name", flat=True))


def usual_terms() -> str:
    """Return the usual words of an agreement to mediate."""
    return _(
        "We take part of our own will. Each of us may leave at any time without giving a reason.\n\n"
        "Everything said here is confidential. Views, proposals and texts of this mediation are not used "
        "elsewhere, in a court or in public, unless all agree.\n\n"
        "The mediator decides nothing. What a party tells the mediator is not passed on unless that party "
        "allows it.\n\n"
        "An agreement exists only if every party says yes to the same text. Silence counts as no."
    )


def agenda_page(
    seat: Seat, case: Case, form: dict[str, str], chosen: tuple[str, ...], faults: Faults
) -> DraftPage:
    """Return the form of an agenda; at first every issue of the case is chosen."""
    _mediators_only(seat)
    issues = tuple((i.id, i.name, not form or i.id in chosen) for i in case.issues)
    return DraftPage(
        frame(seat), form.get("words", ""), issues, (), (), (), form.get("due", ""), faults
    )


def improve_page(seat: Seat, case: Case, form: dict[str, str] | None, faults: Faults) -> DraftPage:
    """Return the form of an improvement of the agreement.

    Raises:
        NotYours: if there is no agreement to improve.
    """
    room = _mediators_only(seat)
    if room.exercise or room.result != "agreement":
        raise NotYours
    return draft_page(seat, case, form, faults)


def draft_page(seat: Seat, case: Case, form: dict[str, str] | None, faults: Faults) -> DraftPage:
    """Return the form of a text: as it was sent, else the draft, else the last text."""
    room = _mediators_only(seat)
    on_agenda = agenda_case(room, case)
    values = form or vault.draft(seat, "text") or _last(room) or {}
    due = values.get("due", "")
    if not form and due <= form_time(now()):
        # the deadline of a draft that has passed meanwhile; a table has a time of its own
        due = form_time(room.ends) if room.ends is not None and room.ends > now() else ""
    options = points(on_agenda)
    filled = [n for n in range(60) if values.get(f"words-{n}") or values.get(f"settles-{n}")]
    rows = range(max([len(on_agenda.issues) - 1, *filled]) + 2)
    clauses = tuple(
        ClauseDraft(
            n,
            values.get(f"words-{n}", ""),
            values.get(f"lang-{n}", "en"),
            values.get(f"settles-{n}", ""),
            faults.get(f"words-{n}", "") or faults.get(f"settles-{n}", ""),
        )
        for n in rows
    )
    return DraftPage(frame(seat), "", (), clauses, options, may_stand(room), due, faults)


def _last(room: Room) -> dict[str, str]:
    """Return the last text as the values of a form."""
    paper = newest_text(room)
    values: dict[str, str] = {}
    for clause in text_of(paper).clauses if paper else ():
        number = clause.id.removeprefix("c")
        values[f"words-{number}"], values[f"lang-{number}"] = clause.words, clause.lang
        values[f"settles-{number}"] = f"{clause.issue}={clause.option}" if clause.issue else ""
    return values


def may_stand(room: Room) -> tuple[int, ...]:
    """Return the texts of which the mediator says which stands; empty if that is decided."""
    sitting = sitting_of(room)
    if sitting is None or sitting.over:
        return ()
    newest = last_text(room)
    found = {sitting.stands, newest} - {0}
    return tuple(sorted(found, reverse=True)) if newest != sitting.decided else ()
