"""goodoffices report: a case's page alone."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import best_so_far, emit, meter, say
from goodoffices.cli.options import (
    CasePath,
    Json,
    Parties,
    Seed,
    chosen,
    needs,
    run_number,
    say_scenario,
    say_unplayed,
)
from goodoffices.errors import UsageError
from goodoffices.files import check_writable
from goodoffices.wording import within


class Minutes(Enum):
    """Who minutes are for."""

    PUBLIC = "public"
    PRIVATE = "private"


EXAMPLE = "Example: goodoffices report cases/canal --out canal.html"


def command(
    context: typer.Context,
    case: CasePath,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("report.html"),
    runs: Annotated[
        int,
        typer.Option(
            metavar="INTEGER", parser=run_number, help="Number of talks to simulate with each protocol."
        ),
    ] = 200,
    seed: Seed = 0,
    minutes: Annotated[
        Minutes,
        typer.Option(
            help="Minutes of simulated sessions: public, as everyone may read them, or private, the "
            "mediator's own, with the private answers."
        ),
    ] = Minutes.PUBLIC,
    who: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="party:ID",
            help="Write the page of this party: what reports say, what everyone knows of the case, and the "
            "party's own numbers; nothing of another party's.",
        ),
    ] = None,
    parties: Parties = None,
    other: Annotated[
        str | None,
        typer.Option(
            "--beside",
            metavar="CASE|DATE",
            help="Write the case beside another case, or beside itself as reports had it by a day such as "
            "2024-05-26.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write a case's page to a single file, under a name of your choice, to hand on to others.

    The page of a modelled case has every side's numbers and is for the mediator; --for makes the page of a
    party.
    """
    needs(context, who is None, "no --for", "other", "runs", "seed")
    needs(context, other is None, "no --beside", "minutes")
    go.casefile.locate(case).keep_from(out)
    check_writable(out)
    if other is not None:
        with meter(show=not json) as progress:
            titles = go.report.write_beside(
                case, other, out, seed, runs, progress, best_so_far, chosen(parties)
            )
        if json:
            emit({"report": str(out), "beside": list(titles)})
        else:
            say(f"Open {out} in a browser.")
        return
    if who is not None:
        _for_party(case, who, out, minutes, chosen(parties), json=json)
        return
    with meter(show=not json) as progress:
        outcome = go.report.gather(case, None, seed, runs, progress, best_so_far, chosen(parties))
        go.report.write(outcome, out, private=minutes is Minutes.PRIVATE)
    say_scenario(outcome.case, case, parties)
    say_unplayed(context, outcome.case, "runs", "seed", "minutes")
    if json:
        emit({"case": outcome.case.id, "report": str(out)})
    else:
        say(f"Open {out} in a browser.")


def _for_party(
    case: Path, who: str, out: Path, minutes: Minutes, parties: list[str], *, json: bool
) -> None:
    if minutes is Minutes.PRIVATE:
        raise UsageError(
            "--minutes private: expected no --for, because private minutes are the mediator's."
        )
    with meter(show=not json) as progress:
        found, party = go.report.write_for(case, who, out, progress, parties)
    if json:
        emit({"case": found.id, "report": str(out), "for": party.id})
        return
    say(f"Open {out} in a browser. It holds nothing of another party's numbers.")
    say(f"It holds the reports in the case: hand it on only if {within(party.name)} may read them.")
