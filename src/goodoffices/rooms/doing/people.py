"""Links into seats, and the agreement to mediate."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from goodoffices.rooms import chance, vault
from goodoffices.rooms.documents import KEEPERS, Terms, digest, dump, load
from goodoffices.rooms.doing.asked_often import paper_of, parties_of
from goodoffices.rooms.doing.refusals import NOT_NOW, STALE, NotYours, Refused, id_of, require
from goodoffices.rooms.models import Account, Consent, Invitation, Member, Paper, Room, Seat
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.unsealing import TERMS_PUT

SERVER = gettext_noop("The server")
"""The inviter of links that are made at the server's terminal."""
ACCEPTED = Prepared[Any](
    lambda: Consent.objects.filter(seat__room=gap("room"), version=gap("version")).values_list(
        "seat_id", flat=True
    )
)
LINK_DAYS = 7
"""Days until a link expires."""


def token_hash(token: str) -> str:
    """Return the hash under which a link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(seat: Seat, inviter: str, speaks_for: str = "principal", asks: bool = False) -> str:
    """Make a link into a seat, on the record of the room, and return its secret part.

    Older links into the same seat that nobody has used stop working.

    Args:
        seat: the seat.
        inviter: the name of who makes it.
        speaks_for: principal or delegate.
        asks: whether its holder waits for leave of those who sit there already.
    """
    token = chance.token()
    Invitation.objects.filter(seat=seat, redeemed=False).update(expires=now())
    Invitation.objects.create(
        seat=seat,
        inviter=inviter,
        speaks_for=speaks_for,
        token_hash=token_hash(token),
        expires=now() + timedelta(days=LINK_DAYS),
        asks=asks,
    )
    body = {"seat": seat.name, "role": seat.role, "by": inviter}
    vault.publish(seat.room, "link made", body, next_minute(now()))
    return token


def invite(by: Seat, seat_id: str, speaks_for: str) -> str:
    """Make a link for a mediator who invites; return its secret part.

    Raises:
        NotYours: if the seat is not in the room, or the inviter is no mediator.
    """
    require(by, "invite")
    if by.room.exercise:
        # seats of an exercise are taken with tickets
        raise NotYours
    # a seat whose people have left, too: a refusal would tell so before all are told
    seat = Seat.objects.filter(room=by.room, id=id_of(seat_id)).first()
    # a mediator could use both links of the keepers, and read what only the engine reads
    if seat is None or seat.role == "keeper":
        raise NotYours
    speaks = "delegate" if speaks_for == "delegate" else "principal"
    # a mediator reads no side but its own, so it lets nobody into one in which somebody sits
    return make_link(seat, by.name, speaks, asks=seat.role != "observer")


def invitation(token: str) -> Invitation | None:
    """Return the invitation of a link that still works, without using it up."""
    found: Invitation | None = Invitation.objects.filter(
        token_hash=token_hash(token), redeemed=False, expires__gt=now()
    ).first()
    return found


def redeem(token: str, user: Any) -> Member:
    """Seat a person, and use the link up; expects to run in a transaction.

    Raises:
        NotYours: if the link does not work any more.
    """
    found = invitation(token)
    # the update decides if two people come at once
    used = Invitation.objects.filter(token_hash=token_hash(token), redeemed=False, expires__gt=now())
    if found is None or used.update(redeemed=True) != 1:
        raise NotYours
    # a person sits on one side of a table only
    if Member.objects.filter(user=user, seat__room=found.seat.room_id).exists():
        raise NotYours
    if found.seat.role == "keeper":
        # one account each: a new link is for a keeper who lost its password and its codes
        Member.objects.filter(seat=found.seat).delete()
    waits = found.asks and Member.objects.filter(seat=found.seat, waits=False).exists()
    member: Member = Member.objects.create(
        user=user, seat=found.seat, speaks_for=found.speaks_for, waits=waits
    )
    Account.objects.get_or_create(user=user)
    return member


@transaction.atomic
def let_in(seat: Seat, name: str, welcome: bool) -> None:
    """Let a newcomer into a seat, or not: then the link is used up, and nothing was read.

    Raises:
        NotYours: if the seat is an observer's, or nobody of that name waits.
    """
    require(seat, "let in")
    member = Member.objects.filter(seat=seat, waits=True, user__username=name).first()
    if member is None:
        raise NotYours
    content = {"name": name, "speaks_for": member.speaks_for}
    vault.append(vault.own_side(seat), "let in" if welcome else "not let in", content)
    if welcome:
        Member.objects.filter(id=member.id).update(waits=False)
    else:
        member.delete()


def sign_out_everywhere(user: Any) -> None:
    """End every session of an account."""
    Account.objects.filter(user=user).update(generation=F("generation") + 1)


def present_terms(room: Room) -> Paper | None:
    """Return the agreement to mediate in its present version; None if there is none yet."""
    return paper_of(room, "terms", room.terms)


def all_accepted(room: Room) -> bool:
    """Return whether every party has accepted the present version of the agreement to mediate."""
    if room.exercise:
        return True
    return room.terms > 0 and len(accepted_by(room, room.terms)) == len(parties_of(room))


def accepted_by(room: Room, version: int) -> set[Any]:
    """Return the ids of the seats that have accepted a version of the agreement to mediate."""
    return set(ACCEPTED.all(room=room, version=version))


def keepers_of(room: Room) -> tuple[str, ...]:
    """Return the names of the keepers of the seal in the present agreement to mediate; none by default."""
    paper = present_terms(room)
    return load(Terms, paper.document).keepers if paper is not None else ()


def opens_under(room: Room) -> int:
    """Return the version of the agreement whose keepers may open answers given from now on; 0 if none may."""
    return int(room.terms) if keepers_of(room) and all_accepted(room) else 0


def _seat_keepers(room: Room, names: tuple[str, ...]) -> None:
    """Make a seat for each keeper of the seal; a seat whose keeper is another now is gone with its people."""
    named = {f"keeper:{number}": name for number, name in zip(KEEPERS, names, strict=False)}
    for seat in Seat.objects.filter(room=room, role="keeper"):
        if named.get(seat.key) == seat.name:
            del named[seat.key]
            continue
        Member.objects.filter(seat=seat).delete()
        Invitation.objects.filter(seat=seat).delete()
        seat.delete()
    others = Seat.objects.filter(room=room).exclude(role="keeper").count()
    for key, name in named.items():
        place = others + int(key.removeprefix("keeper:")) - 1
        Seat.objects.create(room=room, role="keeper", place=place, key=key, name=name)


@transaction.atomic
def put_terms(
    seat: Seat, words: str, interests: str, retain_days: int, keepers: tuple[str, ...] = ()
) -> Paper:
    """Put a version of the agreement to mediate: every party is asked to accept it anew.

    Args:
        seat: of a mediator.
        words: the agreement.
        interests: that the mediator discloses.
        retain_days: days for which everything is kept after the end.
        keepers: names of the two keepers of the seal, if there are any.

    Raises:
        NotYours: if the seat is no mediator's, or keepers are named at a table of an exercise.
        Refused: if the room has ended.
    """
    require(seat, "change terms")
    room = Room.objects.get(id=seat.room_id)
    if keepers and room.exercise:
        raise NotYours
    if room.state == "ended":
        raise Refused(NOT_NOW)
    terms = Terms(room.terms + 1, words, interests, retain_days, keepers)
    made: Paper = Paper.objects.create(
        room=room, kind="terms", number=terms.version, document=dump(terms), digest=digest(terms)
    )
    room.terms = terms.version
    room.save(update_fields=("terms",))
    _seat_keepers(room, keepers)
    body: dict[str, Any] = {"version": terms.version, "digest": made.digest, "by": seat.name}
    # everybody in the room is told who they are, not only those who accept it
    body |= {"keepers": list(keepers)} if keepers else {}
    vault.publish(room, TERMS_PUT, body, next_minute(now()))
    return made


@transaction.atomic
def accept_terms(seat: Seat, terms_digest: str) -> None:
    """Accept the agreement to mediate, in the version that the party has seen.

    Raises:
        NotYours: if the seat is no party's.
        Refused: if there is a newer version.
    """
    require(seat, "accept terms")
    terms = present_terms(Room.objects.get(id=seat.room_id))
    if terms is None or terms.digest != terms_digest:
        raise Refused(STALE)
    if Consent.objects.get_or_create(seat=seat, version=terms.number)[1]:
        content = {"version": terms.number, "digest": terms.digest}
        vault.append(vault.own_side(seat), "agreement to mediate accepted", content)
