"""goodoffices brief: the state of the talks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.limits import LISTED
from goodoffices.wording import capital, count, unlisted

if TYPE_CHECKING:
    from goodoffices.record import Brief, Event, Figure
    from goodoffices.record.briefing.changes import News

EXAMPLE = "Example: goodoffices brief cases/hostage-talks-2024"
NONE = "None found."
DATED = "published: 2031-03-14"
"""The line that gives a report a date, as an example."""
MOST = 5
"""Most names of reports in a sentence."""


def command(
    case: CasePath,
    since: Annotated[
        str | None, typer.Option(help="Also list what is new, changed or contradicted since this day.")
    ] = None,
    json: Json = False,
) -> None:
    """Show the state of the talks, from a case's dispatches and record; one dispatch is enough."""
    with meter(show=not json) as progress:
        brief = go.brief(case, progress, since)
    if json:
        emit(brief.to_json())
    else:
        _show(brief)


def _show(brief: Brief) -> None:
    heading("Where the talks stand")
    for quoted, clauses in groupby(brief.clauses, key=lambda clause: clause.quoted):
        if quoted:
            for clause in clauses:
                say(f"- {clause.text}")
        else:
            say(" ".join(clause.text for clause in clauses))
    if brief.news is not None:
        _show_news(brief, brief.news)
    if brief.told("outcome"):
        heading("Outcomes")
        for event in brief.listed("outcome"):
            say(f"{go.record.when_text(event.shown.edtf)}: {_cited(brief, event)}")
        _say_left(brief.unlisted("outcome"))
    heading("Contacts")
    _rows(
        brief,
        ["when", "kind", "status", "who", "where", "reported by"],
        [
            [
                go.record.when_text(event.shown.edtf),
                contact.noun,
                go.record.entry_words.status_words(event.shown, contact),
                ", ".join(map(brief.name, contact.participants)),
                contact.place or "",
                brief.sources.words(event.versions),
            ]
            for event in brief.listed("contact")
            if isinstance(contact := event.shown.body, go.record.Contact)
        ],
    )
    _say_left(brief.unlisted("contact"))
    _listed(brief, "Positions", "position")
    for title, kind in (("Proposals", "proposal"), ("Pressure", "pressure")):
        if brief.told(kind):
            _listed(brief, title, kind)
    heading("Figures")
    _rows(
        brief,
        ["counted", "figure", "source", "reported by"],
        [
            [
                _counted(brief, event, figure),
                go.record.entry_words.figure_words(event.shown, figure, event.thing or ""),
                brief.name(figure.source),
                brief.sources.words(event.versions),
            ]
            for event in sorted(brief.listed("figure"), key=lambda event: str(event.thing))
            if isinstance(figure := event.shown.body, go.record.Figure)
        ],
    )
    _say_left(brief.unlisted("figure"))
    _listed(brief, "Statements", "statement")
    if brief.told("note"):
        _listed(brief, "Notes", "note")
    if brief.contradictions:
        heading("Contradictions")
        for one in brief.contradictions[: LISTED.most]:
            say(f"- {one.kind}: {one.about}")
            for side in one.sides:
                say(f"    {side.source}: “{side.words}”")
        _say_left(unlisted(len(brief.contradictions) - LISTED.most))
    if brief.sums:
        heading("Figures that add up")
        for added in brief.sums:
            say(f"- {added.text}")
    if brief.repeated:
        heading("Reports that repeat one another")
        for sentence in brief.repeated:
            say(f"- {sentence}")
    families = [(actor, brief.belonging(actor.id)) for actor in brief.actors]
    if any(members for _, members in families):
        heading("Who belongs to whom, by the reports and the case")
        for actor, members in families:
            if members:
                say(f"- {actor.name}: {', '.join(members)}")
    heading("Open questions")
    for question in brief.open_questions[: LISTED.most]:
        say(f"- {question.text}")
    _say_left(unlisted(len(brief.open_questions) - LISTED.most))
    if not brief.open_questions:
        say(NONE)
    if brief.damage:
        places = count(len(brief.damage), "place")
        say()
        say(f"Damaged text: {places} in the dispatches; 'goodoffices read' shows where.")
    if brief.undated:
        say()
        say(f"{_undated(brief.undated)} '{DATED}' between two lines '---' at its top gives it one.")
    for problem in brief.unread:
        say(f"Not read, or not in full: {problem}")


def _undated(names: Sequence[str]) -> str:
    """Return that reports have no date, and what follows from that."""
    shown = ", ".join(names[:MOST]) + (f" and {len(names) - MOST:,} more" if len(names) > MOST else "")
    have = "has no date" if len(names) == 1 else "have no date"
    return (
        f"{count(len(names), 'report')} {have} ({shown}), so 'on Monday' cannot be turned into a date."
    )


def _rows(brief: Brief, columns: list[str], rows: list[list[str]]) -> None:
    """Print a table whose last column has the reports, or that there is nothing to put in it.

    If there is a single report, a line above the table names it instead of the column. A column without a
    word is left out.
    """
    if not rows:
        say(NONE)
        return
    filled = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    if brief.only_source:
        say(f"All by {brief.only_source}:")
        filled.remove(len(columns) - 1)
    table([columns[place] for place in filled], [[row[place] for place in filled] for row in rows])


def _say_left(words: str) -> None:
    """Say how many entries are not listed, if any."""
    if words:
        say(words)


def _show_news(brief: Brief, news: News) -> None:
    """Print the entries that dispatches since a day add, change or contradict."""
    heading(f"Since {go.record.when_text(news.since)}")
    told = {event.id: event for event in brief.events}
    entries = count(len(news.new), "new entry", "new entries")
    say(f"{entries}, {len(news.changed)} changed, {len(news.contradicted)} contradicted.")
    for name in news.new[: LISTED.most]:
        event = told[name]
        if event.kind != "figure":
            say(f"- new {event.kind}: {_cited(brief, event)}")
    _say_left(unlisted(len(news.new) - LISTED.most))
    for change in news.changed:
        say(f"- changed {told[change.event].kind}: {change.before}; now {change.since}")
    for one in news.contradicted:
        say(f"- contradicted: {one.about}")


def _counted(brief: Brief, event: Event, figure: Figure) -> str:
    """Return what a figure counts, and the figure that it is a part of."""
    whole, thing = brief.whole(figure), event.thing or ""
    if not whole:
        return thing
    return f"of {whole}" if figure.unit == "of them" else f"{thing}, of {whole}"


def _listed(brief: Brief, title: str, kind: str) -> None:
    """Print the events of a kind, each with the outlets that report it."""
    heading(title)
    for same in brief.in_same_words(brief.listed(kind)):
        said = go.record.entry_words.joint_words([event.shown for event in same], brief.name)
        say(capital(f"{said} ({brief.sources.words(same[0].versions)})"))
    _say_left(brief.unlisted(kind))
    if not brief.told(kind):
        say(NONE)


def _cited(brief: Brief, event: Event) -> str:
    """Return an event in words, with the outlet and the date of every report of it."""
    said = go.record.entry_words.words(event.shown, brief.name)
    return capital(f"{said} ({brief.sources.words(event.versions)})")
