"""Pages of letters: a party's with its mediators, a mediator's desk of them, the look before sending."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from goodoffices.model import Case, route
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.colleagues import between
from goodoffices.rooms.doing.letters import (
    DRAFT,
    correspondents,
    may_go,
    still_waiting,
)
from goodoffices.rooms.doing.refusals import NotYours, require_letters
from goodoffices.rooms.letters import Letter, name_of, pair_of, read_letter
from goodoffices.rooms.models import Seat
from goodoffices.rooms.now import now
from goodoffices.rooms.policy import LetterRelation, letter_fields
from goodoffices.rooms.seen.answer_words import Choice, points
from goodoffices.rooms.seen.common import Frame, clock_time, frame
from goodoffices.rooms.tongue import fill, listed
from goodoffices.talks.engine.release_rules import Form, Passed

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A letter in lines; ``receipt`` is empty unless its party can take it back."""

    title: str
    lines: Lines
    receipt: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class LettersPage:
    """A party's letters with each mediator to which it has a channel, and the form of another.

    ``threads`` has the letters with each, by its name, the oldest first.
    """

    frame: Frame
    to: tuple[Choice, ...]
    threads: tuple[tuple[str, tuple[LetterSeen, ...]], ...]
    forms: tuple[Choice, ...]
    points: tuple[tuple[str, tuple[Choice, ...]], ...]
    values: dict[str, str]
    faults: Faults


@dataclass(frozen=True, slots=True)
class LookLetterPage:
    """A party's letter before it is sent, and its readers."""

    frame: Frame
    to: str
    lines: Lines
    others: str
    mediator: str


@dataclass(frozen=True, slots=True)
class ReleaseSeen:
    """Something that the rules allow a mediator to let go.

    ``words`` of a part are its author's if it goes verbatim, and empty if the mediator is to write them.
    """

    name: str
    rule: str
    parts: tuple[PartSeen, ...]


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part of a release: whom it reaches, by which way, and as what."""

    number: int
    to: str
    way: str
    source: str
    gives: str
    words: str


@dataclass(frozen=True, slots=True)
class DeskLettersPage:
    """A mediator's desk of letters: those told to it, what may go out now, what it carries for others.

    ``colleagues`` is true if it has a channel to another mediator.
    """

    frame: Frame
    threads: tuple[tuple[str, tuple[LetterSeen, ...]], ...]
    releases: tuple[ReleaseSeen, ...]
    waiting: tuple[LetterSeen, ...]
    gone: tuple[LetterSeen, ...]
    to: tuple[Choice, ...]
    authorities: tuple[Choice, ...]
    points: tuple[tuple[str, tuple[Choice, ...]], ...]
    values: dict[str, str]
    faults: Faults
    colleagues: bool


def forms() -> tuple[Choice, ...]:
    """Return the ways in which a letter may be passed on."""
    return (
        Choice("none", _("No: it is for this mediator alone")),
        Choice("verbatim", _("Yes, in our words and in our name")),
        Choice("substance", _("Yes, in our name, but in the mediator's words")),
        Choice("idea", _("Yes, as the mediator's own idea, without our name")),
    )


def authorities() -> tuple[Choice, ...]:
    """Return the authorities of a letter that a mediator writes itself."""
    return (
        Choice("mediator's own", _("in my own name")),
        Choice("non-paper", _("as a non-paper: nobody's position, not to be quoted")),
    )


def authority_said(name: str) -> str:
    """Return the authority of a letter that was received, in words."""
    return {
        "verbatim": _("in its own words"),
        "paraphrase": _("in the mediator's words"),
        "mediator's own": _("the mediator's own"),
        "non-paper": _("non-paper: nobody's position, not to be quoted"),
    }[name]


def point_said(case: Case, pair: Collection[str]) -> str:
    """Return an issue and its option in words."""
    name, option = pair
    issue = next(issue for issue in case.issues if issue.id == name)
    return f"{issue.name}: {issue.text(option)}"


def names_of(case: Case) -> dict[str, str]:
    """Return the names of parties and mediators by their ids."""
    return {party.id: party.name for party in case.parties} | {m.id: m.name for m in case.mediators}


def letter_lines(content: dict[str, Any], relation: LetterRelation, role: str, case: Case) -> Lines:
    """Return a letter in lines, with the fields that the policy gives a role in this relation to it."""
    names = names_of(case)
    shown = letter_fields(role, relation)
    seen = {name: value for name, value in content.items() if name in shown and value}
    lines = []
    if "author" in seen:
        lines.append((_("In the name of"), names[seen["author"]]))
    if "authority" in seen:
        lines.append((_("As"), authority_said(seen["authority"])))
    if "words" in seen:
        lines.append((_("Words"), seen["words"]))
    if "gives" in seen:
        lines.append((_("Could accept"), point_said(case, seen["gives"])))
    if "wants" in seen:
        lines.append((_("Only if another side gives"), point_said(case, seen["wants"])))
    if "form" in seen or ("form" in shown and "form" in content):
        said = {choice.value: choice.said for choice in forms()}
        lines.append((_("May be passed on"), said[content["form"] or "none"]))
    if "hold" in seen:
        lines.append((_("Not before"), clock_time(datetime.fromisoformat(seen["hold"]))))
    if "way" in seen:
        lines.append((_("Carried by"), listed([names[key] for key in seen["way"]])))
    return tuple(lines)


def letters_page(
    seat: Seat, case: Case, form: dict[str, str] | None = None, faults: Faults | None = None
) -> LettersPage:
    """Return a party's letters.

    Raises:
        NotYours: if it writes none here.
    """
    require_letters(seat)
    if seat.role != "party":
        raise NotYours
    to = correspondents(seat, case)
    return LettersPage(
        frame(seat),
        tuple(Choice(mediator.key, mediator.name) for mediator in to),
        tuple((mediator.name, _thread(seat, mediator, case)) for mediator in to),
        forms(),
        points(case),
        form or vault.draft(seat, DRAFT),
        faults or {},
    )


def _thread(party: Seat, mediator: Seat, case: Case) -> tuple[LetterSeen, ...]:
    """Return the letters between a party and a mediator, as the party sees them."""
    found = [
        (entry.hash, content) for entry, content in vault.contents(vault.told_side(party, mediator))
    ]
    gone = {content["letter"] for _h, content in found if content["kind"] == "letter taken back"}
    letters = []
    for receipt, content in found:
        if content["kind"] == "letter":
            told = [c["to"] for _h, c in found if c["kind"] == "passed on" and c["letter"] == receipt]
            lines = letter_lines(content, "wrote", "party", case)
            if told:
                lines += ((_("Passed on to"), listed(told)),)
            title = _("Your letter, taken back") if receipt in gone else _("Your letter")
            back = "" if receipt in gone else receipt
            letters.append(LetterSeen(title, lines, back, mediator.key))
        elif content["kind"] == "letter received":
            lines = letter_lines(content, "received", "party", case)
            letters.append(LetterSeen(_("A letter to you"), lines))
    return tuple(letters)


def local_now() -> datetime:
    """Return the present time in the zone in which forms give theirs."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE))


def letter_faults(seat: Seat, form: dict[str, str], case: Case) -> Faults:
    """Return the faults of a party's form."""
    faults = read_letter(form, case, local_now())[1]
    if form.get("to") not in {mediator.key for mediator in correspondents(seat, case)}:
        faults["to"] = _("Choose a mediator.")
    return faults


def drafted(seat: Seat, case: Case) -> tuple[str, Letter]:
    """Return the mediator and the letter of a party's draft.

    Raises:
        NotYours: if there is none that can be sent.
    """
    form = vault.draft(seat, DRAFT)
    letter, faults = read_letter(form, case, local_now())
    to = form.get("to", "")
    if faults or to not in {mediator.key for mediator in correspondents(seat, case)}:
        raise NotYours
    return to, letter


def look_letter_page(seat: Seat, case: Case) -> LookLetterPage:
    """Return a party's letter before it is sent.

    Raises:
        NotYours: if there is none that can be sent.
    """
    require_letters(seat)
    to, letter = drafted(seat, case)
    content = {name: getattr(letter, name) for name in Letter.__slots__}
    name = next(mediator.name for mediator in case.mediators if mediator.id == to)
    others = {
        "": _("Nothing, neither now nor later."),
        "verbatim": _("Nothing now. Later your words and your name, if the mediator passes them on."),
        "substance": _("Nothing now. Later your name and what you say, if the mediator passes it on."),
        "idea": _(
            "Nothing now. Later what you say, not your name, if the mediator passes it on as its own idea."
        ),
    }[letter.form]
    if letter.wants:
        others += " " + _(
            "Only together with what you ask for: then the side that gives it hears of you, and you of it."
        )
    mediator = fill(_("{name}: everything on this page, as soon as you send it."), name=name)
    return LookLetterPage(
        frame(seat), name, letter_lines(content, "wrote", "party", case), others, mediator
    )


def desk_letters_page(
    seat: Seat, case: Case, form: dict[str, str] | None = None, faults: Faults | None = None
) -> DeskLettersPage:
    """Return a mediator's desk of letters.

    Raises:
        NotYours: if the seat is no mediator's, or there are no letters here.
    """
    require_letters(seat)
    if seat.role != "mediator":
        raise NotYours
    to = correspondents(seat, case)
    waiting, gone = _outgoing(seat, case)
    return DeskLettersPage(
        frame(seat),
        tuple(_told(seat, case)),
        tuple(_release_seen(seat, release, case) for release in may_go(seat, case)),
        waiting,
        gone,
        tuple(Choice(party.key, party.name) for party in to),
        authorities(),
        points(case),
        form or {},
        faults or {},
        bool(between(seat)),
    )


def _told(mediator: Seat, case: Case) -> list[tuple[str, tuple[LetterSeen, ...]]]:
    """Return the letters of each party to a mediator, and those that it carried to each."""
    found = []
    for side in vault.told_to(mediator):
        contents = [(entry.hash, content) for entry, content in vault.contents(side)]
        gone = {c["letter"] for _h, c in contents if c["kind"] == "letter taken back"}
        letters = []
        for receipt, content in contents:
            if content["kind"] == "letter":
                title = _("Letter, taken back") if receipt in gone else _("Letter to you")
                lines = letter_lines(content, "told", "mediator", case)
                letters.append(LetterSeen(title, lines))
            elif content["kind"] == "letter received" and content["mediator"] != mediator.key:
                lines = letter_lines(content, "carried", "mediator", case)
                letters.append(LetterSeen(_("Carried by you to this side"), lines))
        if letters:
            found.append((side.owner.name, tuple(letters)))
    return found


def _outgoing(mediator: Seat, case: Case) -> tuple[tuple[LetterSeen, ...], tuple[LetterSeen, ...]]:
    """Return what a mediator let go: what waits for its moment, and the rest."""
    contents = vault.contents(vault.own_side(mediator))
    open_ = {receipt for receipt, _content in still_waiting(contents)}
    failed = {content["of"] for _e, content in contents if content["kind"] == "not gone out"}
    waiting, gone = list[LetterSeen](), list[LetterSeen]()
    for entry, content in contents:
        if content["kind"] != "to go out":
            continue
        at = clock_time(datetime.fromisoformat(content["at"]))
        for part in content["parts"]:
            name = next(party.name for party in case.parties if party.id == part["to"])
            if entry.hash in open_:
                title = fill(_("To {name}, at {at}"), name=name, at=at)
            elif entry.hash in failed:
                words = _(
                    "Not sent to {name}: it was taken back, nobody is there, or the talks are over"
                )
                title = fill(words, name=name)
            else:
                title = fill(_("Sent to {name}, {at}"), name=name, at=at)
            seen = LetterSeen(title, letter_lines(part, "carried", "mediator", case))
            (waiting if entry.hash in open_ else gone).append(seen)
    return tuple(waiting), tuple(gone)


def _release_seen(mediator: Seat, release: tuple[Passed, ...], case: Case) -> ReleaseSeen:
    rule = (
        _("Both go together, each to the other side: each is the condition of the other, or free.")
        if len(release) == 2
        else {
            Form.VERBATIM: _("Its author lets it go in its own words."),
            Form.SUBSTANCE: _("Its author lets it go in its name, in your words."),
            Form.IDEA: _("Its author lets it go as your own idea, without its name."),
        }[release[0].form]
    )
    return ReleaseSeen(
        name_of(release),
        rule,
        tuple(_part_seen(mediator, n, part, case) for n, part in enumerate(release)),
    )


def _part_seen(mediator: Seat, number: int, part: Passed, case: Case) -> PartSeen:
    names = names_of(case)
    to = case.parties[part.to]
    way = route(case, mediator.key, to.id) or ()
    pair = pair_of(case, part.gives)
    return PartSeen(
        number,
        to.name,
        listed([names[key] for key in way[1:-1]]),
        "" if part.author is None else case.parties[part.author].name,
        point_said(case, pair) if pair else "",
        part.words,
    )
