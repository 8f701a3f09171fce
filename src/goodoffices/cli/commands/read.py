"""goodoffices read: propose entries for the record from a dispatch."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import complain, emit, heading, meter, say, table
from goodoffices.cli.options import EngineAddress, Json, jobs_number
from goodoffices.cli.own_model import (
    Endpoint,
    Model,
    PlainHttp,
    Readers,
    Seconds,
    Yes,
    with_model,
)
from goodoffices.errors import InputError, Problem, UsageError
from goodoffices.limits import DISPATCH_FILE
from goodoffices.wording import count, in_words, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodoffices.reader import Reading
    from goodoffices.reader.plugins import Reader
    from goodoffices.record import Figure

EXAMPLE = "Example: goodoffices read report.txt --published 2024-05-26"
NONE = "None found."
NOUNS = {
    "statement": ("statement",),
    "outcome": ("outcome",),
    "contact": ("contact",),
    "position": ("position",),
    "proposal": ("proposal",),
    "pressure": ("report of pressure", "reports of pressure"),
    "figure": ("figure",),
}


def command(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A dispatch, a folder of dispatches, or - for standard input."
        ),
    ],
    published: Annotated[
        str | None, typer.Option(help="Date of publication, such as 2024-05-26 (EDTF).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet that published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Address where it was published.")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="INTEGER",
            parser=jobs_number,
            help="Number of dispatches of a folder to read at the same time; 1 by default.",
        ),
    ] = None,
    engine: EngineAddress = None,
    reader: Readers = None,
    endpoint: Endpoint = None,
    model: Model = None,
    seconds: Seconds = None,
    yes: Yes = False,
    plain_http: PlainHttp = False,
    json: Json = False,
) -> None:
    """Propose entries for the record from a dispatch or a folder of dispatches. The record itself does
    not change.

    Without a date of publication, words such as 'on Friday' cannot be turned into dates.
    """
    readers = with_model(reader, file, endpoint, model, seconds, yes=yes, plain_http=plain_http)
    if file != "-" and Path(file).is_dir():
        if published or outlet or url:
            raise UsageError(
                "--published, --outlet and --url describe one dispatch: name a file, not a folder."
            )
        _read_folder(Path(file), jobs or 1, engine, readers, json)
        return
    for option, given in (("--jobs", jobs), ("--engine", engine)):
        if given is not None:
            raise UsageError(
                f"{option} is for the dispatches of a folder: name a folder, or leave it out."
            )
    source = sys.stdin.buffer.read(DISPATCH_FILE.most + 1) if file == "-" else Path(file)
    reading = go.read(source, published=published, outlet=outlet, url=url, readers=readers)
    for reason in reading.refused:
        complain(reason)
    if json:
        emit(reading.to_json())
    else:
        _show(reading)


def _read_folder(
    folder: Path, jobs: int, engine: str | None, readers: Sequence[str | Reader], json: bool
) -> None:
    """Read every dispatch of a folder; if any cannot be read, name them and end with exit code 2."""
    paths = go.casefile.locate(folder).dispatches
    if not paths:
        raise InputError([Problem(str(folder), None, "", "a folder with dispatches in it", "none")])
    with meter(show=not json) as progress:
        found = go.reader.read_all(paths, progress, jobs, readers, engine=engine)
    if json:
        emit(
            {
                "dispatches": [reading.to_json() for reading in found.readings],
                "unread": [str(problem) for problem in found.problems],
            }
        )
    else:
        for reading in found.readings:
            say(_summary(reading))
    for problem in found.unread():
        complain(problem)
    if found.problems:
        raise typer.Exit(2)


def _summary(reading: Reading) -> str:
    """Return a line about a dispatch: its date, the number of entries of each kind, the damage."""
    numbers = Counter(entry.kind for entry in reading.entries)
    entries = [count(numbers[kind], *noun) for kind, noun in NOUNS.items() if numbers[kind]]
    if reading.damage:
        entries.append(count(len(reading.damage), "damaged place"))
    published = go.record.when_text(reading.source.published)
    if reading.doubts:
        entries.append(f"{len(reading.doubts)} to check first")
    return f"{reading.source.dispatch} ({published}): {listing(entries) or 'nothing found'}."


def _show(reading: Reading) -> None:
    found = reading.to_json()
    names = {actor["id"]: actor["name"] for actor in found["actors"]}

    def name(actor: str | None) -> str:
        return names.get(actor, actor) if actor else "no source given"

    address = f" ({reading.source.url})" if reading.source.url else ""
    say(f"Source: {go.record.entry_words.source_words(reading.source)}{address}.")
    _show_doubts(reading)
    _section(
        "Damaged text",
        ["character", "kind", "text", "suggestion"],
        [
            [str(d["start"]), in_words(d["kind"]), d["text"], d["suggestion"] or ""]
            for d in found["damage"]
        ],
    )
    _section(
        "Names",
        ["name", "kind", "role", "mentions"],
        [
            [a["name"], in_words(a["kind"]), a["role"] or "", str(len(a["mentions"]))]
            for a in found["actors"]
        ],
        numeric=[3],
    )
    _listed("Statements", reading, name, "statement")
    if any(entry.kind == "outcome" for entry in reading.entries):
        _listed("Outcomes", reading, name, "outcome")
    _section(
        "Contacts",
        ["when", "kind", "status", "who", "where"],
        [
            [
                go.record.when_text(entry.edtf),
                contact.noun,
                go.record.entry_words.status_words(entry, contact),
                ", ".join(map(name, contact.participants)),
                contact.place or "",
            ]
            for entry in reading.entries
            if isinstance(contact := entry.body, go.record.Contact)
        ],
    )
    kinds = ("position", "proposal", "pressure")
    _listed("Positions, proposals and pressure", reading, name, *kinds)
    _section(
        "Figures",
        ["text", "value", "qualifier", "unit", "source"],
        [
            [
                go.record.entry_words.figure_words(entry, figure, figure.unit),
                _value(figure),
                in_words(figure.qualifier),
                " – ".join(filter(None, (figure.unit, figure.definition))),
                name(figure.source),
            ]
            for entry in reading.entries
            if isinstance(figure := entry.body, go.record.Figure)
        ],
        numeric=[1],
    )
    _section(
        "Dates",
        ["text", "date", "other possible dates"],
        [
            [
                d["text"],
                go.record.when_text(d["edtf"]) if d["edtf"] else d.get("relative") or "",
                " or ".join(map(go.record.when_text, d["alternatives"])),
            ]
            for d in found["dates"]
        ],
    )


def _show_doubts(reading: Reading) -> None:
    """Print the entries on which readers differ, before everything else."""
    if not reading.doubts:
        return
    heading("Check these first")
    entries = {entry.id: entry for entry in reading.entries}
    for doubt in reading.doubts:
        entry = entries[doubt.entry]
        words = shorten(" ".join(entry.span.text.split()), 160, placeholder=" …")
        say(f"{entry.kind}, '{words}': {doubt.text}.")


def _section(
    title: str, columns: list[str], rows: list[list[str]], numeric: Sequence[int] = ()
) -> None:
    """Print a heading with a table, or with a sentence if the table would be empty."""
    heading(title)
    if rows:
        table(columns, rows, numeric)
    else:
        say(NONE)


def _listed(title: str, reading: Reading, name: Callable[[str | None], str], *kinds: str) -> None:
    """Print a heading with the entries of some kinds in words, or that there are none."""
    heading(title)
    found = [entry for kind in kinds for entry in reading.entries if entry.kind == kind]
    for entry in found:
        when = f"{go.record.when_text(entry.edtf)}: " if entry.edtf else ""
        say(when + go.record.entry_words.words(entry, name))
    if not found:
        say(NONE)


def _value(figure: Figure) -> str:
    if figure.value is not None:
        return f"{figure.value:,}"
    return f"{figure.low:,} to {figure.high:,}"
