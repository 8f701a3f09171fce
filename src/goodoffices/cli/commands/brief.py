"""goodoffices brief: where the talks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json

if TYPE_CHECKING:
    from goodoffices.record import Brief

EXAMPLE = "Example: goodoffices brief cases/hostage-talks-2024"


def command(case: CasePath, json: Json = False) -> None:
    """Say where the talks stand, from the case's dispatches and its record."""
    brief = go.brief(case)
    if json:
        emit(brief.to_json())
    else:
        _show(brief)


def _show(brief: Brief) -> None:
    say(str(brief.to_json()))
    heading("")
    table([], [])
