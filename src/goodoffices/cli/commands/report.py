"""goodoffices report: a case's page alone."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, emit, meter, say
from goodoffices.cli.options import CasePath, Json, Language, Seed, run_number
from goodoffices.files import check_target


class Minutes(Enum):
    """Who minutes are for."""

    PUBLIC = "public"
    PRIVATE = "private"


EXAMPLE = "Example: goodoffices report cases/canal --out canal.html"


def command(
    case: CasePath,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("report.html"),
    runs: Annotated[
        int,
        typer.Option(
            metavar="INTEGER", parser=run_number, help="Number of talks to simulate with each protocol."
        ),
    ] = 200,
    seed: Seed = 0,
    lang: Language = "en",
    minutes: Annotated[
        Minutes,
        typer.Option(
            help="Minutes of simulated sessions: public, as everyone may read them, or private, the "
            "mediator's own, with the private answers."
        ),
    ] = Minutes.PUBLIC,
    json: Json = False,
) -> None:
    """Write a case's page to a single file, under a name of your choice, to hand on to others."""
    go.report.frame_of(lang)
    go.casefile.locate(case).keep_from(out)
    check_target(out)
    with meter(show=not json) as progress:
        outcome = go.report.gather(case, None, seed, runs, progress, best_so_far)
        go.report.write(outcome, out, lang, private=minutes is Minutes.PRIVATE)
    if json:
        emit({"case": outcome.case.id, "report": str(out)})
    else:
        say(f"Open {out} in a browser.")
