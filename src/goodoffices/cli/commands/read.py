"""goodoffices read: a dispatch becomes proposed entries for the record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import Json

if TYPE_CHECKING:
    from goodoffices.reader import Reading

EXAMPLE = "Example: goodoffices read report.txt --published 2024-05-26"


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A dispatch, or - for standard input.")],
    published: Annotated[
        str | None, typer.Option(help="When it was published (EDTF, such as 2024-05-26).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    json: Json = False,
) -> None:
    """Propose entries for the record from one dispatch; nothing enters the record by this.

    Without a publication date, words such as 'on Friday' stay relative.
    """
    source = sys.stdin.buffer.read() if file == "-" else Path(file)
    reading = go.read(source, published=published, outlet=outlet, url=url)
    if json:
        emit(reading.to_json())
    else:
        _show(reading)


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
