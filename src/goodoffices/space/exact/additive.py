"""The frontier where nothing ties issues together: undominated sums, one issue added at a time.

No issue is eliminated into contexts, so that a step is one outer sum, one sort and one running minimum;
packages are found again at the end, all at once, by exact equality.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.regrets.columns import Among
from goodoffices.space.regrets.dominance import nondominated
from goodoffices.space.regrets.packed import WORD_BITS, Packing


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Undominated sums of regrets of some issues, (sums, parties) in order, and how many ways to each."""

    regrets: Integers
    counts: Integers | None


def is_additive(space: Space) -> bool:
    """Whether every table is over one issue and no rule ties issues together."""
    return not space.rules and all(len(t.scope) <= 1 for tables in space.tables for t in tables)


def additive_frontier(space: Space, count: bool) -> tuple[Integers, Codes, Integers | None]:
    """Utilities (points, parties), one package for each, and with ``count`` how many packages have each.

    Best first for the first party. Exact: only integers are added and compared.
    """
    tables, best = issue_regrets(space)
    packed = _packing(tables, best)
    if packed.width <= WORD_BITS:
        shifts = np.array(packed.shifts, dtype=np.int64)
        words, codes, counts = _by_words(
            [regret @ (1 << shifts) for regret in tables], packed.bits, count
        )
        return packed.unpack(words), codes, counts
    regrets, codes, counts = _by_columns(tables, count)
    return best - regrets, codes, counts


def issue_regrets(space: Space) -> tuple[list[Integers], Integers]:
    """What each option loses each party against the issue's best, (options, parties), and the bests' sum."""
    parties, widest = len(space.parties), max(map(len, space.options))
    values = np.zeros((len(space.options), parties, widest), dtype=np.int64)
    constant = np.zeros(parties, dtype=np.int64)
    for party, tables in enumerate(space.tables):
        for table in tables:
            if table.scope:
                values[table.scope[0], party, : len(table.values)] += table.values
            else:
                constant[party] += int(table.values)
    for issue, options in enumerate(space.options):
        values[issue, :, len(options) :] = np.iinfo(np.int64).min
    most = values.max(axis=2)
    regrets = most[:, :, None] - values
    found = [regrets[issue, :, : len(options)].T for issue, options in enumerate(space.options)]
    return found, constant + most.sum(axis=0)


def _packing(tables: list[Integers], best: Integers) -> Packing:
    """How regrets are packed: a field for each party, as wide as all it can lose."""
    most = np.array([table.max(axis=0) for table in tables]).sum(axis=0).tolist()
    bits = tuple(max(1, loss.bit_length()) for loss in most)
    shifts = tuple(sum(bits[party + 1 :]) for party in range(len(bits)))
    return Packing(shifts, bits, tuple(best.tolist()))


def _by_words(
    tables: list[Integers], bits: tuple[int, ...], count: bool
) -> tuple[Integers, Codes, Integers | None]:
    """Sums of one word an option; words hold every party's regret, the first party's highest."""
    sizes = prod(len(table) for table in tables)
    kind = np.dtype(np.int64) if sizes < 1 << 62 else np.dtype(object)
    options: list[tuple[Integers, Integers]] = []
    sums = [np.zeros(1, dtype=np.int64)]
    counts = np.ones(1, dtype=kind) if count else None
    for words in tables:
        order, many = _undominated_options(words, bits, count)
        options.append((words[order], order))
        table, before = words[order], sums[-1]
        keys = (table[:, None] + before).ravel()
        if counts is None or many is None:
            keys.sort(kind="stable")
        else:
            places = np.argsort(keys, kind="stable")
            weights = (many.astype(kind)[:, None] * counts).ravel()[places]
            keys = keys[places]
            first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
            keys, counts = keys[first], np.add.reduceat(weights, first)
        keep = undominated_sums(keys, bits)
        sums.append(keys[keep])
        counts = None if counts is None else counts[keep]
    return sums[-1], _found_again(options, sums), counts


def _undominated_options(
    words: Integers, bits: tuple[int, ...], count: bool
) -> tuple[Integers, Integers | None]:
    """The options of an issue that nothing in it dominates, one for each word, and how many have it."""
    order = np.argsort(words, kind="stable")
    ranked = words[order]
    first = np.concatenate(([True], ranked[1:] != ranked[:-1]))
    many = None
    if count:
        starts = np.flatnonzero(first)
        many = np.diff(np.append(starts, len(ranked)))
    keep = undominated_sums(ranked[first], bits)
    return order[first][keep], None if many is None else many[keep]


def undominated_sums(keys: Integers, bits: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which of some sorted words nothing dominates; of equal ones the first."""
    if len(bits) == 1:
        keep = np.zeros(len(keys), dtype=np.bool_)
        keep[:1] = True
        return keep
    keep = np.ones(len(keys), dtype=np.bool_)
    if len(bits) == 2:
        second = keys & ((1 << bits[1]) - 1)
        keep[1:] = second[1:] < np.minimum.accumulate(second)[:-1]
        return keep
    keep[1:] = keys[1:] != keys[:-1]
    shifts = np.append(np.cumsum(bits[::-1])[::-1][1:], 0)
    masks = (1 << np.array(bits, dtype=np.int64)) - 1
    keep[keep] = _undominated_rows((keys[keep][:, None] >> shifts) & masks)
    return keep


def _undominated_rows(rows: Integers) -> NDArray[np.bool_]:
    """Which of distinct rows of regrets in lexicographic order nothing dominates."""
    if len(rows) < 2:
        return np.ones(len(rows), dtype=np.bool_)
    if len(rows) <= 40:
        at_most = np.all(rows[:, None, :] <= rows[None, :, :], axis=2)
        return np.asarray(at_most.sum(axis=0) == 1)
    return nondominated(rows, False)


def _found_again(options: list[tuple[Integers, Integers]], sums: list[Integers]) -> Codes:
    """One package for each last sum: from the last issue back, the option whose rest is a sum before it."""
    wanted = sums[-1]
    codes = np.zeros((len(wanted), len(options)), dtype=np.int64)
    for issue in range(len(options) - 1, -1, -1):
        words, order = options[issue]
        before = sums[issue]
        rest = wanted - words[:, None]
        at = np.searchsorted(before, rest)
        hit = before[np.minimum(at, len(before) - 1)] == rest
        option = hit.argmax(axis=0)
        codes[:, issue] = order[option]
        wanted = rest[option, np.arange(len(wanted))]
    return codes


def _by_columns(tables: list[Integers], count: bool) -> tuple[Integers, Codes, Integers | None]:
    """The same where the regrets of all parties do not fit in a word: a column for each."""
    sizes = prod(len(table) for table in tables)
    kind = np.dtype(np.int64) if sizes < 1 << 62 else np.dtype(object)
    parties = tables[0].shape[1]
    sums = [Sums(np.zeros((1, parties), dtype=np.int64), np.ones(1, dtype=kind) if count else None)]
    options: list[tuple[Integers, Integers]] = []
    for table in tables:
        own = _pruned(table, np.ones(len(table), dtype=kind) if count else None)
        first = _first_places(table, own.regrets)
        options.append((own.regrets, first))
        before = sums[-1]
        rows = (own.regrets[:, None, :] + before.regrets[None, :, :]).reshape(-1, parties)
        ways = None
        if own.counts is not None and before.counts is not None:
            ways = (own.counts[:, None] * before.counts[None, :]).ravel()
        sums.append(_pruned(rows, ways))
    return sums[-1].regrets, _columns_found_again(options, sums), sums[-1].counts


def _pruned(rows: Integers, ways: Integers | None) -> Sums:
    """Distinct undominated rows in lexicographic order, the ways to each added up."""
    order = np.argsort(rows[:, 0], kind="stable")
    ranked = rows[order]
    if len(rows) > 1 and (ranked[1:, 0] == ranked[:-1, 0]).any():
        order = np.lexsort(rows.T[::-1])
        ranked = rows[order]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = np.any(ranked[1:] != ranked[:-1], axis=1)
    distinct = ranked[first]
    added = None if ways is None else np.add.reduceat(ways[order], np.flatnonzero(first))
    if rows.shape[1] == 1:
        keep = np.zeros(len(distinct), dtype=np.bool_)
        keep[0] = True
    elif rows.shape[1] == 2:
        second = distinct[:, 1]
        keep = np.ones(len(distinct), dtype=np.bool_)
        keep[1:] = second[1:] < np.minimum.accumulate(second)[:-1]
    else:
        keep = _undominated_rows(distinct)
    return Sums(distinct[keep], None if added is None else added[keep])


def _first_places(table: Integers, rows: Integers) -> Integers:
    """The first option of an issue with each row."""
    return np.array([np.flatnonzero((table == row).all(axis=1))[0] for row in rows], dtype=np.int64)


def _columns_found_again(options: list[tuple[Integers, Integers]], sums: list[Sums]) -> Codes:
    wanted = sums[-1].regrets.copy()
    codes = np.zeros((len(wanted), len(options)), dtype=np.int64)
    for issue in range(len(options) - 1, -1, -1):
        rows, order = options[issue]
        before = Among.of(sums[issue].regrets)
        open_still = np.ones(len(wanted), dtype=np.bool_)
        for row, option in zip(rows, order, strict=True):
            places = np.flatnonzero(open_still)
            rest = wanted[places] - row
            hit = before.has(rest)
            codes[places[hit], issue] = option
            wanted[places[hit]] = rest[hit]
            open_still[places[hit]] = False
        if open_still.any():
            raise AssertionError("a sum of the frontier has no package: the sums are wrong")
    return codes
