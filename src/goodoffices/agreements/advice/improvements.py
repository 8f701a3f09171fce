"""Post-settlement improvements: packages better for everyone than the package on the table."""

from __future__ import annotations

import numpy as np

from goodoffices.space import Codes, Frontier, Space, evaluate


def improvements(space: Space, front: Frontier, package: Codes) -> tuple[int, ...]:
    """Return the indices of frontier points that give no party less than a package, and some party more.

    The point with the largest smallest gain, in the parties' own units, comes first.

    Raiffa, H. (1985), Post-settlement settlements, Negotiation Journal 1:9-12.
    """
    gains = front.utilities - evaluate(space, package[np.newaxis])[0]
    better = np.flatnonzero(np.all(gains >= 0, axis=1) & np.any(gains > 0, axis=1)).tolist()
    smallest = {
        point: min(map(space.units, range(len(space.parties)), gains[point])) for point in better
    }
    return tuple(sorted(better, key=lambda point: (-smallest[point], point)))
