"""goodoffices run: from a case to its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, complain, emit, meter, say
from goodoffices.cli.options import (
    CasePath,
    Json,
    Parties,
    Seed,
    chosen,
    run_number,
    say_scenario,
    say_unplayed,
)
from goodoffices.wording import in_words

EXAMPLE = "Example: goodoffices run cases/strait"


def command(
    context: typer.Context,
    case: CasePath,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to; out/<case> by default.")
    ] = None,
    runs: Annotated[
        int,
        typer.Option(
            metavar="INTEGER",
            parser=run_number,
            help="Number of talks to simulate with each protocol; at most 3 with a protocol whose mediator "
            "learns.",
        ),
    ] = 200,
    seed: Seed = 0,
    parties: Parties = None,
    json: Json = False,
) -> None:
    """Report on a case: the state of its talks, from its dispatches, and for a modelled case the possible
    agreements and how simulated talks go. Writes results.json and report.html, which opens in any browser."""
    with meter(show=not json) as progress:
        outcome = go.run(
            case,
            out=out,
            seed=seed,
            runs=runs,
            progress=progress,
            choose=best_so_far,
            parties=chosen(parties),
        )
    say_scenario(outcome.case, case, parties)
    say_unplayed(context, outcome.case, "runs", "seed")
    for name, reason in outcome.unplayed:
        complain(f"{in_words(name)} was not simulated: {reason}")
    if json:
        emit({"case": outcome.case.id, "report": str(outcome.report), "results": str(outcome.results)})
    else:
        say(f"Open {outcome.report} in a browser. The numbers are in {outcome.results}.")
