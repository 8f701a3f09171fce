"""goodoffices talks: how simulated talks go."""

from __future__ import annotations

from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json, Seed

EXAMPLE = "Example: goodoffices talks cases/strait --protocol single-text --runs 100 --seed 1"
