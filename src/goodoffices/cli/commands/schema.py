"""goodoffices schema: the JSON Schema of case.yaml."""

from __future__ import annotations

import goodoffices as go
from goodoffices.cli.console import emit

EXAMPLE = "Example: goodoffices schema > case.schema.json"


def command() -> None:
    """Print the JSON Schema of case.yaml, for editors that check a file while it is written."""
    emit(go.casefile.schema())
