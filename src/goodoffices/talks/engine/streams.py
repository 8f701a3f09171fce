"""Random numbers: a counter-based stream for each seat and purpose.

Draws depend only on (seed, seat, purpose, run, move), never on which runs are played together. A seat's
moves are counted by themselves, so that no draw depends on what other seats do that does not reach it.
Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.uint64]
Moves = NDArray[np.int64] | int
"""How often a seat has moved before, (lanes,), or the same number in all lanes."""
KEPT = 4
"""Draws of a purpose that are kept for the next player at many tables; moves mostly agree in all lanes."""


class Stream:
    """The draws of a seat, lane by lane. Nothing else can be asked of it.

    It holds a key that is a hash of the seed and the seat: a player cannot read the seed from it, and cannot
    make another seat's stream. (Who guesses the seed can make any stream; seeds are no passwords.)
    """

    __slots__ = ("_begin", "_key", "_lanes", "_sources")

    def __init__(self, key: bytes, begin: int, lanes: int) -> None:
        self._key: Final = key
        self._begin: Final = begin
        self._lanes: Final = lanes
        self._sources: Final[dict[str, tuple[np.random.Philox, Any]]] = {}

    def draws(self, purpose: str, move: Moves) -> Draws:
        """Return a 64-bit draw for each lane, (lanes,), for a purpose at a move."""
        return by_move(move, lambda one: self._drawn(purpose, one))

    def _drawn(self, purpose: str, move: int) -> Draws:
        """Return the draws of all lanes, were all at the same move."""
        if purpose not in self._sources:
            # a key for each purpose: a draw that is added for another purpose changes none of the old
            digest = hashlib.sha256(self._key + purpose.encode()).digest()
            made = np.random.Philox(key=np.frombuffer(digest[:16], dtype=np.uint64))
            self._sources[purpose] = made, made.state
        source, state = self._sources[purpose]
        # Philox draws four numbers a block: begin at the block of the first run, and skip those before it
        block, skip = divmod(self._begin, 4)
        # to set the counter takes a tenth of the time of making another source
        state["state"]["counter"] = (block, 0, move, 0)
        source.state = state
        return np.asarray(source.random_raw(self._lanes + skip)[skip:], dtype=np.uint64)


class ManyStreams(Stream):
    """The draws of a seat at several tables, at which its names may differ.

    ``rows`` (lanes,) are indices into the draws of all names, run by run.
    """

    __slots__ = ("_each", "_known", "_rows")

    def __init__(self, each: list[Stream], rows: NDArray[np.int64]) -> None:
        super().__init__(b"", 0, len(rows))
        self._each: Final = each
        self._rows: Final = rows
        self._known: dict[str, dict[int, Draws]] = {}

    def draws(self, purpose: str, move: Moves) -> Draws:
        """Return a 64-bit draw for each lane, kept for the next player that asks for the same."""
        return by_move(move, lambda one: np.asarray(self._all(purpose, one).take(self._rows)))

    def _all(self, purpose: str, move: int) -> Draws:
        known = self._known.setdefault(purpose, {})
        if move not in known:
            # the oldest first: moves only go up
            while len(known) >= KEPT:
                del known[next(iter(known))]
            known[move] = np.concatenate([one.draws(purpose, move) for one in self._each])
        return known[move]

    def of(self, lanes: NDArray[np.int64] | slice) -> ManyStreams:
        """Return the streams of some of the lanes."""
        some = ManyStreams(self._each, self._rows[lanes])
        # draws are of all names, whoever of them asks: a part shares what the whole has drawn
        some._known = self._known
        return some


def stream_of(seed: int, place: int, name: str, runs: range) -> Stream:
    """Return the stream of a seat, given by its place at the table and its name, for a range of runs."""
    key = hashlib.sha256(f"{seed}/{place}/{name}".encode()).digest()
    return Stream(key, runs.start, len(runs))


def by_move(move: Moves, drawn: Callable[[int], Draws]) -> Draws:
    """Return each lane's draw at its own move; lanes are mostly at the same move, and then drawn once."""
    if isinstance(move, int):
        return drawn(move)
    first = int(move[0])
    found = drawn(first)
    # the usual case, at the cost of a comparison
    if len(move) == 1 or (move == first).all():
        return found
    for other in np.unique(move).tolist():
        if other != first:
            found = np.where(move == other, drawn(other), found)
    return found


def below(draws: Draws, limit: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return draws as whole numbers from 0 to ``limit - 1``, (lanes,); the bias is below 2**-32."""
    # the product of two numbers below 2**32 fits 64 bits, in place to spare memory
    high = (draws >> np.uint64(32)).view(np.int64)
    high *= limit
    high >>= 32
    return high
