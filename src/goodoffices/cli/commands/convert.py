"""goodoffices convert: a scenario of other software as a case, or a case as a GENIUS folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, say
from goodoffices.cli.options import Json, Parties, loaded

EXAMPLE = "Example: goodoffices convert cases/canal canal-genius --to genius"


def command(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            help="A case, or a folder of GENIUS, GeniusWeb, NegoLog, NegMAS, "
            "LLM-Deliberation or CSV files.",
        ),
    ],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A new folder or a new .yaml file to write.")
    ],
    to: Annotated[
        str,
        typer.Option(
            help="Format to write: case (YAML), genius (XML), negmas (YAML), or the name of a plug-in's "
            "format."
        ),
    ] = "case",
    parties: Parties = None,
    json: Json = False,
) -> None:
    """Convert a scenario to another format; the format of the input is recognised from its content."""
    case = loaded(source, parties)
    written = go.convert(case, out, to)
    said = go.formats.FORMATS[to]().said_of(case) if to != "case" else ""
    if json:
        emit({"written": [str(path) for path in written]} | ({"note": said} if said else {}))
    else:
        for path in written:
            say(str(path))
        if said:
            say(said)
