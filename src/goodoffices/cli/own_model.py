"""Options for a language model of the user's own, and the notice of the text that leaves this computer."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import complain
from goodoffices.errors import UsageError
from goodoffices.wording import count

if TYPE_CHECKING:
    from goodoffices.reader.llm import endpoint as server
    from goodoffices.reader.plugins import Reader

KEY = "GOODOFFICES_LLM_KEY"
"""The environment variable with the key of the server: a key on the command line is seen by other users."""
NAME = "llm"
Readers = Annotated[
    list[str] | None,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="The reader: grammar (the default), rules (needs no parser), llm (a language model of yours) "
        "or a plug-in's. May be repeated: each reader adds what those before it did not find.",
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="With --reader llm: the address of the server, such as http://localhost:11434/v1. Its key, if "
        f"it needs one, is taken from the variable {KEY}.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="With --reader llm: the model, as the server calls it."),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        min=1,
        max=3600,
        help="With --reader llm: the longest time to wait for an answer; 120 by default.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", help="With --reader llm: send the text without asking you first.")
]
PlainHttp = Annotated[
    bool,
    typer.Option(
        "--plain-http",
        help="With --reader llm: allow http to another computer. Anybody on the way can read the text.",
    ),
]


def with_model(
    named: Sequence[str] | None,
    file: str | Path,
    url: str | None,
    model: str | None,
    seconds: float | None,
    *,
    yes: bool,
    plain_http: bool,
) -> list[str | Reader]:
    """Return the readers, with the model in place of the name ``llm`` if the user agrees to send the text.

    If none is named, it is the usual reader.

    Raises:
        UsageError: the server or the model is not named, or the user does not agree.
    """
    readers = named or go.reader.plugins.DEFAULT
    if NAME not in readers:
        if url or model or yes or plain_http or seconds is not None:
            raise UsageError(
                "--endpoint, --model, --seconds, --yes and --plain-http are for --reader llm: add it, or "
                "leave them out."
            )
        return list(readers)
    if not url or not model:
        raise UsageError(
            "--reader llm: expected a server and a model that you name (--endpoint URL --model NAME), "
            f"found {'no server' if model else 'no model' if url else 'neither'}."
        )
    # Only this option needs a client, so that every other command starts without it.
    from goodoffices.reader.llm.endpoint import SECONDS, Endpoint
    from goodoffices.reader.llm.language_model import LanguageModel

    key = os.environ.get(KEY) or None
    endpoint = Endpoint(url, model, key, plain_http, SECONDS if seconds is None else seconds)
    complain(notice(endpoint, file))
    if not yes:
        _ask(file)
    return [LanguageModel(endpoint) if name == NAME else name for name in readers]


def notice(endpoint: server.Endpoint, file: str | Path) -> str:
    """Return sentences about what is sent, where to, and who can read it there."""
    if file == "-":
        what = "the text from standard input"
    elif Path(file).is_dir():
        number = len(go.casefile.locate(Path(file)).dispatches)
        what = f"the text of {count(number, 'dispatch', 'dispatches')} in {file}"
    else:
        what = f"the text of {file}"
    if endpoint.local:
        where = "on this computer. It leaves this computer only if the program there passes it on"
    else:
        where = "on another computer. Those who run it can read it and keep it"
    way = "" if endpoint.local or endpoint.place.startswith("https") else " It travels unencrypted."
    key = f" The key in {KEY} goes with it." if endpoint.key else ""
    return (
        f"--reader llm sends {what} to the model '{endpoint.model}' at {endpoint.place}, {where}.{way}{key} "
        "Names of files, outlets, dates of publication and your record are not sent."
    )


def _ask(file: str | Path) -> None:
    """Ask a person at the terminal to agree.

    Raises:
        UsageError: the answer is not yes, or nobody can be asked.
    """
    if file == "-" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nothing was sent: nobody can be asked here. --yes agrees to send it.")
    sys.stderr.write("Send it? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing was sent.")
