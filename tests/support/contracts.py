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


def _annealed(matrices: Floats, heat: float, draws: np.random.Generator) -> Floats:
    """About the largest value of x'Hx over bits, for each H: forty annealed chains, the best of them."""
    chains, sweeps = 40, 12_000
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
    ends = _annealed(np.array([*influences, *(-h for h in influences)]), 10.0 * SCALE, draws)
    most, least = ends[:2], -ends[2:]
    scaled = sum(h / (b - a) for h, a, b in zip(influences, least, most, strict=True))
    [largest] = _annealed(np.array([scaled]), 0.05, draws)
    optimum = largest - (least / (most - least)).sum()
    return Contract(space, least, most, float(optimum))
