"""Compartments in the database: append a sealed entry, read it, publish a line, shred.

Every function expects to run in a transaction of its caller.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from itertools import combinations
from typing import Any

from django.conf import settings
from django.db import transaction

from goodoffices.record.ledger.file import canonical
from goodoffices.rooms import chain, chance
from goodoffices.rooms.keyring import Keyring, Shredded
from goodoffices.rooms.models import (
    Ballot,
    Compartment,
    Draft,
    Entry,
    Event,
    Invitation,
    Leaf,
    Poll,
    PollAnswer,
    PollLink,
    PublicLine,
    Room,
    Seat,
)
from goodoffices.rooms.now import stamp
from goodoffices.rooms.prepared import Prepared, gap, write
from goodoffices.rooms.seal import opened, sealed

ADD_ENTRY = """
    INSERT INTO rooms_entry (compartment_id, seq, commitment, sealed, hash) VALUES (%s, %s, %s, %s, %s)
"""
MOVE_HEAD = "UPDATE rooms_compartment SET head = %s, length = %s WHERE id = %s"
LEARNER = "learner"
"""The beginning of the subject under which the arrays of a mediator's learner are kept as a draft."""
OWN = Prepared[Compartment](
    lambda: _sides().filter(owner=gap("seat"), kind=gap("kind")),
)
TOLD = Prepared[Compartment](
    lambda: _sides().filter(owner=gap("seat"), kind="told", about=gap("mediator")),
)
TOLD_TO = Prepared[Compartment](
    lambda: Compartment.objects.filter(kind="told", about=gap("mediator")).select_related("owner"),
)
ENTRIES = Prepared[Entry](lambda: Entry.objects.filter(compartment=gap("side")))
ENGINE = Prepared[Compartment](lambda: _sides().filter(room=gap("room"), kind="engine"))
OF_SEAT = Prepared[Compartment](lambda: Compartment.objects.filter(owner=gap("seat")))
SIDES = Prepared[Compartment](lambda: Compartment.objects.filter(room=gap("room")))
LAST_LINE = Prepared[PublicLine](
    lambda: PublicLine.objects.filter(room=gap("room")).order_by("-seq")[:1]
)
ADD_LINE = "INSERT INTO rooms_publicline (room_id, seq, kind, line, hash) VALUES (%s, %s, %s, %s, %s)"
ADD_LEAF = "INSERT INTO rooms_leaf (line_id, compartment_id, salt, head) VALUES (%s, %s, %s, %s)"
DRAFT = Prepared[tuple[bytes, Any]](
    lambda: Draft.objects.filter(
        seat=gap("seat"), about=gap("about"), seat__sides__kind=gap("kind")
    ).values_list("sealed", "seat__sides__id"),
)
LINES = Prepared[str](
    lambda: PublicLine.objects.filter(room=gap("room")).values_list("line", flat=True)
)


def _sides() -> Any:
    """Return compartments, each with its owner and room: an act needs all three."""
    return Compartment.objects.select_related("owner__room").order_by()


def keyring() -> Keyring:
    """Return the keys of this server."""
    ring: Keyring = settings.KEYRING
    return ring


def make_compartments(room: Room, pairs: Collection[frozenset[str]] = ()) -> None:
    """Make a room's compartments: the leaves of every publication are in this order.

    Args:
        room: with its seats.
        pairs: the mediators, by their keys, that write to each other.
    """
    seats = list(Seat.objects.filter(room=room))
    parties = [seat for seat in seats if seat.role == "party"]
    mediators = [seat for seat in seats if seat.role == "mediator"]
    wanted: list[tuple[str, Seat | None, Seat | None]] = [("engine", None, None)]
    wanted += [("mediator", seat, None) for seat in mediators]
    for party in parties:
        wanted.append(("own", party, None))
        wanted += [("told", party, mediator) for mediator in mediators]
    for first, second in combinations(mediators, 2):
        if frozenset((first.key, second.key)) in pairs:
            wanted.append(("between", first, second))
    for place, (kind, owner, about) in enumerate(wanted):
        made = Compartment.objects.create(
            room=room, kind=kind, owner=owner, about=about, place=place, head=chain.FIRST
        )
        keyring().make(str(made.id))


def own_side(seat: Seat) -> Compartment:
    """Return the compartment that only a seat's own people and the engine read."""
    return _only(OWN.all(seat=seat, kind=_own_kind(seat)))


def engine_side(room: Any) -> Compartment:
    """Return the compartment of a room, or of the room of an id, that only the engine reads."""
    return _only(ENGINE.all(room=room))


def told_side(seat: Seat, mediator: Seat) -> Compartment:
    """Return the compartment of a party that a mediator reads, too."""
    return _only(TOLD.all(seat=seat, mediator=mediator))


def told_to(mediator: Seat) -> list[Compartment]:
    """Return the compartment of each party that a mediator reads, too, each with its owner."""
    return TOLD_TO.all(mediator=mediator)


def _only(found: list[Compartment]) -> Compartment:
    [side] = found
    return side


def _own_kind(seat: Seat) -> str:
    return "mediator" if seat.role == "mediator" else "own"


def append(side: Compartment, kind: str, content: dict[str, Any]) -> str:
    """Seal a content, add it to a compartment's chain, and return its receipt: the head of the chain."""
    seq, salt = side.length, chance.salt()
    text = canonical({"kind": kind, **content})
    committed = chain.commitment(salt, text.encode())
    box = canonical({"salt": salt.hex(), "content": text}).encode()
    hidden = sealed(keyring().key(str(side.id)), f"{side.id} entry {seq}", box)
    receipt = chain.entry_hash(side.head, seq, committed)
    write(ADD_ENTRY, side, seq, committed, hidden, receipt)
    side.head, side.length = receipt, seq + 1
    write(MOVE_HEAD, side.head, side.length, side)
    return receipt


def _opened(entry: Entry, key: bytes) -> dict[str, str]:
    """Return the salt and the content of an entry."""
    place = f"{entry.compartment_id} entry {entry.seq}"
    found: dict[str, str] = json.loads(opened(key, place, bytes(entry.sealed)))
    return found


def content(entry: Entry) -> dict[str, Any]:
    """Return the content of an entry; ``{"kind": "shredded"}`` if its key was destroyed."""
    try:
        key = keyring().key(str(entry.compartment_id))
    except Shredded:
        return {"kind": "shredded"}
    found: dict[str, Any] = json.loads(_opened(entry, key)["content"])
    return found


def contents(side: Compartment) -> list[tuple[Entry, dict[str, Any]]]:
    """Return a compartment's entries in order, each with its content."""
    return [
        (entry, json.loads(box["content"]) if box else {"kind": "shredded"})
        for entry, box in _boxes(side)
    ]


def _boxes(side: Compartment) -> list[tuple[Entry, dict[str, str] | None]]:
    """Return a compartment's entries in order, each with its salt and content; None if they are shredded."""
    entries = ENTRIES.all(side=side)
    if not entries:
        # no key is needed: it would be read from its file
        return []
    try:
        key = keyring().key(str(side.id))
    except Shredded:
        return [(entry, None) for entry in entries]
    return [(entry, _opened(entry, key)) for entry in entries]


def keep_draft(seat: Seat, about: str, document: dict[str, Any]) -> None:
    """Keep a sealed draft of a seat, instead of its last about the same."""
    side = own_side(seat)
    box = sealed(keyring().key(str(side.id)), f"draft {about}", canonical(document).encode())
    if not Draft.objects.filter(seat=seat, about=about).update(sealed=box):
        Draft.objects.create(seat=seat, about=about, sealed=box)


def draft(seat: Seat, about: str) -> dict[str, Any]:
    """Return a seat's draft about a subject; empty if there is none."""
    row = DRAFT.first(seat=seat, about=about, kind=_own_kind(seat))
    if row is None:
        return {}
    box, side = row
    found: dict[str, Any] = json.loads(opened(keyring().key(str(side)), f"draft {about}", bytes(box)))
    return found


def publish(room: Room, kind: str, body: dict[str, Any], at: datetime) -> PublicLine:
    """Add a line to the public chain, with a salted leaf for every compartment, and return it."""
    last, sides = LAST_LINE.first(room=room), SIDES.all(room=room)
    salts = [chance.salt() for _ in sides]
    made = chain.publication(
        last.hash if last else chain.FIRST,
        last.seq + 1 if last else 0,
        stamp(at),
        {"kind": kind, **body},
        [chain.leaf(salt, str(side.id), side.head) for salt, side in zip(salts, sides, strict=True)],
    )
    write(ADD_LINE, room, made.seq, kind, made.line(), made.hash)
    line = LAST_LINE.first(room=room)
    assert line is not None
    for salt, side in zip(salts, sides, strict=True):
        write(ADD_LEAF, line, side, salt, side.head)
    return line


def log(room: Room) -> str:
    """Return the log of a room: the public chain, a line for each publication."""
    return "".join(f"{line}\n" for line in lines(room))


def lines(room: Room) -> list[str]:
    """Return the lines of a room's public chain, the oldest first."""
    return LINES.all(room=room)


def own_file(seat: Seat) -> dict[str, Any]:
    """Return a party's own file, with which it checks at home that the log contains its side.

    Entries after the last publication are in this file, and not in the log yet. Of a room that is kept no
    longer there is nothing left to put into it.
    """
    sides = Compartment.objects.filter(owner=seat, room__shredded=False)
    return {"room": str(seat.room_id), "compartments": [_own(side) for side in sides]}


def whole_file(room: Room) -> dict[str, Any]:
    """Return the file of every compartment of a room, to check that its chains hold; nobody is shown it."""
    sides = Compartment.objects.filter(room=room, room__shredded=False)
    return {"room": str(room.id), "compartments": [_own(side) for side in sides]}


def _own(side: Compartment) -> dict[str, Any]:
    leaves = list(Leaf.objects.filter(compartment=side).order_by("line__seq"))
    entries = [
        {"commitment": entry.commitment, "hash": entry.hash, **(box or {})}
        for entry, box in _boxes(side)
    ]
    return {
        "compartment": str(side.id),
        "place": side.place,
        "entries": entries,
        "leaves": [{"salt": bytes(leaf.salt).hex(), "head": leaf.head} for leaf in leaves],
    }


def shred_room(room: Room) -> None:
    """Destroy every key of a room, the mediators' and the engine's too, and all that they sealed.

    Keys go first; then the rows together or not at all. The public chain remains, with the documents in it.
    Whoever kept an own file can still hold it against it.
    """
    for side in Compartment.objects.filter(room=room):
        keyring().shred(str(side.id))
    with transaction.atomic():
        _delete_rows(room)


def _delete_rows(room: Room) -> None:
    """Delete everything that the keys of a room sealed."""
    Draft.objects.filter(seat__room=room).delete()
    Ballot.objects.filter(window__room=room).delete()
    Event.objects.filter(sitting__room=room).delete()
    Leaf.objects.filter(compartment__room=room).delete()
    Entry.objects.filter(compartment__room=room).delete()
    Invitation.objects.filter(seat__room=room).delete()
    # how much there was of each side is nobody's any more
    Compartment.objects.filter(room=room).update(length=0, head=chain.FIRST)
    for rows in (PollAnswer, PollLink):
        rows.objects.filter(poll__room=room).delete()
    Poll.objects.filter(room=room).delete()


def shred(seat: Seat) -> None:
    """Destroy the keys of a seat's compartments, its drafts, and what learners made of its answers."""
    for side in Compartment.objects.filter(owner=seat):
        keyring().shred(str(side.id))
    Draft.objects.filter(seat=seat).delete()
    Draft.objects.filter(seat__room=seat.room_id, about__startswith=LEARNER).delete()
