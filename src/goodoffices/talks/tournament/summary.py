"""Summaries of a tournament's results: by strategy, and by mediator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from goodoffices.talks.engine.protocol import PROTOCOLS

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A strategy's mean worth over all its seats and runs, with a 95 % interval by resampling cells."""

    strategy: str
    mean: float
    low: float
    high: float
    seats: int


@dataclass(frozen=True, slots=True)
class Led:
    """What came of the cells that one mediator led, or several in turn: sessions, and those that agreed."""

    mediator: str
    sharing: bool
    protocol: str
    cells: int
    runs: int
    agreed: int


def by_mediator(results: Sequence[Mapping[str, Any]]) -> tuple[Led, ...]:
    """Cells of protocols that need a mediator added up, in the order of the plan."""
    found: dict[tuple[str, bool, str], list[tuple[int, int]]] = defaultdict(list)
    for result in results:
        if PROTOCOLS[result["protocol"]].needs_mediator:
            led = result["mediator"], result["sharing"], result["protocol"]
            found[led].append((result["runs"], result["agreed"]))
    return tuple(
        Led(*led, len(counts), sum(runs for runs, _ in counts), sum(agreed for _, agreed in counts))
        for led, counts in found.items()
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """Strategies from the best mean on, and the chance of so large a difference by luck, pair by pair."""

    lines: tuple[Line, ...]
    pairs: Mapping[tuple[str, str], float]


def summary(results: Sequence[Mapping[str, Any]], seed: int = 0) -> Summary:
    """Means with bootstrap intervals (Efron & Tibshirani 1993), and sign-flip tests of paired differences.

    A run without agreement is worth the reservation value. What a seat ended with is over the range of what
    that seat ended with in any cell, so that cases can be added up. Two strategies are paired where all else
    in a cell is the same.
    """
    ended: dict[tuple[str, int], dict[tuple[Any, ...], float]] = defaultdict(dict)
    for result in results:
        table = result["protocol"], result["mediator"], result.get("sharing", False)
        for seat, strategy in enumerate(result["strategies"]):
            floor = result["reservations"][seat]
            values = [worth[seat] if worth is not None else floor for worth in result["utilities"]]
            others = (*result["strategies"][:seat], "*", *result["strategies"][seat + 1 :])
            ended[result["case"], seat][strategy, table, others] = sum(values) / len(values)
    worth: dict[str, dict[tuple[Any, ...], float]] = defaultdict(dict)
    for where, found in ended.items():
        low, high = min(found.values()), max(found.values())
        for (strategy, *rest), value in found.items():
            worth[strategy][(where, *rest)] = (value - low) / (high - low) if high > low else 0.0
    draws = np.random.Generator(np.random.Philox(seed))
    lines = []
    for strategy, shares in worth.items():
        array = np.array(list(shares.values()))
        means = array.take(draws.integers(0, len(array), (RESAMPLES, len(array)))).mean(axis=1)
        low, high = np.quantile(means, [0.025, 0.975]).tolist()
        lines.append(Line(strategy, float(array.mean()), low, high, len(array)))
    pairs = {
        (one, two): _by_luck(worth[one], worth[two], draws)
        for one, two in combinations(sorted(worth), 2)
    }
    return Summary(tuple(sorted(lines, key=lambda line: (-line.mean, line.strategy))), pairs)


def _by_luck(one: Mapping[Any, float], two: Mapping[Any, float], draws: np.random.Generator) -> float:
    """How often signs drawn at random make the mean difference as large as it is (Fisher 1935)."""
    gaps = np.array([one[place] - two[place] for place in one if place in two])
    if not len(gaps):
        return 1.0
    kept = draws.integers(0, 2, (RESAMPLES, len(gaps))).astype(np.float64) @ gaps
    as_large = np.abs(2 * kept - gaps.sum()) / len(gaps) >= abs(gaps.mean()) - 1e-12
    return float((as_large.sum() + 1) / (RESAMPLES + 1))
