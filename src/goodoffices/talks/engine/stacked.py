"""Private information of several parties in the lanes of a single player; each lane reads its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.event import Lanes, Rows
from goodoffices.talks.engine.views import PartyPrivate


class Stacked:
    """Private information laid end to end, for lanes of talks on different cases with equally many issues.

    Args:
        privates: of each party.
        which: (lanes,) the index of each lane's party in ``privates``.

    Attributes:
        codes: (packages of all, issues) option indices; a party's begin at its entry in ``begins``.
        begins: (privates,) row indices.
    """

    def __init__(self, privates: Sequence[PartyPrivate], which: Lanes) -> None:
        # a party at several tables is laid down once, and its lanes point to the same rows
        different = {id(private): private for private in privates}
        places = {key: place for place, key in enumerate(different)}
        own = np.array([places[id(private)] for private in privates], dtype=np.int64)
        listed = list(different.values())
        sizes = np.array([len(private.codes) for private in listed])
        self.codes = np.concatenate([private.codes for private in listed])
        self.begins: Integers = (np.cumsum(sizes) - sizes)[own]
        issues = self.codes.shape[1]
        most = max(len(private.tables) for private in listed)
        start = np.zeros((len(listed), most), dtype=np.int64)
        stride = np.zeros((len(listed), most, issues), dtype=np.int64)
        # a nought in front: parties have different numbers of tables, and those that are missing point
        # to it
        parts, begin = [np.zeros(1, dtype=np.int64)], 1
        for place, private in enumerate(listed):
            for number, table in enumerate(private.tables):
                start[place, number] = begin
                # the distance of neighbours along each axis in the flattened table, as NumPy lays it
                # out
                steps = np.cumprod((1, *table.values.shape[:0:-1]))[::-1]
                stride[place, number, list(table.scope)] = steps
                parts.append(table.values.ravel())
                begin += table.values.size
        self._values = np.concatenate(parts)
        self._start, self._stride = start[own[which]], stride[own[which]]

    def value(self, rows: Rows) -> Integers:
        """Return each lane's package in its party's utility, (lanes, issues) -> (lanes,)."""
        places = self._start + np.einsum("lti,li->lt", self._stride, rows)
        return np.asarray(self._values.take(places).sum(axis=1))
