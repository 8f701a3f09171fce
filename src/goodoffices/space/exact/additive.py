"""The frontier of an additive space: undominated sums, adding issue after issue.

No issue is eliminated into contexts, so that a step is an outer sum, a sort and a running minimum;
packages are recovered at the end, all at once, by exact equality.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.regrets.columns import Columns
from goodoffices.space.regrets.layout import Layout
from goodoffices.space.regrets.packed import WORD_BITS, Packing


@dataclass(frozen=True, slots=True, eq=False)
class _Options:
    """Undominated options of an issue: sorted regrets (options, *tail) and ``codes`` (options,).

    ``counts`` says how many options of the issue have exactly these regrets, or is None.
    """

    regrets: Integers
    codes: Integers
    counts: Integers | None


def additive_frontier(space: Space, count: bool) -> tuple[Integers, Codes, Integers | None]:
    """Return the frontier of a space without rules whose tables are over single issues.

    Exact: only integers are added and compared.

    Args:
        space: the tables.
        count: true to count the packages of each point.

    Returns:
        Utilities (points, parties), best first for the first party; a package for each (points, issues); and
        the number of packages that have exactly these utilities (points,), or None.
    """
    regrets, best = _issue_regrets(space)
    layout, tables = _laid_out(regrets, best)
    # Counts beyond 64 bits are kept as Python's integers.
    count_type = np.dtype(np.int64) if prod(space.dims) < 1 << 62 else np.dtype(object)
    sums = [np.zeros((1, *layout.tail), dtype=np.int64)]
    counts = np.ones(1, dtype=count_type) if count else None
    options = []
    for table in tables:
        own = _undominated_options(table, layout, count)
        options.append(own)
        if own.counts is not None and counts is not None:
            counts = (own.counts.astype(count_type)[:, None] * counts).ravel()
        # Options come first in the shape, so that the candidates are runs that are sorted already.
        candidates = (own.regrets[:, None] + sums[-1]).reshape(-1, *layout.tail)
        found, counts = layout.pruned(candidates, counts)
        sums.append(found)
    return layout.utilities(sums[-1]), _recovered(options, sums, layout), counts


def _issue_regrets(space: Space) -> tuple[list[Integers], Integers]:
    """Return the regrets of each issue's options, (options, parties), and the best utilities, (parties,)."""
    parties, longest = len(space.parties), max(map(len, space.options))
    # One array for all issues, because fifty small ones take ten times as long.
    values = np.zeros((len(space.options), parties, longest), dtype=np.int64)
    constant = np.zeros(parties, dtype=np.int64)
    for party, tables in enumerate(space.tables):
        for table in tables:
            if table.scope:
                values[table.scope[0], party, : len(table.values)] += table.values
            else:
                constant[party] += int(table.values)
    for issue, options in enumerate(space.options):
        values[issue, :, len(options) :] = np.iinfo(np.int64).min  # options that do not exist
    best = values.max(axis=2)  # (issues, parties)
    regrets = best[:, :, None] - values
    found = [regrets[issue, :, : len(options)].T for issue, options in enumerate(space.options)]
    return found, constant + best.sum(axis=0)


def _laid_out(regrets: list[Integers], best: Integers) -> tuple[Layout, list[Integers]]:
    """Return the layout of some issues' regrets, and the regrets in it, (options, *tail) for each issue."""
    largest = np.array([table.max(axis=0) for table in regrets]).sum(axis=0)
    packing = Packing.for_regrets(tuple(largest.tolist()), tuple(best.tolist()))
    if packing.width <= WORD_BITS:
        fields = 1 << np.array(packing.shifts, dtype=np.int64)
        return packing, [table @ fields for table in regrets]
    return Columns(tuple(best.tolist())), [np.pad(table, ((0, 0), (1, 0))) for table in regrets]


def _undominated_options(regrets: Integers, layout: Layout, count: bool) -> _Options:
    """Return the options that no option of the issue dominates; of equal options the first.

    ``regrets`` (options, *tail) are those of all options of an issue, in the order of their codes.
    """
    order, starts = layout.grouped(regrets)
    codes = order[starts]
    distinct = regrets[codes]
    keep = layout.undominated(distinct)
    counts = np.diff(np.append(starts, len(order)))[keep] if count else None
    return _Options(distinct[keep], codes[keep], counts)


def _recovered(options: list[_Options], sums: list[Integers], layout: Layout) -> Codes:
    """Return a package for each last sum, (sums, issues).

    From the last issue back, each package takes the first option whose rest is a sum of the issues before.
    """
    rest = sums[-1]
    rows = np.zeros((len(rest), len(options)), dtype=np.int64)
    points = np.arange(len(rest))
    # Backwards, because the rest must be a sum of the issues that were added before.
    for issue in range(len(options) - 1, -1, -1):
        own = options[issue]
        rests = rest - own.regrets[:, None]  # (options, sums, *tail)
        chosen = layout.index(sums[issue]).has(rests).argmax(axis=0)  # (sums,)
        rows[:, issue] = own.codes[chosen]
        rest = rests[chosen, points]
    return rows
