"""What a lie leaves: the best text that all would sign, if the first party keeps to the floor it claims.

No mediator can do better against a party that refuses to the end. The rows are those of ``mediation`` in
which the first party lies and the reservation values are unknown. A text counts by its true product of gains.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.instances import Instance, most, utilities
from benchmarks.mediation import ROWS
from goodoffices.testing.rehearsal import Manner, Respondent


def main(quick: bool) -> list[dict[str, Any]]:
    """Print the ceiling of each row."""
    found = []
    table = Table(title="The best text that a liar would sign, as a share of the best product of gains")
    for name in ("row", "n", "mean", "p10", "nothing left"):
        table.add_column(name, justify="left" if name == "row" else "right")
    for row in ROWS:
        if row.manner == "honest" or row.known:
            continue
        shares = np.array([ceiling(one, row.manner) for one in row.instances(quick)])
        one = {
            "name": row.name,
            "instances": len(shares),
            "mean": float(shares.mean()),
            "p10": float(np.quantile(shares, 0.1)),
            "none": int((shares == 0).sum()),
        }
        found.append(one)
        cells = f"{one['mean']:.3f}", f"{one['p10']:.3f}", str(one["none"])
        table.add_row(row.name, str(len(shares)), *cells)
    Console().print(table)
    return found


def ceiling(instance: Instance, manner: Manner) -> float:
    """Return the share of the best product of gains that a first party of that manner leaves."""
    worths = utilities(instance)
    said = [
        Respondent(table, floor, manner if party == 0 else "honest").claimed_floor()
        for party, (table, floor) in enumerate(zip(instance.tables, instance.floors, strict=True))
    ]
    fine = np.all([worth >= least for worth, least in zip(worths, said, strict=True)], axis=0)
    gains = [np.maximum(u - r, 0.0) for u, r in zip(worths, instance.floors, strict=True)]
    return float(np.where(fine, np.prod(gains, axis=0), 0.0).max()) / most(instance)
