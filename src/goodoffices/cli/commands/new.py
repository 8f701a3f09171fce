"""goodoffices new: a starter case with comments, ready to run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, say
from goodoffices.cli.options import Json

EXAMPLE = 'Example: goodoffices new "Harbour talks 2031"'


def command(
    name: Annotated[
        str,
        typer.Argument(
            help="Name of the new folder, which is also the case's id; or its title in several words."
        ),
    ],
    where: Annotated[Path, typer.Option("--in", help="The folder to create it in.")] = Path(),
    json: Json = False,
) -> None:
    """Create a starter case with comments, ready to run; an existing folder is never overwritten."""
    folder = go.new(name, where)
    if json:
        emit({"case": folder.name, "folder": str(folder)})
        return
    say(f"Wrote {folder / 'case.yaml'}. Edit it, then:")
    say(f"  goodoffices check {folder}")
    say(f"  goodoffices run {folder}")
