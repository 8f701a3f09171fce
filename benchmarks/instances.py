"""Instances of mediations: synthetic cases, and scenario files beside the repository."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import InputError
from goodoffices.formats import load, recognise
from goodoffices.space import compile, size

SCENARIOS = Path(__file__).resolve().parents[2] / "shared" / "scenarios"
Floats = NDArray[np.float64]
READABLE = 10_500
MOST_PARTIES = 6


@dataclass(frozen=True, slots=True)
class Instance:
    """A case to mediate.

    ``tables`` hold each party's utilities, shape (issues, options), padded with -1 if an issue has fewer
    options; ``floors`` are the reservation values.
    """

    name: str
    dims: tuple[int, ...]
    tables: tuple[Floats, ...]
    floors: tuple[float, ...]


def utilities(instance: Instance) -> list[Floats]:
    """Return the utility of every package for each party; only for small cases."""
    found = []
    for table in instance.tables:
        total = np.zeros(1)
        for issue, dim in enumerate(instance.dims):
            total = (total[:, None] + table[issue, :dim][None, :]).ravel()
        found.append(total)
    return found


def synthetic(
    seed: int, issues: int = 5, options: int = 5, parties: int = 2, r20: bool = False
) -> Instance:
    """Return a case drawn from the mediator's own prior."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = []
    for _ in range(parties):
        weights = draws.dirichlet(np.ones(issues))
        values = draws.random((issues, options))
        values = (values - values.min(axis=1, keepdims=True)) / np.ptp(values, axis=1, keepdims=True)
        tables.append(weights[:, None] * values)
    instance = Instance(f"s{seed}", (options,) * issues, tuple(tables), (0.0,) * parties)
    return with_floors(instance, 0.8) if r20 else instance


def with_floors(instance: Instance, quantile: float | tuple[float, ...]) -> Instance:
    """Return the instance with reservation values at a quantile of each party's utility over packages."""
    each = quantile if isinstance(quantile, tuple) else (quantile,) * len(instance.tables)
    floors = tuple(float(np.quantile(u, q)) for u, q in zip(utilities(instance), each, strict=True))
    return Instance(instance.name, instance.dims, instance.tables, floors)


def zone(instance: Instance) -> float:
    """Return the share of packages that every party would sign."""
    fine = [u >= r for u, r in zip(utilities(instance), instance.floors, strict=True)]
    return float(np.logical_and.reduce(fine).mean())


def real(kind: str) -> Iterator[Instance]:
    """Yield the scenario files of a kind without linkages, with 100 to 10,500 packages, each only once.

    They have two parties; ``several`` yields those with 3 to 6 parties in all folders.
    """
    pattern = {
        "genius": ("negmas-anac/y201[013]/*", "negmas-other/*"),
        "anl2022": ("geniusweb-anl2022/*",),
        "negolog": ("negolog/*",),
        "several": ("negmas-anac/y2015/*", "genius10.4/**/*", "llm-deliberation/*"),
    }[kind]
    seen = set()
    for folder in sorted(path for one in pattern for path in SCENARIOS.glob(one)):
        if recognise(folder) is None:
            continue
        try:
            case = load(folder)
        except InputError:
            continue
        space = compile(case)
        if len(space.parties) not in (range(3, 1 + MOST_PARTIES) if kind == "several" else (2,)):
            continue
        if not 100 <= size(space) <= READABLE or len(space.issues) < 3:
            continue
        tables = []
        for party in range(len(space.parties)):
            table = np.zeros((len(space.dims), max(space.dims)))
            for part in space.tables[party]:
                if len(part.scope) != 1:
                    break
                row = part.values.astype(np.float64)
                table[part.scope[0], : len(row)] += row
            else:
                low = np.array([table[i, :d].min() for i, d in enumerate(space.dims)])
                table = np.where(
                    np.arange(max(space.dims)) < np.array(space.dims)[:, None], table - low[:, None], 0
                )
                tables.append(table / table.max(axis=1).sum())
        if len(tables) < len(space.parties):
            continue
        mark = hashlib.sha256(b"".join(np.round(t, 9).tobytes() for t in tables)).hexdigest()
        if mark not in seen:
            seen.add(mark)
            yield Instance(folder.name, space.dims, tuple(tables), (0.0,) * len(tables))


def fraction(instance: Instance, text: NDArray[np.int64] | None) -> float:
    """Return a text's product of gains as a share of the largest; 0 if there is no text."""
    if text is None:
        return 0.0
    gains = [
        max(t[np.arange(len(text)), text].sum() - r, 0.0)
        for t, r in zip(instance.tables, instance.floors, strict=True)
    ]
    return float(np.prod(gains)) / most(instance)


def most(instance: Instance) -> float:
    """Return the largest product of gains: by listing packages, or on a grid of the first party's utility."""
    if np.prod([float(d) for d in instance.dims]) <= 1e6:
        gains = [
            np.maximum(u - r, 0) for u, r in zip(utilities(instance), instance.floors, strict=True)
        ]
        return float(np.prod(gains, axis=0).max())
    return most_on_grid(instance)


def most_on_grid(instance: Instance) -> float:
    """Return the largest product of two parties' gains; the first party's utility is rounded to 1/4,000."""
    one, two = instance.tables
    cells = 4000
    best = np.full(cells + 1, -np.inf)
    best[0] = 0.0
    for issue, dim in enumerate(instance.dims):
        after = np.full(cells + 1, -np.inf)
        for option in range(dim):
            step = round(one[issue, option] * cells)
            moved = best[: cells + 1 - step] + two[issue, option]
            after[step:] = np.maximum(after[step:], moved)
        best = after
    grid = np.arange(cells + 1) / cells
    return float(
        (np.maximum(grid - instance.floors[0], 0) * np.maximum(best - instance.floors[1], 0)).max()
    )


def fresh(count: int, few: int, **given: Any) -> Callable[[bool], list[Instance]]:
    """Return synthetic instances; with ``r20`` only those that have a zone."""

    def make(quick: bool) -> list[Instance]:
        found: list[Instance] = []
        seed = 9000
        while len(found) < (few if quick else count):
            one = synthetic(seed, **given)
            seed += 1
            if not given.get("r20") or zone(one) > 0:
                found.append(one)
        return found

    return make


def scenarios(*kinds: str, r20: bool = False, few: int = 8) -> Callable[[bool], list[Instance]]:
    """Return scenario files; with ``r20`` those in which at least 1 package in 200 lies in the zone."""

    def make(quick: bool) -> list[Instance]:
        found = [one for kind in kinds for one in real(kind)]
        if r20:
            found = [one for one in (with_floors(one, 0.8) for one in found) if zone(one) >= 0.005]
        return found[:: max(1, len(found) // few)][:few] if quick else found

    return make
