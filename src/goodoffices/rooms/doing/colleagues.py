"""Letters between two mediators that have a channel with each other: nobody else reads them.

They are words alone. What a party told a mediator goes to others by the release rules only, so a letter
between mediators can carry no point, and no learner takes it in.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from goodoffices.rooms import vault
from goodoffices.rooms.doing.papers import require_begun
from goodoffices.rooms.doing.refusals import NotYours, require_letters, require_state
from goodoffices.rooms.models import Compartment, Seat
from goodoffices.rooms.prepared import Prepared, gap

BETWEEN = Prepared[Compartment](
    lambda: Compartment.objects.filter(
        Q(owner=gap("mediator")) | Q(about=gap("mediator")), kind="between"
    ).select_related("owner", "about")
)


def between(mediator: Seat) -> list[tuple[Seat, Compartment]]:
    """Return the mediators with which a mediator has a channel, each with the compartment of their letters.

    Raises:
        NotYours: if the seat is no mediator's, or at a table at which nobody writes letters.
    """
    require_letters(mediator)
    if mediator.role != "mediator":
        raise NotYours
    sides = BETWEEN.all(mediator=mediator)
    return [(side.about if side.owner_id == mediator.id else side.owner, side) for side in sides]


@transaction.atomic
def write_between(mediator: Seat, to: str, words: str) -> None:
    """Write to another mediator, who can read it at once.

    Raises:
        NotYours: if there is no channel between the two.
        Refused: if the mediation has ended.
        Faulty: if the exercise has not begun.
    """
    side = next((side for other, side in between(mediator) if other.key == to), None)
    if side is None:
        raise NotYours
    require_state(mediator.room, "preparing", "open", "suspended")
    require_begun(mediator.room)
    vault.append(side, "between mediators", {"author": mediator.key, "words": words})
