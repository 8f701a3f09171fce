"""Size of the ZOPA (zone of possible agreement): how many packages every party would accept.

A party's budget is what it may lose against its best and still be at its reservation value. Losses are
added issue by issue as for the frontier, but every sum within the budgets is kept, with the number of
packages that have it; a loss that no later issue can push over the budget is set to 0, so that sums
soon coincide. If there are too many sums, packages are drawn instead, and the number is an interval.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.enumeration import BLOCK, enumerated_zopa
from goodoffices.space.exact.messages import LossBound
from goodoffices.space.exact.ordinal import in_64_bits
from goodoffices.space.graph.packages import evaluate, feasible, size
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.plan.route import GONE_THROUGH, Plan
from goodoffices.space.regrets.packed import Packing, merged
from goodoffices.space.regrets.tables import best_utilities, largest_regrets
from goodoffices.space.zopa.limited import LimitedSums, TooManySums
from goodoffices.space.zopa.loss_grid import LossGrid
from goodoffices.space.zopa.uniform import Sampler

MOST_LISTED = 1 << 24
"""Packages up to which going through all of them is preferred to an estimate: under a second."""
DRAWS = 20_000
"""Packages of a sample: intervals are then about 2% wide if half of the packages are accepted."""
CONFIDENCE = 0.99
"""Probability with which an interval holds the number."""
ROUNDS = 100
"""Rounds of ``DRAWS`` packages after which a sampler gives up."""
FLOATS = Fraction(1, 10**12)
"""Relative error of a loss grid's counts, at the most."""


@dataclass(frozen=True, slots=True)
class ZopaCount:
    """Number of feasible packages at or above every reservation value: from ``low`` to ``high``."""

    low: int
    high: int
    exact: bool
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class ZopaSampler:
    """Draws packages that every party accepts, uniformly.

    They are drawn uniformly from ``source``, which includes them all, and rejected if a party is below its
    reservation value.
    """

    space: Space
    source: LossGrid | Sampler

    @classmethod
    def of(cls, space: Space) -> ZopaSampler:
        """Return the sampler that rejects least: from a loss grid, all feasible packages, or all packages."""
        space = in_64_bits(space)
        grid = LossGrid.of(space)
        if grid is not None:
            return cls(space, grid)
        return cls(space, Sampler.if_countable(space) or Sampler.of(replace(space, rules=())))

    def draw(self, many: int, seed: int) -> Codes:
        """Return packages, (many, issues); fewer if 100 rounds of 20,000 draws did not find as many."""
        kept = [np.zeros((0, len(self.space.dims)), dtype=np.int64)]
        found = 0
        for number in range(ROUNDS if self.source.total else 0):
            if found >= many:
                break
            rows = self.source.draw(
                DRAWS, int(np.random.SeedSequence((seed, number)).generate_state(1)[0])
            )
            kept.append(rows[self.accepted(rows)])
            found += len(kept[-1])
        return np.concatenate(kept)[:many]

    def accepted(self, rows: Codes) -> NDArray[np.bool_]:
        """Return the mask of packages that keep every linkage and are at or above every reservation value."""
        above = np.all(evaluate(self.space, rows) >= self.space.reservations, axis=1)
        return np.asarray(above & feasible(self.space, rows))


@dataclass(slots=True, kw_only=True)
class _WithinBudgets(LimitedSums):
    """Prunes to the sums within every party's budget; raises ``TooManySums`` if too many are left.

    ``largest`` (parties,) are the largest losses that all tables together can cause.
    """

    packing: Packing
    budgets: tuple[int, ...]
    largest: LossBound

    def __call__(
        self, keys: Integers, counts: Integers | None, loss_bound: LossBound
    ) -> tuple[Integers, Integers | None]:
        self.spend(keys, counts)
        alive = np.ones(len(keys), dtype=np.bool_)
        settled = keys
        regrets = self.packing.regrets(keys)
        for party, (shift, budget) in enumerate(zip(self.packing.shifts, self.budgets, strict=True)):
            loss = regrets[:, party]
            alive &= loss <= budget
            # Tables outside the message cannot push a safe loss over the budget: it no longer matters.
            safe = loss + (self.largest[party] - loss_bound[party]) <= budget
            settled = settled - (np.where(safe, loss, 0) << shift)
        keys, counts = merged(settled[alive], None if counts is None else counts[alive])
        return self.left(keys), counts


def count_zopa(
    space: Space, plan: Plan | None = None, *, seed: int = 0, seconds: float | None = None
) -> ZopaCount:
    """Return how many feasible packages are at or above every reservation value, exactly if possible.

    If not, return an interval that holds the number with 99% confidence, from packages drawn uniformly from a
    loss grid, or from all feasible packages: Clopper, C. J. & Pearson, E. S. (1934), The use of confidence or
    fiducial limits, Biometrika 26:404-413.

    Args:
        space: the packages and reservation values.
        plan: ``Plan(space)``, if it is known already.
        seed: seed of the draws.
        seconds: time limit for going through packages; no other way takes more than a few seconds.

    If scaling rounded numbers, a package this close to a reservation value may be on either side of it. The
    packages that are surely in the zone and those that may be are then counted apart; if they are as many,
    the number is exact all the same.
    """
    if space.wide:
        return count_zopa(in_64_bits(space), seed=seed, seconds=seconds)
    plan = Plan(space) if plan is None else plan
    if space.exact:
        return _counted(space, plan, seed, seconds)
    # A difference on the integer scale is off by ``error`` at the most, so that it decides beyond that.
    errors = [error * scale for error, scale in zip(space.rounding, space.scales, strict=True)]
    surely = space.reservations + np.array([ceil(error) for error in errors], dtype=np.int64)
    perhaps = space.reservations - np.array([floor(error) for error in errors], dtype=np.int64)
    half = None if seconds is None else seconds / 2
    high = _counted(replace(space, reservations=perhaps), plan, seed, half)
    low = _counted(replace(space, reservations=surely), plan, seed, half) if high.high else high
    return ZopaCount(low.low, high.high, low.low == high.high, high.method)


def _counted(space: Space, plan: Plan, seed: int, seconds: float | None) -> ZopaCount:
    """Return the count by the reservation values as they stand in the space."""
    budgets = tuple(
        best - int(least) for best, least in zip(best_utilities(space), space.reservations, strict=True)
    )
    if min(budgets, default=0) < 0:
        return ZopaCount(0, 0, space.exact, "no party can reach its reservation value")
    # A table over nearly everything is gone through: adding it up would be no quicker.
    if plan.size > BLOCK and plan.nearly_one_table:
        return _gone_through(space, seconds) or _estimated(space, seed)
    found = _summed(plan, budgets)
    if found is None and plan.size <= MOST_LISTED:
        found = _gone_through(space, seconds)
    return found or _estimated(space, seed)


def _summed(plan: Plan, budgets: tuple[int, ...]) -> ZopaCount | None:
    """Return the count by adding up losses; None if they cannot be packed, or there are too many sums."""
    if plan.entangled or not isinstance(plan.layout, Packing):
        return None
    largest = largest_regrets(plan.space)
    # A budget above every possible loss is no limit, and larger numbers need not be compared.
    capped = tuple(map(min, budgets, largest))
    try:
        message = eliminate(
            plan, count=True, prune=_WithinBudgets(packing=plan.layout, budgets=capped, largest=largest)
        )
    except TooManySums:
        return None
    assert message.counts is not None
    many = sum(int(count) for count in message.counts)
    return ZopaCount(many, many, plan.space.exact, "sums within the budgets")


def _gone_through(space: Space, seconds: float | None) -> ZopaCount | None:
    """Return the count of going through all packages, or None if that takes longer than the time limit."""
    many = enumerated_zopa(space, None if seconds is None else monotonic() + seconds)
    if many is None:
        return None
    return ZopaCount(many, many, space.exact, "packages gone through one by one")


def count_feasible(space: Space, seconds: float | None = None) -> int | None:
    """Return how many packages keep every hard linkage, exactly.

    Returns None if linkages are too entangled for a product of sums, and packages too many to go through in
    ``seconds``.
    """
    sampler = Sampler.if_countable(space)
    if sampler is not None:
        return sampler.feasible
    if size(space) > GONE_THROUGH:
        return None
    # Without tables every party has 0 everywhere, and reservation values of 0 exclude nothing.
    alone = replace(space, tables=((),), parties=space.parties[:1], reservations=np.zeros(1, np.int64))
    return enumerated_zopa(alone, None if seconds is None else monotonic() + seconds)


def _estimated(space: Space, seed: int) -> ZopaCount:
    """Return the count of a loss grid if that is exact, else an interval from packages that are drawn."""
    sampler = ZopaSampler.of(space)
    source, total = sampler.source, sampler.source.total
    if total == 0:
        return ZopaCount(0, 0, space.exact, "no package is feasible within the budgets")
    if isinstance(source, LossGrid) and source.fine:
        if size(space) < 1 << 53:
            return ZopaCount(total, total, space.exact, "losses within the budgets")
        error = int(total * FLOATS) + 1
        return ZopaCount(
            total - error, total + error, False, "losses within the budgets, in 64-bit floats"
        )
    rows = source.draw(DRAWS, seed)
    low, high = proportion(int(sampler.accepted(rows).sum()), len(rows), CONFIDENCE)
    if isinstance(source, LossGrid):
        drawn = f"from the {Decimal(total):.2e} whose rounded losses are within the budgets"
        # The grid's own counts are floats, so their error widens the interval.
        low, high = low - float(FLOATS), high + float(FLOATS)
    else:
        drawn = "uniformly"
    method = f"{DRAWS:,} packages drawn {drawn}; holds with {CONFIDENCE:.0%} confidence"
    return ZopaCount(max(0, int(Fraction(low) * total)), int(Fraction(high) * total) + 1, False, method)


def proportion(hits: int, draws: int, confidence: float) -> tuple[float, float]:
    """Return the Clopper-Pearson interval of a proportion, each end by 60 halvings of an interval.

    Args:
        hits: draws that count.
        draws: all draws.
        confidence: probability with which the interval holds the proportion.
    """
    # Logarithms, because binomial coefficients of 20,000 draws are far beyond 64-bit floats.
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, draws + 1)))))
    k = np.arange(draws + 1)
    ways = logs[draws] - logs[k] - logs[draws - k]  # logarithms of the binomial coefficients

    def at_least(p: float) -> float:
        """Return the probability of so many hits or more."""
        terms = ways[hits:] + k[hits:] * np.log(p) + (draws - k[hits:]) * np.log1p(-p)
        return float(np.exp(terms).sum())

    def at_most(p: float) -> float:
        """Return the probability of so many hits or fewer."""
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
