"""Limits on adding up losses: how many sums there may be at once, and altogether."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.space.graph.space import Integers

MOST_SUMS = 400_000
"""Sums in a message at the most: more than this, and the number is estimated."""
MOST_WORK = 12_000_000
"""Candidate sums altogether at the most, about 2 seconds: more than this, and the number is estimated."""
PYTHON_INTEGERS = 3
"""Factor by which sums take longer if their counts are Python's integers."""


class TooManySums(Exception):
    """There are more sums than can be added up soon."""


@dataclass(slots=True)
class LimitedSums:
    """The base of what prunes sums; ``work`` is the number of candidate sums so far."""

    work: int = 0

    def spend(self, keys: Integers, counts: Integers | None) -> None:
        """Count the candidate sums ``keys`` (sums,) as work.

        Raises:
            TooManySums: they are more than may be looked at altogether.
        """
        exact_counts = counts is not None and counts.dtype == object
        self.work += len(keys) * (PYTHON_INTEGERS if exact_counts else 1)
        if self.work > MOST_WORK:
            raise TooManySums

    def left(self, keys: Integers) -> Integers:
        """Return the sums that are left after pruning.

        Raises:
            TooManySums: they are more than a message may have.
        """
        if len(keys) > MOST_SUMS:
            raise TooManySums
        return keys
