"""How many packages every party would accept: by adding up losses against budgets, or by drawing packages.

A party's budget is what it may lose against its best and still be at its reservation value. Losses are
added issue by issue as for the frontier, but what is kept is every sum within the budgets, with how many
packages have it; a loss that nothing to come can push over the budget is set to 0, so that sums soon fall
together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import prod
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import eliminate, fits
from goodoffices.space.exact.enumeration import BLOCK, GONE_THROUGH, listed_zone, nearly_one_table
from goodoffices.space.exact.messages import Most
from goodoffices.space.graph.packages import evaluate, feasible, size
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.regrets.packed import Packing, packing
from goodoffices.space.regrets.prune import merged
from goodoffices.space.zopa.loss_grid import Grid
from goodoffices.space.zopa.uniform import Sampler, countable

MOST_SUMS = 400_000
"""With more sums than this in one message, or ..."""
MOST_WORK = 12_000_000
"""... with more sums than this altogether, the zone is estimated: going on would take long."""
MOST_LISTED = 1 << 24
"""So many packages are rather gone through than estimated."""
WHOLE_NUMBERS = 3
"""Sums counted in Python's own whole numbers take so much longer."""
DRAWS = 20_000
CONFIDENCE = 0.99
ROUNDS = 100
"""A sampler gives up after so many rounds of ``DRAWS``."""
FLOATS = Fraction(1, 10**12)
"""More than the relative error of a grid's counts."""


@dataclass(frozen=True, slots=True)
class ZopaCount:
    """How many feasible packages are at or above every reservation value: between two numbers."""

    low: int
    high: int
    exact: bool
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class ZoneSampler:
    """Draws packages that every party accepts, each as likely.

    They are drawn uniformly from ``source``, which holds them all, and kept where nobody is below its
    reservation value.
    """

    space: Space
    source: Grid | Sampler

    @classmethod
    def of(cls, space: Space) -> ZoneSampler:
        """The sampler with the fewest packages to reject: a grid of losses, all that are feasible, or all."""
        known = space if countable(space) else replace(space, rules=())
        return cls(space, Grid.of(space) or Sampler.of(known))

    @property
    def most(self) -> int:
        """How many packages are drawn from."""
        return self.source.many if isinstance(self.source, Grid) else self.source.feasible

    def draw(self, many: int, seed: int) -> Codes:
        """``many`` packages, (many, issues); fewer where 100 rounds of 20,000 did not find as many."""
        kept = [np.zeros((0, len(self.space.dims)), dtype=np.int64)]
        found = 0
        for number in range(ROUNDS if self.most else 0):
            if found >= many:
                break
            rows = self.source.draw(
                DRAWS, int(np.random.SeedSequence((seed, number)).generate_state(1)[0])
            )
            kept.append(rows[self.accepted(rows)])
            found += len(kept[-1])
        return np.concatenate(kept)[:many]

    def accepted(self, rows: Codes) -> NDArray[np.bool_]:
        """Which packages keep every linkage and are at or above every reservation value."""
        above = np.all(evaluate(self.space, rows) >= self.space.reservations, axis=1)
        return np.asarray(above & feasible(self.space, rows))


class _TooMany(Exception):
    pass


@dataclass(slots=True)
class _Within:
    """Keeps sums within every party's budget, and stops where there are too many."""

    packed: Packing
    budgets: tuple[int, ...]
    total: Most
    work: int = 0

    def __call__(
        self, keys: Integers, counts: Integers | None, most: Most
    ) -> tuple[Integers, Integers | None]:
        self.work += len(keys) * (WHOLE_NUMBERS if counts is not None and counts.dtype == object else 1)
        if self.work > MOST_WORK:
            raise _TooMany
        alive = np.ones(len(keys), dtype=np.bool_)
        settled = keys
        for shift, bits, budget, whole, held in zip(
            self.packed.shifts, self.packed.bits, self.budgets, self.total, most, strict=True
        ):
            loss = (keys >> shift) & ((1 << bits) - 1)
            alive &= loss <= budget
            safe = loss + (whole - held) <= budget
            settled = settled - (np.where(safe, loss, 0) << shift)
        keys, counts = merged(settled[alive], None if counts is None else counts[alive])
        if len(keys) > MOST_SUMS:
            raise _TooMany
        return keys, counts


def count_zone(space: Space, seed: int = 0, seconds: float | None = None) -> ZopaCount:
    """How many feasible packages are at or above every reservation value: exact where that can be counted.

    Otherwise an interval that holds the number with 99 % confidence, from packages drawn uniformly out of
    those a grid of losses leaves, or all that are feasible: Clopper, C. J. & Pearson, E. S. (1934), The use
    of confidence or fiducial limits, Biometrika 26:404-413.

    Packages are gone through for ``seconds`` at the most; no other way takes more than a few.
    """
    packed = packing(space)
    budgets = tuple(
        best - int(least) for best, least in zip(packed.best, space.reservations, strict=True)
    )
    if min(budgets, default=0) < 0:
        return ZopaCount(0, 0, space.exact, "no party can reach its reservation value")
    if size(space) > BLOCK and nearly_one_table(space):
        return _listed(space, seconds) or _estimated(space, seed)
    if fits(space):
        total = tuple(
            sum(int(t.values.max()) - int(t.values.min()) for t in tables) for tables in space.tables
        )
        capped = tuple(min(budget, whole) for budget, whole in zip(budgets, total, strict=True))
        try:
            message, _ = eliminate(space, True, _Within(packed, capped, total))
        except _TooMany:
            pass
        else:
            assert message.counts is not None
            many = sum(int(count) for count in message.counts)
            return ZopaCount(many, many, space.exact, "sums within the budgets")
    listed = _listed(space, seconds) if size(space) <= MOST_LISTED else None
    return listed or _estimated(space, seed)


def _listed(space: Space, seconds: float | None) -> ZopaCount | None:
    """The count of packages gone through one by one; None where that takes more than so many seconds."""
    many = listed_zone(space, None if seconds is None else monotonic() + seconds)
    if many is None:
        return None
    return ZopaCount(many, many, space.exact, "packages gone through one by one")


def count_feasible(space: Space, seconds: float | None = None) -> int | None:
    """How many packages keep every hard linkage, exactly: a product of sums, issue by issue.

    None where linkages are too entangled for that, and packages too many to go through in ``seconds``.
    """
    alone = replace(
        space, tables=((),), parties=space.parties[:1], reservations=space.reservations[:1] * 0
    )
    if countable(space):
        return Sampler.of(alone).feasible
    if size(space) > GONE_THROUGH:
        return None
    return listed_zone(alone, None if seconds is None else monotonic() + seconds)


def _estimated(space: Space, seed: int) -> ZopaCount:
    sampler = ZoneSampler.of(space)
    source, most = sampler.source, sampler.most
    if most == 0:
        return ZopaCount(0, 0, space.exact, "no package is feasible within the budgets")
    if isinstance(source, Grid) and source.fine:
        if prod(space.dims) < 1 << 53:
            return ZopaCount(most, most, space.exact, "losses within the budgets")
        error = int(most * FLOATS) + 1
        return ZopaCount(
            most - error, most + error, False, "losses within the budgets, in 64-bit floats"
        )
    rows = source.draw(DRAWS, seed)
    low, high = proportion(int(sampler.accepted(rows).sum()), len(rows), CONFIDENCE)
    if isinstance(source, Grid):
        drawn = f"from the {Decimal(most):.2e} whose rounded losses are within the budgets"
        low, high = low - float(FLOATS), high + float(FLOATS)
    else:
        drawn = "uniformly"
    method = f"{DRAWS:,} packages drawn {drawn}; holds with {CONFIDENCE:.0%} confidence"
    return ZopaCount(max(0, int(Fraction(low) * most)), int(Fraction(high) * most) + 1, False, method)


def proportion(hits: int, draws: int, confidence: float) -> tuple[float, float]:
    """The Clopper-Pearson interval of a proportion."""
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, draws + 1)))))
    k = np.arange(draws + 1)
    ways = logs[draws] - logs[k] - logs[draws - k]

    def at_least(p: float) -> float:
        terms = ways[hits:] + k[hits:] * np.log(p) + (draws - k[hits:]) * np.log1p(-p)
        return float(np.exp(terms).sum())

    def at_most(p: float) -> float:
        terms = ways[: hits + 1] + k[: hits + 1] * np.log(p) + (draws - k[: hits + 1]) * np.log1p(-p)
        return float(np.exp(terms).sum())

    tail = (1 - confidence) / 2
    low, high = 0.0, 1.0
    if hits:
        below, above = 0.0, hits / draws
        for _ in range(60):
            middle = (below + above) / 2
            below, above = (middle, above) if at_least(middle) < tail else (below, middle)
        low = below
    if hits < draws:
        below, above = hits / draws, 1.0
        for _ in range(60):
            middle = (below + above) / 2
            below, above = (below, middle) if at_most(middle) < tail else (middle, above)
        high = above
    return low, high
