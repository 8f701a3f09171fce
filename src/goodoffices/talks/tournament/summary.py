"""Summaries of a tournament's results: by strategy, and by mediator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Any

import numpy as np

from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.outcomes.estimates import Estimate, mean_of_all, share_of

RESAMPLES = 2000
"""Number of bootstrap and sign-flip samples: a chance is then known to about a percentage point."""


@dataclass(frozen=True, slots=True)
class Line:
    """A strategy's mean normalised utility over all its seats, with a 95% bootstrap interval."""

    strategy: str
    mean: float
    low: float
    high: float
    seats: int


@dataclass(frozen=True, slots=True)
class Led:
    """The cells led by a mediator, or by several in turn, with a protocol.

    Attributes:
        agreement: share of sessions that ended in agreement.
        joint_gain, least: as in ``outcomes.measures``, a session without agreement counting as no gain;
            None if the results have none.
        answers: private answers in a session; None if the results do not say.
        heard_by_parties: those of them that another party heard.
    """

    mediator: str
    sharing: bool
    protocol: str
    cells: int
    runs: int
    agreed: int
    agreement: Estimate
    joint_gain: Estimate | None
    least: Estimate | None
    answers: float | None
    heard_by_parties: float | None


def by_mediator(results: Sequence[Mapping[str, Any]]) -> tuple[Led, ...]:
    """Return each mediator with each protocol that needs one: the largest joint gain first.

    Without joint gains, those with most agreements come first.
    """
    found: dict[tuple[str, bool, str], list[Mapping[str, Any]]] = defaultdict(list)
    for result in results:
        if PROTOCOLS[result["protocol"]].needs_mediator:
            found[result["mediator"], result["sharing"], result["protocol"]].append(result)
    led = [_led(who, cells) for who, cells in found.items()]
    return tuple(sorted(led, key=lambda one: -(one.joint_gain or one.agreement).mean))


def _led(who: tuple[str, bool, str], cells: Sequence[Mapping[str, Any]]) -> Led:
    runs, agreed = sum(cell["runs"] for cell in cells), sum(cell["agreed"] for cell in cells)

    def mean(name: str) -> float | None:
        values = [cell[name] for cell in cells if name in cell]
        return fsum(values) / len(values) if len(values) == len(cells) else None

    return Led(
        *who,
        len(cells),
        runs,
        agreed,
        share_of(agreed, runs),
        _over(cells, "joint_gain"),
        _over(cells, "least"),
        mean("answers"),
        mean("heard_by_parties"),
    )


def _over(cells: Sequence[Mapping[str, Any]], name: str) -> Estimate | None:
    """Return an estimate over all cells; None if a cell does not have it."""
    found = [cell.get("estimates", {}).get(name) for cell in cells]
    return None if None in found else mean_of_all([Estimate(**each) for each in found])


@dataclass(frozen=True, slots=True)
class Summary:
    """Strategies, best mean first, and for each pair the p-value of the difference between them."""

    lines: tuple[Line, ...]
    pairs: Mapping[tuple[str, str], float]


def summary(results: Sequence[Mapping[str, Any]], seed: int = 0) -> Summary:
    """Return means with bootstrap intervals (Efron & Tibshirani 1993) and tests of paired differences.

    A run without agreement counts as the reservation value. A seat's mean utility in a cell is divided
    by its range over all cells, so that cases can be added up. Two strategies are paired if everything
    else in the cell is the same.
    """
    utilities: dict[tuple[str, int], dict[tuple[Any, ...], float]] = defaultdict(dict)
    for result in results:
        table = result["protocol"], result["mediator"], result.get("sharing", False)
        for seat, strategy in enumerate(result["strategies"]):
            floor = result["reservations"][seat]
            values = [worth[seat] if worth is not None else floor for worth in result["utilities"]]
            others = (*result["strategies"][:seat], "*", *result["strategies"][seat + 1 :])
            utilities[result["case"], seat][strategy, table, others] = fsum(values) / len(values)
    normalised: dict[str, dict[tuple[Any, ...], float]] = defaultdict(dict)
    for seated, found in utilities.items():
        low, high = min(found.values()), max(found.values())
        for (strategy, *rest), value in found.items():
            share = (value - low) / (high - low) if high > low else 0.0
            normalised[strategy][(seated, *rest)] = share
    draws = np.random.Generator(np.random.Philox(seed))
    lines = []
    for strategy, shares in normalised.items():
        array = np.array(list(shares.values()))
        means = array.take(draws.integers(0, len(array), (RESAMPLES, len(array)))).mean(axis=1)
        low, high = np.quantile(means, [0.025, 0.975]).tolist()
        lines.append(Line(strategy, float(array.mean()), low, high, len(array)))
    pairs = {
        (first, second): _p_value(normalised[first], normalised[second], draws)
        for first, second in combinations(sorted(normalised), 2)
    }
    return Summary(tuple(sorted(lines, key=lambda line: (-line.mean, line.strategy))), pairs)


def _p_value(
    first: Mapping[Any, float], second: Mapping[Any, float], draws: np.random.Generator
) -> float:
    """Return the share of random sign flips with a mean difference at least as large (Fisher 1935)."""
    gaps = np.array([first[cell] - second[cell] for cell in first if cell in second])
    if not len(gaps):
        return 1.0
    kept = draws.integers(0, 2, (RESAMPLES, len(gaps))).astype(np.float64) @ gaps
    # the sum with signs +1 (kept) and -1 is the kept sum minus the rest; 1e-12 allows for rounding
    as_large = np.abs(2 * kept - gaps.sum()) / len(gaps) >= abs(gaps.mean()) - 1e-12
    return float((as_large.sum() + 1) / (RESAMPLES + 1))
