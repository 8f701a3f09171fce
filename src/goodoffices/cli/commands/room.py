"""goodoffices room DIR …: make links into seats, and write the log."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.commands.serve import needs_rooms
from goodoffices.cli.console import say
from goodoffices.errors import UsageError
from goodoffices.wording import did_you_mean

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Care for the room of a server: links, and its log.",
    epilog="Example: goodoffices room room link --seat party:A",
)


@app.callback()
def folder(
    context: typer.Context,
    data: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the server.")],
) -> None:
    """Care for the room of a server: links, and its log."""
    context.obj = data


def _set_up(context: typer.Context) -> None:
    needs_rooms()
    from goodoffices.rooms import serve
    from goodoffices.rooms.folder import Folder

    found = Folder(context.obj)
    found.config()
    serve.set_up(found)
    from goodoffices.rooms.upgrade import require_known

    require_known(found)


@app.command(epilog="Example: goodoffices room DIR link --seat party:A")
def link(
    context: typer.Context,
    seat: Annotated[str, typer.Option(help="party:ID, mediator:ID or observer.")],
    url: Annotated[str, typer.Option(help="The address of the server.")] = "https://localhost:8443/",
    delegate: Annotated[bool, typer.Option("--delegate", help="For a delegate.")] = False,
) -> None:
    """Make a link into a seat. It works once, and everyone in the room sees that it was made."""
    _set_up(context)
    from goodoffices.rooms.doing.people import SERVER, make_link
    from goodoffices.rooms.seen.seats import seat_named, seat_names

    found = seat_named(seat)
    if found is None:
        known = seat_names()
        raise UsageError(
            f"--seat: expected {', '.join(known)}, found '{seat}'.{did_you_mean(seat, known)}"
        )
    token = make_link(found, SERVER, "delegate" if delegate else "principal")
    say(f"{url.rstrip('/')}/i/{token}")


@app.command(epilog="Example: goodoffices room DIR log > room.jsonl")
def log(
    context: typer.Context,
    room: Annotated[str, typer.Argument(help="The id of the room; not needed if there is one.")] = "",
) -> None:
    """Write the public log of a room to standard output; check it with 'goodoffices verify'."""
    _set_up(context)
    from goodoffices.rooms.cases import case
    from goodoffices.rooms.doing.clock import publish_due
    from goodoffices.rooms.seen.seats import log_of

    publish_due(case())
    text = log_of(room)
    if text is None:
        raise UsageError(f"ROOM: expected the id of a room in this folder, found '{room}'.")
    sys.stdout.write(text)
