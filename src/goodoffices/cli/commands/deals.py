"""goodoffices deals: possible agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, complain, emit, heading, meter, say, table
from goodoffices.cli.options import (
    CasePath,
    Json,
    Parties,
    Seed,
    Spread,
    choices,
    exact_number,
    issue_id,
    loaded,
    shown_number,
    whole_number,
)
from goodoffices.cli.plot import plot
from goodoffices.cli.show_advice import Asked, Sections
from goodoffices.cli.show_packages import Line, Names, show_frontier, show_solutions
from goodoffices.errors import UsageError
from goodoffices.limits import PROFILES, SECONDS
from goodoffices.wording import amount, count, listing, title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from goodoffices.agreements import Deals, Point, Sample
    from goodoffices.model import Case
    from goodoffices.space import Plan, Space

EXAMPLE = (
    "Example: goodoffices deals cases/canal --fix toll=400\n\n"
    "goodoffices deals cases/canal --package convoys=20 --package notice=42 --package toll=400\n\n"
    "goodoffices deals cases/canal --bridge 3 --fallback --best 3\n\n"
    "goodoffices deals cases/canal --drop toll\n\n"
    "goodoffices deals cases/strait/in-part.yaml --uncertain"
)
SHOWN = 20
"""Number of packages of the frontier that are printed."""
LISTED = 1_000
"""Number of packages of the frontier, or of a tie, in JSON without --all: half a megabyte of it."""
LONG = 5.0
"""Seconds from which on it is said how long a frontier may take."""


def command(
    case: CasePath,
    fix: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE=OPTION", help="Settle an issue in advance; may be repeated."),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE", help="Leave an issue out of the talks; may be repeated."),
    ] = None,
    package: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ISSUE=OPTION",
            help="A package on the table, given once for each issue: shows how good it is for each party "
            "and which packages near it are better.",
        ),
    ] = None,
    bridge: Annotated[
        int | None,
        typer.Option(
            metavar="N", parser=shown_number, help="Suggest N packages to bridge, unlike each other."
        ),
    ] = None,
    fallback: Annotated[
        bool, typer.Option("--fallback", help="Fallback bargaining: use only the parties' rankings.")
    ] = False,
    adjusted_winner: Annotated[
        bool,
        typer.Option(
            "--adjusted-winner",
            help="Two parties divide the issues by points, so that both win the same.",
        ),
    ] = False,
    best: Annotated[
        int | None,
        typer.Option(metavar="N", parser=shown_number, help="Show each party's N best packages."),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            max=SECONDS.most,
            help="Seconds for each part that may take long; then packages close to the frontier are "
            "listed, with how close they are.",
        ),
    ] = None,
    uncertain: Annotated[
        bool,
        typer.Option(
            "--uncertain",
            help="Show which packages survive whatever the preferences are among those that fit what is "
            "known. A case in which they are known in part needs it. Goes with --bridge, --fallback "
            "and --parties.",
        ),
    ] = False,
    profiles: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(100, PROFILES),
            help="With --uncertain: number of sets of preferences drawn for each party.",
        ),
    ] = 2000,
    seed: Seed = 0,
    spread: Spread = None,
    parties: Parties = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=f"With --json, list more than {LISTED:,} packages of the frontier."),
    ] = False,
    json: Json = False,
) -> None:
    """Compute the possible agreements: the zone of possible agreement, the frontier, solutions, trade-offs.

    Issues and options may be given by id or by name. With --package, --bridge, --fallback, --best or
    --adjusted-winner only those parts are shown; --json always has everything, but of the frontier the
    first 1,000 packages unless --all is given.

    If the computation takes long, it goes on in rounds; Ctrl-C ends it with the best result so far.

    Exit code 1 if no package is acceptable to every party.
    """
    model = loaded(case, parties)
    if uncertain:
        if any((fix, drop, package, best, seconds, adjusted_winner)):
            raise UsageError(
                "--uncertain: expected no other question beside it than --bridge, --fallback."
            )
        off = exact_number("--spread", spread) if spread is not None else None
        drawn = model if off is None else go.agreements.loosened(model, off)
        sample = go.agreements.sample_of(drawn, profiles, seed)
        _uncertain(model, sample, bridge, fallback, off, json)
        return
    if spread is not None:
        raise UsageError("--spread: expected --uncertain beside it.")
    space = go.space.compile(model, exactly=True)
    dropped = [issue_id(issue, model) for issue in drop or ()]
    for issue in dropped:
        space = go.agreements.without(space, issue)
    settled = choices("--fix", fix, model) if fix else None
    if settled:
        space = go.agreements.fixed(space, settled)
    on_table = choices("--package", package, model) if package else None
    if on_table is not None:
        go.space.encode(space, on_table)
    plan = go.space.Plan(space)
    _say_cost(space)
    given = _seconds(plan, seconds)
    with meter(show=not json) as progress:
        front = best_so_far(
            go.space.anytime(space, plan, counts=True, seconds=given, progress=progress)
        )
    asked = Asked(
        go.agreements.advise(space, front, on_table, seconds) if on_table is not None else None,
        go.agreements.bridges(space, front, bridge) if bridge is not None else None,
        go.agreements.fallback(space) if fallback else None,
        go.agreements.best_of_each(space, front, best) if best is not None else None,
        go.agreements.adjusted_winner(space) if adjusted_winner else None,
    )
    votes = go.agreements.home(model, settled, tuple(dropped))
    found = go.agreements.deals_on(space, front, given, plan, votes=votes)
    if json:
        emit(
            found.to_json(None if everything else LISTED)
            | ({"dropped": dropped} if dropped else {})
            | asked.to_json()
        )
    else:
        names = Names(model)
        _zone(found, names, dropped)
        if asked.anything:
            _certificate(found)
            Sections(found.parties, names, found.reservations).show(asked)
        else:
            _show(found, names)
        say()
        say(go.agreements.source_words(model))
    if found.zopa.count == 0 and found.zopa.exact:
        raise typer.Exit(1)


def _uncertain(
    model: Case,
    sample: Sample,
    bridge: int | None,
    fallback: bool,
    spread: Fraction | None,
    json: bool,
) -> None:
    """Show the packages that survive; JSON has them beside the exact answer, if there is one."""
    found = go.agreements.robust_of(sample)
    fallbacks = go.agreements.fallbacks(sample) if fallback else None
    bridges = go.agreements.robust_bridges(found, bridge) if bridge is not None else None
    if json:
        more: dict[str, object] = {} if fallbacks is None else {"fallback": fallbacks.to_json()}
        if bridges is not None:
            more["bridging"] = [one.to_json() for one in bridges]
        emit(found.to_json() | _exactly(model) | {"robust_method": found.method} | more)
    else:
        # Its sentences load the arrays of numpy, which --help does not need.
        from goodoffices.cli.show_uncertain import show_robust

        show_robust(found, Names(sample.case), fallbacks, bridges, spread)
    if not any(each.joint for each in found.survivors):
        raise typer.Exit(1)


def _say_cost(space: Space) -> None:
    """Say on standard error what a frontier of many parties may cost, before work on it begins."""
    cost = go.agreements.foretold(space)
    if cost is not None and cost.seconds >= LONG:
        complain(
            f"With {len(space.parties)} parties hardly any package is worse than another for all: about "
            f"{_roughly(cost.packages)} of {go.space.size(space):,} packages may be on the frontier, which "
            f"may take about {_roughly(cost.seconds)} seconds. --parties A,B,… or --fix makes it quicker."
        )


def _roughly(number: float) -> str:
    """Return a number with one digit that is not nought."""
    return f"{float(f'{number:.0e}'):,.0f}"


def _exactly(model: Case) -> dict[str, object]:
    """Return the exact answer as JSON, bounded as usual, or nothing if preferences are known in part."""
    if model.partial:
        return {}
    space = go.space.compile(model, exactly=True)
    plan = go.space.Plan(space)
    seconds = go.agreements.seconds_for(plan)
    votes = go.agreements.home(model)
    return go.agreements.deals_of(space, seconds, plan=plan, votes=votes).to_json(LISTED)


def _seconds(plan: Plan, asked: float | None) -> float | None:
    """Return the seconds given to the frontier; if nobody asked for a limit, say so on standard error."""
    given = go.agreements.seconds_for(plan, asked)
    if given != asked:
        complain(
            "The exact frontier may take long. For the first "
            f"{given:.0f} seconds (--seconds changes that) packages close to it are listed, with how close "
            "they are; Ctrl-C ends with the best list so far."
        )
    return given


def _zone(found: Deals, names: Names, dropped: Sequence[str]) -> None:
    say(names.case.title)
    if dropped:
        left_out = listing([names.issue(issue) for issue in dropped])
        say(f"Without {left_out}. The reservation values are unchanged.")
    heading("Zone of possible agreement")
    say(go.agreements.zone_words(found))
    rounding = go.agreements.rounding_words(found)
    if rounding is not None:
        say(rounding)
    if not any(points for _, points in found.solutions.items()):
        say("No package is acceptable to every party.")
        for party, by, package in found.concessions:
            say(
                f"If {names.party(party)} lowered its reservation value by {amount(by)}, this package "
                f"would be: {names.package(package)}."
            )


def _show(found: Deals, names: Names) -> None:
    # Nash first, so that the other solutions are shown by their differences from it.
    solutions = sorted(found.solutions.items(), key=lambda concept: concept[0] != "nash")
    heading("Solutions")
    show_solutions([(title(key), [_line(p) for p in points]) for key, points in solutions], names)
    _trade(found, names)
    if found.status == "within E":
        heading(f"{count(len(found.frontier), 'package')} close to the Pareto frontier")
        _certificate(found)
    elif found.status == "sampled":
        heading(f"{count(len(found.frontier), 'package')} found, none better than another for all")
        _certificate(found)
    else:
        heading(f"Pareto frontier: {count(len(found.frontier), 'package')}")
        parties = names.parties(found.parties)
        if len(parties) == 2 and len(found.frontier) > 1:
            plot(found, (parties[0], parties[1]))
    if found.frontier:
        show_frontier([_line(point) for point in found.frontier[:SHOWN]], names)
    if len(found.frontier) > SHOWN:
        listing_all = "--json" if len(found.frontier) <= LISTED else "--json --all"
        say(f"… and {len(found.frontier) - SHOWN:,} more ({listing_all} lists them all).")


def _certificate(found: Deals) -> None:
    words = go.agreements.certificate_words(found)
    if words is not None:
        say(words)


def _trade(found: Deals, names: Names) -> None:
    """Print the share of each issue in the utility that can change, party by party."""
    heading("Weight of each issue: its share of the utility that is at stake for a party")
    rows = [
        [
            names.issue(issue),
            *(f"{float(found.importance[party][issue]):.0%}" for party in found.parties),
        ]
        for issue in found.importance[found.parties[0]]
    ]
    table(["issue", *names.parties(found.parties)], rows, numeric=range(1, 1 + len(found.parties)))


def _line(point: Point) -> Line:
    return Line("", point.package, point.utilities)
