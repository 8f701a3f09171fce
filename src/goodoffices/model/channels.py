"""Which way a message can go from a mediator to a party: over a channel, or by relay."""

from __future__ import annotations

from goodoffices.model.case import Case


def linked(case: Case, one: str, other: str) -> bool:
    """Whether two actors have a channel with each other."""
    return any(set(channel.between) == {one, other} for channel in case.channels)


def route(case: Case, mediator: str, party: str) -> tuple[str, ...] | None:
    """The actors a message passes, both ends included, or None when there is no way.

    A mediator that has a channel to the party uses it; otherwise the message follows ``relays``, which
    the case file has checked to end in a channel and not to run in a circle.
    """
    relays = {m.id: m.relays for m in case.mediators}
    path = [mediator]
    while not linked(case, path[-1], party):
        through = relays.get(path[-1], {}).get(party)
        if through is None or through in path or not linked(case, path[-1], through):
            return None
        path.append(through)
    return (*path, party)
