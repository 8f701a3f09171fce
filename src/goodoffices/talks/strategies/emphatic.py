"""Emphatic: votes truthfully, but calls every vote strong for as long as it has strong votes left.

The exaggerator of Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision
and Negotiation 12:111-125, against which they test their mediator.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.players import strategy
from goodoffices.talks.strategies.truthful import Truthful


@strategy("emphatic")
class Emphatic(Truthful):
    """Votes truthfully, but calls every vote strong for as long as it has strong votes left."""

    def feels_strongly(self, change: Integers) -> Mask:
        return np.ones(len(change), dtype=np.bool_)
