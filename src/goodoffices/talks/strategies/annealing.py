"""Annealing: says yes to a worse text too, now and then, ever less often and for ever smaller losses.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125: a loss is taken with chance exp(-loss / temperature), and the temperature falls evenly to zero
(Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671-680).
"""

from __future__ import annotations

from functools import cache
from math import log

import numpy as np

from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Lanes, Mask
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.truthful import Truthful

HEAT = 0.03
"""First temperature, as a share of the range of utilities: 10 of about 340 in the paper."""
LEVELS = 4096
"""Number of draws with a loss of their own, in temperatures; tabled once, so that lanes compare integers."""


@strategy("annealing")
class Annealing(Truthful):
    """Says yes to a worse text too, now and then, ever less often: it draws the largest loss it takes."""

    random = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        least, most = private.reach()
        self.heat = round(HEAT * (most - least))

    def answering(self, turn: PartyTurn) -> Mask:
        view, last = turn.view, self.horizon.rounds * self.horizon.steps
        left = np.maximum(last - view.round * self.horizon.steps - view.step, 0)
        temperature = self.heat * left // last
        offered, standing = self._values(turn)
        loss = standing - offered
        drawn = _taken().take(below(turn.draws("heat"), LEVELS))
        return np.asarray((loss < 0) | ~view.has_held | (1000 * loss < temperature * drawn))


@cache
def _taken() -> Lanes:
    """Return the largest loss that each draw takes, (levels,), in thousandths of a temperature."""
    # solved for the loss, exp(-loss / temperature) > u: a draw u takes losses below -log(u) temperatures
    taken = [-log((level + 0.5) / LEVELS) for level in range(LEVELS)]
    return np.array([round(1000 * many) for many in taken], dtype=np.int64)
