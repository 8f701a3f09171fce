"""Pages of a table without a mediator: the offer on the table, the form of another, the last look."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Faults, read_package
from goodoffices.rooms.doing.asked_often import parties_of
from goodoffices.rooms.doing.offers import DRAFT, offering, on_the_table, turn_of
from goodoffices.rooms.doing.papers import text_of
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import PublicLine, Seat
from goodoffices.rooms.now import now
from goodoffices.rooms.seen.answer_words import Choice
from goodoffices.rooms.seen.common import Frame, TextSeen, body_of, frame, text_seen
from goodoffices.rooms.seen.tables import worth_said
from goodoffices.rooms.tongue import fill
from goodoffices.wording import within


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """The offer on the table, if there is any, and whose turn it is.

    Attributes:
        digest: of the offer; an act must name it.
        by, words: who made it, and the words with it.
        worth: of it to this side, in words; empty if that is not said.
        sentence: says whose turn it is.
        mine: whether it is this side's turn.
        may_accept: whether this side can accept the offer now.
        last: whether its acceptance is an agreement; else others are still to accept.
    """

    text: TextSeen | None
    digest: str
    by: str
    words: str
    worth: str
    sentence: str
    mine: bool
    may_accept: bool
    last: bool


@dataclass(frozen=True, slots=True)
class IssueField:
    """An issue in the form of an offer."""

    id: str
    name: str
    options: tuple[Choice, ...]
    chosen: str
    fault: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The form of an offer."""

    frame: Frame
    offer: OfferSeen
    issues: tuple[IssueField, ...]
    words: str
    faults: Faults


@dataclass(frozen=True, slots=True)
class LookOfferPage:
    """An offer before it is made, or the offer on the table before it is accepted."""

    frame: Frame
    offer: OfferSeen
    lines: tuple[tuple[str, str], ...]
    words: str
    worth: str


def offer_seen(seat: Seat, case: Case) -> OfferSeen | None:
    """Return the offer on the table as a party sees it; None if parties make no offers here."""
    sitting = offering(seat.room)
    if sitting is None or sitting.over or seat.room.state != "open":
        return None
    room, paper = seat.room, on_the_table(seat.room)
    parties = parties_of(room)
    turn = parties[turn_of(sitting, case)]
    late = room.ends is not None and room.ends <= now()
    mine = turn.id == seat.id and room.ends is not None and not late
    body, accepted = _last_offer(seat)
    if room.ends is None:
        sentence = _("The exercise has not begun yet. Read your role; you can draft an offer.")
    elif late:
        sentence = _("The time of your table is over. The teacher may give more.")
    elif mine:
        sentence = _("It is your turn.") if paper else _("It is your turn: make the first offer.")
    else:
        sentence = fill(_("It is the turn of {party}."), party=within(turn.name))
    return OfferSeen(
        text_seen(paper, case) if paper else None,
        paper.digest if paper else "",
        body.get("by", ""),
        body.get("words", ""),
        worth_said(seat, case, text_of(paper).package) if paper else "",
        sentence,
        mine,
        mine and paper is not None,
        accepted == len(parties) - 2,
    )


def _last_offer(seat: Seat) -> tuple[dict[str, str], int]:
    """Return the publication of the offer on the table, and the number of sides that accepted it since."""
    lines = PublicLine.objects.filter(room=seat.room, kind__in=("offer made", "offer accepted"))
    found: dict[str, str] = {}
    accepted = 0
    for line in lines:
        if line.kind == "offer made":
            found, accepted = body_of(line), 0
        else:
            accepted += 1
    return found, accepted


def _own_turn(seat: Seat, case: Case) -> OfferSeen:
    """Return the offer on the table if this side may draft another.

    Raises:
        NotYours: if parties make no offers here.
    """
    require(seat, "offer")
    offer = offer_seen(seat, case)
    if offer is None:
        raise NotYours
    return offer


def offer_page(
    seat: Seat, case: Case, form: dict[str, str] | None = None, faults: Faults | None = None
) -> OfferPage:
    """Return the form of an offer: as it was sent, else the draft, else the offer on the table.

    Raises:
        NotYours: if parties make no offers here.
    """
    offer, found = _own_turn(seat, case), faults or {}
    values = form or vault.draft(seat, DRAFT) or _values(seat)
    issues = tuple(
        IssueField(
            issue.id,
            issue.name,
            tuple(Choice(option.id, issue.text(option.id)) for option in issue.options),
            values.get(f"issue-{issue.id}", ""),
            found.get(f"issue-{issue.id}", ""),
        )
        for issue in case.issues
    )
    return OfferPage(frame(seat), offer, issues, values.get("words", ""), found)


def _values(seat: Seat) -> dict[str, str]:
    paper = on_the_table(seat.room)
    package = text_of(paper).package if paper else {}
    return {f"issue-{issue}": option for issue, option in package.items()}


def drafted(seat: Seat, case: Case) -> tuple[dict[str, str], str]:
    """Return the package and the words of a party's draft of an offer.

    Raises:
        NotYours: if there is none, or it has faults.
    """
    require(seat, "offer")
    package, words, faults = read_package(vault.draft(seat, DRAFT), case)
    if faults:
        raise NotYours
    return package, words


def look_offer_page(seat: Seat, case: Case) -> LookOfferPage:
    """Return a draft of an offer before it is made.

    Raises:
        NotYours: if there is none that can be made now.
    """
    offer = _own_turn(seat, case)
    package, words = drafted(seat, case)
    if not offer.mine:
        raise NotYours
    lines = tuple((issue.name, issue.text(package[issue.id])) for issue in case.issues)
    return LookOfferPage(frame(seat), offer, lines, words, worth_said(seat, case, package))


def accept_page(seat: Seat, case: Case) -> LookOfferPage:
    """Return the offer on the table before it is accepted.

    Raises:
        NotYours: if this side cannot accept it now.
    """
    offer, paper = _own_turn(seat, case), on_the_table(seat.room)
    if not offer.may_accept or paper is None:
        raise NotYours
    package = text_of(paper).package
    lines = tuple((issue.name, issue.text(package[issue.id])) for issue in case.issues)
    return LookOfferPage(frame(seat), offer, lines, offer.words, offer.worth)
