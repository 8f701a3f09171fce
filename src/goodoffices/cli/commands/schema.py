"""goodoffices schema: the JSON Schema of case.yaml."""

from __future__ import annotations

import goodoffices as go
from goodoffices.cli.console import emit
from goodoffices.cli.options import Json

EXAMPLE = "Example: goodoffices schema > case.schema.json"


def command(json: Json = False) -> None:
    """Print the JSON Schema of case.yaml, for editors that check as you type (always JSON)."""
    emit(go.casefile.schema())
