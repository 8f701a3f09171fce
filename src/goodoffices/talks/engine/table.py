"""The seats of a case's talks, and the ways from the mediators that lead rounds to the parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.model import Case, route
from goodoffices.space import Agenda, Space
from goodoffices.talks.engine.players import MediatorPlayer, Strategy
from goodoffices.talks.engine.session import MediatorSeat, PartySeat, Seat
from goodoffices.talks.engine.state import Lead, Setting
from goodoffices.talks.engine.views import (
    MediatorPrivate,
    PartyPrivate,
    allowed_packages,
    mediator_private,
    party_private,
)

Routes = tuple[tuple[str, ...], ...]
"""The way of a mediator to each party: ids of mediators, then of the party."""


@dataclass(frozen=True, slots=True)
class Table:
    """The seats of a case's talks, and the ways from each mediator that leads rounds to each party."""

    case: Case
    agenda: Agenda | Space
    setting: Setting
    routes: tuple[Routes, ...]

    @property
    def space(self) -> Space:
        """The space, with the preferences that simulated players need.

        Raises:
            UsageError: the case was seated with its agenda alone.
        """
        if isinstance(self.agenda, Agenda):
            raise UsageError(f"{self.case.id}: expected preferences to simulate with, found an agenda.")
        return self.agenda

    def seats(self, players: Sequence[Strategy], *drafting: MediatorPlayer) -> list[Seat]:
        """Return the seats in order, with a player for each mediator that leads.

        Mediators that only carry messages are never asked to act.
        """
        codes = allowed_packages(self.space, any(player.offers for player in players))
        seats: list[Seat] = [
            PartySeat(
                replace(party_private(self.space, place, codes), pressure=self._pressure(place)), player
            )
            for place, player in enumerate(players)
        ]
        leading = {lead.seat: player for lead, player in zip(self.setting.leads, drafting, strict=True)}
        for place, third in enumerate(self.case.mediators, len(players)):
            private = mediator_private(self.space, third.id, codes)
            seats.append(MediatorSeat(private, leading.get(place, drafting[0])))
        return seats

    def people(self, parties: Sequence[Strategy], lead: MediatorPlayer) -> list[Seat]:
        """Return the seats with people in them, who are handed no number of the case."""
        dims, rules = self.agenda.dims, self.agenda.rules
        nothing = np.zeros((0, len(dims)), dtype=np.int64)
        seats: list[Seat] = [
            PartySeat(PartyPrivate(party.id, (), 0, nothing, nothing[:, 0], dims), player)
            for party, player in zip(self.case.parties, parties, strict=True)
        ]
        for third in self.case.mediators:
            seats.append(MediatorSeat(MediatorPrivate(third.id, dims, nothing, rules), lead))
        return seats

    def _pressure(self, place: int) -> tuple[int, ...]:
        """Return the cost of each round that a party's constituencies cause, in its integer utility."""
        party, scale = self.case.parties[place], int(self.space.scales[place])
        return tuple(round(party.pressure(r) * scale) for r in range(self.case.rules.rounds))


def arrange(
    case: Case,
    space: Agenda | Space,
    needs_mediator: bool,
    leads: int = 1,
    sharing: bool = False,
    by_people: bool = False,
) -> Table:
    """Seat a case: the first mediators that can reach every party lead, others carry their messages.

    An agenda is enough if people sit (``by_people``); simulated players need the numbers of a space.

    Raises:
        UsageError: mediators are needed, and fewer than ``leads`` reach every party.
    """
    names = [m.id for m in case.mediators]
    first = len(case.parties)
    able = _able(case)
    if needs_mediator and (why := too_few(case, leads)):
        raise UsageError(why)
    # talks without a mediator need the number of a leading seat, too, though no phase is led
    chosen = list(able.items())[:leads] if able else [("", ())]
    found = [
        Lead(
            first + names.index(name) if name else first,
            # the last of a way is the party itself
            tuple(sum(1 << (first + names.index(m)) for m in way[:-1]) for way in ways) or (0,) * first,
        )
        for name, ways in chosen
    ]
    setting = Setting(
        parties=first,
        mediators=len(names),
        issues=len(space.issues),
        rounds=case.rules.rounds,
        steps=case.rules.steps,
        lead=found[0].seat,
        carries=found[0].carries,
        strong=case.rules.strong_votes,
        after=tuple(found[1:]),
        sharing=sharing,
        by_people=by_people,
        dims=space.dims,
        rules=space.rules,
    )
    return Table(case, space, setting, tuple(ways for _, ways in chosen))


def too_few(case: Case, leads: int) -> str | None:
    """Return the complaint if fewer than ``leads`` mediators reach every party, else None."""
    able = _able(case)
    if len(able) >= leads:
        return None
    many = "a mediator" if leads == 1 else f"{leads} mediators"
    return (
        f"{case.id}: expected {many} with a channel or a relay to every party, found "
        f"{', '.join(able) or 'none'}."
    )


def _able(case: Case) -> dict[str, Routes]:
    """Return the mediators that reach every party, in the order of the case, with their ways."""
    found = {}
    for third in case.mediators:
        ways = [route(case, third.id, party.id) for party in case.parties]
        if all(way is not None for way in ways):
            found[third.id] = tuple(way for way in ways if way is not None)
    return found
