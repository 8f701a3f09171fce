"""goodoffices read: a dispatch becomes proposed entries for the record."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import complain, emit, heading, meter, say, table
from goodoffices.cli.options import Json
from goodoffices.errors import InputError, Problem, UsageError
from goodoffices.wording import listing

if TYPE_CHECKING:
    from goodoffices.reader import Reading

EXAMPLE = "Example: goodoffices read report.txt --published 2024-05-26"


def command(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A dispatch, a folder of them, or - for standard input."),
    ],
    published: Annotated[
        str | None, typer.Option(help="When it was published (EDTF, such as 2024-05-26).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many dispatches of a folder to read at a time.")
    ] = 1,
    reader: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Which reader to ask; may be given again, a later one adds what those before it did not "
            "find. rules (the default), nlp (an extra), or a plug-in's.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Propose entries for the record from one dispatch, or from each of a folder; nothing enters the
    record by this.

    Without a publication date, words such as 'on Friday' stay relative.
    """
    readers = reader or ["rules"]
    if file != "-" and Path(file).is_dir():
        if published or outlet or url:
            raise UsageError(
                "--published, --outlet and --url are of one dispatch: name a file, not a folder."
            )
        _read_folder(Path(file), jobs, readers, json)
        return
    source = sys.stdin.buffer.read() if file == "-" else Path(file)
    reading = go.read(source, published=published, outlet=outlet, url=url, readers=readers)
    for reason in reading.refused:
        complain(reason)
    if json:
        emit(reading.to_json())
    else:
        _show(reading)


def _read_folder(folder: Path, jobs: int, readers: list[str], json: bool) -> None:
    """Every dispatch of a folder; those that cannot be read are named, and the command then ends with 2."""
    paths = go.casefile.locate(folder).dispatches
    if not paths:
        raise InputError([Problem(str(folder), None, "", "a folder with dispatches in it", "none")])
    with meter(show=not json) as progress:
        found = go.reader.read_all(paths, progress, jobs, readers)
    if json:
        emit(
            {
                "dispatches": [reading.to_json() for reading in found.readings],
                "unread": [str(problem) for problem in found.problems],
            }
        )
    else:
        kinds = ("statement", "contact", "position", "proposal", "pressure", "figure")
        rows = []
        for reading in found.readings:
            counts = Counter(entry.kind for entry in reading.entries)
            about = [reading.source.dispatch, reading.source.published or "no date given"]
            rows.append([*about, str(len(reading.damage)), *(str(counts[kind]) for kind in kinds)])
        numeric = range(2, 3 + len(kinds))
        table(["dispatch", "published", "damage", *(f"{kind}s" for kind in kinds)], rows, numeric)
    for problem in found.problems:
        complain(str(problem))
    if found.problems:
        raise typer.Exit(2)


def _show(reading: Reading) -> None:
    found = reading.to_json()
    names = {actor["id"]: actor["name"] for actor in found["actors"]}
    heading("Damage")
    table(
        ["place", "kind", "text", "suggestion"],
        [[str(d["start"]), d["kind"], d["text"], d["suggestion"] or ""] for d in found["damage"]],
    )
    heading("Who is in it")
    table(
        ["name", "kind", "role", "mentions"],
        [[a["name"], a["kind"], a["role"] or "", str(len(a["mentions"]))] for a in found["actors"]],
        numeric=[3],
    )
    heading("Who said what")
    for statement in found["statements"]:
        content = " … ".join(part["text"] for part in statement["content"])
        told = f", told {statement['told']}" if statement["told"] else ""
        say(f"{statement['speaker']['text']}{told} ({statement['speaker']['anonymity']}): {content}")
    heading("Contacts")
    table(
        ["when", "kind", "status", "who", "where"],
        [
            [
                c["edtf"] or "no date given",
                c["kind"],
                c["status"],
                ", ".join(names[who] for who in c["participants"]),
                c["place"] or "",
            ]
            for c in found["contacts"]
        ],
    )
    heading("Positions, proposals and pressure")
    for one in found["positions"]:
        say(f"{names.get(one['actor'], one['actor'])} {one['stance']}: {one['text']}")
    for one in found["proposals"]:
        by = listing([names.get(who, who) for who in one["by"]]) or "nobody named"
        say(f"proposal ({one['status']}), by {by}: {one['text']}")
    for one in found["pressure"]:
        on = names.get(one["on"], one["on"])
        say(
            f"{names.get(one['from'], one['from'])} presses {on}"
            + (f" for: {one['for']}" if one["for"] else "")
        )
    heading("Figures")
    table(
        ["text", "value", "qualifier", "unit", "source"],
        [
            [f["text"], _value(f), f["qualifier"], f["unit"], names.get(f["source"], "no source given")]
            for f in found["figures"]
        ],
        numeric=[1],
    )
    heading("Dates")
    table(
        ["text", "date", "or"],
        [
            [d["text"], d["edtf"] or d.get("relative") or "", ", ".join(d["alternatives"])]
            for d in found["dates"]
        ],
    )


def _value(figure: dict[str, object]) -> str:
    if figure["value"] is not None:
        return f"{figure['value']:,}"
    return f"{figure['low']:,} to {figure['high']:,}"
