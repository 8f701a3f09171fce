"""A party's audit: everything done with its answers, and who read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.rooms import chain, vault
from goodoffices.rooms.doing.asked_often import windows_of
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.doing.unsealing import OPENED
from goodoffices.rooms.models import Member, Seat, Window
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.seen.common import Frame, frame, stamp_time
from goodoffices.rooms.tongue import fill

PEOPLE = Prepared[tuple[str, str]](
    lambda: (
        Member.objects.filter(seat=gap("seat"), waits=False)
        .order_by("id")
        .values_list("user__username", "speaks_for")
    )
)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Everything done with a party's answers, and who read them."""

    frame: Frame
    entries: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]


def audit_page(seat: Seat) -> AuditPage:
    """Return everything done with a party's answers, and who read them."""
    require(seat, "read own side")
    if seat.role != "party":
        raise NotYours
    sides = vault.OF_SEAT.all(seat=seat)
    asked = {window.number: asked_about(window) for window in windows_of(seat.room_id)}
    entries = [
        entry_said(content, entry.hash, asked)
        for side in sides
        for entry, content in vault.contents(side)
    ]
    heads = tuple(chain.spoken(side.head) for side in sides)
    return AuditPage(frame(seat), tuple(entries), tuple(PEOPLE.all(seat=seat)), heads)


def asked_about(window: Window) -> str:
    """Return the subject of a question: the document and the kind of answer."""
    number = window.paper.number if window.paper else 0
    sentences = {
        "agenda": _("agenda {number}"),
        "critique": _("what you think of text {number}"),
        "improve": _("text {number} instead of the agreement"),
        "close": _("a last yes or no to text {number}"),
        "batch": _("a last yes or no to each of several texts"),
        "resume": _("may the talks be taken up again"),
    }
    return sentences[window.kind].format(number=number)


def entry_said(content: dict[str, Any], receipt: str, asked: Mapping[int, str]) -> str:
    """Return an entry of a party's side as a sentence; ``asked`` has the subject of each question."""
    sentences = {
        "answer": _("Your side answered: {asked}. Receipt {receipt}."),
        "taken back": _("Your side took its answer back: {asked}. Receipt {receipt}."),
        "read": _("{by} read your answer: {asked}."),
        "agreement to mediate accepted": _(
            "Your side accepted version {version} of the agreement to mediate."
        ),
        "let in": _("Your side let {name} in."),
        "not let in": _("Your side did not let {name} in."),
        "offer": _("Your side offered text {number}. Receipt {receipt}."),
        "offer accepted": _("Your side accepted text {number}. Receipt {receipt}."),
        "letter": _("Your side wrote a letter. Receipt {receipt}."),
        "letter taken back": _("Your side took a letter back. Receipt {receipt}."),
        "letter read": _("{by} read your letter with receipt {letter}."),
        "passed on": _("Your letter with receipt {letter} reached {to}."),
        "letter received": _("A letter reached your side. Receipt {receipt}."),
        OPENED: _("{by}, a keeper of the seal, read what your side answered: {asked}. Read at {at}."),
        "poll begun": _("Your side asks its constituents about text {text}. Receipt {receipt}."),
        "poll over": _("The time for your constituents to answer about text {text} is over."),
        "left": _("Your side left the talks."),
        "shredded": _("This was shredded. Nobody can read it."),
    }
    known = {name: content.get(name, "") for name in ("by", "version", "name", "number", "to", "text")}
    known["letter"] = chain.spoken(content["letter"])[:19] if "letter" in content else ""
    known["at"] = stamp_time(content["at"]) if "at" in content else ""
    known["asked"] = asked.get(content.get("window", 0), "")
    return fill(sentences[content["kind"]], receipt=chain.spoken(receipt)[:19], **known)
