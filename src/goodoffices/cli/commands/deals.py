"""goodoffices deals: what could be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.cli.words import amount, count, listing

if TYPE_CHECKING:
    from goodoffices.agreements import Deals, Point

EXAMPLE = "Example: goodoffices deals cases/canal"
TITLES = {"nash": "Nash", "kalai_smorodinsky": "Kalai–Smorodinsky"}
SHOWN = 20


def command(case: CasePath, json: Json = False) -> None:
    """What could be agreed: packages, the zone of possible agreement, the frontier, solutions.

    Exit code 1 when no package is at or above every reservation value.
    """
    model = go.load(case)
    found = go.deals(model)
    if json:
        emit(found.to_json())
    else:
        _show(found, {issue.id: issue.name for issue in model.issues}, model.title)
        basis = {name: many for name, many in model.numbers_by_basis().items() if many}
        heading("What the numbers rest on")
        say(listing([f"{many} {name}" for name, many in basis.items()]) + ".")
    if found.zopa.count == 0 and found.zopa.exact:
        raise typer.Exit(1)


def _show(found: Deals, names: dict[str, str], title: str) -> None:
    say(title)
    heading("Zone of possible agreement")
    forbidden = found.packages - found.feasible
    say(
        f"{count(found.packages, 'package')}, {forbidden:,} of them forbidden by linkages. "
        f"{found.zopa.count:,} of the other {found.feasible:,} are at or above every reservation value"
        f"{'.' if found.zopa.exact else f' at the least, {found.zopa.most:,} at the most.'}"
    )
    if not any(points for _, points in found.solutions.items()):
        say("No package is acceptable to all.")
    heading("Solutions")
    _solutions(found, names)
    heading(f"Pareto frontier: {count(len(found.frontier), 'point')}")
    table(
        [*found.parties, *names.values()],
        [_row(found, point, names) for point in found.frontier[:SHOWN]],
        numeric=range(len(found.parties)),
    )
    if len(found.frontier) > SHOWN:
        say(f"… and {len(found.frontier) - SHOWN:,} more (--json lists them all).")


def _solutions(found: Deals, names: dict[str, str]) -> None:
    rows = []
    for key, points in found.solutions.items():
        tied = f" (tie of {len(points)})" if len(points) > 1 else ""
        title = TITLES.get(key, key.replace("_", " "))
        rows += [[title + tied, *_row(found, point, names)] for point in points]
        if not points:
            rows.append([title, *["none"] * len(found.parties), *[""] * len(names)])
    numeric = range(1, len(found.parties) + 1)
    table(["", *found.parties, *names.values()], rows, numeric=numeric)


def _row(found: Deals, point: Point, names: dict[str, str]) -> list[str]:
    worth = [amount(point.utilities[party]) for party in found.parties]
    return [*worth, *(point.package[issue] for issue in names)]
