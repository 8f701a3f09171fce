"""The Pareto frontier of a space: distinct undominated utility vectors, each with a package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.progress import Progress
from goodoffices.space.exact.above_reservation import Budgets
from goodoffices.space.exact.additive import additive_frontier, is_additive
from goodoffices.space.exact.certified_list import OutOfTime, Thinner
from goodoffices.space.exact.elimination import MOST_CONTEXTS, eliminated, layout, widest_span
from goodoffices.space.exact.enumeration import (
    GONE_THROUGH,
    Unfinished,
    listed_frontier,
    nearly_one_table,
)
from goodoffices.space.exact.recover_packages import recover
from goodoffices.space.graph.packages import evaluate, packages, size
from goodoffices.space.graph.restrict import narrowed, widened
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.local_search import sampled_packages
from goodoffices.space.plan.predicted_work import MUCH, predicted
from goodoffices.space.regrets.dominance import nondominated

LISTED = 50_000
"""Up to so many packages, going through them is as quick as anything."""
FIRST_ROUND = 10.0
"""So many seconds the first certified list may take, however few are given."""
AFTERWARDS = 1.0
"""So many seconds packages are improved for at the least, where the time for exact answers is up."""


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Undominated utility vectors, best first for the first party.

    ``utilities`` (points, parties) are integers on the space's scales, ``packages`` (points, issues)
    one package for each, ``counts`` how many packages have exactly that vector.
    """

    utilities: Integers
    packages: Codes
    counts: Integers
    method: str
    exact: bool
    within: tuple[int, ...] = ()
    """Where the list is thinned: how far it may fall short of a package, party by party; else empty."""
    sampled: bool = False
    """Whether these are only packages that were found: nothing says how much better others may be."""

    def __len__(self) -> int:
        return len(self.utilities)

    def where(self, keep: NDArray[np.bool_]) -> Frontier:
        """Only the points that ``keep`` (points,) says."""
        return Frontier(
            self.utilities[keep],
            self.packages[keep],
            self.counts[keep],
            self.method,
            self.exact,
            self.within,
            self.sampled,
        )


def undominated(vectors: Integers) -> NDArray[np.bool_]:
    """Which of some distinct utility vectors, (points, parties), no other one dominates.

    One or two parties by a sort and a running maximum, more by moocore (exact: totals are < 2**53).
    """
    if len(vectors) == 0:
        return np.zeros(0, dtype=np.bool_)
    if vectors.shape[1] == 1:
        return np.asarray(vectors[:, 0] == vectors[:, 0].max())
    if vectors.shape[1] == 2:
        order = np.lexsort((-vectors[:, 1], -vectors[:, 0]))
        second = vectors[order, 1]
        best = np.maximum.accumulate(second)
        keep = np.zeros(len(vectors), dtype=np.bool_)
        keep[order[0]] = True
        keep[order[1:]] = second[1:] > best[:-1]
        return keep
    return nondominated(vectors, True)


def frontier_of(vectors: Integers, codes: Codes, exact: bool = True) -> Frontier:
    """The frontier of listed packages (plain enumeration)."""
    distinct, first, counts = np.unique(vectors, axis=0, return_index=True, return_counts=True)
    keep = undominated(distinct)
    order = np.flatnonzero(keep)[::-1]
    return Frontier(distinct[order], codes[first[order]], counts[order], "enumeration", exact)


def frontier(
    space: Space,
    *,
    counts: bool = False,
    seconds: float | None = None,
    rational: bool = False,
    progress: Progress | None = None,
) -> Frontier:
    """The exact Pareto frontier of every feasible package, by going through them or by elimination.

    ``counts`` asks how many packages have each point; without it they are 0 where nobody counted. With
    ``seconds`` a frontier that would take longer comes thinned, with a certificate in ``within``: for every
    feasible package a listed one gives each party at least as much less its ``within``. ``progress`` is
    told when a round of that begins and ends.

    ``rational`` asks only for the points at or above every reservation value, which can be much quicker
    where those bite; a thinned list comes whole, for the sake of its certificate.

    Where there are too many packages to go through, and issues are too entangled to eliminate, packages are
    drawn and changed for the better instead, and ``sampled`` says so. The same where ``seconds`` end before
    all packages are gone through, or before the first round is done.
    """
    deadline = None if seconds is None else monotonic() + seconds
    if rational:
        linked = not is_additive(space) and size(space) > LISTED
        bounded = linked and seconds is None and widest_span(space) < MOST_CONTEXTS
        if bounded:
            return _above(space, _eliminated(space, counts, Budgets.of(space)))
        return _above(space, frontier(space, counts=counts, seconds=seconds, progress=progress))
    entangled = widest_span(space) >= MOST_CONTEXTS
    one_table = nearly_one_table(space) and not is_additive(space)
    if seconds is not None and predicted(space) > MUCH and not entangled and not one_table:
        return anytime(space, seconds, progress)
    if is_additive(space):
        vectors, rows, ways = additive_frontier(space, counts)
        zeros = np.zeros(len(vectors), dtype=np.int64)
        return Frontier(vectors, rows, zeros if ways is None else ways, "sums", space.exact)
    if size(space) <= LISTED:
        codes = packages(space)
        return frontier_of(evaluate(space, codes), codes, space.exact)
    if one_table:
        return _listed(space, deadline)
    if entangled:
        return _narrowed_frontier(space, deadline, progress)
    if seconds is not None:
        return anytime(space, seconds, progress)
    return _eliminated(space, counts)


def _above(space: Space, found: Frontier) -> Frontier:
    """The points at or above every reservation value; a list with a certificate whole, for its sake."""
    above = np.asarray(np.all(found.utilities >= space.reservations, axis=1))
    return found if found.within else found.where(above)


def _listed(space: Space, deadline: float | None) -> Frontier:
    """By going through all packages; beside those gone through in time, packages that are drawn."""
    try:
        return Frontier(*listed_frontier(space, deadline), "enumeration", space.exact)
    except Unfinished as unfinished:
        method = f"{unfinished}, others drawn and improved"
        return _sampled(space, deadline, method, unfinished.front)


def _sampled(
    space: Space,
    deadline: float | None,
    method: str = "packages drawn and improved",
    beside: tuple[Integers, Codes, Integers] | None = None,
) -> Frontier:
    """What is undominated among packages that were drawn and improved, and others ``beside`` them."""
    until = None if deadline is None else max(deadline, monotonic() + AFTERWARDS)
    rows, vectors = sampled_packages(space, deadline=until)
    if beside is not None:
        rows, vectors = np.concatenate([beside[1], rows]), np.concatenate([beside[0], vectors])
    found = frontier_of(vectors, rows, False)
    return replace(found, sampled=True, method=method, counts=np.zeros(len(found), dtype=np.int64))


def _eliminated(space: Space, counts: bool, kept: Budgets | None = None) -> Frontier:
    """The frontier by elimination, or the part of it within budgets."""
    packed = layout(space)
    message = eliminated(space, packed, counts, kept=kept)
    many = (
        message.counts if message.counts is not None else np.zeros(len(message.words), dtype=np.int64)
    )
    rows = recover(message, message.words, space.dims, packed.width)
    return Frontier(packed.unpack(message.words), rows, many, "elimination", space.exact)


def anytime(space: Space, seconds: float, progress: Progress | None = None) -> Frontier:
    """Rounds of elimination with at most 32, 128, 512 … points a context, until all are kept or time is up.

    An interrupt (Ctrl-C) ends it too; the best round so far is the answer. The first round has
    ``FIRST_ROUND`` seconds at the least; where it is not done then, packages are drawn and improved instead.
    """
    deadline = monotonic() + seconds
    first = monotonic() + max(seconds, FIRST_ROUND)
    packed = layout(space)
    held: Frontier | None = None
    most = 32
    while True:
        thin = Thinner(packed, most, first if held is None else deadline)
        step = f"At most {most:,} points a context"
        try:
            if progress is not None:
                progress(step, 0, 1)
            message = eliminated(space, packed, False, thin)
            vectors = packed.unpack(message.words)
            rows = recover(message, message.words, space.dims, packed.width)
        except OutOfTime:
            return held or _sampled(space, deadline)
        except KeyboardInterrupt:
            if held is None:
                raise
            return held
        within = tuple(thin.within) if any(thin.within) else ()
        nobody = np.zeros(len(rows), dtype=np.int64)
        method = "elimination" if not within else f"elimination with at most {most} points a context"
        held = Frontier(vectors, rows, nobody, method, space.exact and not within, within)
        if progress is not None:
            progress(step, 1, 1)
        if not within or monotonic() > deadline:
            return held
        most *= 4


def _narrowed_frontier(
    space: Space, deadline: float | None, progress: Progress | None = None
) -> Frontier:
    """Without the options that others beat, whichever way then works; nothing is counted."""
    smaller, kept = narrowed(space)
    if size(smaller) > LISTED and widest_span(smaller) < MOST_CONTEXTS:
        left = None if deadline is None else max(0.0, deadline - monotonic())
        found = _eliminated(smaller, False) if left is None else anytime(smaller, left, progress)
    elif size(smaller) <= GONE_THROUGH:
        found = _listed(smaller, deadline)
    else:
        return _sampled(space, deadline)
    return replace(
        found,
        packages=widened(found.packages, kept),
        counts=np.zeros(len(found), dtype=np.int64),
        method=f"{found.method} without dominated options",
    )
