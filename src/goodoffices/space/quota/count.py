"""Number of packages that pass the votes of all parties, and the packages in which a voter is decisive.

Losses are added up issue by issue, as for the zone of possible agreement. A voter that a sum has lost
is not the end of the sum: its loss is parked just above the voter's budget, and the sum goes on until
the voters that are left cannot pass the vote. A loss that no later issue can push over the next budget
is lowered to the last budget that it passed, so that sums soon coincide.

An example. Three voters of equal weight, of whom two are needed, accept losses up to 2, 5 and 9. A sum
of 7 has lost two voters and is dropped. Sums of 3 and 4 have lost the first voter. If later issues can
cost 1 at most, neither will pass 5: both are parked at 3, and are one sum with both their counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.enumeration import blocks
from goodoffices.space.exact.messages import LossBound
from goodoffices.space.exact.ordinal import ranked
from goodoffices.space.graph.packages import feasible
from goodoffices.space.graph.space import Integers, Space, Table
from goodoffices.space.plan.route import Plan
from goodoffices.space.quota.electorate import Electorate, Vote, Voter
from goodoffices.space.regrets.packed import Packing, merged
from goodoffices.space.regrets.tables import best_utilities, largest_regrets
from goodoffices.space.zopa.count import (
    CONFIDENCE,
    DRAWS,
    MOST_LISTED,
    ZopaCount,
    count_zopa,
    proportion,
)
from goodoffices.space.zopa.limited import LimitedSums, TooManySums
from goodoffices.space.zopa.uniform import Sampler

Mask = NDArray[np.bool_]
SMALL = 1 << 18
"""Packages up to which going through all of them takes less than a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Ballots:
    """Numbers of feasible packages: those that pass every vote, and those in which a voter is decisive.

    A voter is decisive in a package if its answer alone settles if the package passes every vote.
    ``needed`` counts the packages that pass and would not without the voter, ``blocked`` the packages
    that would pass if the voter accepted them: by vote, then by voter.
    """

    passed: ZopaCount
    needed: tuple[tuple[ZopaCount, ...], ...]
    blocked: tuple[tuple[ZopaCount, ...], ...]

    def widened(self, by: int) -> Ballots:
        """Return intervals that hold the numbers if so many packages may be counted wrongly."""

        def wide(count: ZopaCount) -> ZopaCount:
            if not by:
                return replace(count, exact=count.low == count.high)
            method = f"{count.method}; numbers were rounded"
            return ZopaCount(max(0, count.low - by), count.high + by, False, method)

        def all_wide(counts: tuple[tuple[ZopaCount, ...], ...]) -> tuple[tuple[ZopaCount, ...], ...]:
            return tuple(tuple(map(wide, row)) for row in counts)

        return Ballots(wide(self.passed), all_wide(self.needed), all_wide(self.blocked))


def count_passed(group: Electorate, seed: int = 0) -> ZopaCount:
    """Return how many feasible packages pass every vote of an electorate, exactly if possible.

    If not, return an interval that holds the number with 99% confidence, from packages drawn uniformly.
    """
    return _counted(group, False, seed).passed


def count_decisive(group: Electorate, seed: int = 0) -> Ballots:
    """Return how many feasible packages pass every vote, and in how many each voter is decisive."""
    return _counted(group, True, seed)


@dataclass(slots=True)
class _Tally:
    """Adds up counts: packages that pass, then those that need each voter and those each voter blocks."""

    group: Electorate
    decisive: bool
    passed: int = 0
    needed: list[list[int]] = field(init=False)
    blocked: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.needed = [[0] * len(vote.voters) for vote in self.group.votes]
        self.blocked = [[0] * len(vote.voters) for vote in self.group.votes]

    def add(
        self, accepts: Sequence[Mask], counts: Integers | None, allowed: Mask | None = None
    ) -> None:
        """Add packages: for each vote the answers (packages, voters), and how often each package counts.

        ``allowed`` is the mask of feasible packages, if any of them are not.
        """

        def total(mask: Mask) -> int:
            if counts is None:
                return int(np.count_nonzero(mask))
            return int(sum(counts[mask].tolist()))

        everywhere = np.ones(len(accepts[0]), dtype=np.bool_) if allowed is None else allowed
        passes = [vote.passes(answers) for vote, answers in zip(self.group.votes, accepts, strict=True)]
        self.passed += total(np.logical_and.reduce([everywhere, *passes]))
        if not self.decisive:
            return
        for v, (vote, answers) in enumerate(zip(self.group.votes, accepts, strict=True)):
            others = np.logical_and.reduce([everywhere, *passes[:v], *passes[v + 1 :]])
            for number in range(len(vote.voters)):
                # Decisive over all votes: the other parties' votes must pass, or this answer alone
                # settles nothing.
                otherwise = vote.passes(answers, flipped=number)
                self.needed[v][number] += total(others & passes[v] & ~otherwise)
                self.blocked[v][number] += total(others & ~passes[v] & otherwise)

    def result(self, exact: bool, method: str) -> Ballots:
        """Return the counts as exact numbers."""

        def known(number: int) -> ZopaCount:
            return ZopaCount(number, number, exact, method)

        return self.ranges(known)

    def ranges(self, known: Callable[[int], ZopaCount]) -> Ballots:
        """Return the counts, each as ``known`` has it."""
        return Ballots(
            known(self.passed),
            tuple(tuple(map(known, row)) for row in self.needed),
            tuple(tuple(map(known, row)) for row in self.blocked),
        )


def _counted(group: Electorate, decisive: bool, seed: int) -> Ballots:
    # Ranks are exact, so that only numbers which must be rounded leave a doubt.
    if not group.space.wide or ranked(group.space):
        return _in_64_bits(group.in_64_bits(), decisive, seed)
    plain, surely, perhaps = group.between()
    found = _in_64_bits(plain, decisive, seed)
    # A package whose answers rounding may have changed lies, for some voter, between the two limits.
    doubtful = 0
    for strict, lenient in zip(surely.voters, perhaps.voters, strict=True):
        if strict.least > lenient.least:
            more, fewer = (_accepted(plain.space, voter) for voter in (lenient, strict))
            doubtful += more.high - fewer.low
    return found.widened(doubtful)


def _accepted(space: Space, voter: Voter) -> ZopaCount:
    """Count the feasible packages that a voter accepts."""
    alone = replace(
        space,
        parties=space.parties[voter.row : voter.row + 1],
        tables=space.tables[voter.row : voter.row + 1],
        reservations=np.array([voter.least], dtype=np.int64),
        scales=(Fraction(1),),
        rounding=(Fraction(0),),
    )
    return count_zopa(alone)


def _in_64_bits(group: Electorate, decisive: bool, seed: int) -> Ballots:
    size = prod(group.space.dims)
    # Small spaces are gone through: adding up losses takes longer to begin than they take to end.
    found = None if size <= SMALL else _summed(group, decisive)
    if found is None and size <= MOST_LISTED:
        found = _gone_through(group, decisive)
    return found or _estimated(group, decisive, seed)


def _gone_through(group: Electorate, decisive: bool) -> Ballots:
    """Return the counts of going through all packages, block by block."""
    tally = _Tally(group, decisive)
    for _, utilities, allowed in blocks(group.space):
        tally.add(group.accepted(np.stack(utilities, axis=1)), None, allowed)
    return tally.result(group.space.exact, "packages gone through one by one")


def _estimated(group: Electorate, decisive: bool, seed: int) -> Ballots:
    """Return intervals from packages drawn uniformly."""
    sampler = Sampler.if_countable(group.space)
    # If even the feasible packages cannot be counted, draw from all and throw away what is forbidden.
    source = sampler or Sampler.of(replace(group.space, rules=()))
    rows = source.draw(DRAWS, seed)
    tally = _Tally(group, decisive)
    tally.add(group.accepts(rows), None, feasible(group.space, rows))
    method = f"{DRAWS:,} packages drawn uniformly; holds with {CONFIDENCE:.0%} confidence"

    def known(hits: int) -> ZopaCount:
        # Nothing to draw from is an exact answer.
        if not len(rows):
            return ZopaCount(0, 0, group.space.exact, "linkages forbid every package")
        low, high = proportion(hits, len(rows), CONFIDENCE)
        least, most = int(Fraction(low) * source.total), int(Fraction(high) * source.total) + 1
        return ZopaCount(max(0, least), min(most, source.total), False, method)

    return tally.ranges(known)


def _summed(group: Electorate, decisive: bool) -> Ballots | None:
    """Return the counts by adding up losses; None if they cannot be packed, or there are too many sums."""
    rows = _Losses.of(group)
    plan = Plan(rows.space)
    if plan.entangled or not isinstance(plan.layout, Packing):
        return None
    prune = _Open(packing=plan.layout, group=group, losses=rows, decisive=decisive)
    try:
        message = eliminate(plan, count=True, prune=prune, one_by_one=True)
    except TooManySums:
        return None
    assert message.counts is not None
    tally = _Tally(group, decisive)
    tally.add(rows.accepts(group.votes, plan.layout.regrets(message.packed)), message.counts)
    return tally.result(group.space.exact, "sums of losses, lost voters parked")


@dataclass(frozen=True, slots=True, eq=False)
class _Losses:
    """Losses of each row, capped just above the largest budget in it that a loss can pass.

    ``space`` holds the tables, minus the losses. ``budgets`` (rows, each (budgets,), ascending) are the
    budgets of voters that a loss can pass, and ``largest`` (rows,) the largest loss of each row.
    """

    space: Space
    best: tuple[int, ...]
    budgets: tuple[Integers, ...]
    largest: LossBound

    @classmethod
    def of(cls, group: Electorate) -> _Losses:
        """Return the losses that matter to an electorate's votes."""
        space = group.space
        best, largest = best_utilities(space), largest_regrets(space)
        voters = [voter for vote in group.votes for voter in vote.voters]
        budgets, tables = [], []
        for row, own in enumerate(space.tables):
            known = {best[row] - voter.least for voter in voters if voter.row == row}
            # A budget below 0 is overspent by every package, and one at the largest loss by none:
            # neither needs a sum.
            passed = sorted(budget for budget in known if 0 <= budget < largest[row])
            budgets.append(np.array(passed, dtype=np.int64))
            tables.append(tuple(_capped(table, passed[-1] + 1) for table in own) if passed else ())
        capped = replace(space, tables=tuple(tables))
        return cls(capped, best, tuple(budgets), largest_regrets(capped))

    def accepts(
        self, votes: tuple[Vote, ...], losses: Integers, more: Sequence[int] | None = None
    ) -> tuple[Mask, ...]:
        """Return for each vote which voters accept, (sums, voters), given losses (sums, rows).

        ``more`` is added to the losses of each row.
        """
        answers = []
        for vote in votes:
            columns = []
            for voter in vote.voters:
                budget = self.best[voter.row] - voter.least
                if budget < 0 or not len(self.budgets[voter.row]):
                    columns.append(np.full(len(losses), budget >= 0))
                elif budget > int(self.budgets[voter.row][-1]):
                    columns.append(np.ones(len(losses), dtype=np.bool_))
                else:
                    extra = more[voter.row] if more is not None else 0
                    columns.append(losses[:, voter.row] <= budget - extra)
            answers.append(np.stack(columns, axis=1))
        return tuple(answers)


def _capped(table: Table, most: int) -> Table:
    """Return a table with its largest entry 0 and no loss above ``most``: more is lost in any case."""
    return Table(table.scope, np.maximum(table.values - table.values.max(), -most))


@dataclass(slots=True, kw_only=True)
class _Open(LimitedSums):
    """Prunes to the sums that can still pass; raises ``TooManySums`` if too many are left.

    If ``decisive`` is true, sums that would pass with a single answer changed are kept as well.
    """

    packing: Packing
    group: Electorate
    losses: _Losses
    decisive: bool

    def __call__(
        self, keys: Integers, counts: Integers | None, loss_bound: LossBound
    ) -> tuple[Integers, Integers | None]:
        self.spend(keys, counts)
        keys, counts = merged(keys, counts)
        regrets = self.packing.regrets(keys)
        more = [largest - bound for largest, bound in zip(self.losses.largest, loss_bound, strict=True)]
        alive, settled = self._votes(regrets, more)
        # Equal futures become equal keys, and merge: that is what keeps the sums few.
        parked = self._parked(regrets, more)
        parked[settled] = 0
        shifts = np.array(self.packing.shifts, dtype=np.int64)
        # A field of the key changes by the difference, without unpacking the rest.
        keys = keys + ((parked - regrets) << shifts).sum(axis=1)
        keys, counts = merged(keys[alive], None if counts is None else counts[alive])
        return self.left(keys), counts

    def _parked(self, regrets: Integers, more: Sequence[int]) -> Integers:
        """Return the losses, lowered to just above the last budget passed if they pass no other."""
        parked = regrets.copy()
        for row, budgets in enumerate(self.losses.budgets):
            loss = regrets[:, row]
            now = np.searchsorted(budgets, loss, side="left")
            last = np.searchsorted(budgets, loss + more[row], side="left")
            floors = np.concatenate(([0], budgets + 1))
            parked[:, row] = np.where(now == last, floors[now], loss)
        return parked

    def _votes(self, regrets: Integers, more: Sequence[int]) -> tuple[Mask, Mask]:
        """Return the masks of sums to keep, (sums,), and of losses that no longer matter, (sums, rows)."""
        may = self.losses.accepts(self.group.votes, regrets)
        will = self.losses.accepts(self.group.votes, regrets, more)
        failed = np.zeros(len(regrets), dtype=np.int64)
        hopeless = np.zeros(len(regrets), dtype=np.bool_)
        settled = np.ones(regrets.shape, dtype=np.bool_)
        for vote, possible, sure in zip(self.group.votes, may, will, strict=True):
            open_ = vote.passes(possible)
            failed += ~open_
            if self.decisive:
                hopeless |= ~open_ & ~_by_one(vote, possible)
            certain = _always(vote, sure) if self.decisive else vote.passes(sure)
            for row in {voter.row for voter in vote.voters}:
                settled[:, row] &= certain
        # One failed vote may still turn on a single answer, two cannot: an answer belongs to one vote.
        most = 1 if self.decisive else 0
        return (failed <= most) & ~hopeless, settled


def _by_one(vote: Vote, possible: Mask) -> Mask:
    """Return the mask of sums that could pass a vote if one voter they have lost accepted after all."""
    weight = vote.weight_of(possible)
    lost_vetoes = sum(
        (~possible[:, n] & voter.veto).astype(np.int64) for n, voter in enumerate(vote.voters)
    )
    found = np.zeros(len(possible), dtype=np.bool_)
    for number, voter in enumerate(vote.voters):
        enough = ~possible[:, number] & (weight + voter.weight >= vote.needed)
        # Its own veto may be the only one that is lost.
        found |= enough & (lost_vetoes == int(voter.veto))
    return found


def _always(vote: Vote, sure: Mask) -> Mask:
    """Return the mask of sums that pass a vote even if any one of the voters changed its answer."""
    # A single veto turns the vote over, however many are for it.
    if any(voter.veto for voter in vote.voters):
        return np.zeros(len(sure), dtype=np.bool_)
    heaviest = max(voter.weight for voter in vote.voters)
    return np.asarray(vote.weight_of(sure) - heaviest >= vote.needed)
