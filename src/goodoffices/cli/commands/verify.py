"""goodoffices verify: check the log of a room at home."""

from __future__ import annotations

import json as encoding
from pathlib import Path
from typing import Annotated

import typer

from goodoffices import plain_files
from goodoffices.cli.console import complain, emit, say
from goodoffices.cli.options import Json
from goodoffices.errors import LedgerError
from goodoffices.wording import count

EXAMPLE = "Example: goodoffices verify room.jsonl '3f0c 11d2 …' --own my-side.json"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The log of a room, as downloaded.")],
    head: Annotated[
        str,
        typer.Argument(metavar="HEAD", help="A head you were given, whole or as it was read aloud."),
    ],
    own: Annotated[
        Path | None, typer.Option(help="Your side, as downloaded: check that the log contains it.")
    ] = None,
    json: Json = False,
) -> None:
    """Check that the log of a room still holds a head you were given, without a server.

    Exit code 1 if it does not: something in it was changed, removed, exchanged or cut off.
    """
    # The chain takes a function of the record, whose modules --help does not need.
    from goodoffices.rooms import chain

    try:
        log = chain.verify(plain_files.read(file).decode("utf-8"), head)
        side = _read(own) if own else None
        entries = chain.verify_own(side, log) if side is not None else None
    except UnicodeDecodeError:
        complain(f"{file}: expected the log of a room in UTF-8, found other bytes.")
        raise typer.Exit(1) from None
    except LedgerError as error:
        complain(f"{file}: {error}")
        raise typer.Exit(1) from None
    last, held = log[-1], chain.place_of(head, log)
    later = chain.entries_of(side) - entries if side is not None and entries is not None else None
    if json:
        emit(
            {
                "publications": len(log),
                "publications_up_to_head": held,
                "head": last.hash,
                "last": last.body,
                "own_entries": entries,
                "own_entries_not_in_log": later,
            }
        )
        return
    say(f"The log is unchanged up to the head you hold: {count(held, 'publication')}.")
    if held < len(log):
        say(f"{count(len(log) - held, 'publication')} came later; only a newer head can confirm them.")
    say(f"Its newest head is {chain.spoken(last.hash)}")
    if entries is not None:
        say(f"Your side is in it, unchanged: {count(entries, 'entry', 'entries')}.")
    if later:
        say(
            f"After the last publication, and so not yet in the log: {count(later, 'entry', 'entries')}."
        )


def _read(path: Path) -> dict[str, object]:
    try:
        found = encoding.loads(plain_files.read(path).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise LedgerError("own file: expected JSON, found other text.") from error
    if not isinstance(found, dict):
        raise LedgerError("own file: expected your side of a room, found something else.")
    return found
