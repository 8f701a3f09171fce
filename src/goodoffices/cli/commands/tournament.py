"""goodoffices tournament: every cell of a plan played, stopped and resumed at will."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import Json

EXAMPLE = "Example: goodoffices tournament tests/data/plan.yaml --jobs 2"


def command(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="A plan in YAML.")],
    out: Annotated[
        Path | None, typer.Option(help="The results, JSON lines; PLAN with .jsonl if not given.")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option(help="The results as a Parquet table too, a row a session.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many cells at a time.")] = 1,
    json: Json = False,
) -> None:
    """Play every case, protocol, mediator and strategy of a plan against each other, in every role.

    Stopped at any moment, it goes on where it was: a cell that was written is not played again.
    """
    read = go.talks.tournament.read_plan(plan)
    if parquet is not None:
        go.talks.tournament.parquet.pyarrow()
    with meter(show=not json) as progress:
        where = out or plan.with_suffix(".jsonl")
        results = go.talks.tournament.play(read, plan.parent, where, jobs, progress)
    if parquet is not None:
        go.talks.tournament.parquet.write(results, read, parquet)
    found, led = (
        go.talks.tournament.summary(results, read.seed),
        go.talks.tournament.by_mediator(results),
    )
    if json:
        pairs = [{"pair": list(pair), "by_luck": chance} for pair, chance in found.pairs.items()]
        lines = [asdict(line) for line in found.lines]
        mediators = [asdict(one) for one in led]
        emit({"cells": len(results), "mediators": mediators, "strategies": lines, "pairs": pairs})
        return
    agreed, runs = sum(r["agreed"] for r in results), sum(r["runs"] for r in results)
    say(f"{len(results)} cells, {runs:,} sessions, {agreed:,} agreed.")
    if led:
        heading("Mediators: sessions that agreed")
        shown = [
            [one.mediator + ", sharing" * one.sharing, one.protocol, *map(str, (one.runs, one.agreed))]
            for one in led
        ]
        table(["mediator", "protocol", "sessions", "agreed"], shown, numeric=[2, 3])
    heading("Strategies: mean worth, from 0, the worst a seat ended with, to 1, the best")
    rows = [
        [one.strategy, f"{one.mean:.3f}", f"{one.low:.3f} to {one.high:.3f}", str(one.seats)]
        for one in found.lines
    ]
    table(["strategy", "mean", "95 % interval", "seats"], rows, numeric=[1, 3])
    heading("Pairs: how often luck alone would make so large a difference")
    chances = [[*pair, f"{chance:.3f}"] for pair, chance in found.pairs.items()]
    table(["one", "other", "chance"], chances, numeric=[2])
