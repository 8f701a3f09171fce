"""goodoffices tournament: play all cells of a plan; it can be stopped and resumed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import EngineAddress, Json, jobs_number
from goodoffices.files import check_target
from goodoffices.wording import amount, count, in_words, listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.talks.outcomes.estimates import Estimate
    from goodoffices.talks.tournament.summary import Led, Summary

EXAMPLE = "Example: goodoffices tournament tests/data/plan.yaml --jobs 2"


def command(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan, a YAML file.")],
    out: Annotated[
        Path | None,
        typer.Option(help="File for the results (JSON lines); PLAN with .jsonl by default."),
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option(help="File for the results as a Parquet table, one row for each session."),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            metavar="INTEGER", parser=jobs_number, help="Number of cells to play at the same time."
        ),
    ] = 1,
    engine: EngineAddress = None,
    json: Json = False,
) -> None:
    """Play each case of a plan with each of its protocols, mediators and pairs of strategies, in every role.

    If it is stopped, the next start continues: a cell whose result is in the file is not played again.
    """
    read = go.talks.tournament.read_plan(plan)
    if parquet is not None:
        check_target(parquet)
        go.talks.tournament.parquet.check(parquet)
        go.talks.tournament.parquet.pyarrow()
    with meter(show=not json) as progress:
        where = out or plan.with_suffix(".jsonl")
        results = go.talks.tournament.play(read, plan.parent, where, jobs, progress, engine)
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
    else:
        _show(results, found, led)


def _show(results: Sequence[Mapping[str, Any]], found: Summary, led: Sequence[Led]) -> None:
    agreed, runs = sum(r["agreed"] for r in results), sum(r["runs"] for r in results)
    say(
        f"{count(len(results), 'cell')}, {count(runs, 'session')}, {agreed:,} of them ended in agreement."
    )
    if led:
        _mediators(led)
    heading("Strategies: mean utility (0: the worst result of that seat, 1: the best)")
    rows = [
        [in_words(one.strategy), f"{one.mean:.3f}", f"{one.low:.3f} to {one.high:.3f}", str(one.seats)]
        for one in found.lines
    ]
    table(["strategy", "mean", "95% interval", "seats"], rows, numeric=[1, 3])
    if found.pairs:
        heading("Pairs of strategies: probability that chance alone makes a difference this large")
        chances = [[*map(in_words, pair), f"{chance:.3f}"] for pair, chance in found.pairs.items()]
        table(["strategy", "other strategy", "probability"], chances, numeric=[2])


def _mediators(led: Sequence[Led]) -> None:
    """Print a row for each protocol and mediator, and who else heard private answers."""
    heading("Mediators, the largest joint gain first (95% intervals)")
    shown = [
        [
            in_words(one.mediator) + ", sharing" * one.sharing,
            in_words(one.protocol),
            _text(one.joint_gain),
            one.agreement.text(),
            _text(one.least),
            "–" if one.answers is None else amount(one.answers),
            f"{one.runs:,}",
        ]
        for one in led
    ]
    columns = ["mediator", "protocol", "joint gain", "agreed", "least gain", "answers", "sessions"]
    table(columns, shown, numeric=range(2, len(columns)))
    say(
        "Joint gain: share of the possible joint gain. Least gain: the share of its possible gain that the "
        "party with the smallest gain got. No agreement counts as no gain. Answers: private answers in a "
        "session."
    )
    leaks = [one for one in led if one.heard_by_parties]
    if leaks:
        say(
            f"Another party heard private answers in {listing([in_words(one.protocol) for one in leaks])}."
        )


def _text(found: Estimate | None) -> str:
    return "–" if found is None else found.text()
