"""goodoffices deals: what could be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.cli.words import amount, count, listing
from goodoffices.errors import UsageError

if TYPE_CHECKING:
    from goodoffices.agreements import Deals, Point

EXAMPLE = "Example: goodoffices deals cases/canal --fix toll=400"
TITLES = {"nash": "Nash", "kalai_smorodinsky": "Kalai–Smorodinsky"}
SHOWN = 20


def command(
    case: CasePath,
    fix: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE=OPTION", help="Settle an option beforehand; may be given again."),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0.1, help="After so long, list packages certified to be close to the frontier."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """What could be agreed: packages, the zone of possible agreement, the frontier, solutions, trade-offs.

    Exit code 1 when no package is at or above every reservation value.
    """
    model = go.load(case)
    found = go.deals(model, dict(_choice(text) for text in fix or ()), seconds)
    if json:
        emit(found.to_json())
    else:
        _show(found, {issue.id: issue.name for issue in model.issues}, model.title)
        basis = {name: many for name, many in model.numbers_by_basis().items() if many}
        heading("What the numbers rest on")
        say(listing([f"{many} {name}" for name, many in basis.items()]) + ".")
    if found.zopa.count == 0 and found.zopa.exact:
        raise typer.Exit(1)


def _choice(text: str) -> tuple[str, str]:
    issue, equals, option = text.partition("=")
    if not equals:
        raise UsageError(f"--fix: expected ISSUE=OPTION, found '{text}'.")
    return issue.strip(), option.strip()


def _show(found: Deals, names: dict[str, str], title: str) -> None:
    say(title)
    heading("Zone of possible agreement")
    forbidden = found.packages - found.feasible
    say(
        f"{count(found.packages, 'package')}, {forbidden:,} of them forbidden by linkages. "
        f"{found.zopa.count:,} of the other {found.feasible:,} are at or above every reservation value"
        f"{'.' if found.zopa.exact else f' at the least, {found.zopa.most:,} at the most.'}"
    )
    if not found.zopa.exact:
        say(f"Between the two: {found.zopa.method}.")
    if not any(points for _, points in found.solutions.items()):
        say("No package is acceptable to all.")
        for party, by, package in found.concessions:
            words = listing(list(package.values()))
            say(f"If {party} asked for {amount(by)} less, there would be one: {words}.")
    heading("Solutions")
    _solutions(found, names)
    _trade(found, names)
    if found.status == "within E":
        heading(f"{count(len(found.frontier), 'package')} close to the Pareto frontier")
        far = [f"{amount(by)} for {party}" for party, by in found.within.items()]
        say(f"Another package may be better than every one of these, by at most {listing(far)}.")
    else:
        heading(f"Pareto frontier: {count(len(found.frontier), 'point')}")
        _plot(found)
    table(
        [*found.parties, *names.values()],
        [_row(found, point, names) for point in found.frontier[:SHOWN]],
        numeric=range(len(found.parties)),
    )
    if len(found.frontier) > SHOWN:
        say(f"… and {len(found.frontier) - SHOWN:,} more (--json lists them all).")


def _trade(found: Deals, names: dict[str, str]) -> None:
    """How much of what can move each issue is, party by party."""
    heading("What each issue is worth to whom (share of what can move)")
    rows = [
        [name, *(f"{float(found.importance[party][issue]):.0%}" for party in found.parties)]
        for issue, name in names.items()
    ]
    table(["issue", *found.parties], rows, numeric=range(1, 1 + len(found.parties)))


def _plot(found: Deals, width: int = 56, height: int = 12) -> None:
    """The frontier of two parties in characters, with Nash, Kalai-Smorodinsky and the reservation values."""
    if len(found.parties) != 2 or len(found.frontier) < 2:
        return
    one, two = found.parties
    xs = [float(point.utilities[one]) for point in found.frontier]
    ys = [float(point.utilities[two]) for point in found.frontier]
    low_x, low_y = (float(found.reservations[party]) for party in found.parties)
    left, right = min(*xs, low_x), max(*xs, low_x)
    bottom, top = min(*ys, low_y), max(*ys, low_y)
    grid = [[" "] * (width + 1) for _ in range(height + 1)]

    def cell(x: float, y: float) -> tuple[int, int]:
        across = round((x - left) / ((right - left) or 1) * width)
        return height - round((y - bottom) / ((top - bottom) or 1) * height), across

    row, column = cell(low_x, low_y)
    for place in range(height + 1):
        grid[place][column] = "|"
    grid[row] = ["-" if sign == " " else "+" for sign in grid[row]]
    marks = [(x, y, "o") for x, y in zip(xs, ys, strict=True)]
    for sign, points in (("K", found.solutions.kalai_smorodinsky), ("N", found.solutions.nash)):
        marks += [(float(p.utilities[one]), float(p.utilities[two]), sign) for p in points]
    for x, y, sign in marks:
        down, across = cell(x, y)
        grid[down][across] = sign
    for line in grid:
        say("  " + "".join(line).rstrip())
    axis = f"{one} to the right ({amount(left)} to {amount(right)})"
    say(f"  {axis}, {two} upwards ({amount(bottom)} to {amount(top)}).")
    say("  o a point of the frontier, N Nash, K Kalai–Smorodinsky; lines at the reservation values.")


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
