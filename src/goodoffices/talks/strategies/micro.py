"""MiCRO: concedes one package for each new one it is offered, and no faster.

De Jonge, D. (2022), An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy,
IJCAI 31:223-229.
"""

from __future__ import annotations

from goodoffices.talks.engine.events import Accept, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers


@strategy("micro")
class Micro(Strategy):
    """Keeps the packages it has offered and those it was offered, so it plays one session at a time."""

    lanes = False
    random = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        self.mine = 0
        self.seen: set[bytes] = set()

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        if phase == "replying":
            self.seen.add(view.table[0].tobytes())
        last = len(self.private.worth) - 1
        worth, floor = self.private.worth, self.private.reservation
        concedes = (
            self.mine <= len(self.seen) and self.mine <= last and worth[last - self.mine] >= floor
        )
        asked = last - (self.mine if concedes else max(self.mine - 1, 0))
        if phase == "replying":
            offered = int(self.private.value(view.table)[0])
            if offered >= max(floor, min(int(worth[asked]), int(worth[last]))):
                return [Act(Accept, live)]
        if concedes:
            self.mine += 1
        return [Act(Offer, live, package=self.private.codes[asked : asked + 1])]
