"""The goodoffices command. Each subcommand is a file; errors become a message and exit code 2."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from goodoffices.cli.commands import (
    ask,
    bids,
    brief,
    check,
    convert,
    deals,
    new,
    phases,
    ratify,
    read,
    record,
    report,
    review,
    room,
    run,
    schema,
    serve,
    sit,
    stability,
    talks,
    tournament,
    verify,
)
from goodoffices.cli.console import complain
from goodoffices.cli.plugins import with_plugins
from goodoffices.cli.streams import prepare
from goodoffices.errors import GoodOfficesError, short
from goodoffices.plain_files import missing

app = typer.Typer(
    name="goodoffices",
    help="Good Offices helps a third party in a negotiation: it reads reports, keeps a record, computes "
    "possible agreements and simulates talks.",
    epilog="Start with: goodoffices run cases/strait",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for module in (
    run,
    read,
    brief,
    check,
    new,
    schema,
    convert,
    deals,
    ask,
    bids,
    ratify,
    phases,
    stability,
    talks,
    tournament,
    sit,
    report,
    review,
    serve,
    verify,
):
    name = module.__name__.rpartition(".")[2]
    app.command(name, epilog=module.EXAMPLE)(with_plugins(module.command))


app.add_typer(record.app, name="record")
app.add_typer(room.app, name="room")


def main() -> None:
    """Run the command line. Exit code 0; 1 if the answer is no; 2 if the input or an option is wrong."""
    prepare()
    try:
        try:
            app()
        finally:
            # A disk that is full at the last line is told here, and not by the interpreter after the end.
            sys.stdout.flush()
    except GoodOfficesError as error:
        complain(short(str(error)))
        sys.exit(2)
    except FileNotFoundError as error:
        complain(short(str(missing(Path(error.filename or "input"), "a file"))))
        sys.exit(2)
    except OSError as error:
        complain(f"{error.filename or 'input'}: {error.strerror or error}.")
        sys.exit(2)


if __name__ == "__main__":
    main()
