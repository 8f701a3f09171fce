"""Exaggerated weights: answers as if its most important issues mattered far more to it than they do.

Strategic misrepresentation of trade-offs, as in Raiffa (1982), The Art and Science of Negotiation.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.space import Table
from goodoffices.talks.engine.players import strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.misreporting import Misreporting

EXPONENT = 2.5
"""Power of each weight that it claims: weights of 2 to 1 are claimed to be 5.7 to 1."""
FINE = 1_000_000
"""Whole utilities that the largest claimed weight spans: small weights would be lost in rounding."""


@strategy("exaggerated-weights")
class ExaggeratedWeights(Misreporting):
    """Answers as if its most important issues mattered far more to it than they do.

    It claims each table's weight raised to the power 2.5, and a reservation value at the same share.
    """

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        spans = [float(np.ptp(table.values)) for table in private.tables]
        largest = max(spans, default=0.0)
        if largest == 0:
            return private
        tables = tuple(
            _scaled(table, (span / largest) ** (EXPONENT - 1) * FINE / largest)
            for table, span in zip(private.tables, spans, strict=True)
        )
        claimed = replace(private, tables=tables)
        worth = claimed.value(private.codes)
        order = np.argsort(worth, kind="stable")
        claimed = replace(claimed, codes=private.codes[order], worth=worth[order])
        low, best = int(private.worth[0]), int(private.worth[-1])
        share = (private.reservation - low) / max(best - low, 1)
        bottom, top = int(claimed.worth[0]), int(claimed.worth[-1])
        return replace(claimed, reservation=bottom + round(share * (top - bottom)))


def _scaled(table: Table, factor: float) -> Table:
    return Table(table.scope, np.rint(table.values * factor).astype(np.int64))
