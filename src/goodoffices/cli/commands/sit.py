"""goodoffices sit: people take the seats, at a shared keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, err, out, say
from goodoffices.cli.keyboard import Keyboard
from goodoffices.cli.options import CasePath, Json, Parties, choices, loaded, needs
from goodoffices.files import check_writable, write_text

EXAMPLE = "Example: goodoffices sit cases/canal --protocol double-blind-close"


def command(
    context: typer.Context,
    case: CasePath,
    protocol: Annotated[
        str,
        typer.Option(
            help="The protocol: double-blind-batch, double-blind-close, single-text, "
            "single-text-critique or single-text-votes."
        ),
    ] = "double-blind-close",
    text: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ISSUE=OPTION",
            help="The first text to put to the parties, given once for each issue; asked for by default.",
        ),
    ] = None,
    variants: Annotated[
        int, typer.Option(help="Variants that the mediator puts in a double-blind batch, at most 6.")
    ] = 3,
    minutes: Annotated[
        Path | None,
        typer.Option(help="File for the mediator's minutes, with the private answers."),
    ] = None,
    parties: Parties = None,
    json: Json = False,
) -> None:
    """Hold a session with people who take turns at a keyboard: the mediator chooses texts, each party
    answers in private, and in the end only 'agreement' or 'no agreement' is published. The case needs issues,
    and no numbers.

    The minutes printed at the end hold nothing private. Exit code 1 if there is no agreement.
    """
    needs(context, protocol == "double-blind-batch", "--protocol double-blind-batch", "variants")
    if minutes is not None:
        go.casefile.locate(case).keep_from(minutes)
        check_writable(minutes)
    model = loaded(case, parties)
    package = choices("--text", text, model) if text else None
    session = go.talks.sit(model, protocol, Keyboard(err if json else out), package, variants)
    if minutes is not None:
        write_text(minutes, session.text())
    if json:
        emit(session.public().to_json())
    else:
        say(session.public().text())
    if session.agreed is None:
        raise typer.Exit(1)
