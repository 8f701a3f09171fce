"""Instances of mediating a hundred binary issues, with the largest sums that annealing finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Space, from_tables

ISSUES, SCALE = 100, 1_000_000

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contract:
    """One instance: its space, both parties' least and most, and the largest sum of scaled utilities."""

    space: Space
    least: Floats
    most: Floats
    optimum: float


def _annealed(influences: Floats, heat: float, draws: np.random.Generator) -> float:
    """About the largest value of x'Hx over bits: forty annealed chains, the best of them."""
    chains, sweeps = 40, 12_000
    both = influences + influences.T
    own = np.diag(influences)
    bits = draws.integers(0, 2, (chains, ISSUES)).astype(np.float64)
    rows = np.arange(chains)
    for step in range(sweeps):
        issue = draws.integers(0, ISSUES, chains)
        here = bits[rows, issue]
        gain = (1 - 2 * here) * (own[issue] * (1 - 2 * here) + (both[issue] * bits).sum(axis=1))
        cold = heat * (1 - step / sweeps) + 1e-12
        flip = draws.random(chains) < np.exp(np.minimum(gain / cold, 0))
        bits[rows[flip], issue[flip]] = 1 - bits[rows[flip], issue[flip]]
    return float(np.einsum("ri,ij,rj->r", bits, influences, bits).max())


@cache
def contract(seed: int) -> Contract:
    draws = np.random.Generator(np.random.Philox(seed))
    influences = [np.triu(np.rint(draws.uniform(-SCALE, SCALE, (ISSUES, ISSUES)))) for _ in range(2)]
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
    most = np.array([_annealed(h, 10.0 * SCALE, draws) for h in influences])
    least = np.array([-_annealed(-h, 10.0 * SCALE, draws) for h in influences])
    scaled = sum(h / (b - a) for h, a, b in zip(influences, least, most, strict=True))
    optimum = _annealed(scaled, 0.05, draws) - (least / (most - least)).sum()
    return Contract(space, least, most, float(optimum))
