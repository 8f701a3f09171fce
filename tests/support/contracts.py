"""Instances of mediating a hundred binary issues, with the largest sums that annealing finds.

``python -m tests.support.contracts`` prints the ends of the first instances anew, as ``FOUND`` has them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Space, from_tables

ISSUES, SCALE, SWEEPS = 100, 1_000_000, 12_000

Floats = NDArray[np.float64]
Ends = tuple[list[float], list[float], float]

FOUND: dict[int, Ends] = {
    0: ([-174491134.0, -190260730.0], [181563752.0, 136633015.0], 1.7066282490731322),
    1: ([-182717498.0, -179589987.0], [168295440.0, 151716282.0], 1.7101562632552345),
    2: ([-165172681.0, -167870969.0], [143975461.0, 186643873.0], 1.7113103059878654),
}
"""Both parties' least and most, and the largest sum, by seed: annealing takes a second to find them."""


@dataclass(frozen=True)
class Contract:
    """One instance: its space, both parties' least and most, and the largest sum of scaled utilities."""

    space: Space
    least: Floats
    most: Floats
    optimum: float


def _annealed(
    matrices: Floats, heat: float, draws: np.random.Generator, sweeps: int = SWEEPS
) -> Floats:
    """About the largest value of x'Hx over bits, for each H: forty annealed chains, the best of them."""
    chains = 40
    both = matrices + matrices.transpose(0, 2, 1)
    own = np.diagonal(matrices, axis1=1, axis2=2)
    which = np.repeat(np.arange(len(matrices)), chains)
    rows = np.arange(len(which))
    bits = draws.integers(0, 2, (len(which), ISSUES)).astype(np.float64)
    for step in range(sweeps):
        issue = draws.integers(0, ISSUES, len(which))
        turn = 1 - 2 * bits[rows, issue]
        gain = turn * (own[which, issue] * turn + (both[which, issue] * bits).sum(axis=1))
        cold = heat * (1 - step / sweeps) + 1e-12
        flip = draws.random(len(which)) < np.exp(np.minimum(gain / cold, 0))
        bits[rows[flip], issue[flip]] = 1 - bits[rows[flip], issue[flip]]
    values = np.einsum("ri,rij,rj->r", bits, matrices[which], bits)
    return np.asarray(values.reshape(len(matrices), chains).max(axis=1))


def _influences(draws: np.random.Generator) -> list[Floats]:
    return [np.triu(np.rint(draws.uniform(-SCALE, SCALE, (ISSUES, ISSUES)))) for _ in range(2)]


def ends(seed: int, sweeps: int = SWEEPS) -> Ends:
    """Find both parties' least and most and the largest sum of an instance, by annealing."""
    draws = np.random.Generator(np.random.Philox(seed))
    influences = _influences(draws)
    found = _annealed(np.array([*influences, *(-h for h in influences)]), 10.0 * SCALE, draws, sweeps)
    most, least = found[:2], -found[2:]
    scaled = sum(h / (b - a) for h, a, b in zip(influences, least, most, strict=True))
    [largest] = _annealed(np.array([scaled]), 0.05, draws, sweeps)
    return least.tolist(), most.tolist(), float(largest - (least / (most - least)).sum())


@cache
def contract(seed: int) -> Contract:
    """Return the instance of a seed, one of ``FOUND``."""
    influences = _influences(np.random.Generator(np.random.Philox(seed)))
    singles = [[[0.0, h[i, i]] for i in range(ISSUES)] for h in influences]
    pairs = [
        {
            (i, j): np.array([[0.0, 0.0], [0.0, h[i, j]]])
            for i in range(ISSUES)
            for j in range(i + 1, ISSUES)
        }
        for h in influences
    ]
    floor = [-1e12, -1e12]
    space = from_tables(singles, linked=pairs, reservations=floor)
    least, most, optimum = FOUND[seed]
    return Contract(space, np.array(least), np.array(most), optimum)


if __name__ == "__main__":
    sys.stdout.writelines(f"{seed}: {ends(seed)}\n" for seed in FOUND)
