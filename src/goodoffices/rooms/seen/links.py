"""The page of a link, if it works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.rooms.doing.people import invitation
from goodoffices.rooms.models import Member
from goodoffices.rooms.seen.common import clock_time, name_said, title_said


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """An invitation; ``signed_in_as`` is the name of the visitor's account, if there is one.

    ``taken`` is true if that account has a seat in the room already.
    """

    title: str
    inviter: str
    seat: str
    role: str
    speaks_for: str
    expires: str
    signed_in_as: str
    taken: bool


def invitation_page(token: str, user: Any) -> InvitationPage | None:
    """Return the page of a link; None if it does not work, whatever the reason."""
    found = invitation(token)
    if found is None:
        return None
    seat = found.seat
    return InvitationPage(
        title_said(seat.room),
        name_said(found.inviter),
        name_said(seat.name),
        seat.role,
        found.speaks_for,
        clock_time(found.expires),
        user.get_username() if user.is_authenticated else "",
        user.is_authenticated and Member.objects.filter(user=user, seat__room=seat.room_id).exists(),
    )
