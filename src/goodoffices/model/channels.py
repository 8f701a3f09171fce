"""Routes of messages from a mediator to a party: over a channel, or by relay."""

from __future__ import annotations

from goodoffices.model.case import Case


def linked(case: Case, first: str, second: str) -> bool:
    """Return whether two actors, by id, have a channel with each other."""
    return any(set(channel.between) == {first, second} for channel in case.channels)


def route(case: Case, mediator: str, party: str) -> tuple[str, ...] | None:
    """Return the actors a message passes, both ends included, or None if it cannot arrive.

    If the mediator has a channel to the party, it uses it; otherwise the message follows ``relays``. A
    case file is refused if its relays run in a circle; a case made in code may still hold a circle.
    """
    relays = {m.id: m.relays for m in case.mediators}
    path = [mediator]
    while not linked(case, path[-1], party):
        through = relays.get(path[-1], {}).get(party)
        if through is None or through in path or not linked(case, path[-1], through):
            return None
        path.append(through)
    return (*path, party)
