"""The canal with constituencies that ratify and with phases, as text: RC-1 and the papers' examples."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

from goodoffices.model import Delivery
from tests.support.cases import CASES

GROUPS = """\
    ratification: {quota: 1/2}
    constituencies:
      shippers: {name: Shippers, weight: 0.5, accepts: {at_least: 45}}
      crews:
        name: Crews
        weight: 0.3
        values: {notice: {30: 20, 42: 10, 60: 0}}
        accepts: {at_least: 10}
      council: {name: Council, weight: 0.2, veto: true, accepts: {never: {toll: [600]}}}
"""
PHASES = """\
phases:
  for: {convoys: 33, notice: 60}
  deliveries:
    people: {by: A, to: B, units: 30, cost: 2.5, worth: 4, verified_by: red-cross, event: crossing logged}
    days: {by: B, to: A, units: 60, cost: 1.2, worth: 2, verified_by: kesh, event: 24 h without report}
"""
"""Sandholm & Lesser (1994), worked out by hand: 30 deliveries against 60 days of supply."""


def canal_with(folder: Path, groups: str = "", phases: str = "") -> Path:
    """Return a copy of the canal whose party B has constituencies, and that has phases, as written."""
    copy = folder / "canal"
    shutil.copytree(CASES / "canal", copy)
    text = (copy / "case.yaml").read_text()
    party = next(line for line in text.splitlines(keepends=True) if line.startswith("  B:"))
    if groups:
        assert "{" not in party
        head, _, tail = text.partition(party)
        name, _, rest = tail.partition("\n")
        text = f"{head}{party}{name}\n{groups}{rest}"
    (copy / "case.yaml").write_text(text + phases)
    return copy


def delivery(name: str, by: str, to: str, units: int, cost: str | int, worth: str | int) -> Delivery:
    """Return a delivery; cost and worth of a unit as written."""
    return Delivery(name, name, by, to, units, Fraction(cost), Fraction(worth), "invented")
