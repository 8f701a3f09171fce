"""Packed regrets: the regrets of all parties in a 64-bit integer, a field of bits for each party.

Adding two packed vectors adds them party by party, and sorting them sorts lexicographically. A key is a
packed vector with the number of its context in the bits above.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers, Scope, Space
from goodoffices.space.regrets.dominance import (
    Mask,
    falling,
    starts_of_contexts,
    undominated_in_contexts,
)
from goodoffices.space.regrets.tables import best_utilities, largest_regrets, regret_tables

WORD_BITS = 62
"""Bits of a key at the most: 64, less the sign and a bit for the difference of two keys."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Position of each party's regret in a packed vector, the first party's highest.

    ``bits`` hold the sum of the ranges of all a party's tables, so that no field overflows when vectors
    are added. ``shifts`` are the bits below a field. ``best`` is the sum of every table's maximum:
    utility = best - regret.
    """

    shifts: tuple[int, ...]
    bits: tuple[int, ...]
    best: tuple[int, ...]

    @classmethod
    def of(cls, space: Space) -> Packing:
        """Return the packing of a space's regrets; check ``width`` before using it."""
        return cls.for_regrets(largest_regrets(space), best_utilities(space))

    @classmethod
    def for_regrets(cls, largest: tuple[int, ...], best: tuple[int, ...]) -> Packing:
        """Return the packing with a field for each party's largest regret."""
        bits = tuple(max(1, loss.bit_length()) for loss in largest)
        shifts = tuple(sum(bits[party + 1 :]) for party in range(len(bits)))
        return cls(shifts, bits, best)

    @property
    def width(self) -> int:
        """Bits of a packed vector."""
        return self.shifts[0] + self.bits[0]

    @property
    def tail(self) -> tuple[int, ...]:
        """Shape of a regret vector: a packed vector is a number."""
        return ()

    def tables(self, space: Space) -> list[tuple[Scope, Integers]]:
        """Return the packed regrets of all parties over each scope, (*options of the scope)."""
        found: dict[Scope, Integers] = {}
        for party, scope, regrets in regret_tables(space):
            field = regrets << self.shifts[party]
            found[scope] = found[scope] + field if scope in found else field
        return list(found.items())

    def keys(self, packed: Integers, contexts: Integers) -> Integers:
        """Return packed vectors with their contexts above them."""
        return np.asarray(packed + (contexts << self.width))

    def contexts(self, keys: Integers) -> Integers:
        """Return the contexts of keys."""
        return keys >> self.width

    def without_contexts(self, keys: Integers) -> Integers:
        """Return the packed vectors of keys."""
        return keys & ((1 << self.width) - 1)

    def regrets(self, keys: Integers) -> Integers:
        """Return regrets, shape (keys, parties)."""
        out = np.empty((len(keys), len(self.bits)), dtype=np.int64)
        # A field at a time: a two-dimensional shift would need several temporary arrays.
        for party, (shift, bits) in enumerate(zip(self.shifts, self.bits, strict=True)):
            out[:, party] = (keys >> shift) & ((1 << bits) - 1)
        return out

    def utilities(self, keys: Integers) -> Integers:
        """Return utilities, shape (keys, parties)."""
        return np.asarray(np.array(self.best, dtype=np.int64) - self.regrets(keys))

    def largest(self, table: Integers) -> tuple[int, ...]:
        """Return each party's largest regret in a table of packed vectors."""
        return tuple(self.regrets(table).max(axis=0, initial=0).tolist())

    def pruned(self, keys: Integers, counts: Integers | None) -> tuple[Integers, Integers | None]:
        """Return the undominated keys of each context.

        Args:
            keys: (keys,), in any order; overwritten.
            counts: (keys,), number of packages of each key, or None.

        Returns:
            Keys, sorted and distinct, and the sum of the counts of equal keys.
        """
        if counts is None and len(self.bits) <= 2:
            # Equal keys need no merging: of equal keys the running minimum keeps the first.
            keys.sort(kind="stable")
        else:
            keys, counts = merged(keys, counts)
        keep = self.undominated(keys)
        return keys[keep], None if counts is None else counts[keep]

    def grouped(self, keys: Integers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the order that sorts keys, equal keys as they come, and where each new key starts in it."""
        order = np.argsort(keys, kind="stable")
        return order, np.flatnonzero(starts_of_contexts(keys[order]))

    def undominated(self, keys: Integers) -> Mask:
        """Return the mask of sorted keys that no other key of their context dominates.

        Keys must be distinct if there are more than two parties.
        """
        # Keys are sorted: if the last is of context 0, all are, and contexts need not be told apart.
        one_context = len(keys) == 0 or int(keys[-1]) >> self.width == 0
        contexts = None if one_context else keys >> self.width
        if len(self.bits) == 2:
            return falling(keys & ((1 << self.bits[1]) - 1), contexts, self.bits[1])
        return undominated_in_contexts(self.regrets(keys), contexts)

    def index(self, keys: Integers) -> PackedIndex:
        """Return an index that finds keys among these, sorted and distinct."""
        return PackedIndex(keys)


@dataclass(frozen=True, slots=True, eq=False)
class PackedIndex:
    """Looks up keys among sorted, distinct ``keys``."""

    keys: Integers

    def has(self, wanted: Integers) -> NDArray[np.bool_]:
        """Return the mask of wanted keys that are in the index, in the shape of ``wanted``."""
        if not len(self.keys):
            return np.zeros(wanted.shape, dtype=np.bool_)
        # A key beyond the last has no place; it is compared with the last, which it is not.
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.asarray(self.keys[places] == wanted)


def merged(keys: Integers, counts: Integers | None) -> tuple[Integers, Integers | None]:
    """Return sorted, distinct keys and the sum of the counts of equal keys.

    The sort is stable because keys come as runs that are sorted already, and timsort merges runs quickly.
    """
    if counts is None:
        keys = np.sort(keys, kind="stable")
        return keys[starts_of_contexts(keys)], None
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(starts_of_contexts(keys))
    added = np.add.reduceat(counts[order], first) if len(first) else counts[:0]
    return keys[first], added
