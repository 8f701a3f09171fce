"""Dominance: the masks of vectors that no other vector dominates, for the whole project.

Regrets are compared here, so less is better. Three methods share the work: a running minimum for two
parties, a comparison of all pairs for small contexts, and moocore for large contexts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers

SMALL = 24
"""Points of a context up to which comparing all pairs is quicker than a call to moocore (about 20 us)."""
PAIRS = 1 << 22
"""Comparisons that are held in memory at once: 4 MB for each party."""

Mask = NDArray[np.bool_]


def undominated(vectors: Integers) -> Mask:
    """Return the mask of distinct utility vectors that no other vector dominates.

    Args:
        vectors: (points, parties), distinct integers below 2**53 in any order; more is better.

    Returns:
        (points,), true if no other vector gives every party at least as much.
    """
    regrets = -vectors
    # moocore needs no order, and sorting a million vectors takes longer than its own work.
    if regrets.shape[1] > 2 and len(regrets):
        return _by_moocore(regrets)
    keep = np.zeros(len(regrets), dtype=np.bool_)
    order = np.lexsort(regrets.T[::-1])
    keep[order] = undominated_in_contexts(regrets[order])
    return keep


def undominated_in_contexts(regrets: Integers, contexts: Integers | None = None) -> Mask:
    """Return the mask of regret vectors that no other vector of their context dominates.

    Args:
        regrets: (points, parties), distinct within a context and sorted lexicographically; less is better.
        contexts: (points,), ascending; if not given, all vectors are of the same context.

    Returns:
        (points,), true for the undominated vectors.
    """
    if regrets.shape[1] == 2:
        return falling(regrets[:, 1], contexts)
    if contexts is None:
        if regrets.shape[1] == 1:
            return np.asarray(np.arange(len(regrets)) == 0)
        return _by_pairs(regrets[None])[0] if len(regrets) <= SMALL else _by_moocore(regrets)
    if regrets.shape[1] == 1:
        return starts_of_contexts(contexts)
    keep = np.ones(len(regrets), dtype=np.bool_)
    starts = np.flatnonzero(starts_of_contexts(contexts))  # (contexts,)
    sizes = np.diff(np.append(starts, len(regrets)))  # (contexts,)
    # Contexts of the same size are compared together, which needs no loop over contexts.
    for size in np.unique(sizes[sizes > 1]).tolist():
        same_size = starts[sizes == size]
        if size > SMALL:
            for start in same_size.tolist():
                keep[start : start + size] = _by_moocore(regrets[start : start + size])
            continue
        step = max(1, PAIRS // (size * size))
        for first in range(0, len(same_size), step):
            rows = same_size[first : first + step, None] + np.arange(size)  # (some contexts, size)
            keep[rows] = _by_pairs(regrets[rows])
    return keep


def falling(second: Integers, contexts: Integers | None = None, bits: int | None = None) -> Mask:
    """Return the mask of values below every value before them in their context.

    For two parties, sorted by the first party's regret, these are the undominated vectors: a vector is
    dominated if an earlier vector is at least as good for the second party. Equal vectors after the
    first drop out as well.

    Args:
        second: (points,), the second party's regrets.
        contexts: (points,), ascending; if not given, all values are of the same context.
        bits: number of bits that hold every regret, if known; they and the contexts must fit in a word.
    """
    keep = np.ones(len(second), dtype=np.bool_)
    if contexts is None:
        keep[1:] = second[1:] < np.minimum.accumulate(second)[:-1]
        return keep
    if bits is None:
        low = int(second.min(initial=0))
        bits = (int(second.max(initial=0)) - low).bit_length()
        if bits + int(contexts.max(initial=0)).bit_length() > 62:
            # Too large to stand beside the context in 64 bits: ranks fall wherever the values do.
            second, bits = _ranks(second), len(second).bit_length()
        elif low:
            second = second - low
    # Lowering each context by its number times 2**bits starts the running minimum again.
    lowered = second - (contexts << bits)
    keep[1:] = lowered[1:] < np.minimum.accumulate(lowered)[:-1]
    return keep


def starts_of_contexts(contexts: Integers) -> Mask:
    """Return the mask of the first point of each context; ``contexts`` (points,) ascend."""
    starts = np.ones(len(contexts), dtype=np.bool_)
    starts[1:] = contexts[1:] != contexts[:-1]
    return starts


def _ranks(values: Integers) -> Integers:
    """Return the rank of each value; equal values share a rank."""
    return np.asarray(np.unique(values, return_inverse=True)[1], dtype=np.int64)


def _by_pairs(regrets: Integers) -> Mask:
    """Return the mask of vectors that no other vector of their context dominates, by comparing all pairs.

    ``regrets`` is (contexts, points, parties), distinct within a context.
    """
    reaches = np.ones((*regrets.shape[:2], regrets.shape[1]), dtype=np.bool_)
    for party in range(regrets.shape[2]):
        column = regrets[:, :, party]
        reaches &= column[:, :, None] >= column[:, None, :]
    # Every vector reaches itself; a dominated vector reaches another vector too.
    return np.asarray(reaches.sum(axis=2) == 1)


def _by_moocore(regrets: Integers) -> Mask:
    """Return the mask of undominated vectors; exact, because 64-bit floats hold integers below 2**53."""
    import moocore  # takes 0.15 s to load, which cases of two parties are spared

    found = moocore.is_nondominated(regrets.astype(np.float64), maximise=False)
    return np.asarray(found, dtype=np.bool_)
