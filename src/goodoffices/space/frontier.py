"""The Pareto frontier of a space: distinct undominated utility vectors, each with a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.outlined import Outlined
from goodoffices.progress import Progress
from goodoffices.space.exact.above_reservation import Budgets
from goodoffices.space.exact.additive import additive_frontier
from goodoffices.space.exact.certified_list import OutOfTime, Thinner
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.enumeration import enumerated_fronts
from goodoffices.space.exact.messages import Message
from goodoffices.space.exact.ordinal import in_64_bits
from goodoffices.space.exact.recover_packages import recover
from goodoffices.space.graph.packages import evaluate, packages
from goodoffices.space.graph.restrict import narrowed, widened
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.local_search import sampled_packages
from goodoffices.space.plan.route import GONE_THROUGH, LISTED, Plan
from goodoffices.space.regrets.dominance import undominated

FIRST_ROUND = 10.0
"""Seconds for the first certified list at the least: a list that is late is better than none."""
AFTERWARDS = 1.0
"""Seconds for improving packages at the least, once the time for exact answers is up."""
FEWEST_POINTS = 32
"""Points in each context in the first round: few enough for a list within seconds."""
MORE_POINTS = 4
"""Factor between rounds: all rounds before the last then cost about a third of it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frontier(Outlined):
    """Undominated utility vectors, best first for the first party.

    ``utilities`` (points, parties) are integers on the space's scales, ``packages`` (points, issues)
    hold one package for each vector, ``counts`` (points,) the number of packages with exactly that
    vector, or 0 if it was not counted. ``within`` is empty if no vector was left out; if some were, it
    says for each party how much better a feasible package may be than all listed packages. If ``sampled``
    is true the packages were only found, and nothing is known about better packages.
    """

    utilities: Integers
    packages: Codes
    counts: Integers
    method: str
    exact: bool
    within: tuple[int, ...] = ()
    sampled: bool = False

    def __len__(self) -> int:
        return len(self.utilities)

    def at(self, keep: NDArray[np.bool_]) -> Frontier:
        """Return the points for which ``keep`` (points,) is true."""
        return replace(
            self,
            utilities=self.utilities[keep],
            packages=self.packages[keep],
            counts=self.counts[keep],
        )


def frontier_of(vectors: Integers, codes: Codes, exact: bool = True) -> Frontier:
    """Return the frontier of listed packages.

    Args:
        vectors: (packages, parties), utilities.
        codes: (packages, issues), option codes.
        exact: false if the utilities were rounded.
    """
    distinct, first, counts = np.unique(vectors, axis=0, return_index=True, return_counts=True)
    # np.unique sorts upwards; the best for the first party comes first.
    order = np.flatnonzero(undominated(distinct))[::-1]
    return Frontier(distinct[order], codes[first[order]], counts[order], "enumeration", exact)


def frontier(
    space: Space,
    plan: Plan | None = None,
    *,
    counts: bool = False,
    seconds: float | None = None,
    rational: bool = False,
    progress: Progress | None = None,
) -> Frontier:
    """Return the Pareto frontier of all feasible packages.

    The frontier is exact, unless issues are too entangled to eliminate and packages too many to go
    through: then packages are drawn and improved, and ``sampled`` is true. If ``seconds`` end before a
    frontier is complete, the list is certified by ``within``, or sampled.

    Args:
        space: the packages.
        plan: ``Plan(space)``, if it is known already.
        counts: true to count the packages of each point.
        seconds: time limit; the first round of certified lists may take 10 seconds all the same.
        rational: true for the points at or above every reservation value alone, which can be much quicker
            to find; a certified list comes whole, because its certificate holds for the whole list.
        progress: called when a round begins and when it ends.
    """
    plan = Plan(space) if plan is None else plan
    if rational:
        # Budgets prune during elimination; small and additive spaces are quicker to filter afterwards.
        by_sums = plan.additive or plan.size <= LISTED or plan.entangled
        if seconds is None and not by_sums and not space.wide:
            return _above(space, _eliminated(plan, counts, Budgets.of(plan)))
        return _above(space, frontier(space, plan, counts=counts, seconds=seconds, progress=progress))
    return last_of(anytime(space, plan, counts=counts, seconds=seconds, progress=progress))


def last_of(fronts: Iterator[Frontier]) -> Frontier:
    """Return the last frontier of :func:`anytime`, which yields at least once."""
    *_, found = fronts
    return found


def anytime(
    space: Space,
    plan: Plan | None = None,
    *,
    counts: bool = False,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Iterator[Frontier]:
    """Yield frontiers that come ever closer to the exact frontier; :func:`frontier` returns the last.

    In a wide space the utilities are exact all the same: up to 2**20 packages are put in order, and of more
    packages those listed are evaluated again, and compared with each other.

    Whoever iterates may stop at any time and keep the frontier that came last, for instance if the user
    interrupts. Arguments are those of :func:`frontier`. Most routes yield once.

    Raises:
        UsageError: the plan is that of another space.
    """
    plan = Plan(space) if plan is None else plan
    if plan.space is not space:
        raise UsageError("expected the plan of this space, found the plan of another.")
    if space.wide:
        for found in anytime(in_64_bits(space), counts=counts, seconds=seconds, progress=progress):
            yield _in_whole_numbers(space, found)
        return
    deadline = None if seconds is None else monotonic() + seconds
    match plan.route(timed=seconds is not None):
        case "sums":
            vectors, rows, ways = additive_frontier(space, counts)
            yield Frontier(
                vectors, rows, _uncounted(vectors) if ways is None else ways, "sums", space.exact
            )
        case "listing":
            codes = packages(space)
            yield frontier_of(evaluate(space, codes), codes, space.exact)
        case "blocks":
            yield from _in_blocks(space, deadline)
        case "elimination":
            yield _eliminated(plan, counts)
        case "rounds":
            yield from _rounds(plan, deadline, progress)
        case "fewer options":
            yield from _with_fewer_options(plan, deadline, progress)


def _in_whole_numbers(space: Space, found: Frontier) -> Frontier:
    """Return a frontier found in 64 bits with the utilities of a wide space, without dominated packages."""
    utilities = evaluate(space, found.packages)
    if found.exact:
        return replace(found, utilities=utilities)
    # Rounding may have hidden that a package is dominated, or that two have the same utilities.
    # Their ranks among themselves: dominance asks for no more, and 64 bits hold them.
    columns = [np.unique(column, return_inverse=True)[1] for column in utilities.T]
    listed = frontier_of(np.stack(columns, axis=1), np.arange(len(found))[:, None])
    kept = listed.packages[:, 0]
    narrow = in_64_bits(space)
    within = tuple(
        ceil((Fraction(loss) / scale + 2 * rounding) * own)
        for loss, scale, rounding, own in zip(
            found.within, narrow.scales, narrow.rounding, space.scales, strict=False
        )
    )
    return replace(
        found,
        utilities=utilities[kept],
        packages=found.packages[kept],
        counts=found.counts[kept],
        within=within,
    )


def _above(space: Space, found: Frontier) -> Frontier:
    """Return the points at or above every reservation value; a certified list is returned whole."""
    above = np.asarray(np.all(found.utilities >= space.reservations, axis=1))
    return found if found.within else found.at(above)


def _uncounted(vectors: Integers) -> Integers:
    return np.zeros(len(vectors), dtype=np.int64)


def _eliminated(plan: Plan, counts: bool, budgets: Budgets | None = None) -> Frontier:
    """Return the frontier by elimination, or the part of it within budgets."""
    message = eliminate(plan, counts, keep=budgets)
    return _recovered(plan, message, "elimination")


def _recovered(plan: Plan, message: Message, method: str, within: tuple[int, ...] = ()) -> Frontier:
    """Return the frontier that the last message of an elimination holds, with a package for each vector."""
    vectors = plan.layout.utilities(message.packed)
    rows = recover(message, plan.space.dims, plan.layout)
    counts = _uncounted(vectors) if message.counts is None else message.counts
    return Frontier(vectors, rows, counts, method, plan.space.exact and not within, within)


def _rounds(plan: Plan, deadline: float | None, progress: Progress | None) -> Iterator[Frontier]:
    """Yield certified lists with at most 32, 128, 512 ... points in each context, until no point is left out.

    The first round has ``FIRST_ROUND`` seconds at the least. If it is not done by then, packages are
    drawn and improved instead. Later rounds end at the deadline.
    """
    # A list of 32 points with a certificate is worth more than a sample, and mostly takes seconds.
    first = None if deadline is None else max(deadline, monotonic() + FIRST_ROUND)
    points, listed = FEWEST_POINTS, False
    while True:
        thinner = Thinner(plan.layout, points, deadline if listed else first)
        step = f"At most {points:,} points a context"
        if progress is not None:
            progress(step, 0, 1)
        try:
            message = eliminate(plan, prune=thinner)
        except OutOfTime:
            if not listed:
                yield _sampled(plan.space, deadline)
            return
        within = tuple(thinner.within) if any(thinner.within) else ()
        method = f"elimination with at most {points} points a context" if within else "elimination"
        found = _recovered(plan, message, method, within)
        if progress is not None:
            progress(step, 1, 1)
        yield found
        # No vector was dropped in any context: the list is the frontier itself.
        if not within or (deadline is not None and monotonic() > deadline):
            return
        points, listed = points * MORE_POINTS, True


def _in_blocks(space: Space, deadline: float | None) -> Iterator[Frontier]:
    """Yield the fronts of the packages gone through so far; at the deadline, with sampled packages added."""
    for front in enumerated_fronts(space, deadline):
        found = Frontier(front.utilities, front.packages, front.counts, "enumeration", space.exact)
        if front.finished:
            yield found
            return
        gone_through = f"{front.done:,} packages were gone through"
        if len(found):
            uncounted = _uncounted(found.utilities)
            yield replace(found, counts=uncounted, method=gone_through, exact=False, sampled=True)
    yield _sampled(space, deadline, f"{gone_through}, others drawn and improved", found)


def _sampled(
    space: Space,
    deadline: float | None,
    method: str = "packages drawn and improved",
    beside: Frontier | None = None,
) -> Frontier:
    """Return the undominated packages among some that were drawn and improved, and others ``beside`` them."""
    # A deadline that has passed still leaves a second, or nothing would be improved.
    until = None if deadline is None else max(deadline, monotonic() + AFTERWARDS)
    rows, vectors = sampled_packages(space, deadline=until)
    if beside is not None:
        rows = np.concatenate([beside.packages, rows])
        vectors = np.concatenate([beside.utilities, vectors])
    found = frontier_of(vectors, rows, False)
    return replace(found, sampled=True, method=method, counts=_uncounted(found.utilities))


def _with_fewer_options(
    plan: Plan, deadline: float | None, progress: Progress | None
) -> Iterator[Frontier]:
    """Yield frontiers of the space without dominated options, by whichever route then works; uncounted."""
    smaller, kept = narrowed(plan.space)
    narrow = Plan(smaller)
    if narrow.size > LISTED and not narrow.entangled:
        if deadline is None:
            fronts = iter((_eliminated(narrow, False),))
        else:
            fronts = _rounds(narrow, max(deadline, monotonic()), progress)
    elif narrow.size <= GONE_THROUGH:
        fronts = _in_blocks(smaller, deadline)
    else:
        yield _sampled(plan.space, deadline)
        return
    for found in fronts:
        yield replace(
            found,
            packages=widened(found.packages, kept),
            counts=_uncounted(found.utilities),
            method=f"{found.method} without dominated options",
        )
