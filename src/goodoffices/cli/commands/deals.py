"""goodoffices deals: possible agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, complain, emit, meter
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
    needs,
    profiles_number,
    shown_number,
)
from goodoffices.cli.show_advice import Asked
from goodoffices.cli.show_deals import LISTED, show_deals
from goodoffices.cli.show_packages import Names
from goodoffices.limits import SECONDS, USUAL_PROFILES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from goodoffices.agreements import Sample
    from goodoffices.model import Case
    from goodoffices.space import Plan, Space

EXAMPLE = (
    "Example: goodoffices deals cases/canal --fix toll=400\n\n"
    "goodoffices deals cases/canal --package convoys=20 --package notice=42 --package toll=400\n\n"
    "goodoffices deals cases/canal --bridge 3 --fallback --best 3\n\n"
    "goodoffices deals cases/canal --drop toll\n\n"
    "goodoffices deals cases/strait/in-part.yaml --uncertain"
)
LONG = 5.0
"""Seconds from which on it is said how long a frontier may take."""

Fix = Annotated[
    list[str] | None,
    typer.Option(metavar="ISSUE=OPTION", help="Settle an issue in advance; may be repeated."),
]
Drop = Annotated[
    list[str] | None,
    typer.Option(metavar="ISSUE", help="Leave an issue out of the talks; may be repeated."),
]
OnTheTable = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ISSUE=OPTION",
        help="A package on the table, given once for each issue: shows how good it is for each party "
        "and which packages near it are better.",
    ),
]
Bridge = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=shown_number,
        help="Suggest N packages that could bridge the gap, as different as possible.",
    ),
]
Fallback = Annotated[
    bool, typer.Option("--fallback", help="Fallback bargaining: use only the parties' rankings.")
]
AdjustedWinner = Annotated[
    bool,
    typer.Option(
        "--adjusted-winner", help="Two parties divide the issues by points, so that both win the same."
    ),
]
Best = Annotated[
    int | None,
    typer.Option(metavar="N", parser=shown_number, help="Show each party's N best packages."),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        min=0.1,
        max=SECONDS.most,
        help="Longest time in seconds for each part. If it is not enough, packages close to the frontier are "
        "listed, with how close they are.",
    ),
]
Uncertain = Annotated[
    bool,
    typer.Option(
        "--uncertain",
        help="Show which packages are acceptable under the most preferences that fit what is known. A "
        "case in which preferences are known in part needs it. Goes with --bridge, --fallback and "
        "--parties.",
    ),
]
Profiles = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=profiles_number,
        help="With --uncertain: number of sets of preferences drawn for each party.",
    ),
]
Everything = Annotated[
    bool,
    typer.Option("--all", help=f"With --json, list more than {LISTED:,} packages of the frontier."),
]


def command(
    context: typer.Context,
    case: CasePath,
    fix: Fix = None,
    drop: Drop = None,
    package: OnTheTable = None,
    bridge: Bridge = None,
    fallback: Fallback = False,
    adjusted_winner: AdjustedWinner = False,
    best: Best = None,
    seconds: Seconds = None,
    uncertain: Uncertain = False,
    profiles: Profiles = USUAL_PROFILES,
    seed: Seed = 0,
    spread: Spread = None,
    parties: Parties = None,
    everything: Everything = False,
    json: Json = False,
) -> None:
    """Compute the possible agreements: the zone of possible agreement, the frontier, solutions, trade-offs.

    Issues and options may be given by id or by name. With --package, --bridge, --fallback, --best or
    --adjusted-winner only those parts are shown. --json always has everything, except that the frontier is
    cut off after 1,000 packages; --all lists them all.

    If the computation takes long, it works in rounds. Ctrl-C ends it with the best result so far.

    Exit code 1 if no package is acceptable to every party.
    """
    needs(context, json and not uncertain, "--json and no --uncertain", "everything")
    needs(context, uncertain, "--uncertain", "spread", "profiles", "seed")
    exact = ("fix", "drop", "package", "best", "seconds", "adjusted_winner")
    needs(context, not uncertain, "no --uncertain", *exact)
    model = loaded(case, parties)
    if uncertain:
        off = exact_number("--spread", spread) if spread is not None else None
        drawn = model if off is None else go.agreements.loosened(model, off)
        sample = go.agreements.sample_of(drawn, profiles, seed)
        _uncertain(model, sample, bridge, fallback, off, json)
        return
    dropped = list(dict.fromkeys(issue_id(issue, model, "--drop") for issue in drop or ()))
    space, settled = _narrowed(model, dropped, fix)
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
        left_out = {"dropped": dropped} if dropped else {}
        emit(found.to_json(None if everything else LISTED) | left_out | asked.to_json())
    else:
        show_deals(found, Names(model), asked, dropped)
    if found.zopa.count == 0 and found.zopa.exact:
        raise typer.Exit(1)


def _narrowed(
    model: Case, dropped: Sequence[str], fix: Sequence[str] | None
) -> tuple[Space, Mapping[str, str] | None]:
    """Return the space without the issues left out or settled, and the options that settle them."""
    space = go.space.compile(model, exactly=True)
    for issue in dropped:
        space = go.agreements.without(space, issue)
    settled = choices("--fix", fix, model) if fix else None
    return (go.agreements.fixed(space, settled) if settled else space), settled


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
        seconds = _roughly(cost.seconds)
        unit = "second" if seconds == "1" else "seconds"
        complain(
            f"With {len(space.parties)} parties, about {_roughly(cost.packages)} of {go.space.size(space):,} "
            f"packages may be on the frontier. This may take about {seconds} {unit}. --parties A,B,… or "
            "--fix makes it quicker."
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
            f"The exact frontier may take long. If {given:.0f} seconds (--seconds changes that) are not "
            "enough, packages close to it are listed, with how close they are. Ctrl-C ends with the best "
            "list so far."
        )
    return given
