"""Counts of right, found and coded things, their scores, and how sure the scores are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 1000, 14


@dataclass(slots=True)
class Tally:
    """Counts for each text: right among the found, found, coded and found, coded.

    A share has no found things of its own, only coded ones; its score is its recall.
    """

    counts: list[tuple[int, int, int, int]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    share: bool = False

    def add(self, right: int, found: int, coded: int) -> None:
        """Add the counts of a text."""
        self.counts.append((right, found, right, coded))

    @property
    def coded(self) -> int:
        return sum(count[3] for count in self.counts)

    def row(self) -> dict[str, Any]:
        """Return precision, recall and F1, with the 95% interval of F1; of a share its recall alone.

        The interval is that of texts drawn again and again, always with the same seed.
        """
        counts = np.array(self.counts, dtype=float).reshape(-1, 4)
        drawn = np.random.Generator(np.random.Philox(SEED)).integers(
            0, len(counts), (DRAWS, len(counts))
        )
        precision, recall, score = self._scores(counts.sum(axis=0, keepdims=True))
        _, _, scores = self._scores(counts[drawn].sum(axis=1))
        low, high = np.quantile(scores, (0.025, 0.975))
        found = sum(count[1] for count in self.counts)
        return {
            "precision": None if found == 0 else round(float(precision[0]), 3),
            "recall": None if self.coded == 0 else round(float(recall[0]), 3),
            "f1": None if self.share else round(float(score[0]), 3),
            "low": round(float(low), 3),
            "high": round(float(high), 3),
            "coded": self.coded,
        }

    def _scores(self, sums: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        precision = _ratio(sums[:, 0], sums[:, 1])
        recall = _ratio(sums[:, 2], sums[:, 3])
        both = recall if self.share else _ratio(2 * precision * recall, precision + recall, 0.0)
        return precision, recall, both


def _ratio(
    above: NDArray[np.float64], below: NDArray[np.float64], empty: float = 1.0
) -> NDArray[np.float64]:
    return np.divide(above, below, out=np.full_like(above, empty), where=below > 0)


@dataclass(slots=True)
class Strict:
    """Tallies by kind, and the gravest faults: how many, of how many there could be."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    chances: dict[str, int] = field(default_factory=dict)

    def tally(self, kind: str, share: bool = False) -> Tally:
        """Return the tally of a kind, a new one if need be."""
        return self.tallies.setdefault(kind, Tally(share=share))

    def fault(self, name: str, chances: int, found: Iterable[str]) -> None:
        """Add faults of a name, and how many there could have been."""
        self.chances[name] = self.chances.get(name, 0) + chances
        self.faults.setdefault(name, []).extend(found)
