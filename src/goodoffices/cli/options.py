"""Arguments and options that several commands take, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CasePath = Annotated[
    Path,
    typer.Argument(metavar="CASE", help="A case folder, its case.yaml, or a folder of dispatches."),
]
Language = Annotated[
    str, typer.Option("--lang", help="The language of the page's headings: en, ar or he.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text.")]
Seed = Annotated[int, typer.Option(help="One seed, one result.", min=0)]
