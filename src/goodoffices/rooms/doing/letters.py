"""Letters: a party writes to a mediator, who passes on what the release rules allow, by channel or relay.

A letter is an entry of its party's side towards the mediator. What the mediator lets go waits, sealed among
its own papers, for the next moment at which letters reach parties. Then it is an entry of the receiver's side
towards the last mediator on the way, who reads it, too. Whose way has no channel cannot write or carry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodoffices.model import Case, linked, route
from goodoffices.rooms import vault
from goodoffices.rooms.documents import dump, load
from goodoffices.rooms.doing.asked_often import seats_of
from goodoffices.rooms.doing.exercises import grid_of
from goodoffices.rooms.doing.papers import NOT_ACCEPTED, require_begun
from goodoffices.rooms.doing.people import all_accepted
from goodoffices.rooms.doing.refusals import (
    STALE,
    Faulty,
    NotYours,
    Refused,
    require_letters,
    require_state,
)
from goodoffices.rooms.letters import (
    AUTHORITY,
    NOBODY,
    Authority,
    Letter,
    Part,
    confidence,
    minute,
    name_of,
    next_on_grid,
    pair_of,
    point,
)
from goodoffices.rooms.models import Compartment, Entry, Room, Seat
from goodoffices.rooms.now import now
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.talks.engine.release_rules import (
    Confidence,
    Form,
    Held,
    Passed,
    Point,
    Release,
    confided,
    passed_on,
    released,
    why_not,
    withdrawn,
)

WRITTEN = Prepared[Compartment](
    lambda: Compartment.objects.filter(
        kind="mediator", length__gt=0, room__exercise=gap("tables"), room__shredded=False
    ).select_related("owner__room")
)
"""The sides of mediators who have written or let something go."""

DRAFT = "letter"
"""The subject of a party's draft of a letter."""
NO_IDEA = gettext_noop(
    "Another party has told you something about this issue, or you carried it: you cannot put this as your "
    "own idea."
)
WRITE = gettext_noop("Write this in your own words.")
Papers = list[tuple[Entry, dict[str, Any]]]
"""The entries of a mediator's own compartment, each with its content."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The confidences of a mediator, as its letters make them.

    Attributes:
        held: those of its parties, with the parties that have heard of each.
        letters: the receipt of the letter of each confidence, by author and issue.
        carried: points that it only carried for others, as marks.
    """

    held: Held
    letters: dict[tuple[int, int], str]
    carried: Held


def correspondents(seat: Seat, case: Case) -> list[Seat]:
    """Return the mediators to which a party has a channel, or the parties that a mediator reaches."""
    others = seats_of(seat.room_id)
    if seat.role == "party":
        return [o for o in others if o.role == "mediator" and linked(case, seat.key, o.key)]
    return [o for o in others if o.role == "party" and route(case, seat.key, o.key)]


def _may_write(seat: Seat) -> Room:
    room = require_letters(seat)
    require_state(room, "preparing", "open")
    if not all_accepted(room):
        raise Faulty({"": _(NOT_ACCEPTED)})
    require_begun(room)
    return room


def _correspondent(seat: Seat, key: str, case: Case) -> Seat:
    found = next((other for other in correspondents(seat, case) if other.key == key), None)
    if found is None:
        raise NotYours
    return found


@transaction.atomic
def keep_letter(seat: Seat, form: dict[str, Any]) -> None:
    """Keep a party's form as it is, sealed in its own side.

    Raises:
        NotYours: if the seat is no party's.
    """
    require_letters(seat)
    if seat.role != "party":
        raise NotYours
    vault.keep_draft(seat, DRAFT, form)


@transaction.atomic
def write(seat: Seat, to: str, letter: Letter, case: Case) -> str:
    """Send a party's letter to a mediator, and return its receipt.

    Raises:
        NotYours: if the seat is no party's, or has no channel to that mediator.
        Refused: if the talks are suspended or over.
        Faulty: if not every party has accepted the agreement to mediate.
    """
    if seat.role != "party":
        raise NotYours
    mediator = _correspondent(seat, to, case)
    _may_write(seat)
    receipt = vault.append(vault.told_side(seat, mediator), "letter", asdict(letter))
    vault.keep_draft(seat, DRAFT, {})
    return receipt


@transaction.atomic
def take_back(seat: Seat, to: str, receipt: str, case: Case) -> None:
    """Take a letter back: it is passed on to nobody from now on. Who heard of it still knows it.

    Raises:
        NotYours: if there is no such letter, or it was taken back before.
    """
    if seat.role != "party":
        raise NotYours
    require_letters(seat)
    side = vault.told_side(seat, _correspondent(seat, to, case))
    found = [(entry.hash, content) for entry, content in vault.contents(side)]
    gone = [c["letter"] for _, c in found if c["kind"] == "letter taken back"]
    if receipt in gone or not any(h == receipt and c["kind"] == "letter" for h, c in found):
        raise NotYours
    vault.append(side, "letter taken back", {"letter": receipt})


def desk_of(mediator: Seat, case: Case) -> Desk:
    """Return the confidences of a mediator, from its letters and what it has let go."""
    held: Held = frozenset()
    letters: dict[tuple[int, int], str] = {}
    places: dict[str, tuple[int, int]] = {}
    carried: set[Confidence] = set()
    for side in vault.told_to(mediator):
        author = side.owner
        for entry, content in vault.contents(side):
            if content["kind"] == "letter":
                given = confidence(letter_of(content), author.place, entry.seq, case)
                held = confided(held, given)
                letters[given.place] = entry.hash
                places[entry.hash] = given.place
            elif content["kind"] == "letter taken back":
                place = places[content["letter"]]
                if letters[place] == content["letter"]:
                    held = withdrawn(held, *place)
            elif content["kind"] == "letter received":
                carried |= _mark(content, mediator, case)
    own = vault.contents(vault.own_side(mediator))
    let_go, _done = _let_go_by(own)
    heard = dict[str, set[int]]()
    for _entry, content in own:
        if content["kind"] == "carried":
            carried |= _mark(content, mediator, case)
    for content in let_go.values():
        for receipt, to in content["letters"]:
            heard.setdefault(receipt, set()).add(to)
    known = frozenset(
        replace(c, passed=frozenset(heard.get(letters[c.place], ()))) if c.place in letters else c
        for c in held
    )
    return Desk(known, letters, frozenset(carried))


def still_waiting(own: Papers) -> list[tuple[str, dict[str, Any]]]:
    """Return the contents of a mediator's papers that wait for their moment, each with its receipt."""
    let_go, done = _let_go_by(own)
    return [(receipt, content) for receipt, content in let_go.items() if receipt not in done]


def _let_go_by(own: Papers) -> tuple[dict[str, dict[str, Any]], set[str]]:
    """Return what a mediator has let go, by its receipt, and the receipts of what waits no longer."""
    let_go, done = dict[str, dict[str, Any]](), set[str]()
    for entry, content in own:
        if content["kind"] == "to go out":
            let_go[entry.hash] = content
        elif content["kind"] in ("gone out", "not gone out"):
            done.add(content["of"])
            if content["kind"] == "not gone out":
                let_go[content["of"]] = {**let_go[content["of"]], "letters": []}
    return let_go, done


def letter_of(content: dict[str, Any]) -> Letter:
    """Return the letter in an entry."""
    return load(Letter, dump({name: content[name] for name in Letter.__slots__}))


def _mark(content: dict[str, Any], mediator: Seat, case: Case) -> set[Confidence]:
    """Return the mark of a point that a mediator carried for another."""
    if content["mediator"] == mediator.key or not content["gives"]:
        return set()
    gives = point(case, tuple(content["gives"]))
    return {Confidence(NOBODY, gives, Form.SUBSTANCE, armed=False)}


def may_go(mediator: Seat, case: Case) -> list[Release]:
    """Return all releases that the rules allow a mediator now, to parties that it reaches.

    Those of and to a party that has left stay among them, as all are told of it at the same time: they go out
    to nobody.
    """
    if mediator.room.state == "ended":
        return []
    places = {seat.place for seat in correspondents(mediator, case)}
    found = released(desk_of(mediator, case).held, minute(now()), len(case.parties))
    return [release for release in found if all(part.to in places for part in release)]


@transaction.atomic
def pass_on(mediator: Seat, name: str, words: tuple[str, ...], case: Case) -> None:
    """Let a release go: it reaches its parties at the next moment for letters.

    Args:
        mediator: who holds the confidences.
        name: of the release, see ``letters.name_of``.
        words: of the mediator for each part; those of a letter that goes verbatim are its author's.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if the rules do not allow it, or not any more.
        Faulty: if words are missing, or not every party has accepted the agreement to mediate.
    """
    if mediator.role != "mediator":
        raise NotYours
    _may_write(mediator)
    release = next((found for found in may_go(mediator, case) if name_of(found) == name), None)
    if release is None:
        raise Refused(STALE)
    desk = desk_of(mediator, case)
    parts = [
        Part(
            case.parties[part.to].id,
            "" if part.author is None else case.parties[part.author].id,
            AUTHORITY[part.form],
            part.words if part.form is Form.VERBATIM else said,
            pair_of(case, part.gives),
        )
        # a form may have fewer words than the release has parts
        for part, said in zip(release, (*words, "", ""), strict=False)
    ]
    if not all(part.words for part in parts):
        raise Faulty({"words": _(WRITE)})
    after = passed_on(desk.held, release)
    before = {c.place: c.passed for c in desk.held}
    told = [
        [desk.letters[c.place], place] for c in after for place in sorted(c.passed - before[c.place])
    ]
    _let_go(mediator, parts, sorted(told))


@transaction.atomic
def write_own(
    mediator: Seat, to: str, authority: Authority, words: str, gives: tuple[str, ...], case: Case
) -> None:
    """Write a letter of a mediator's own to a party that it reaches.

    Raises:
        NotYours: if the seat is no mediator's, or does not reach that party.
        Refused: if the talks are suspended or over.
        Faulty: if the release rules forbid the point as the mediator's idea, or not every party has accepted
            the agreement to mediate.
    """
    if mediator.role != "mediator":
        raise NotYours
    party = _correspondent(mediator, to, case)
    _may_write(mediator)
    if gives:
        desk = desk_of(mediator, case)
        idea = (Passed(None, point(case, gives), Form.IDEA, party.place),)
        # a confidence that its author lets go as an idea goes through the list of releases
        if _is_held(desk.held, idea[0].gives) or why_not(desk.held | desk.carried, idea, minute(now())):
            raise Faulty({"gives": _(NO_IDEA)})
    _let_go(mediator, [Part(to, "", authority, words, gives)], [])


def _is_held(held: Held, gives: Point) -> bool:
    return any(c.gives == gives and c.form is Form.IDEA for c in held)


def _let_go(mediator: Seat, parts: list[Part], letters: list[list[Any]]) -> None:
    content = {"parts": [asdict(part) for part in parts], "letters": letters}
    at = next_on_grid(now(), grid_of(mediator.room)).isoformat()
    vault.append(vault.own_side(mediator), "to go out", {**content, "at": at})


def deliver_due(case: Case, tables: bool = False) -> None:
    """Bring every letter whose moment has come to its party; a pair goes in one transaction or not at all.

    Every process asks this of all rooms, when it begins and at each moment for letters. So what is told to a
    mediator is opened only if that mediator has let something go.

    Args:
        case: the whole case.
        tables: whether the tables of an exercise are looked at, instead of mediations.
    """
    for own in WRITTEN.all(tables=tables):
        if not _due(own):
            continue
        with transaction.atomic():
            # another process may have brought it since
            for receipt, content in _due(own):
                _deliver(own.owner, receipt, content, case)


def _due(own: Compartment) -> list[tuple[str, dict[str, Any]]]:
    """Return the contents whose moment has come, each with its receipt."""
    time = now().isoformat()
    papers = vault.contents(own)
    return [(receipt, content) for receipt, content in still_waiting(papers) if content["at"] <= time]


def _deliver(mediator: Seat, receipt: str, content: dict[str, Any], case: Case) -> None:
    own, desk = vault.own_side(mediator), desk_of(mediator, case)
    parts = [load(Part, dump(part)) for part in content["parts"]]
    seats = {seat.key: seat for seat in Seat.objects.filter(room=mediator.room_id)}
    gone = {seat.place for seat in seats.values() if seat.left}
    armed = {
        desk.letters[c.place]
        for c in desk.held
        if c.armed and c.author not in gone and c.place in desk.letters
    }
    there = all(not (seats[part.to].left or seats[part.to].shredded) for part in parts)
    if (
        mediator.room.state == "ended"
        or not there
        or any(r not in armed for r, _ in content["letters"])
    ):
        # it was taken back meanwhile, or there is nobody to hear it
        vault.append(own, "not gone out", {"of": receipt})
        return
    for part in parts:
        _hand_over(mediator, part, seats, case)
    for letter, to in content["letters"]:
        for entry in Entry.objects.filter(hash=letter).select_related("compartment"):
            name = case.parties[to].name
            vault.append(entry.compartment, "passed on", {"letter": letter, "to": name})
    vault.append(own, "gone out", {"of": receipt})


def _hand_over(mediator: Seat, part: Part, seats: dict[str, Seat], case: Case) -> None:
    """Add a letter to the side of its party, and to the papers of the mediators that carry it."""
    way = route(case, mediator.key, part.to)
    assert way is not None
    *carriers, last = way[:-1]
    content = {**asdict(part), "mediator": mediator.key, "way": list(way[:-1])}
    vault.append(vault.told_side(seats[part.to], seats[last]), "letter received", content)
    for key in carriers[1:]:
        vault.append(vault.own_side(seats[key]), "carried", content)


@transaction.atomic
def note_readings(mediator: Seat) -> None:
    """Note in each party's side that a mediator has read its letters; each letter once."""
    for side in vault.told_to(mediator):
        if side.owner.shredded:
            continue
        for receipt in list(_unread(side)):
            vault.append(side, "letter read", {"by": mediator.name, "letter": receipt})


def _unread(side: Compartment) -> Iterator[str]:
    found = [(entry.hash, content) for entry, content in vault.contents(side)]
    read = {content["letter"] for _, content in found if content["kind"] == "letter read"}
    return (h for h, content in found if content["kind"] == "letter" and h not in read)
