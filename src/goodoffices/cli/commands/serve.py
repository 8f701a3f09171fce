"""goodoffices serve: the room of a case, on this computer."""

from __future__ import annotations

import json as encoding
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.console import complain, say
from goodoffices.cli.options import needs
from goodoffices.errors import LedgerError, UsageError
from goodoffices.limits import CLASS_TABLES, PORT
from goodoffices.wording import count, did_you_mean

if TYPE_CHECKING:
    from goodoffices.rooms.folder import Folder
    from goodoffices.rooms.serve import Ready

EXAMPLE = "Example: goodoffices serve cases/canal"
UNFINISHED = "The rehearsal did not end; nothing was compared."
SLIP = ("table", "seat", "name", "label", "url")
"""Fields of a ticket in JSON; table 0 is the teacher's."""

Students = Annotated[
    Path | None,
    typer.Option(
        "--class",
        metavar="LIST.csv",
        help="Labels of the students, a line each: label[,table[,seat]].",
    ),
]
Machines = Annotated[
    str,
    typer.Option(
        metavar="STRATEGY",
        help="Let this strategy take the empty seats of an exercise, and those of people who stop answering.",
    ),
]
Protocol = Annotated[
    str,
    typer.Option(
        metavar="text|alternating|shuttle",
        help="Each table: a mediator's texts; offers that the parties make to each other in turn; or all "
        "mediators of the case, with letters that they carry beside their texts.",
    ),
]
Rehearse = Annotated[
    int,
    typer.Option(
        min=0,
        max=CLASS_TABLES.most,
        metavar="N",
        help="Let strategies play an exercise of N tables over HTTPS, compare the results, and end.",
    ),
]
Database = Annotated[
    str,
    typer.Option(
        metavar="postgres://…",
        help="Keep the room in a database of PostgreSQL; not needed the second time.",
    ),
]
Processes = Annotated[
    int,
    typer.Option(
        min=1, max=16, metavar="N", help="Serve with this many processes; more than 1 needs PostgreSQL."
    ),
]


def needs_rooms() -> None:
    """Go on if the extra is installed.

    Raises:
        UsageError: if it is not.
    """
    for name in ("django", "allauth", "granian", "argon2", "cryptography", "whitenoise", "docx"):
        if find_spec(name) is None:
            raise UsageError(
                f"rooms: expected the extra (pip install 'goodoffices[rooms]'), {name} is missing."
            )


def command(
    context: typer.Context,
    case: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CASE]", help="The case to make a room for; not needed the second time."
        ),
    ] = None,
    data: Annotated[
        Path, typer.Option(help="Folder of the server: its database, certificate and case.")
    ] = Path("room"),
    key: Annotated[
        Path | None,
        typer.Option(help="File of the server's key, outside of the folder; made if it is missing."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; only this computer by default.")] = (
        "127.0.0.1"
    ),
    port: Annotated[
        int, typer.Option(min=0, max=PORT.most, help="Port; 0 takes any free port.")
    ] = 8443,
    database: Database = "",
    processes: Processes = 1,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of the times on pages; UTC by default.")
    ] = None,
    exercise: Annotated[
        bool, typer.Option("--exercise", help="Hold an exercise: tables with tickets, no accounts.")
    ] = False,
    students: Students = None,
    tables: Annotated[
        int,
        typer.Option(
            min=0, max=CLASS_TABLES.most, help="Tables of an exercise; as many as needed by default."
        ),
    ] = 0,
    minutes: Annotated[int, typer.Option(min=1, max=600, help="Minutes of an exercise.")] = 20,
    protocol: Protocol = "text",
    machines: Machines = "",
    rehearse: Rehearse = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed for the seating and for machines.")] = 0,
    check: Annotated[bool, typer.Option("--check", help="List unsafe settings, and end.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON when the server answers.")
    ] = False,
) -> None:
    """Hold a mediation: serve a room for a case's parties and mediators, over TLS.

    The first start makes the folder, a key, a certificate and the room, and prints a link for the
    mediator that works once. Ctrl-C ends the server; the next start continues the room.
    """
    needs_rooms()
    from goodoffices.rooms import serve
    from goodoffices.rooms.folder import Folder
    from goodoffices.rooms.players import PROTOCOLS

    folder = Folder(data)
    of_a_class = ("students", "tables", "machines", "rehearse", "minutes", "seed", "protocol")
    needs(context, exercise, "--exercise", *of_a_class)
    needs(context, not rehearse, "no --rehearse", "tables", "machines", "json")
    others = ("json", "port", "processes", "zone", "exercise", *of_a_class)
    needs(context, not check, "no --check", *others)
    if protocol not in PROTOCOLS:
        near = did_you_mean(protocol, PROTOCOLS)
        raise UsageError(
            f"--protocol: expected one of {', '.join(PROTOCOLS)}; found '{protocol}'.{near}"
        )
    if rehearse and folder.exists:
        raise UsageError(f"{data}: expected a new folder for a rehearsal; use --data.")
    if processes > 1 and not (database or (folder.exists and folder.config().database)):
        raise UsageError("--processes: expected --database with it; SQLite serves with one process.")
    if check:
        _check(folder, host)
        return
    seats = rehearse or tables
    classroom = (
        serve.Classroom(
            students, seats, minutes, seed, machines, PROTOCOLS[protocol], rehearsal=rehearse > 0
        )
        if exercise
        else None
    )
    hosts = tuple(dict.fromkeys((*serve.LOOPBACK, host)))
    serve.prepare(folder, case, key, hosts, zone, classroom, database)
    chosen = port or serve.free_port(host)
    if rehearse:
        found: list[str] = []
        serve.run(folder, host, chosen, _rehearsal(folder, seed, PROTOCOLS[protocol], found), processes)
        _compared(found, rehearse, data)
        return
    serve.run(folder, host, chosen, _as_json if json else _in_words, processes)
    if not json:
        say("The server has ended. Everything is kept.")


def _check(folder: Folder, host: str) -> None:
    """List what is unsafe; exit code 1 if something is."""
    from goodoffices.rooms.checks import unsafe

    problems = unsafe(folder, host)
    for problem in problems:
        say(f"- {problem}")
    if problems:
        raise typer.Exit(1)
    say("No unsafe setting was found. Keys, disk, clock, threads, database and backup were checked.")


def _rehearsal(folder: Folder, seed: int, protocol: str, found: list[str]) -> Callable[[Ready], None]:
    """Return what is done once the server answers: play the class, keep the differences, end the server."""
    # Loads the standard library's TLS and e-mail, which --help does not need.
    from http.client import HTTPException

    from goodoffices.rooms import serve

    def play(ready: Ready) -> None:
        found.append(UNFINISHED)
        try:
            found[:] = serve.rehearse(folder, ready, seed, protocol)
        except (LedgerError, OSError, HTTPException) as error:
            found.append(f"{type(error).__name__}: {error}")
        finally:
            serve.stop()

    return play


def _compared(found: list[str], tables: int, data: Path) -> None:
    """Say how a rehearsal went; exit code 1 if the export differs from the engine's results."""
    for difference in found:
        complain(difference)
    if found:
        raise typer.Exit(1)
    say(f"{count(tables, 'table')} rehearsed: {data / 'tables.csv'} equals the engine's own results.")


def _as_json(ready: Ready) -> None:
    found: dict[str, object] = {
        "url": ready.url,
        "mediator_link": ready.mediator_link,
        "fingerprint": ready.fingerprint,
    }
    if ready.tickets:
        tickets = [{name: getattr(slip, name) for name in SLIP} for slip in ready.tickets]
        found = {**found, "sheet": ready.sheet, "tickets": tickets}
    sys.stdout.write(encoding.dumps(found) + "\n")
    sys.stdout.flush()


def _in_words(ready: Ready) -> None:
    say(f"The room is at {ready.url}")
    if ready.mediator_link:
        say(f"Link for the mediator, works once: {ready.mediator_link}")
    if ready.tickets:
        say(f"Your page, teacher: {ready.tickets[0].url}")
        say(f"Tickets to print and hand out: {ready.sheet}")
        if ready.url.startswith("https://localhost:"):
            say(
                "These tickets open on this computer only. For other devices, start again with --host "
                "and the address of this computer in the local network."
            )
    say(f"Fingerprint of the certificate, to compare in the browser: {ready.fingerprint}")
    complain("Stop with Ctrl-C. Everything is saved at once.")
