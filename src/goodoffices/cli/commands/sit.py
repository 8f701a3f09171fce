"""goodoffices sit: people take the seats at one keyboard."""

from __future__ import annotations

import typer

from goodoffices.cli.options import CasePath

EXAMPLE = "Example: goodoffices sit cases/canal --protocol double-blind-close"


def command(case: CasePath) -> None:
    """Not there yet."""
    raise typer.Exit(2)
