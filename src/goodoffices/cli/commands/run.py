"""goodoffices run: the main job, from a case to its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, complain, emit, meter, say
from goodoffices.cli.options import CasePath, Json, Language, Seed

EXAMPLE = "Example: goodoffices run cases/strait"


def command(
    case: CasePath,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write into; out/<case> if not given.")
    ] = None,
    runs: Annotated[
        int,
        typer.Option(
            min=1, help="How many talks to simulate for each protocol; 3 at most where parts learn."
        ),
    ] = 200,
    seed: Seed = 0,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Read a case's dispatches, say where its talks stand, and for a modelled case what could be
    agreed and how talks go: one report.html that opens anywhere, and results.json beside it."""
    with meter(show=not json) as progress:
        outcome = go.run(
            case, out=out, seed=seed, runs=runs, lang=lang, progress=progress, choose=best_so_far
        )
    for name, reason in outcome.unplayed:
        complain(f"{name} was not played: {reason}")
    if json:
        emit({"case": outcome.case.id, "report": str(outcome.report), "results": str(outcome.results)})
    else:
        say(f"Open {outcome.report} in a browser; the numbers are in {outcome.results}.")
