"""goodoffices brief: where the talks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json

if TYPE_CHECKING:
    from goodoffices.record import Brief

EXAMPLE = "Example: goodoffices brief cases/hostage-talks-2024"


def command(case: CasePath, json: Json = False) -> None:
    """Say where the talks stand, from the case's dispatches and its record."""
    brief = go.brief(case)
    if json:
        emit(brief.to_json())
    else:
        _show(brief)


def _show(brief: Brief) -> None:
    found = brief.to_json()
    heading("Where the talks stand")
    say(brief.status)
    heading("Contacts")
    table(
        ["when", "kind", "status", "who", "where"],
        [
            [
                go.record.when_text(c["edtf"]),
                c["kind"],
                c["status"],
                _names(brief, c["participants"]),
                c["place"] or "",
            ]
            for c in found["contacts"]
        ],
    )
    heading("Positions")
    for p in found["positions"]:
        say(f"{brief.name(p['actor'])} {p['stance']}: {p['text']}")
    heading("Figures")
    table(
        ["figure", "of what", "source"],
        [[f["text"], f["unit"], brief.name(f["source"])] for f in found["figures"]],
    )
    heading("Statements")
    for s in found["statements"]:
        told = f", told {s['told']}" if s["told"] else ""
        say(f"{s['speaker']['text']}{told}: {' … '.join(part['text'] for part in s['content'])}")
    heading("Open questions")
    for question in brief.open_questions:
        say(f"- {question.text}")
    if brief.damage:
        say(f"{len(brief.damage)} places in the dispatches are damaged; 'goodoffices read' shows them.")


def _names(brief: Brief, actors: tuple[str, ...]) -> str:
    return ", ".join(brief.name(actor) for actor in actors)
