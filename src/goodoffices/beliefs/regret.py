"""Minimax regret: for anyone who distrusts a prior, the package whose worst disappointment is smallest.

The regret of a package is the most by which some other package could turn out to be better for the party,
over all preferences that fit (Boutilier, Patrascu, Poupart & Schuurmans 2006, Artificial Intelligence
170:686-713). A program for each pair, so only a few packages are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.beliefs.necessary import Possible
from goodoffices.model import Package


def largest_regrets(known: Possible, packages: Sequence[Package]) -> list[float]:
    """Return for each package the most by which any of the others could be better for the party."""
    return [
        max(
            (max(0.0, -known.preference(one, other)[0]) for other in packages if other != one),
            default=0.0,
        )
        for one in packages
    ]
