"""Post-settlement: what would be better for everyone than a package that is on the table."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from goodoffices.space import Codes, Frontier, Space, evaluate


def improvements(space: Space, front: Frontier, package: Codes) -> tuple[int, ...]:
    """Places in the frontier at least as good for everyone as a package, and better for someone.

    The place whose smallest gain, in the parties' own units, is largest comes first.

    Raiffa, H. (1985), Post-settlement settlements, Negotiation Journal 1:9-12.
    """
    gains = front.utilities - evaluate(space, package[np.newaxis])[0]
    better = np.flatnonzero(np.all(gains >= 0, axis=1) & np.any(gains > 0, axis=1))

    def smallest(place: int) -> Fraction:
        return min(space.units(party, gain) for party, gain in enumerate(gains[place]))

    return tuple(sorted((int(place) for place in better), key=lambda place: (-smallest(place), place)))
