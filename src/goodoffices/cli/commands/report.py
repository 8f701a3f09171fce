"""goodoffices report: the page alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, meter, say
from goodoffices.cli.options import CasePath, Json, Seed

EXAMPLE = "Example: goodoffices report cases/strait --out strait.html"
