"""goodoffices room DIR …: make links into seats, write the log, make and restore backups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from goodoffices import plain_files
from goodoffices.cli.commands.serve import needs_rooms
from goodoffices.cli.console import say
from goodoffices.errors import InputError, UsageError
from goodoffices.wording import count, did_you_mean

PASSPHRASE = "Passphrase"
LONGEST = 10_000
"""Bytes of the first line of a file with a passphrase."""
Words = Annotated[
    Path | None,
    typer.Option(
        "--passphrase",
        metavar="FILE",
        help="File with the passphrase on its first line; you are asked for it by default.",
    ),
]

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Make links to the room of a server, write its log, back it up and restore it.",
    epilog="Example: goodoffices room room link --seat party:A",
)


@app.callback()
def folder(
    context: typer.Context,
    data: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the server.")],
) -> None:
    """Care for the room of a server: links, its log, and backups."""
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
    seat: Annotated[str, typer.Option(help="party:ID, mediator:ID, observer, keeper:1 or keeper:2.")],
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


@app.command(epilog="Example: goodoffices room DIR backup friday.room")
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A new file; the keys go into FILE.keys beside it.")],
    passphrase: Words = None,
) -> None:
    """Write a backup, sealed with a passphrase; the server may run meanwhile.

    FILE has the rows and the case, FILE.keys the keys. Keep them in different places.
    """
    _set_up(context)
    from goodoffices.rooms import backup as backups
    from goodoffices.rooms.folder import Folder

    backups.backup(Folder(context.obj), file, _passphrase(passphrase, new=True))
    say(f"Written and read again: {file}, and its keys: {backups.keys_of(file)}")
    say("Keep the keys in another place. Destroy old keys: they could open what was shredded since.")


@app.command(epilog="Example: goodoffices room NEWDIR restore friday.room")
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup.")],
    keys: Annotated[
        Path | None, typer.Option(help="The file of its keys; FILE.keys by default.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help="New file of the server's key, outside of the folder.")
    ] = None,
    database: Annotated[
        str,
        typer.Option(metavar="postgres://…", help="Restore into an empty database of PostgreSQL."),
    ] = "",
    passphrase: Words = None,
) -> None:
    """Restore a backup into a new folder DIR, and verify every room in it."""
    needs_rooms()
    from goodoffices.rooms import backup as backups
    from goodoffices.rooms.folder import Folder

    words, found = _passphrase(passphrase, new=False), keys or backups.keys_of(file)
    rooms = backups.restore(file, found, Folder(context.obj), words, key, database)
    say(f"Restored into {context.obj}: the chains of {count(rooms, 'room')} hold.")
    say(f"Serve it with: goodoffices serve --data {context.obj}")


def _passphrase(file: Path | None, new: bool) -> str:
    if file is None:
        words: str = typer.prompt(PASSPHRASE, hide_input=True, confirmation_prompt=new, err=True)
        return words
    try:
        words = plain_files.begin(file, LONGEST).decode("utf-8").split("\n", 1)[0]
        return words.removesuffix("\r")
    except (InputError, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: expected a file with the passphrase, found none.") from error
