"""goodoffices sit: people take the seats at one keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, err, out, say
from goodoffices.cli.keyboard import Keyboard
from goodoffices.cli.options import CasePath, Json
from goodoffices.errors import UsageError

EXAMPLE = "Example: goodoffices sit cases/canal --protocol double-blind-close"


def command(
    case: CasePath,
    protocol: Annotated[str, typer.Option(help="double-blind-close.")] = "double-blind-close",
    text: Annotated[
        list[str] | None, typer.Option(help="The text to put, as issue=option, once for each issue.")
    ] = None,
    minutes: Annotated[
        Path | None, typer.Option(help="A file for the mediator's minutes, private answers included.")
    ] = None,
    json: Json = False,
) -> None:
    """Pass the keyboard: the mediator chooses a text, each party answers privately, one word is published.

    What is printed at the end is what everyone may know. Exit code 1 when there is no agreement.
    """
    model = go.load(case)
    package = dict(_pair(words) for words in text) if text else None
    session = go.talks.sit(model, protocol, Keyboard(err if json else out), package)
    if minutes is not None:
        go.casefile.write_text(minutes, session.text())
    if json:
        emit(session.public().to_json())
    else:
        say(session.public().text())
    if session.agreed is None:
        raise typer.Exit(1)


def _pair(words: str) -> tuple[str, str]:
    issue, equals, option = words.partition("=")
    if not equals:
        raise UsageError(f"--text: expected issue=option, found '{words}'.")
    return issue, option
