"""All packages as a table: as many as linkages allow, and the zone is the zone of the deals."""

from __future__ import annotations

import goodoffices as go


def test_every_package_with_its_utilities() -> None:
    case = go.load("cases/strait")
    deals = go.deals(case)
    table = go.agreements.all_packages(case)
    assert len(table) == deals.feasible
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert sum(bool(row["acceptable to all"]) for row in rows) == deals.zopa.count
    best = deals.frontier[0]
    [same] = [row for row in rows if all(row[i] == option for i, option in best.package.items())]
    assert all(same[f"utility of {party}"] == float(u) for party, u in best.utilities.items())
