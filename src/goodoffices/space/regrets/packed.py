"""Regrets of all parties packed into one integer: adding words adds vectors, sorting words sorts them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.space.graph.space import Integers, Space

WORD_BITS = 62


@dataclass(frozen=True, slots=True)
class Packing:
    """Where each party's regret stands in a word, the first party's highest.

    A party's field is wide enough for the sum of all its tables' ranges, so that fields never overflow.
    ``best`` is the sum of every table's maximum: utility = best - regret.
    """

    shifts: tuple[int, ...]
    bits: tuple[int, ...]
    best: tuple[int, ...]

    @property
    def width(self) -> int:
        return sum(self.bits)

    @property
    def tail(self) -> tuple[int, ...]:
        """The shape of one regret vector: a word is a number."""
        return ()

    def placed(self, words: Integers, contexts: Integers) -> Integers:
        """Words under their contexts."""
        return np.asarray(words + (contexts << self.width))

    def contexts(self, keys: Integers) -> Integers:
        return keys >> self.width

    def taken(self, keys: Integers) -> Integers:
        """Words without their contexts."""
        return keys & ((1 << self.width) - 1)

    def largest(self, table: Integers) -> tuple[int, ...]:
        """The most each party can lose in a table of words."""
        return tuple(
            int(((table >> shift) & ((1 << bits) - 1)).max(initial=0))
            for shift, bits in zip(self.shifts, self.bits, strict=True)
        )

    def losses(self, words: Integers) -> Integers:
        """Regrets of words, shape (words, parties)."""
        return np.asarray(np.array(self.best) - self.unpack(words))

    def unpack(self, words: Integers) -> Integers:
        """Utilities of words, shape (words, parties)."""
        out = np.empty((len(words), len(self.bits)), dtype=np.int64)
        for party, (shift, bits) in enumerate(zip(self.shifts, self.bits, strict=True)):
            out[:, party] = self.best[party] - ((words >> shift) & ((1 << bits) - 1))
        return out


def packing(space: Space) -> Packing:
    """How this space's regrets are packed; wider than a word where ``width`` says so."""
    bits = []
    for tables in space.tables:
        span = sum(int(table.values.max()) - int(table.values.min()) for table in tables)
        bits.append(max(1, span.bit_length()))
    shifts = tuple(sum(bits[party + 1 :]) for party in range(len(bits)))
    best = tuple(sum(int(table.values.max()) for table in tables) for tables in space.tables)
    return Packing(shifts, tuple(bits), best)


def packed_tables(space: Space, packed: Packing) -> list[tuple[tuple[int, ...], Integers]]:
    """Every table as words of regret over its scope, one for each scope."""
    found: dict[tuple[int, ...], Integers] = {}
    for tables, shift in zip(space.tables, packed.shifts, strict=True):
        for table in tables:
            order = sorted(range(len(table.scope)), key=lambda axis: table.scope[axis])
            regret = (table.values.max() - table.values).transpose(order) << shift
            scope = tuple(table.scope[axis] for axis in order)
            found[scope] = found[scope] + regret if scope in found else regret
    return list(found.items())
