"""goodoffices brief: the state of the talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.wording import count, in_words

if TYPE_CHECKING:
    from goodoffices.record import Brief
    from goodoffices.record.briefing.changes import News

EXAMPLE = "Example: goodoffices brief cases/hostage-talks-2024"
NONE = "None found."


def command(
    case: CasePath,
    since: Annotated[
        str | None, typer.Option(help="Also list what is new, changed or contradicted since this day.")
    ] = None,
    json: Json = False,
) -> None:
    """Show the state of the talks, from a case's dispatches and record; a folder of dispatches is enough."""
    with meter(show=not json) as progress:
        brief = go.brief(case, progress, since)
    if json:
        emit(brief.to_json())
    else:
        _show(brief)


def _show(brief: Brief) -> None:
    found = brief.to_json()
    heading("Where the talks stand")
    say(brief.status)
    if brief.news is not None:
        _show_news(brief, brief.news)
    if brief.told("outcome"):
        heading("Outcomes")
        for event in brief.told("outcome"):
            when = go.record.when_text(event.shown.edtf)
            say(f"{when}: {go.record.entry_words.cited(event.shown, brief.name)}")
    heading("Contacts")
    _rows(
        ["when", "kind", "status", "who", "where"],
        [
            [
                go.record.when_text(c["edtf"]),
                in_words(c["kind"]),
                in_words(c["status"]),
                _names(brief, c["participants"]),
                c["place"] or "",
            ]
            for c in found["contacts"]
        ],
    )
    heading("Positions")
    for p in found["positions"]:
        say(f"{brief.name(p['actor'])} {p['stance']}: {p['text']}")
    if not found["positions"]:
        say(NONE)
    heading("Figures")
    _rows(
        ["of what", "figure", "source", "dispatch"],
        [
            [
                f["thing"],
                f["text"],
                brief.name(f["source"]),
                ", ".join(r["dispatch"] for r in f["reports"]),
            ]
            for f in sorted(found["figures"], key=lambda figure: str(figure["thing"]))
        ],
    )
    heading("Statements")
    for s in found["statements"]:
        told = f" told {s['told']}" if s["told"] else ""
        say(f"{s['speaker']['text']}{told}: {' … '.join(part['text'] for part in s['content'])}")
    if not found["statements"]:
        say(NONE)
    if brief.contradictions:
        heading("Contradictions")
        for one in brief.contradictions:
            say(f"- {one.about}")
    heading("Open questions")
    for question in brief.open_questions:
        say(f"- {question.text}")
    if not brief.open_questions:
        say(NONE)
    if brief.damage:
        places = count(len(brief.damage), "place")
        say()
        say(f"Damaged text: {places} in the dispatches; 'goodoffices read' shows where.")
    for problem in brief.unread:
        say(f"Could not be read: {problem}")


def _rows(columns: list[str], rows: list[list[str]]) -> None:
    """Print a table, or that there is nothing to put in it."""
    if rows:
        table(columns, rows)
    else:
        say(NONE)


def _show_news(brief: Brief, news: News) -> None:
    """Print the entries that dispatches since a day add, change or contradict."""
    heading(f"Since {go.record.when_text(news.since)}")
    told = {event.id: event for event in brief.events}
    entries = count(len(news.new), "new entry", "new entries")
    say(f"{entries}, {len(news.changed)} changed, {len(news.contradicted)} contradicted.")
    for name in news.new:
        event = told[name]
        if event.kind != "figure":
            say(f"- new {event.kind}: {' '.join(event.shown.span.text.split())}")
    for change in news.changed:
        say(f"- changed {told[change.event].kind}: {change.before}; now {change.since}")
    for one in news.contradicted:
        say(f"- contradicted: {one.about}")


def _names(brief: Brief, actors: tuple[str, ...]) -> str:
    return ", ".join(brief.name(actor) for actor in actors)
