"""goodoffices deals: what could be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, complain, emit, heading, meter, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.cli.show_advice import Asked, Sections
from goodoffices.cli.show_packages import Line, show_packages, show_solutions
from goodoffices.errors import UsageError, shorten
from goodoffices.wording import amount, count, listing, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.agreements import Deals, Point
    from goodoffices.space import Plan

EXAMPLE = (
    "Example: goodoffices deals cases/canal --fix toll=400\n\n"
    "goodoffices deals cases/canal --package convoys=20 --package notice=42 --package toll=400\n\n"
    "goodoffices deals cases/canal --bridge 3 --fallback --best 3\n\n"
    "goodoffices deals cases/canal --drop toll"
)
SHOWN = 20


def command(
    case: CasePath,
    fix: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE=OPTION", help="Settle an option beforehand; may be given again."),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE", help="Leave an issue out of the package; may be given again."),
    ] = None,
    package: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ISSUE=OPTION",
            help="A package on the table, once for each issue: where it stands, what is better for "
            "everyone, what is near it.",
        ),
    ] = None,
    bridge: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="N packages to bridge, unlike each other.")
    ] = None,
    fallback: Annotated[
        bool, typer.Option("--fallback", help="Fallback bargaining: from rankings alone.")
    ] = False,
    best: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Each party's N best packages.")
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

    With --package, --bridge, --fallback or --best only what they ask for is shown; --json holds all.

    What would take long comes in rounds; Ctrl-C ends with the best so far.

    Exit code 1 when no package is at or above every reservation value.
    """
    model = go.load(case)
    space = go.space.compile(model)
    for issue in drop or ():
        space = go.agreements.without(space, issue)
    if fix:
        space = go.agreements.fixed(space, _choices("--fix", fix))
    on_table = _choices("--package", package) if package else None
    if on_table is not None:
        go.space.encode(space, on_table)
    plan = go.space.Plan(space)
    seconds = _seconds(plan, seconds)
    with meter(show=not json) as progress:
        front = best_so_far(
            go.space.anytime(space, plan, counts=True, seconds=seconds, progress=progress)
        )
    asked = Asked(
        go.agreements.advise(space, front, on_table) if on_table is not None else None,
        go.agreements.bridges(space, front, bridge) if bridge is not None else None,
        go.agreements.fallback(space) if fallback else None,
        go.agreements.best_of_each(space, front, best) if best is not None else None,
    )
    found = go.agreements.deals_on(space, front, seconds, plan)
    if json:
        emit(found.to_json() | ({"dropped": list(drop)} if drop else {}) | asked.to_json())
    else:
        names = {issue.id: issue.name for issue in model.issues if issue.id in space.issues}
        _zone(found, model.title, [issue.name for issue in model.issues if issue.id in (drop or ())])
        if asked.anything:
            _certificate(found)
            Sections(found.parties, names, found.reservations).show(asked)
        else:
            _show(found, names)
        basis = {name: many for name, many in model.numbers_by_basis().items() if many}
        heading("What the numbers rest on")
        say(listing([f"{many} {name}" for name, many in basis.items()]) + ".")
    if found.zopa.count == 0 and found.zopa.exact:
        raise typer.Exit(1)


def _choices(option: str, texts: list[str]) -> dict[str, str]:
    """Options by issue, from ISSUE=OPTION."""
    found: dict[str, str] = {}
    for text in texts:
        issue, equals, choice = (part.strip() for part in text.partition("="))
        if not equals:
            raise UsageError(f"{option}: expected ISSUE=OPTION, found {shorten(text)}.")
        if found.setdefault(issue, choice) != choice:
            raise UsageError(f"{option}: expected one option for '{issue}', found two.")
    return found


def _seconds(plan: Plan, asked: float | None) -> float | None:
    """How long the frontier is given, told on standard error where nobody asked for that."""
    given = go.agreements.seconds_for(plan, asked)
    if given != asked:
        complain(
            f"The exact frontier may take long. Rounds of certified lists come first, for {given:.0f} s "
            "(--seconds changes that); Ctrl-C ends with the best so far."
        )
    return given


def _zone(found: Deals, title: str, dropped: Sequence[str]) -> None:
    say(title)
    if dropped:
        say(f"Without {listing(dropped)}. Reservation values are as they were.")
    heading("Zone of possible agreement")
    say(go.agreements.zone_words(found))
    rounding = go.agreements.rounding_words(found)
    if rounding is not None:
        say(rounding)
    if not any(points for _, points in found.solutions.items()):
        say("No package is acceptable to all.")
        for party, by, package in found.concessions:
            words = listing(list(package.values()))
            say(f"If {party} asked for {amount(by)} less, there would be one: {words}.")


def _show(found: Deals, names: dict[str, str]) -> None:
    heading("Solutions")
    _solutions(found, names)
    _trade(found, names)
    if found.status == "within E":
        heading(f"{count(len(found.frontier), 'package')} close to the Pareto frontier")
        _certificate(found)
    elif found.status == "sampled":
        heading(f"{count(len(found.frontier), 'package')} found, none better than another for all")
        _certificate(found)
    else:
        heading(f"Pareto frontier: {count(len(found.frontier), 'point')}")
        _plot(found)
    show_packages([_line(point) for point in found.frontier[:SHOWN]], found.parties, names)
    if len(found.frontier) > SHOWN:
        say(f"… and {len(found.frontier) - SHOWN:,} more (--json lists them all).")


def _certificate(found: Deals) -> None:
    words = go.agreements.certificate_words(found)
    if words is not None:
        say(words)


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
    """Nash first, so that the others are told by what differs from it."""
    concepts = sorted(found.solutions.items(), key=lambda concept: concept[0] != "nash")
    show_solutions(
        [
            (
                title(key),
                [_line(point) for point in points],
            )
            for key, points in concepts
        ],
        found.parties,
        names,
    )


def _line(point: Point) -> Line:
    return Line("", point.package, point.utilities)
